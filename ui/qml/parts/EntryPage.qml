pragma ComponentBehavior: Bound

import QtQuick
import Hall

// A page on which something is typed: one field or several, and below the keys for the one that is being typed.
// What is typed lives in its entries; the view is told that somebody types, not what.
StepPage {
    id: page

    required property EntryView entering
    required property list<Entry> entries
    required property string asks
    required property string enterText
    property string hint: ""
    // One field at a time; always so with large text.
    property bool oneByOne: Theme.elder
    // A key of the page's own beside the other ways.
    property string ownKey: ""
    property bool ownKeyAvailable: true
    property string backText: Words.text("frame.back")
    property string backGlyph: Icons.arrowLeft
    // Of all entries, those that are typed now; ``current`` counts from the first of them.
    property int first: 0
    property int count: page.entries.length
    property int current: 0

    readonly property Entry entry: page.entries[page.first + page.current]
    readonly property bool last: page.current === page.count - 1
    readonly property bool several: page.count > 1 && !page.oneByOne
    readonly property string trouble: page.entry.complaint !== "" ? page.entry.complaint : page.untouched ? page.entering.notice : ""
    property string lastTrouble: ""
    // A notice holds until something else is typed.
    property bool untouched: true
    readonly property bool troubleAbove: Theme.elder
    readonly property bool letters: page.entry.signs === "letters"
    readonly property bool hasKeys: page.ownKey !== "" || page.entering.others.length > 0
    // Upright the other ways stand beside the keypad; sideways under the field; where that leaves no room, below.
    readonly property bool keysBeside: page.hasKeys && Theme.portrait && !page.letters && (Theme.textScale === 1 || !Theme.elder && !Theme.lowReach)
    readonly property bool keysLeft: page.hasKeys && page.sideways && Theme.textScale === 1
    readonly property bool keysBelow: page.hasKeys && !page.keysBeside && !page.keysLeft
    readonly property real fieldHeight: (Theme.elder && Theme.lowReach ? 104 : page.several && Theme.lowReach ? 116 : Theme.elder ? 128 : 144) * Theme.u
    readonly property real boardRoom: page.column.height - (page.asideLeft ? 0 : fields.height + page.spacing) - (page.keysBelow || page.column.keepsRoom ? page.column.pager.height + page.spacing : 0)

    onTroubleChanged: if (page.trouble !== "") page.lastTrouble = page.trouble

    signal enter
    signal own
    signal leave

    function press(sign: string): void {
        if (!hush.running) {
            page.entering.typing();
            hush.start();
        }
        page.untouched = false;
        page.entry.press(sign);
    }

    function forward(): void {
        page.untouched = true;
        if (page.last)
            page.enter();
        else
            page.current += 1;
    }

    function back(): void {
        if (page.oneByOne && page.current > 0)
            page.current -= 1;
        else
            page.leave();
    }

    frame: page.entering
    question: page.troubleAbove && page.trouble !== "" ? page.trouble : page.entry.question !== "" ? page.entry.question : page.asks
    help: Theme.elder ? "" : page.hint
    spacing: (Theme.elder || Theme.lowReach ? 16 : 24) * Theme.u
    asideStays: true

    aside: Column {
        id: fields

        width: page.asideWidth
        spacing: 20 * Theme.u

        Repeater {
            model: page.several ? page.entries : []

            FieldKey {
                id: choice

                required property int index
                required property Entry modelData

                width: fields.width
                height: page.fieldHeight
                entry: choice.modelData
                editing: choice.index === page.current && !page.entering.checking
                wrong: choice.index === page.current && page.trouble !== ""
                onActivated: page.current = choice.index
            }
        }

        EntryField {
            visible: !page.several
            width: fields.width
            height: page.fieldHeight
            entry: page.entry
            editing: !page.entering.checking
            wrong: page.trouble !== ""
        }

        Label {
            objectName: "trouble"
            visible: !page.troubleAbove && page.lastTrouble !== ""
            // It keeps its room when it goes: no key may move away under a finger.
            opacity: page.trouble !== "" ? 1 : 0
            width: fields.width
            text: page.lastTrouble
            type: Theme.second
            bold: true
            color: Theme.stop
        }

        Grid {
            id: left

            visible: page.keysLeft
            width: fields.width
            columns: 2
            spacing: Theme.gap

            ContentKey {
                objectName: "own"
                visible: page.ownKey !== ""
                width: (left.width - left.spacing) / 2
                text: page.ownKey
                available: page.ownKeyAvailable
                onActivated: page.own()
            }

            Repeater {
                model: page.keysLeft ? page.entering.others : []

                ContentKey {
                    id: leftKey

                    required property WayItem modelData

                    objectName: leftKey.modelData.name
                    width: (left.width - left.spacing) / 2
                    text: leftKey.modelData.text
                    onActivated: leftKey.modelData.choose()
                }
            }
        }
    }

    Item {
        id: board

        readonly property real sideWidth: page.keysBeside ? 346 * Theme.u : 0
        readonly property real padX: page.keysBeside && !Theme.lowReach ? board.sideWidth + Theme.gap : 0

        implicitHeight: page.letters ? keyboard.implicitHeight : Math.max(pad.implicitHeight, page.keysBeside ? side.implicitHeight : 0)

        Keypad {
            id: pad

            visible: !page.letters
            x: board.padX
            width: parent.width - (page.keysBeside ? board.sideWidth + Theme.gap : 0)
            withX: page.entry.signs === "identity"
            available: !page.entering.checking
            room: page.boardRoom
            highest: (page.keysBeside ? 116 : 128) * Theme.u
            onPressed: sign => page.press(sign)
        }

        Keyboard {
            id: keyboard

            visible: page.letters
            width: parent.width
            available: !page.entering.checking
            room: page.boardRoom
            onPressed: sign => page.press(sign)
        }

        Column {
            id: side

            visible: page.keysBeside
            x: Theme.lowReach ? parent.width - board.sideWidth : 0
            width: board.sideWidth
            spacing: 16 * Theme.u

            ContentKey {
                objectName: "own"
                visible: page.ownKey !== ""
                width: side.width
                height: Math.max(implicitHeight, pad.keyHeight)
                text: page.ownKey
                available: page.ownKeyAvailable
                onActivated: page.own()
            }

            Repeater {
                model: page.keysBeside ? page.entering.others : []

                ContentKey {
                    id: sideKey

                    required property WayItem modelData

                    objectName: sideKey.modelData.name
                    width: side.width
                    height: Math.max(implicitHeight, pad.keyHeight)
                    text: sideKey.modelData.text
                    glyph: Theme.textScale > 1 ? "" : sideKey.modelData.glyph
                    onActivated: sideKey.modelData.choose()
                }
            }
        }
    }

    ContentKey {
        readonly property bool shown: page.keysBelow && page.ownKey !== ""

        objectName: "own"
        text: page.ownKey
        available: page.ownKeyAvailable
        onActivated: page.own()
    }

    WayKeys {
        ways: page.keysBelow ? page.entering.others : []
    }

    secondary: SecondaryKey {
        text: page.oneByOne && page.current > 0 ? Words.text("entry.previous") : page.backText
        glyph: page.sideways && Theme.elder ? "" : page.backGlyph
        onActivated: page.back()
    }

    primary: Item {
        anchors.fill: parent

        PrimaryKey {
            visible: !page.entering.checking
            text: page.entry.missing > 0 ? (page.entry.least === page.entry.most ? page.entering.missing(page.entry.missing) : Words.text("entry.not_yet")) : page.entry.complaint !== "" ? Words.text("entry.look_again") : page.last ? page.enterText : Words.text("entry.next")
            available: page.entry.ready
            onActivated: page.forward()
        }

        WaitingPanel {
            visible: page.entering.checking
            text: Words.text("entry.checking")
        }
    }

    Timer {
        id: hush

        // At most so often is the visit told that somebody types; it waits for a minute before it asks.
        interval: 5000
    }

    onEnteringChanged: if (page.entering.checking) page.untouched = true
}

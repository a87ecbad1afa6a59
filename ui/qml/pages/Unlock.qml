pragma ComponentBehavior: Bound

import QtQuick
import Hall
import "../parts"

// What stands printed in a travel document, typed one thing after another: number, birth and last day of the photo
// page, or the six digits on the front.
EntryPage {
    id: page

    required property UnlockView view
    property bool byFront: false
    entering: page.view
    asks: Words.text("unlock.number_question")
    hint: page.view.scanner ? Words.text("unlock.help_scanner") : Words.text("unlock.help")
    enterText: Words.text("unlock.enter")
    ownKey: page.byFront ? Words.text("unlock.by_page") : Words.text("unlock.by_front")
    ownKeyAvailable: !page.view.checking
    oneByOne: true
    first: page.byFront ? 3 : 0
    count: page.byFront ? 1 : 3
    entries: [
        Entry {
            id: number

            name: "number"
            label: Words.text("unlock.number_label")
            question: Words.text("unlock.number_question")
            least: 5
            most: 14
            signs: "letters"
        },
        Entry {
            id: birth

            name: "birth"
            label: Words.text("unlock.birth_label")
            question: Words.text("unlock.birth_question")
            most: 8
            groups: [4, 2, 2]
            joint: "-"
            complaint: page.view.dayComplaint(birth.text)
        },
        Entry {
            id: expiry

            name: "expiry"
            label: Words.text("unlock.expiry_label")
            question: Words.text("unlock.expiry_question")
            most: 8
            groups: [4, 2, 2]
            joint: "-"
            complaint: page.view.dayComplaint(expiry.text)
        },
        Entry {
            id: front

            name: "front"
            label: Words.text("unlock.front_label")
            question: Words.text("unlock.front_question")
            most: 6
            groups: [3, 3]
        }
    ]

    onEnter: {
        if (page.byFront)
            page.view.enterCan(front.text);
        else
            page.view.enterMrz(number.text, birth.text, expiry.text);
    }
    onOwn: {
        page.current = 0;
        page.byFront = !page.byFront;
    }
    onLeave: page.view.back()
    // Whatever was mistyped, one looks at it all again from the beginning.
    onViewChanged: if (page.view.notice !== "" && page.untouched) page.current = 0
}

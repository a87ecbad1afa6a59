pragma ComponentBehavior: Bound

import QtQuick
import Hall
import "../parts"

// The six digits that came to the phone; after a minute another code can be sent.
EntryPage {
    id: page

    required property OneTimeCodeView view
    property int wait: 60

    entering: page.view
    asks: page.view.question
    hint: page.view.triesLeft !== "" ? page.view.triesLeft : Words.text("one_time_code.help")
    enterText: Words.text("one_time_code.enter")
    backText: Words.text("prove_it.end")
    backGlyph: Icons.exitToApp
    ownKey: page.wait > 0 ? page.view.againIn(page.wait) : Words.text("one_time_code.again")
    ownKeyAvailable: page.wait === 0 && !page.view.checking
    entries: [
        Entry {
            id: code

            name: "code"
            label: Theme.elder ? page.view.phone : Words.text("one_time_code.label")
            most: 6
            groups: [3, 3]
        }
    ]

    // What is entered is gone at once: it counts only once.
    onEnter: {
        page.view.enter(code.text);
        code.text = "";
    }
    onOwn: {
        code.text = "";
        page.wait = 60;
        page.view.sendAgain();
    }
    onLeave: page.view.endVisit()

    Timer {
        // In steps, so that nothing flickers beside what is being typed.
        interval: 10000
        repeat: true
        running: page.wait > 0
        onTriggered: page.wait -= 10
    }
}

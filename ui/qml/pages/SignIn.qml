pragma ComponentBehavior: Bound

import QtQuick
import Hall
import "../parts"

// A clerk's badge number and PIN.
EntryPage {
    id: page

    required property SignInView view

    entering: page.view
    asks: Words.text("sign_in.question")
    hint: page.view.help
    enterText: Words.text("sign_in.enter")
    entries: [
        Entry {
            id: number

            name: "number"
            label: Words.text("sign_in.number")
            question: Theme.elder ? Words.text("sign_in.number_question") : ""
            least: 1
            most: 12
        },
        Entry {
            id: pin

            name: "pin"
            label: Words.text("sign_in.pin")
            question: Theme.elder ? Words.text("sign_in.pin_question") : ""
            least: 4
            most: 12
            secret: true
        }
    ]

    // The PIN is gone at once, whether it was right or not.
    onEnter: {
        page.view.enter(number.text, pin.text);
        pin.text = "";
    }
    onLeave: page.view.back()
}

pragma ComponentBehavior: Bound

import QtQuick
import Hall
import "../parts"

// The signed-in clerk types the resident's identity number; it is judged while it is typed.
EntryPage {
    id: page

    required property NamePersonView view

    entering: page.view
    asks: Words.text("name_person.question")
    hint: page.view.help
    enterText: Words.text("name_person.enter")
    entries: [
        Entry {
            id: number

            name: "number"
            label: Words.text("name_person.label")
            most: 18
            signs: "identity"
            groups: [6, 8, 4]
            complaint: page.view.complaint(number.text)
        }
    ]

    onEnter: page.view.enter(number.text)
    onLeave: page.view.back()
}

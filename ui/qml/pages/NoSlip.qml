pragma ComponentBehavior: Bound

import QtQuick
import Hall
import "../drawings"
import "../parts"

// Done, but without a slip: the case number, large enough to be photographed.
StepPage {
    id: page

    required property NoSlipView view

    frame: page.view
    question: Words.text("no_slip.title")
    help: Words.text("no_slip.help")

    Sheet {
        padding: (Theme.elder ? 28 : 40) * Theme.u

        LabelledValue {
            objectName: "number"
            width: parent.width
            label: Words.text("no_slip.number")
            value: page.view.number
            type: Theme.elder ? Theme.lead : Theme.question
        }
    }

    CheckLine {
        text: Words.text("no_slip.done")
    }

    CheckLine {
        text: Words.text("no_slip.use")
    }

    StaffNote {
        what: page.view.staffWhat
        remedy: page.view.staffRemedy
        code: page.view.code
    }

    primary: PrimaryKey {
        text: Words.text("no_slip.noted")
        glyph: Icons.check
        onActivated: page.view.forward()
    }
}

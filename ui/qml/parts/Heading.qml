pragma ComponentBehavior: Bound

import QtQuick
import Hall

// Names the group that follows and stays on its page.
Label {
    property bool heading: true
    property bool shown: true

    type: Theme.body
    bold: true
    Accessible.role: Accessible.Heading
    Accessible.name: text
}

pragma ComponentBehavior: Bound

import QtQuick
import Hall

// The terminal's window: one page after another, each behind the one Loader.
Window {
    id: window

    required property Stage stage

    color: Theme.page

    Loader {
        id: loader

        objectName: "page"
        anchors.fill: parent
        focus: true
    }

    Connections {
        target: window.stage

        function onTurned(page: url, view: PageView): void {
            loader.setSource(page, {
                "view": view
            });
        }
    }
}

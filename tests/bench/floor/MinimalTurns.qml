import QtQuick

Window {
    id: window

    property int page: 0

    width: 1080
    height: 1920
    visible: true
    color: "#0b3c49"

    Loader {
        id: loader

        anchors.fill: parent
    }

    TapHandler {
        gesturePolicy: TapHandler.ReleaseWithinBounds
        longPressThreshold: 0
        onTapped: {
            window.page += 1;
            loader.setSource("MinimalPage.qml", {
                "page": window.page
            });
        }
    }
}

import QtQuick

Window {
    width: 1080
    height: 1920
    visible: true
    color: "#0b3c49"

    Text {
        anchors.centerIn: parent
        text: "您好"
        font.family: "Noto Sans CJK SC"
        font.pixelSize: 160
        color: "#ffffff"
    }
}

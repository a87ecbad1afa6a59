import QtQuick

Rectangle {
    id: sheet

    required property int page

    color: "#f4f1ea"

    Text {
        anchors.centerIn: parent
        text: "第 " + sheet.page + " 页"
        font.family: "Noto Sans CJK SC"
        font.pixelSize: 160
    }
}

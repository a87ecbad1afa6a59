pragma ComponentBehavior: Bound

import QtQuick
import Hall

// Six keys, in the same order and place on every page of a resident.
Rectangle {
    id: bar

    required property PageView frame
    readonly property real keyGap: Theme.portrait ? Math.max(14 * Theme.u, Theme.gap * 0.56) : Theme.gap
    readonly property real keyWidth: (bar.width - 2 * Theme.margin - 5 * bar.keyGap) / 6.3
    readonly property real keyHeight: (Theme.portrait ? (Theme.elder ? 156 : 122) : (Theme.elder ? 100 : 92)) * Theme.u

    implicitHeight: (Theme.portrait ? (Theme.elder ? 204 : 168) : (Theme.elder ? 132 : 124)) * Theme.u
    color: Theme.surface
    Accessible.role: Accessible.ToolBar

    Rectangle {
        width: parent.width
        height: Math.max(1, 2 * Theme.u)
        color: Theme.line
    }

    Row {
        x: Theme.margin
        anchors.verticalCenter: parent.verticalCenter
        spacing: bar.keyGap

        AidKey {
            objectName: "aid-text-size"
            width: bar.keyWidth
            height: bar.keyHeight
            text: Words.text("frame.text_size")
            glyph: Icons.formatSize
            on: bar.frame.largeText
            onActivated: bar.frame.nextTextSize()
        }

        AidKey {
            objectName: "aid-voice"
            width: bar.keyWidth
            height: bar.keyHeight
            text: Words.text("frame.voice")
            glyph: Icons.volumeHigh
            on: bar.frame.voiceOn
            available: bar.frame.maySpeak
            onActivated: bar.frame.toggleVoice()
        }

        AidKey {
            objectName: "aid-contrast"
            width: bar.keyWidth
            height: bar.keyHeight
            text: Words.text("frame.contrast")
            glyph: Icons.contrastCircle
            on: bar.frame.otherContrast
            onActivated: bar.frame.nextContrast()
        }

        AidKey {
            objectName: "aid-language"
            width: bar.keyWidth
            height: bar.keyHeight
            text: Words.text("frame.other_language")
            mark: Words.text("frame.other_language_mark")
            onActivated: bar.frame.otherLanguage()
        }

        AidKey {
            visible: !bar.frame.inVisit
            objectName: "aid-low-reach"
            width: bar.keyWidth
            height: bar.keyHeight
            text: Words.text("frame.low_reach")
            glyph: Icons.wheelchairAccessibility
            on: bar.frame.lowReachOn
            onActivated: bar.frame.toggleLowReach()
        }

        AidKey {
            visible: bar.frame.inVisit
            objectName: "aid-end"
            width: bar.keyWidth
            height: bar.keyHeight
            text: Words.text("frame.end")
            glyph: Icons.exitToApp
            available: bar.frame.mayEnd
            onActivated: bar.frame.endVisit()
        }

        AidKey {
            objectName: "aid-help"
            width: bar.keyWidth * 1.3
            height: bar.keyHeight
            text: Words.text("frame.help")
            glyph: Icons.phoneInTalk
            help: true
            onActivated: bar.frame.callHelp()
        }
    }
}

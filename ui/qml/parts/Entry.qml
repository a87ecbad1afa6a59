pragma ComponentBehavior: Bound

import QtQuick

// One thing that is typed. What is typed is here and nowhere else, and goes with the page.
QtObject {
    id: entry

    // Of its field, for whoever looks for it.
    required property string name
    // Stands in the field while it is empty.
    required property string label
    required property int most
    property int least: entry.most
    // The question of the page while this is the one that is typed; the page's own when empty.
    property string question: ""
    // "digits", "identity" (with X) or "letters" (A to Z and digits).
    property string signs: "digits"
    // How many characters stand together; the last number goes on.
    property list<int> groups: [entry.most]
    property string joint: " "
    property bool secret: false
    // What is wrong with it; empty while nothing is.
    property string complaint: ""
    property string text: ""

    readonly property int missing: Math.max(0, entry.least - entry.text.length)
    readonly property bool ready: entry.missing === 0 && entry.complaint === ""
    readonly property string shown: entry.secret ? "●".repeat(entry.text.length) : entry.grouped(entry.text)

    function press(sign: string): void {
        if (sign === "back")
            entry.text = entry.text.slice(0, -1);
        else if (sign === "clear")
            entry.text = "";
        else if (entry.text.length < entry.most)
            entry.text += sign;
    }

    function grouped(text: string): string {
        const parts = [];
        let start = 0;
        for (const length of entry.groups) {
            if (start < text.length)
                parts.push(text.slice(start, start + length));
            start += length;
        }
        return parts.join(entry.joint);
    }
}

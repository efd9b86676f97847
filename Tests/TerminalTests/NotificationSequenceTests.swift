import Testing

@testable import Terminal

@Suite struct NotificationSequenceTests {
  @Test(arguments: [
    (NotificationSequence.osc9, "\u{1B}]9;Hello: Look here; now\u{1B}\\"),
    (.osc777, "\u{1B}]777;notify;Hello;Look here, now\u{1B}\\"),
    (
      .osc99,
      "\u{1B}]99;i=prescripcare:d=0;Hello\u{1B}\\\u{1B}]99;i=prescripcare:p=body;Look here; now\u{1B}\\"
    ),
  ])
  func `each form is what its terminals read`(form: NotificationSequence, expected: String) {
    #expect(form.text(title: "Hello", body: "Look here; now") == expected)
  }

  @Test(arguments: NotificationSequence.allCases)
  func `no text can end the sequence or begin another`(form: NotificationSequence) {
    let hostile = "a\u{7}\u{1B}]0;x\u{1B}\\\u{9C}\u{9B}2J\r\n\0é"
    let sent = form.text(title: hostile, body: hostile + String(repeating: "y", count: 5000))
    let escapes = sent.unicodeScalars.count { $0.value < 0x20 || $0.value > 0x7E }
    #expect(escapes == (form == .osc99 ? 4 : 2))
    #expect(sent.utf8.count < 600)
  }
}

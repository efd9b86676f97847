import Terminal
import Testing

@Suite struct WordWrapTests {
  @Test(arguments: [
    ("Take it as soon as you remember", 12, ["Take it as", "soon as you", "remember"]),
    ("one", 12, ["one"]), ("", 12, [""]), ("a\nb", 12, ["a", "b"]),
    ("hydrochlorothiazide", 8, ["hydrochl", "orothiaz", "ide"]),
    ("漢字漢字", 5, ["漢字", "漢字"]), ("words", 0, []),
    ("carvedilol 12.5 mg, now", 16, ["carvedilol", "12.5 mg, now"]),
    ("then 1 and a half tablets", 22, ["then", "1 and a half tablets"]),
    ("due at 8:00 AM", 11, ["due at", "8:00 AM"]), ("12345 mg", 6, ["12345", "mg"]),
  ])
  func `lines break between words`(text: String, width: Int, expected: [String]) {
    #expect(WordWrap.lines(text, width: width) == expected)
  }

  @Test func `lines after the first are indented`() {
    #expect(
      WordWrap.lines("wait for the 3:00 PM tablet", width: 14, indent: 2) == [
        "wait for the", "  3:00 PM", "  tablet",
      ]
    )
  }

  @Test func `text left over ends in an ellipsis`() {
    let canvas = Canvas(rows: 2, columns: 12)
    let rows = canvas.wrap("Take it as soon as you remember", row: 0)
    #expect(rows == 2)
    #expect(canvas.text == "Take it as\nsoon as you…")
  }
}

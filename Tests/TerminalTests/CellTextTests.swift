import Terminal
import Testing

@Suite struct CellTextTests {
  @Test func `a carriage return cannot overwrite a label`() {
    let canvas = Canvas(rows: 1, columns: 40)
    canvas.put("Take 5 mg\rTake 50 mg", row: 0)
    #expect(canvas.text == "Take 5 mg␍Take 50 mg")
  }

  @Test(arguments: [
    ("escape", "a\u{1B}[31mb", "a␛[31mb"), ("NUL", "a\u{0}b", "a␀b"), ("DEL", "a\u{7F}b", "a␡b"),
    ("C1", "a\u{9B}b", "a\u{FFFD}b"), ("right-to-left override", "a\u{202E}b", "a\u{FFFD}b"),
    ("bidi isolate", "a\u{2066}b", "a\u{FFFD}b"), ("zero-width joiner", "a\u{200D}b", "a\u{FFFD}b"),
    ("zero-width space", "a\u{200B}b", "a\u{FFFD}b"),
    ("byte order mark", "a\u{FEFF}b", "a\u{FFFD}b"),
    ("line separator", "a\u{2028}b", "a\u{FFFD}b"), ("line feed", "a\nb", "a␊b"),
    ("CR LF", "a\r\nb", "a␍␊b"),
  ])
  func `hostile characters are shown as marks`(name: String, text: String, expected: String) {
    let canvas = Canvas(rows: 1, columns: 20)
    canvas.put(text, row: 0)
    #expect(canvas.text == expected, "\(name)")
  }

  @Test func `ten thousand combining marks stay in one cell of five characters`() {
    let canvas = Canvas(rows: 1, columns: 10)
    canvas.put("a" + String(repeating: "\u{301}", count: 10_000) + "b", row: 0)
    #expect(canvas.cell(row: 0, column: 0).cluster.unicodeScalars.count == 5)
    #expect(canvas.cell(row: 0, column: 1).cluster == "b")
  }

  @Test func `a combining mark without a letter gets a blank to stand on`() {
    let canvas = Canvas(rows: 1, columns: 4)
    canvas.put("\u{301}a", row: 0)
    #expect(canvas.cell(row: 0, column: 0).cluster == " \u{301}")
    #expect(canvas.cell(row: 0, column: 1).cluster == "a")
  }

  @Test(arguments: [
    ("metformin", 9), ("é", 1), ("e\u{301}", 1), ("漢字", 4), ("ﾊﾝ", 2), ("Ünïcödé", 7), ("½", 1),
    ("한", 2), ("♥\u{FE0F}", 1), ("", 0),
  ])
  func `width counts columns`(text: String, columns: Int) {
    #expect(CellText.width(of: text) == columns)
  }

  @Test(arguments: [
    ("½ tablet", "1/2 tablet"), ("75 µg", "75 ug"), ("≤ 4", "<= 4"), ("Zoë Müller", "Zoe Muller"),
    ("漢", "??"), ("“wait”", "\"wait\""), ("Straße", "Strasse"), ("a\rb", "a?b"),
  ])
  func `an ASCII terminal gets what means the same`(text: String, expected: String) {
    let canvas = Canvas(rows: 1, columns: 20, glyphs: .ascii)
    canvas.put(text, row: 0)
    #expect(canvas.text == expected)
  }
}

import Terminal
import Testing

@Suite struct CanvasTests {
  @Test func `text that is too long ends in an ellipsis`() {
    let canvas = Canvas(rows: 1, columns: 10)
    canvas.put("metformin 500 mg", row: 0)
    #expect(canvas.text == "metformin…")
  }

  @Test func `on an ASCII terminal it ends in a tilde`() {
    let canvas = Canvas(rows: 1, columns: 10, glyphs: .ascii)
    canvas.put("metformin 500 mg", row: 0)
    #expect(canvas.text == "metformin~")
  }

  @Test(arguments: [
    (14, "oxyCODONE…"), (13, "oxyCODONE…"), (12, "oxyCODONE…"), (15, "oxyCODONE 5 mg…"),
    (16, "oxyCODONE 5 mg …"), (17, "oxyCODONE 5 mg t…"), (18, "oxyCODONE 5 mg tab"),
  ]) func `an amount is never cut from its unit`(columns: Int, expected: String) {
    let canvas = Canvas(rows: 1, columns: columns)
    canvas.put("oxyCODONE 5 mg tab", row: 0)
    #expect(canvas.text == expected)
  }

  @Test(arguments: [
    ("metformin 1,000 mg", 13, "metformin…"), ("levothyroxine 12.5 mcg", 18, "levothyroxine…"),
    ("1,234 tablets", 8, "…"), ("lot A1178 of it", 8, "lot A11…"),
  ]) func `nor is a number cut short, but a name may be`(
    text: String,
    columns: Int,
    expected: String
  ) {
    let canvas = Canvas(rows: 1, columns: columns)
    canvas.put(text, row: 0)
    #expect(canvas.text == expected)
  }

  @Test func `text that just fits is not cut`() {
    let canvas = Canvas(rows: 1, columns: 9)
    canvas.put("metformin", row: 0)
    #expect(canvas.text == "metformin")
  }

  @Test(arguments: [
    (Alignment.leading, "ab"), (.center, "    ab"), (.trailing, "        ab"),
  ])
  func `text stands where it is aligned`(alignment: Alignment, expected: String) {
    let canvas = Canvas(rows: 1, columns: 10)
    canvas.put("ab", row: 0, alignment: alignment)
    #expect(canvas.text == expected)
  }

  @Test func `a wide character is never cut in half`() {
    let canvas = Canvas(rows: 1, columns: 4)
    canvas.put("漢字漢", row: 0)
    #expect(canvas.text == "漢…")
    #expect(canvas.cell(row: 0, column: 1).width == 0)
  }

  @Test func `overwriting half of a wide character blanks the other half`() {
    let canvas = Canvas(rows: 1, columns: 4)
    canvas.put("漢字", row: 0)
    canvas.put("x", row: 0, column: 1)
    #expect(canvas.text == " x字")
  }

  @Test func `nothing drawn in a part shows outside it`() {
    let canvas = Canvas(rows: 3, columns: 6)
    let part = canvas.part(row: 1, column: 2, rows: 1, columns: 3)
    part.put("abcdef", row: 0)
    part.put("below", row: 1)
    part.put("above", row: -1)
    #expect(canvas.lines == ["", "  ab…", ""])
  }

  @Test func `a part larger than its canvas is cut to it`() {
    let part = Canvas(rows: 3, columns: 6).part(row: 2, column: 4, rows: 9, columns: 9)
    #expect(part.size == Size(rows: 1, columns: 2))
  }

  @Test func `a box has its title in the upper side`() {
    let canvas = Canvas(rows: 3, columns: 12)
    canvas.box(title: "Lots").put("12 packs", row: 0)
    #expect(canvas.text == "┌─ Lots ───┐\n│ 12 packs │\n└──────────┘")
  }

  @Test func `rules and marks have ASCII forms`() {
    let canvas = Canvas(rows: 2, columns: 5, glyphs: .ascii)
    canvas.rule(row: 0)
    canvas.put(canvas.glyphs.bar, row: 1)
    #expect(canvas.text == "-----\n*")
  }

  @Test func `a test can read which roles a row has`() {
    let canvas = Canvas(rows: 1, columns: 30)
    canvas.put("LATE", row: 0, style: .role(.late, .bold))
    canvas.put("by 40 minutes", row: 0, column: 5)
    #expect(canvas.roles(row: 0) == [.late, .text])
    #expect(
      canvas.runs(row: 0) == [
        StyledRun("LATE", .role(.late, .bold)), StyledRun(" by 40 minutes", .text),
      ]
    )
  }

  @Test func `the cursor of a part is placed on the whole picture`() {
    let canvas = Canvas(rows: 10, columns: 10)
    canvas.part(row: 3, column: 2).placeCursor(row: 1, column: 1, visible: true)
    #expect(canvas.cursor == Position(row: 4, column: 3))
    #expect(canvas.showsCursor)
  }

  @Test(arguments: [Size(rows: 0, columns: 0), Size(rows: 1, columns: 1)])
  func `a window of almost nothing is drawn without harm`(size: Size) {
    let canvas = Canvas(rows: size.rows, columns: size.columns)
    canvas.box(title: "x").put("inside", row: 0)
    canvas.wrap("words that do not fit", row: 0)
    canvas.rule(row: 0)
    #expect(canvas.lines.count == size.rows)
  }
}

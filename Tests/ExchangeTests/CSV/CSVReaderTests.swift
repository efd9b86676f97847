import Exchange
import Testing

@Suite struct CSVReaderTests {
  private func records(_ text: String) throws -> [[String]] {
    var reader = CSVReader(Array(text.utf8))
    var records: [[String]] = []
    while let record = try reader.next() { records.append(record.fields) }
    return records
  }

  @Test(arguments: [
    ("a,b\n1,2\n", [["a", "b"], ["1", "2"]]),
    ("a,b\r\n1,2\r\n", [["a", "b"], ["1", "2"]]),
    ("a,b\n1,2", [["a", "b"], ["1", "2"]]),
    ("a,\n,b\n", [["a", ""], ["", "b"]]),
    ("\"a,b\",c\n", [["a,b", "c"]]),
    ("\"he said \"\"no\"\"\"\n", [["he said \"no\""]]),
    ("\"two\nlines\",x\n", [["two\nlines", "x"]]),
    ("\"\",\"\"\n", [["", ""]]),
    ("\u{FEFF}größe,naïve\n", [["größe", "naïve"]]),
    ("a, b ,c\n", [["a", " b ", "c"]]),
    ("\n", [[""]]),
    ("", []),
  ])
  func `a text is read as the fields that stand in it`(text: String, fields: [[String]]) throws {
    #expect(try records(text) == fields)
  }

  @Test(arguments: [
    ("a,b\n\"open,2\n", CSVError.unclosedQuote(line: 2)),
    ("a\n\"x\"y\n", .textAfterQuote(line: 2)),
    ("a\nx\"y\n", .quoteInsideField(line: 2)),
    ("a\rb\n", .bareCarriageReturn(line: 1)),
    ("a\nb\r", .bareCarriageReturn(line: 2)),
    ("a\n\nb\u{0}\n", .nul(line: 3)),
    ("a\n\"b\u{0}\"\n", .nul(line: 2)),
  ])
  func `a text that breaks the rules is refused with its line`(text: String, error: CSVError) {
    #expect(throws: error) { try records(text) }
  }

  @Test func `bytes that are no UTF-8 are refused with their field`() {
    var reader = CSVReader([0x61, 0x2C, 0xFF, 0x0A])
    #expect(throws: CSVError.invalidUTF8(line: 1, field: 2)) { try reader.next() }
    var quoted = CSVReader([0x22, 0xC3, 0x22, 0x0A])
    #expect(throws: CSVError.invalidUTF8(line: 1, field: 1)) { try quoted.next() }
  }

  @Test func `lines inside quotes are counted`() throws {
    var reader = CSVReader(Array("\"a\nb\"\nc\n".utf8))
    #expect(try reader.next()?.line == 1)
    #expect(try reader.next()?.line == 3)
  }
}

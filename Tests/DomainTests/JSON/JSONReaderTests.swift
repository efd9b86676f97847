import Domain
import Testing

@Suite struct JSONReaderTests {
  @Test(arguments: [
    ("null", JSON.null), (" true ", .bool(true)), ("false", .bool(false)), ("0", .integer(0)),
    ("-12", .integer(-12)), ("1.5", .decimal(1.5)), ("2e3", .decimal(2000)),
    ("9223372036854775807", .integer(.max)),
    ("9223372036854775808", .decimal(9_223_372_036_854_775_808)),
    ("\"\"", .string("")), ("\"a\\n\\\"\\/\\u0041\\ud83d\\udc8a\"", .string("a\n\"/A\u{1F48A}")),
    ("\"für\"", .string("für")), ("[]", .array([])),
    ("[1, [2]]", .array([.integer(1), .array([.integer(2)])])),
    ("{}", .object([])), ("{\"b\":1,\"a\":null}", .object(["a": .null, "b": .integer(1)])),
    ("{\"a\":1,\"a\":2}", .object(["a": .integer(2)])),
  ]) func `a document is read as what it says`(_ text: String, _ value: JSON) throws {
    #expect(try JSON(text: text) == value)
  }

  @Test(arguments: [
    "", " ", "nul", "truex", "01", "-", "1.", ".5", "1e", "+1", "NaN", "Infinity", "1e999",
    "\"", "\"\u{1}\"", "\"\\x\"", "\"\\u12\"", "\"\\ud800\"", "\"\\ud800\\u0041\"", "\"\\udc00\"",
    "\"\\u0000\"", "[1,]", "[1 2]", "[", "{", "{\"a\"}", "{\"a\":}", "{a:1}", "{\"a\":1,}", "[] []",
    "'a'", "\0", "// 1\n1",
  ]) func `what is no document is refused`(_ text: String) {
    #expect(throws: JSONError.unreadable) { try JSON(text: text) }
  }

  @Test func `a document that is nested without end is refused and does not end the program`() {
    let text = String(repeating: "[", count: 100_000)
    #expect(throws: JSONError.unreadable) { try JSON(text: text) }
  }

  @Test func `what was written is read again`() throws {
    let value = JSON.object([
      "a": .array([.null, .bool(true), .integer(-3), .decimal(0.25)]),
      "b": .string("tab\t \"quoted\" \\ \u{7F} é 💊"),
    ])
    #expect(try JSON(text: value.text) == value)
  }
}

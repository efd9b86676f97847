import Testing

@testable import Domain

@Suite struct JSONTests {
  @Test(arguments: [
    ("null", JSON.null), ("true", .bool(true)), ("false", .bool(false)), ("1", .integer(1)),
    ("0", .integer(0)), ("-7", .integer(-7)), ("2.5", .decimal(2.5)), (#""a""#, .string("a")),
    ("[]", .array([])), ("[1,[null]]", .array([.integer(1), .array([.null])])),
    (#"{"a":1}"#, .object(["a": .integer(1)])), ("{}", .object([JSONMember]())),
    (#""1""#, .string("1")), (#"[true,1,"x"]"#, .array([.bool(true), .integer(1), .string("x")])),
  ]) func `a document is read and written`(text: String, json: JSON) throws {
    #expect(try JSON(text: text) == json)
    #expect(json.text == text)
  }

  @Test(arguments: [
    "", "{", "[1", "nul", "{'a':1}", "1 2", #"{"a":}"#, "\u{0}", "\"a\u{0}\"", "01",
  ]) func `anything else is unreadable`(text: String) {
    #expect(throws: JSONError.unreadable) { try JSON(text: text) }
  }

  @Test func `keys are written as put and read by name`() throws {
    let json = JSON.object(["b": .integer(1), "a": .integer(2)])
    #expect(json.text == #"{"b":1,"a":2}"#)
    #expect(try JSON(text: json.text).text == #"{"a":2,"b":1}"#)
  }

  @Test func `control characters are escaped and everything else is kept`() throws {
    let text = "tab\t quote\" back\\ line\n return\r bell\u{7} delete\u{7F} é 😀 /"
    let json = JSON.string(text)
    #expect(
      json.text
        == #""tab\t quote\" back\\ line\n return\r bell\u0007 delete\u007f é 😀 /""#
    )
    #expect(try JSON(text: json.text) == json)
  }

  @Test(arguments: [
    ("1e300", "1e+300"), ("1.5e3", "1500"), ("9223372036854775808", "9.223372036854776e+18"),
  ])
  func `a number beyond whole numbers is written without a trap`(
    text: String,
    written: String
  ) throws {
    #expect(try JSON(text: text).text == written)
  }

  @Test func `a member is found by its key`() {
    let json = JSON.object(["a": .text("x"), "b": .text(nil), "c": .number(3), "d": .number(nil)])
    #expect(json["a"] == .string("x"))
    #expect(json["b"] == .null)
    #expect(json["c"] == .integer(3))
    #expect(json["d"] == .null)
    #expect(json["e"] == nil)
    #expect(JSON.integer(1)["a"] == nil)
  }
}

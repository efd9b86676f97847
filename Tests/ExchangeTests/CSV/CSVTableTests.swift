import Exchange
import Testing

@Suite struct CSVTableTests {
  @Test func `fields are found by the names of their columns`() throws {
    var table = try CSVTable(Array("name,born\nRuth,1955\n".utf8))
    let row = try #require(try table.next())
    #expect(row["born"] == "1955")
    #expect(row["name"] == "Ruth")
    #expect(row["died"] == nil)
    #expect(row.line == 2)
    #expect(try table.next()?.line == nil)
  }

  @Test func `a row with another number of fields is refused`() throws {
    var table = try CSVTable(Array("a,b\n1,2\n3\n".utf8))
    _ = try table.next()
    #expect(throws: CSVError.wrongFieldCount(line: 3, expected: 2, found: 1)) {
      try table.next()
    }
  }

  @Test(arguments: [
    ("", CSVError.empty), ("\n1\n", .empty), ("a,b,a\n", .columnTwice("a")),
    ("a,b\n", .columnMissing("c")), ("a,b,c,d\n", .columnUnknown("d")),
  ])
  func `a header that is not the one expected is refused`(text: String, error: CSVError) {
    #expect(throws: error) {
      try CSVTable(Array(text.utf8)).require(["a", "b", "c"])
    }
  }
}

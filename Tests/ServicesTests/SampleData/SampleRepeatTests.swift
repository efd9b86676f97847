import Foundation
import GRDB
import TestSupport
import Testing

/// Two loads in one minute are the same sample.
@Suite struct SampleRepeatTests {
  /// What is drawn anew in every load: identifiers that leave the file, keys and what hangs on them.
  private static let drawn: Set<String> = [
    "public_id", "digest", "previous_digest", "old_digest", "new_digest", "key_fingerprint",
    "session_id", "password_hash", "content_digest", "created_at", "performed_at",
  ]

  /// Each table with its rows, and what differs from load to load left out.
  private func content(of path: String) throws -> [String: [String]] {
    try DatabaseQueue(path: path).read { db in
      let tables = try String.fetchAll(
        db,
        sql: "SELECT name FROM sqlite_schema WHERE type = 'table' AND name NOT LIKE 'sqlite%'"
      )
      var content: [String: [String]] = [:]
      // Tallies and seal are made with the key of the file, which is drawn anew.
      for table in tables
      where !table.contains("search_") && !["dose_tallies", "ledger_seal"].contains(table) {
        let rows = try Row.fetchAll(db, sql: "SELECT * FROM \(table)")
        content[table] = rows.map { row in
          row.filter { !Self.drawn.contains($0.0) }.map { "\($0.0)=\($0.1)" }
            .joined(separator: " ")
        }.sorted()
      }
      return content
    }
  }

  /// Two runs of the program, since whatever depends on the order of a set differs between runs.
  @Test func `two loads in one minute give the same rows`() throws {
    let program = try Program()
    let contents = try ["first", "second"].map { name in
      let path = program.path(name + ".sqlite")
      let run = try program("init", "--sample", "--db", path, "--now", "2026-11-24T10:20:00-05:00")
      #expect(run.code == 0)
      return try content(of: path)
    }
    #expect(contents[0].keys.sorted() == contents[1].keys.sorted())
    let different = contents[0].keys.filter { contents[0][$0] != contents[1][$0] }
    #expect(different.sorted() == [])
  }
}

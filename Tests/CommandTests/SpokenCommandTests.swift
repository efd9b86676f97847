import Domain
import TestSupport
import Testing

/// Nothing that a command prints holds a sign that has led to wrong doses, whichever command it is:
/// they are asked for themselves, so that a new one cannot be forgotten.
@Suite struct SpokenCommandTests {
  private let desk: BadInputDesk

  init() throws { desk = try BadInputDesk.shared.get() }

  /// The lines that break the list; documents in JSON are coded.
  private func misread(_ text: String) -> [String] {
    text.split(separator: "\n").filter { !$0.hasPrefix("{") }.map(String.init)
      .filter { !ForbiddenSigns.violations(in: $0).isEmpty }
  }

  /// What some print is for a shell and the reader of manual pages; others stay until somebody ends
  /// them.
  private static let unread: Set = ["completions", "man", "demo", "reminders run"]

  @Test func `what a command does is said without signs that mislead`() throws {
    let database = try desk.copy()
    for (name, row) in BadInputTable.rows.sorted(by: { $0.key < $1.key })
    where !Self.unread.contains(name) {
      let result = try desk.run(row.ordinary, on: database)
      #expect(misread(result.output + result.errors) == [], "\(name)")
    }
  }

  @Test func `and so is how it is called`() throws {
    for leaf in desk.tree.leaves {
      let words = leaf.name.split(separator: " ").map(String.init)
      let result = try desk.program.run(words + ["--help"])
      #expect(misread(result.output) == [], "\(leaf.name)")
    }
  }
}

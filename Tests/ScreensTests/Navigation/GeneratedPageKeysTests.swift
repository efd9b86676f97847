import Domain
import Foundation
import Screens
import Services
import Store
import TestSupport
import Testing

/// What `docs/Keys.md` says is what the action tables say.
@MainActor @Suite struct GeneratedPageKeysTests {
  @Test func `the page about keys says what the screens answer to`() throws {
    let test = try TestDatabase(
      now: "2026-11-24T08:05:00-05:00",
      info: NewDatabase(isRehearsal: true, isSample: true)
    )
    let folder = GeneratedPage.root.appendingPathComponent("SampleDB").path
    _ = try SampleLoader(folder: folder, home: "America/New_York").load(into: test.database)
    let people = try test.database.people()
    let ruth = try #require(people.first { $0.handle == "ruth" })
    let context = ScreenContext(
      database: test.database,
      actor: ruth.adding(.demo),
      person: ruth,
      people: people
    )
    let pages = try KeyWalk.pages(in: context)
    #expect(pages.count > 10)
    #expect(try GeneratedPage.isFresh("Keys.md", KeysPage.text(of: pages)), "run `make docs`")
  }
}

/// Makes `docs/Keys.md`.
enum KeysPage {
  static func text(of pages: [KeyPage]) -> String {
    var out = """
      # Keys

      Made from the screens' tables of actions by `make docs`; a test fails when it is stale. A \
      letter answers in either case unless both stand here. What cannot be done at the moment is \
      shown with its reason by `?`.


      """
    for page in pages {
      out += "## \(page.title)\n\n"
      for group in page.groups {
        if page.groups.count > 1 { out += "**\(group.name)**\n\n" }
        out += "| keys | |\n|---|---|\n"
        for row in group.rows {
          let keys = row.keys.map { "`\($0)`" }.joined(separator: " ")
          out += "| \(keys.isEmpty ? "by name" : keys) | \(row.title) |\n"
        }
        out += "\n"
      }
    }
    return out
  }
}

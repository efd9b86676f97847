import Foundation
import Screens
import TestSupport
import Testing

/// What `docs/Keys.md` says is what the action tables say.
@MainActor @Suite struct GeneratedPageKeysTests {
  @Test func `the page about keys says what the screens answer to`() throws {
    let sample = try WalkedSample.shared.get()
    let pages = try KeyWalk.pages(of: sample.screens, in: sample.context)
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

import Foundation

/// A page under `docs/` that is made from the program itself.
///
/// With `PRESCRIPCARE_WRITE_DOCS` set the page is written; without it a test compares.
package enum GeneratedPage {
  /// The folder that holds `Package.swift`.
  package static var root: URL {
    URL(fileURLWithPath: #filePath)
      .deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()
  }

  /// Whether the committed page says what the program says now.
  package static func isFresh(_ name: String, _ text: String) throws -> Bool {
    let file = root.appendingPathComponent("docs/\(name)")
    if ProcessInfo.processInfo.environment["PRESCRIPCARE_WRITE_DOCS"] != nil {
      try text.write(to: file, atomically: true, encoding: .utf8)
    }
    return try String(contentsOf: file, encoding: .utf8) == text
  }
}

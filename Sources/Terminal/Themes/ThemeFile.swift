import Foundation
import Yams

/// Reads themes from YAML.
///
/// ```yaml
/// # For whom the theme is.
/// name: dark
/// background: "#1c1c1c"
/// foreground: "#e4e4e4"
/// roles:
///   late: {fg: "#ff8787", bold: true}
/// ```
/// A role has `fg` and `bg` (`default`, a name, or `#rrggbb`) and `bold`, `reverse`,
/// `underline`, `dim`. The comment at the beginning says whom the theme is for.
package enum ThemeFile {
  /// Parses the text of a theme file; `file` is its name, for errors.
  package static func parse(_ text: String, file: String) throws(ThemeError) -> Theme {
    let root: Node?
    do {
      root = try Yams.compose(yaml: text)
    } catch let error as YamlError {
      throw .notYAML(file: file, line: Self.line(of: error))
    } catch {
      throw .notYAML(file: file, line: 1)
    }
    guard let top = root?.mapping else { throw .notYAML(file: file, line: 1) }
    let reader = ThemeReader(file: file)
    return try reader.theme(top, purpose: leadingComment(of: text))
  }

  /// Reads the theme `name` from `folder`.
  package static func load(_ name: String, from folder: URL) throws(ThemeError) -> Theme {
    guard let text = read(folder.appendingPathComponent(name + ".yaml")) else {
      throw .notFound(name: name, known: names(in: folder))
    }
    return try parse(text, file: name + ".yaml")
  }

  /// The names of the themes in a folder, in alphabetical order.
  package static func names(in folder: URL) -> [String] {
    // A folder that cannot be read has no themes to offer; that is all the caller asks.
    let files = (try? FileManager.default.contentsOfDirectory(atPath: folder.path)) ?? []
    return files.filter { $0.hasSuffix(".yaml") }.map { String($0.dropLast(5)) }.sorted()
  }

  private static func read(_ url: URL) -> String? {
    // Absent, unreadable and not UTF-8 are one thing to the caller: there is no such theme.
    try? String(contentsOf: url, encoding: .utf8)
  }

  private static func leadingComment(of text: String) -> String {
    text.split(separator: "\n", omittingEmptySubsequences: false)
      .prefix { $0.hasPrefix("#") }
      .map { $0.drop { $0 == "#" || $0 == " " } }
      .joined(separator: " ")
  }

  private static func line(of error: YamlError) -> Int {
    switch error {
    case .scanner(_, _, let mark, _), .parser(_, _, let mark, _), .composer(_, _, let mark, _):
      mark.line
    default: 1
    }
  }
}

/// What is wrong with a theme file, by file and line (counted from 1).
package enum ThemeError: Error, Equatable, Sendable {
  case notFound(name: String, known: [String])
  case notYAML(file: String, line: Int)
  /// A key at the top that themes do not have.
  case unknownKey(file: String, line: Int, key: String)
  case missingKey(file: String, key: String)
  /// A role that no view uses.
  case unknownRole(file: String, line: Int, role: String)
  case repeatedRole(file: String, line: Int, role: String)
  /// A property that roles do not have.
  case unknownProperty(file: String, line: Int, role: String, property: String)
  case badColor(file: String, line: Int, role: String?, text: String)
  case badFlag(file: String, line: Int, role: String, property: String)
}

import Foundation
import Terminal

/// The themes that can be had and the one that is wanted.
struct ThemeChoice {
  private let run: CommandRun

  init(_ run: CommandRun) { self.run = run }

  /// The theme asked for, else `dark`, else one without colors when the folder is missing.
  ///
  /// - Throws: ``CommandFailure`` naming the themes there are.
  func chosen() throws -> Theme {
    guard let folder = run.live.paths.themes.map({ URL(fileURLWithPath: $0) }) else {
      guard run.options.theme == nil else {
        throw CommandFailure(.configuration, "The folder Themes was not found; see `paths`.")
      }
      return .plain
    }
    let name = run.options.theme ?? "dark"
    guard ThemeFile.names(in: folder).contains(name) else {
      let names = ThemeFile.names(in: folder).joined(separator: ", ")
      throw CommandFailure(
        .configuration,
        "There is no theme “\(SafeText.forTerminal(String(name.prefix(40))))”; there are \(names)."
      )
    }
    do {
      return try ThemeFile.load(name, from: folder)
    } catch {
      throw CommandFailure(.configuration, "The theme \(name) cannot be read: \(error).")
    }
  }

  /// Every theme that can be read.
  func all() -> [Theme] {
    guard let folder = run.live.paths.themes.map({ URL(fileURLWithPath: $0) }) else { return [] }
    return ThemeFile.names(in: folder).compactMap { name in
      try? ThemeFile.load(name, from: folder)  // One that cannot be read is not offered.
    }
  }
}

import ArgumentParser
import Domain
import Foundation
import Terminal

/// `theme …`: how the screens look.
struct ThemeCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "theme",
    abstract: "See and check the themes of the screens.",
    subcommands: [ThemeListCommand.self, ThemeCheckCommand.self, ThemePreviewCommand.self]
  )
}

/// `theme list`: the themes there are.
struct ThemeListCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "list",
    abstract: "List the themes and whom each is for."
  )

  @OptionGroup var global: GlobalOptions

  func run() throws {
    let run = try CommandRun(global)
    let shelf = try ThemeShelf(run)
    let rows = shelf.names.map { name in
      // A theme that cannot be read is listed without a purpose; `theme check` says what is wrong.
      (name, try? shelf.theme(name).purpose)
    }
    run.print(
      json: .object([
        "themes": .array(
          rows.map { .object(["name": .string($0.0), "purpose": .text($0.1)]) }
        )
      ]),
      text: rows.map { "\($0.0): \($0.1 ?? "cannot be read")" }.joined(separator: "\n")
    )
  }
}

/// `theme check`: whether themes are complete and can be read.
struct ThemeCheckCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "check",
    abstract: "Check that themes are complete and that every word can be read."
  )

  @OptionGroup var global: GlobalOptions
  @Argument(help: "Names of themes, or paths of theme files; every theme by default.")
  var names: [String] = []

  func run() throws {
    let run = try CommandRun(global)
    var findings: [String] = []
    let shelf = try ThemeShelf(run)
    let checked = names.isEmpty ? shelf.names : names
    for name in checked {
      do {
        let theme = try shelf.theme(name)
        findings += ThemeCheck.findings(in: theme).map { "\(name): \(ThemeText.words($0))." }
      } catch let error as ThemeError {
        if case .notFound = error { throw ThemeText.failure(error) }
        findings.append(ThemeText.sentence(error))
      }
    }
    guard findings.isEmpty else {
      throw CommandFailure(.checkFailed, findings.joined(separator: "\n"))
    }
    run.print(
      json: .object(["checked": .array(checked.map(JSON.string)), "findings": .array([])]),
      text: "Nothing to mend in \(Display.list(checked))."
    )
  }
}

/// `theme preview`: a theme in its own colors.
struct ThemePreviewCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "preview",
    abstract: "Show every role of a theme in its own look."
  )

  @OptionGroup var global: GlobalOptions
  @Argument(help: "The theme; the one given by --theme, else dark, by default.") var name: String?

  func run() throws {
    let run = try CommandRun(global)
    let theme: Theme
    do {
      theme = try ThemeShelf(run).theme(name ?? global.theme ?? "dark")
    } catch let error as ThemeError {
      throw ThemeText.failure(error)
    }
    guard !global.json else {
      let roles = StyleRole.allCases.map { JSON.string($0.rawValue) }
      return run.print(
        json: .object([
          "name": .string(theme.name), "purpose": .string(theme.purpose), "roles": .array(roles),
        ]),
        text: ""
      )
    }
    let canvas = ThemePreview.canvas(glyphs: global.ascii ? .ascii : .unicode)
    // The colors are the answer; everything drawn comes from the program itself.
    print(canvas.colored(by: theme, in: depth(run)), terminator: "")
  }

  private func depth(_ run: CommandRun) -> ColorDepth {
    let variables = run.live.variables
    if global.noColor || variables["NO_COLOR"]?.isEmpty == false { return .none }
    if variables["COLORTERM"] == "truecolor" || variables["COLORTERM"] == "24bit" { return .direct }
    return ColorDepth(colors: variables["TERM"]?.hasSuffix("256color") == true ? 256 : 8)
  }
}

/// The themes beside the program.
private struct ThemeShelf {
  private let folder: URL
  let names: [String]

  init(_ run: CommandRun) throws {
    guard let path = run.live.paths.themes else {
      throw CommandFailure(.configuration, "The folder Themes was not found; see `paths`.")
    }
    folder = URL(fileURLWithPath: path)
    names = ThemeFile.names(in: folder)
  }

  /// The theme of a name, or in a file of a path.
  func theme(_ name: String) throws -> Theme {
    if name.hasSuffix(".yaml") {
      guard let text = try? String(contentsOfFile: name, encoding: .utf8) else {
        let path = SafeText.forTerminal(String(name.prefix(200)))
        throw CommandFailure(.missingInput, "There is no file \(path) that can be read.")
      }
      return try ThemeFile.parse(text, file: (name as NSString).lastPathComponent)
    }
    guard names.contains(name) else { throw ThemeError.notFound(name: name, known: names) }
    return try ThemeFile.load(name, from: folder)
  }
}

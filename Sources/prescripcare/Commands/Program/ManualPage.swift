import ArgumentParser
import Domain
import Screens

/// The manual page, made from the tree of commands and the screens' tables of actions.
///
/// Source of the form: man-pages(7), groff_man(7).
struct ManualPage: CustomStringConvertible {
  private(set) var description = ""

  /// - Throws: ``JSONError`` when the parser's account of the commands has another form.
  init(keys: [KeyPage]) throws {
    let tree = try JSON(text: Root._dumpHelp())
    guard let root = tree["command"] else {
      throw JSONError.missingKey("command", in: "")
    }
    line(".TH PRESCRIPCARE 1 \"\" \"prescripcare \(Root.configuration.version)\" \"\"")
    section("NAME")
    line("prescripcare \\- \(Self.escaped(Root.configuration.abstract))")
    section("SYNOPSIS")
    line(".B prescripcare")
    line("[\\fIcommand\\fR] [\\fIoptions\\fR]")
    section("DESCRIPTION")
    line(Self.escaped(Root.configuration.discussion))
    line("The options that every command takes may stand before or behind its words.")
    section("OPTIONS")
    for json in root["arguments"].elements { argument(json) }
    let shared = Set(root["arguments"].elements.map(Self.signature))
    section("COMMANDS")
    for json in root["subcommands"].elements { command(json, after: "", hiding: shared) }
    section("KEYS")
    for page in keys { self.keys(page) }
    exitStatus()
    files()
  }

  private mutating func keys(_ page: KeyPage) {
    line(".SS \"\(Self.escaped(page.title))\"")
    for row in page.groups.flatMap(\.rows) where !row.keys.isEmpty {
      line(".TP")
      line(row.keys.map { "\\fB\(Self.escaped($0))\\fR" }.joined(separator: ", "))
      line(Self.escaped(row.title))
    }
  }

  private mutating func command(_ json: JSON, after words: String, hiding shared: Set<String>) {
    guard let name = json["commandName"].word, name != "help" else { return }
    let title = words.isEmpty ? name : "\(words) \(name)"
    let own = json["arguments"].elements.filter { !shared.contains(Self.signature($0)) }
    let below = json["subcommands"].elements
    if below.isEmpty {
      line(".SS \"\(Self.escaped(title))\"")
      if let abstract = json["abstract"].word { line(Self.escaped(abstract)) }
      if let discussion = json["discussion"].word {
        line(".PP")
        line(Self.escaped(discussion))
      }
      for json in own { argument(json) }
    }
    for json in below { command(json, after: title, hiding: shared) }
  }

  private mutating func argument(_ json: JSON) {
    guard json["shouldDisplay"] != .bool(false) else { return }
    let value = json["valueName"].word.map { "\\fI\(Self.escaped($0))\\fR" } ?? ""
    let head: String
    switch json["kind"].word {
    case "positional": head = value
    case "flag": head = Self.name(json)
    default: head = "\(Self.name(json)) \(value)"
    }
    line(".TP")
    line(head)
    line(Self.escaped(json["abstract"].word ?? ""))
  }

  private mutating func exitStatus() {
    section("EXIT STATUS")
    let meanings: [(ExitStatus, String)] = [
      (.done, "done"), (.checkFailed, "a check found something"), (.usage, "wrong usage"),
      (.badData, "bad data"), (.missingInput, "missing input"), (.unavailable, "unavailable"),
      (.internalError, "a mistake inside the program"), (.cannotCreate, "cannot create"),
      (.inputOutput, "reading or writing failed"), (.tryAgain, "busy: try again"),
      (.notPermitted, "not permitted"), (.configuration, "configuration"),
    ]
    for (status, meaning) in meanings {
      line(".TP")
      line("\(status.rawValue)")
      line(meaning)
    }
  }

  private mutating func files() {
    section("FILES")
    line("See \\fBprescripcare paths\\fR.")
  }

  private mutating func section(_ title: String) { line(".SH \"\(title)\"") }

  private mutating func line(_ text: String) { description += text + "\n" }

  private static func name(_ json: JSON) -> String {
    guard let name = json["preferredName"]["name"].word else { return "" }
    let dashes = json["preferredName"]["kind"].word == "long" ? "\\-\\-" : "\\-"
    return "\\fB\(dashes)\(escaped(name))\\fR"
  }

  private static func signature(_ json: JSON) -> String {
    "\(json["kind"].word ?? "") \(json["preferredName"]["name"].word ?? json["valueName"].word ?? "")"
  }

  /// Text that roff shows as it is.
  private static func escaped(_ text: String) -> String {
    let lines = text.split(separator: "\n").map { line -> String in
      let safe = String(line).replacing("\\", with: "\\e").replacing("-", with: "\\-")
      return safe.hasPrefix(".") || safe.hasPrefix("'") ? "\\&" + safe : safe
    }
    return lines.joined(separator: "\n")
  }
}

extension JSON? {
  fileprivate subscript(key: String) -> JSON? { flatMap { $0[key] } }

  /// The values of a list; none for anything else.
  fileprivate var elements: [JSON] {
    guard case .array(let values)? = self else { return [] }
    return values
  }

  fileprivate var word: String? {
    guard case .string(let text)? = self else { return nil }
    return text
  }
}

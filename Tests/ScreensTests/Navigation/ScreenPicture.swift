import Domain
import Screens
import Store
import Terminal

/// One drawing of a screen, and what must be true of it whatever the screen is.
@MainActor struct ScreenPicture {
  let screen: any Screen
  let name: String
  let canvas: Canvas
  private let lines: [String]
  /// The lines of the topmost screen without what lies behind and around it, each trimmed.
  private let body: [String]
  private let who: String
  private let isTooSmall: Bool

  /// Draws what the walk has found in a window of `size`.
  init(_ found: KeyWalk.Found, _ size: Size) {
    self.init(
      found.shell,
      size,
      name: "\(found.place?.title ?? "Everywhere") \(found.path.map(\.name)) \(found.screen.title)",
      who: Self.who(in: found)
    )
  }

  /// Whose data a screen is about.
  private static func who(in found: KeyWalk.Found) -> String {
    if found.screen is ChoosePersonScreen { return "WHOSE MEDICINES?" }
    // The catalogue is opened beside somebody's record.
    let isPersonal = found.place.map { $0.needs.isPersonal || $0.needs == .catalog } ?? true
    guard isPersonal else { return "Elm Pharmacy" }
    let born = found.person.birthDate.map { "   born \(Display.fullDate($0))" } ?? ""
    return found.person.fullName + born
  }

  /// Draws the topmost screen; `who` is what line 1 must say.
  init(_ shell: Shell, _ size: Size, name: String, who: String) {
    screen = shell.screens[shell.screens.count - 1]
    self.name = name
    self.who = who
    canvas = shell.draw(size)
    lines = canvas.lines
    isTooSmall = lines[0].contains(" needs ")
    body = Self.body(of: screen, on: canvas, isTooSmall: isTooSmall)
  }

  /// Every promise that the picture breaks, in words; `content` is what full screens show of their
  /// own, by title.
  func brokenPromises(content: [String: String]) -> [String] {
    let everywhere = [
      wideLines, title, heading, footer, characters, cursor, signs, amounts, overlaps,
    ].flatMap { $0 }
    guard canvas.size.holds(.standard) else { return everywhere }
    return everywhere + ownContent(content)
  }

  private var wideLines: [String] {
    lines.filter { CellText.width(of: $0) > canvas.columns }.map { "too wide: \($0)" }
  }

  /// Who it is about stands in line 1; a window that is too small says how large it must be.
  private var title: [String] {
    if isTooSmall {
      let words = lines.joined(separator: " ")
      return words.contains("or q leaves.") ? [] : ["does not say what it needs"]
    }
    return lines[0].contains(who) ? [] : ["line 1 does not say who"]
  }

  /// The name of what lies over a screen stands in or under its upper side, whole.
  private var heading: [String] {
    guard !isTooSmall, let frame = screen.frame(on: canvas) else { return [] }
    let words = canvas.part(frame).lines.prefix(3).map { line in
      line.trimmingPrefix { " │|".contains($0) }.prefix { !"│|".contains($0) }
    }
    let text = words.joined(separator: " ").split(separator: " ").joined(separator: " ")
    return text.contains(screen.title) ? [] : ["the title is cut"]
  }

  /// What says that there is more does not run into other words.
  private var overlaps: [String] {
    lines.filter { line in
      guard let more = line.firstRange(of: /more (above|below|medicines to)/) else { return false }
      let before = line[..<more.lowerBound]
      let isApart = ["  ", "─ ", "- ", "│ ", "| "].contains { before.hasSuffix($0) }
      return !isApart && before.contains { $0 != " " }
    }.map { "runs together: \($0)" }
  }

  private var footer: [String] {
    if isTooSmall { return [] }
    let line = lines[canvas.rows - 1]
    let key = screen.takesTyping ? "F1" : "?"
    let help = line.hasSuffix(" \(key)") || line.hasSuffix(" \(key) Keys")
    return help ? [] : ["the last line does not lead to help: \(line)"]
  }

  private var characters: [String] {
    let isPlain = lines.joined().utf8.allSatisfy { $0 < 0x80 }
    return canvas.glyphs.isASCII && !isPlain ? ["more than ASCII"] : []
  }

  /// Screen readers and braille displays look where the cursor is.
  private var cursor: [String] {
    guard let cursor = canvas.cursor else { return ["no cursor"] }
    let isInside = cursor.row < canvas.rows && cursor.column < canvas.columns
    guard isInside else { return ["the cursor is outside"] }
    return lines[cursor.row].isEmpty ? ["the cursor is on an empty line"] : []
  }

  private var signs: [String] {
    body.flatMap { line -> [String] in
      guard !Self.cleanLines.contains(line) else { return [] }
      let found = ForbiddenSigns.violations(in: line)
      if found.isEmpty { Self.cleanLines.insert(line) }
      return found.map { "may be misread: \($0.found)" }
    }
  }

  /// Lines without a sign that may be misread: most stand in many pictures and are looked at once.
  private static var cleanLines: Set<String> = []

  /// No number stands without the whole of its unit.
  private var amounts: [String] {
    let cut = body.filter { $0.firstMatch(of: Self.cutAmount) != nil }.map { "cut amount: \($0)" }
    let broken = zip(body, body.dropFirst()).filter { line, next in
      line.firstMatch(of: /(?:^|[ (])[0-9][0-9.,\/]*$/) != nil
        && next.prefixMatch(of: Self.unit) != nil
    }
    return cut + broken.map { "amount over two lines: \($0.0) / \($0.1)" }
  }

  /// A number, and letters that are no whole unit, before a sign that something is missing.
  private static var cutAmount: Regex<Substring> {
    /[0-9] ?(?!(?:mg|mcg|mL|units?|tablets?|AM|PM)[…~])[A-Za-z]*[…~↓↑]/
  }

  private static var unit: Regex<Substring> {
    /(?:mg|mcg|g|mL|mEq|units?|tablets?|capsules?|puffs?|drops?|patch|patches|AM|PM)\b.*/
  }

  private static func body(
    of screen: any Screen,
    on canvas: Canvas,
    isTooSmall: Bool
  ) -> [String] {
    var part = canvas.part(row: 0, rows: canvas.rows - 1)
    if let frame = screen.frame(on: canvas), !isTooSmall {
      part = canvas.part(frame).part(
        row: 1,
        column: 1,
        rows: frame.rows - 2,
        columns: frame.columns - 2
      )
    }
    return part.lines.map { line in
      String(line.drop { $0 == " " || $0 == canvas.glyphs.bar.first })
    }
  }

  private func ownContent(_ content: [String: String]) -> [String] {
    if isTooSmall { return ["does not work in a window of 80 by 24"] }
    let text = lines.joined(separator: "\n")
    switch screen {
    case let form as FormOverlay:
      let labels = form.form.fields.filter { !text.contains($0.label) }.map { "cut: \($0.label)" }
      let words = body.filter { $0.contains(canvas.glyphs.ellipsis) }.map { "cut: \($0)" }
      return labels + words
    case let question as Dialog:
      return question.actions.filter { $0.id.name.hasPrefix("dialog.choice") }
        .filter { !text.contains($0.title) }.map { "not offered: \($0.title)" }
    case _ where screen.presentation != .full:
      return text.contains(screen.title) ? [] : ["no title"]
    default:
      guard let words = content[screen.title] else {
        return ["say in the test what \(screen.title) shows of its own"]
      }
      let isThere = words.split(separator: "|").contains { text.contains($0) }
      return isThere ? [] : ["does not show \(words)"]
    }
  }
}

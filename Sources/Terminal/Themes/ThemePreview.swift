/// Shows a theme without curses, for a command that prints it.
package enum ThemePreview {
  /// A picture with a line for each role, in its own look.
  package static func canvas(glyphs: Glyphs = .unicode) -> Canvas {
    let canvas = Canvas(rows: Role.allCases.count, columns: 44, glyphs: glyphs)
    for (row, role) in Role.allCases.enumerated() {
      canvas.put(role.rawValue, row: row, column: 1, width: 14)
      canvas.put(" metformin 500 mg  1 tablet ", row: row, column: 15, style: .role(role))
    }
    return canvas
  }
}

extension Canvas {
  /// The picture with the control sequences that color it (ECMA-48, select graphic rendition).
  ///
  /// Each line ends without color, so that it can be printed anywhere.
  package func colored(by theme: Theme, in depth: ColorDepth) -> String {
    (0..<rows).map { row in
      runs(row: row).map { run in
        let codes = Self.codes(of: run.style, in: theme, depth: depth)
        guard !codes.isEmpty else { return run.text }
        return "\u{1B}[\(codes.joined(separator: ";"))m\(run.text)\u{1B}[0m"
      }.joined() + "\n"
    }.joined()
  }

  private static func codes(of style: Style, in theme: Theme, depth: ColorDepth) -> [String] {
    let entry = theme[style.role]
    var attributes = entry.attributes.union(style.attributes)
    if depth == .none, entry.background.isExplicit { attributes.insert(.reverse) }
    var codes: [String] = []
    if attributes.contains(.bold) { codes.append("1") }
    if attributes.contains(.dim) { codes.append("2") }
    if attributes.contains(.underline) { codes.append("4") }
    if attributes.contains(.reverse) { codes.append("7") }
    let numbers = theme.numbers(for: entry, in: depth)
    codes += color(numbers.foreground, base: 30, depth: depth)
    codes += color(numbers.background, base: 40, depth: depth)
    return codes
  }

  private static func color(_ number: Int32, base: Int32, depth: ColorDepth) -> [String] {
    guard number >= 0 else { return [] }
    switch depth {
    case .none: return []
    case .direct:
      return ["\(base + 8);2;\(number >> 16);\(number >> 8 & 0xFF);\(number & 0xFF)"]
    default:
      if number < 8 { return ["\(base + number)"] }
      if number < 16 { return ["\(base + 60 + number - 8)"] }
      return ["\(base + 8);5;\(number)"]
    }
  }
}

/// Where text stands within its width.
package enum Alignment: Hashable, Sendable {
  case leading
  case center
  case trailing
}

/// What views draw on: a rectangle of cells, whole or a part of a larger one.
///
/// Rows and columns count from the upper left corner of this part, and nothing drawn here shows
/// outside it. Parts share their cells with the canvas they come from.
package struct Canvas {
  let surface: Surface
  let origin: Position
  /// Extent of this part.
  package let size: Size

  /// A blank canvas.
  package init(rows: Int, columns: Int, glyphs: Glyphs = .unicode) {
    surface = Surface(size: Size(rows: rows, columns: columns), glyphs: glyphs)
    origin = Position(row: 0, column: 0)
    size = surface.size
  }

  private init(surface: Surface, origin: Position, size: Size) {
    self.surface = surface
    self.origin = origin
    self.size = size
  }

  package var rows: Int { size.rows }
  package var columns: Int { size.columns }
  package var glyphs: Glyphs { surface.glyphs }

  /// A part of this canvas, cut to it.
  package func part(row: Int, column: Int = 0, rows: Int? = nil, columns: Int? = nil) -> Canvas {
    let top = min(max(0, row), self.rows)
    let left = min(max(0, column), self.columns)
    let height = max(0, min(rows ?? self.rows, self.rows - top))
    let width = max(0, min(columns ?? self.columns, self.columns - left))
    return Canvas(
      surface: surface,
      origin: Position(row: origin.row + top, column: origin.column + left),
      size: Size(rows: height, columns: width)
    )
  }

  /// The part that `frame` describes.
  package func part(_ frame: Frame) -> Canvas {
    part(row: frame.row, column: frame.column, rows: frame.rows, columns: frame.columns)
  }

  /// Draws one line of text, cut at a character border with an ellipsis where it is too long.
  ///
  /// `width` defaults to what is left of the row. Returns the columns used. Line breaks and
  /// other control characters are drawn as marks: use `wrap` for text of several lines.
  @discardableResult
  package func put(
    _ text: String,
    row: Int,
    column: Int = 0,
    width: Int? = nil,
    style: Style = .text,
    alignment: Alignment = .leading
  ) -> Int {
    let room = min(width ?? columns - column, columns - column)
    guard row >= 0, row < rows, room > 0 else { return 0 }
    let fitted = fit(CellText.glyphs(of: text, ascii: glyphs.isASCII, columns: room), width: room)
    let used = fitted.reduce(0) { $0 + $1.width }
    var place = column
    switch alignment {
    case .leading: break
    case .center: place += (room - used) / 2
    case .trailing: place += room - used
    }
    for glyph in fitted {
      if place >= 0 {
        surface.set(glyph, row: origin.row + row, column: origin.column + place, style: style)
      }
      place += glyph.width
    }
    return used
  }

  /// Draws text over several rows, broken between words, and returns the rows used.
  ///
  /// At most `maximumRows` rows are drawn; text left over ends in an ellipsis.
  @discardableResult
  package func wrap(
    _ text: String,
    row: Int,
    column: Int = 0,
    width: Int? = nil,
    maximumRows: Int? = nil,
    style: Style = .text
  ) -> Int {
    let room = min(width ?? columns - column, columns - column)
    guard room > 0 else { return 0 }
    let limit = min(maximumRows ?? rows - row, rows - row)
    let lines = WordWrap.lines(text, width: room, ascii: glyphs.isASCII)
    for (index, line) in lines.prefix(max(0, limit)).enumerated() {
      let isCut = index == limit - 1 && lines.count > limit
      let words = isCut ? line + glyphs.ellipsis : line
      put(words, row: row + index, column: column, width: room, style: style)
    }
    return min(lines.count, max(0, limit))
  }

  /// Draws a rule across one row.
  package func rule(row: Int, style: Style = .role(.border)) {
    repeatGlyph(glyphs.horizontal, row: row, style: style)
  }

  /// Fills one row with a character, for lines that must not be overlooked.
  package func repeatGlyph(_ character: String, row: Int, style: Style) {
    put(String(repeating: character, count: columns), row: row, style: style)
  }

  /// Overwrites everything with blanks of a style.
  package func fill(style: Style = .text) {
    for row in 0..<rows {
      put(String(repeating: " ", count: columns), row: row, style: style)
    }
  }

  /// Gives cells that are already drawn another style, the whole row by default.
  package func restyle(row: Int, columns range: Range<Int>? = nil, style: Style) {
    guard row >= 0, row < rows else { return }
    for column in (range ?? 0..<columns).clamped(to: 0..<columns) {
      surface.restyle(row: origin.row + row, column: origin.column + column, style: style)
    }
  }

  /// Draws a box along the edge, with a title in its upper side, and returns its inside.
  package func box(title: String = "", style: Style = .role(.border)) -> Canvas {
    guard rows >= 2, columns >= 4 else { return self }
    let side = String(repeating: glyphs.horizontal, count: columns - 2)
    put(glyphs.topLeft + side + glyphs.topRight, row: 0, style: style)
    for row in 1..<rows - 1 {
      put(glyphs.vertical, row: row, style: style)
      put(glyphs.vertical, row: row, column: columns - 1, style: style)
    }
    put(glyphs.bottomLeft + side + glyphs.bottomRight, row: rows - 1, style: style)
    if !title.isEmpty {
      put(" \(title) ", row: 0, column: 2, width: columns - 4, style: Style(style.role, .bold))
    }
    return part(row: 1, column: 2, rows: rows - 2, columns: columns - 4)
  }

  /// Puts the terminal's cursor on a cell, where screen readers and braille displays look.
  ///
  /// The last call of a picture counts. A visible cursor says that typing goes there.
  package func placeCursor(row: Int, column: Int, visible: Bool = false) {
    guard rows > 0, columns > 0 else { return }
    surface.cursor = Position(
      row: origin.row + min(max(0, row), rows - 1),
      column: origin.column + min(max(0, column), columns - 1)
    )
    surface.showsCursor = visible
  }

  private func fit(_ characters: [[CellText.Glyph]], width: Int) -> [CellText.Glyph] {
    var fitted: [CellText.Glyph] = []
    var used = 0
    var roomy = 0  // Glyphs that leave a column for the ellipsis.
    for (index, glyphs) in characters.enumerated() {
      let step = glyphs.reduce(0) { $0 + $1.width }
      if used + step > width {
        let rest = characters[..<index].joined().dropFirst(roomy).first ?? glyphs.first
        let end = Self.endBeforeAmount(fitted[..<roomy], next: rest)
        return fitted[..<end] + [CellText.Glyph(cluster: self.glyphs.ellipsis, width: 1)]
      }
      fitted.append(contentsOf: glyphs)
      used += step
      if used < width { roomy = fitted.count }
    }
    return fitted
  }

  /// Where to cut so that no number stands without the whole of its unit: `5 m…` could be read as
  /// 5 mL, and `50…` as 50.
  private static func endBeforeAmount(
    _ kept: ArraySlice<CellText.Glyph>,
    next: CellText.Glyph?
  ) -> Int {
    func isLetter(_ glyph: CellText.Glyph) -> Bool { glyph.cluster.first?.isLetter ?? false }
    func isPartOfNumber(_ glyph: CellText.Glyph) -> Bool {
      glyph.cluster.first.map { $0.isNumber || ".,/".contains($0) } ?? false
    }
    let unit = kept.reversed().prefix { isLetter($0) }.count
    // A word that is whole completes a number before it.
    if unit > 0, let next, !isLetter(next) { return kept.endIndex }
    var head = kept.dropLast(unit)
    while head.last?.cluster == " " { head.removeLast() }
    let number = head.reversed().prefix { isPartOfNumber($0) }.count
    head = head.dropLast(number)
    // Without a number nothing is lost; one behind a letter is part of a name.
    guard number > 0, head.last.map({ !isLetter($0) }) ?? true else { return kept.endIndex }
    while head.last?.cluster == " " { head.removeLast() }
    return head.endIndex
  }
}

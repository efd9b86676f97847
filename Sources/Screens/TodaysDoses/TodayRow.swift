import Terminal

/// One row of the day, ready to be drawn.
package struct TodayRow: Equatable, Sendable {
  /// A piece of text at a column; `trailing` pieces end there.
  package struct Piece: Equatable, Sendable {
    package let text: String
    package let column: Int
    package let style: Style
    package let isTrailing: Bool

    package init(_ text: String, at column: Int, _ style: Style = .text, trailing: Bool = false) {
      self.text = text
      self.column = column
      self.style = style
      isTrailing = trailing
    }
  }

  package var pieces: [Piece]
  /// The dose that is selected with this row.
  package var key: DoseKey?
  /// Whether the row can be given up where there is little room.
  package var isSpare: Bool

  package init(_ pieces: [Piece] = [], key: DoseKey? = nil, isSpare: Bool = false) {
    self.pieces = pieces
    self.key = key
    self.isSpare = isSpare
  }

  /// A row of one text.
  package static func text(_ text: String, at column: Int = 1, _ style: Style = .text) -> TodayRow {
    TodayRow([Piece(text, at: column, style)])
  }

  /// An empty row, given up first.
  package static let blank = TodayRow(isSpare: true)

  /// The column after its last character.
  var end: Int {
    pieces.filter { !$0.text.isEmpty }.map { piece in
      piece.isTrailing ? piece.column : piece.column + CellText.width(of: piece.text)
    }.max() ?? 0
  }

  @MainActor func draw(on canvas: Canvas, row: Int) {
    for piece in pieces {
      if piece.isTrailing {
        let start = max(0, piece.column - piece.text.count)
        canvas.put(piece.text, row: row, column: start, style: piece.style)
      } else {
        canvas.put(piece.text, row: row, column: piece.column, style: piece.style)
      }
    }
  }
}

extension [TodayRow] {
  /// At most so many rows: empty ones are given up before any other.
  package func fitted(to rows: Int) -> [TodayRow] {
    guard count > rows else { return self }
    var excess = count - rows
    var kept: [TodayRow] = []
    for row in reversed() {
      if row.isSpare, excess > 0 {
        excess -= 1
      } else {
        kept.append(row)
      }
    }
    return kept.reversed()
  }
}

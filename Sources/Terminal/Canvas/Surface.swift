/// One cell of a surface.
package struct Cell: Hashable, Sendable {
  /// What is shown, or nothing in the second half of a wide character.
  package var cluster: String
  /// Columns taken: 1, 2, or 0 in the second half of a wide character.
  package var width: Int
  package var style: Style

  /// An empty cell.
  package static let blank = Cell(cluster: " ", width: 1, style: .text)
}

/// The cells behind a canvas and all of its parts.
///
/// A class, because the parts of one picture share it.
final class Surface {
  let size: Size
  let glyphs: Glyphs
  private(set) var cells: [Cell]
  var cursor: Position?
  var showsCursor = false

  init(size: Size, glyphs: Glyphs) {
    self.size = Size(rows: max(0, size.rows), columns: max(0, size.columns))
    self.glyphs = glyphs
    cells = Array(repeating: .blank, count: self.size.rows * self.size.columns)
  }

  func cell(row: Int, column: Int) -> Cell {
    cells[row * size.columns + column]
  }

  func set(_ glyph: CellText.Glyph, row: Int, column: Int, style: Style) {
    let index = row * size.columns + column
    blankPartner(of: index, row: row)
    cells[index] = Cell(cluster: glyph.cluster, width: glyph.width, style: style)
    guard glyph.width == 2 else { return }
    blankPartner(of: index + 1, row: row)
    cells[index + 1] = Cell(cluster: "", width: 0, style: style)
  }

  func restyle(row: Int, column: Int, style: Style) {
    cells[row * size.columns + column].style = style
  }

  /// Leaves no half of a wide character behind when one of its cells is overwritten.
  private func blankPartner(of index: Int, row: Int) {
    if cells[index].width == 0, index > row * size.columns {
      cells[index - 1] = Cell(cluster: " ", width: 1, style: cells[index - 1].style)
    }
    if cells[index].width == 2, index + 1 < (row + 1) * size.columns {
      cells[index + 1] = Cell(cluster: " ", width: 1, style: cells[index + 1].style)
    }
  }
}

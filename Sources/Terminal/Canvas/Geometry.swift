/// The extent of a window or canvas, in character cells.
package struct Size: Hashable, Sendable {
  package var rows: Int
  package var columns: Int

  package init(rows: Int, columns: Int) {
    self.rows = rows
    self.columns = columns
  }

  /// The size every screen works at.
  package static let standard = Size(rows: 24, columns: 80)

  /// Whether something of size `other` has room here.
  package func holds(_ other: Size) -> Bool {
    rows >= other.rows && columns >= other.columns
  }
}

/// A cell, counted from the upper left corner, which is row 0 and column 0.
package struct Position: Hashable, Sendable {
  package var row: Int
  package var column: Int

  package init(row: Int, column: Int) {
    self.row = row
    self.column = column
  }
}

/// A part of a canvas, in cells.
package struct Frame: Hashable, Sendable {
  package var row: Int
  package var column: Int
  package var rows: Int
  package var columns: Int

  package init(row: Int, column: Int, rows: Int, columns: Int) {
    self.row = row
    self.column = column
    self.rows = rows
    self.columns = columns
  }

  /// The frame of what lies over a screen in a `window`: in the middle, cut to it when it is larger,
  /// and never over the first row, which says whose record is open, nor over the last, where the
  /// hints are.
  package static func overlay(_ size: Size, in window: Size) -> Frame {
    let outer = Size(rows: window.rows - 1, columns: window.columns)
    let rows = max(0, min(size.rows, outer.rows - 1))
    let columns = min(size.columns, outer.columns)
    return Frame(
      row: max(1, (outer.rows - rows) / 2),
      column: (outer.columns - columns) / 2,
      rows: rows,
      columns: columns
    )
  }
}

/// Columns that share a width; those of least priority go first when it is too small.
package struct Table: Hashable, Sendable {
  /// One column.
  package struct Column: Hashable, Sendable {
    package let title: String
    /// Columns of the screen it must have.
    package let width: Int
    /// Whether it takes a share of what is left over.
    package let isFlexible: Bool
    package let alignment: Alignment
    /// 0 is never left out; the largest number goes first.
    package let priority: Int

    package init(
      _ title: String,
      width: Int,
      isFlexible: Bool = false,
      alignment: Alignment = .leading,
      priority: Int = 0
    ) {
      self.title = title
      self.width = width
      self.isFlexible = isFlexible
      self.alignment = alignment
      self.priority = priority
    }
  }

  /// One field of a row.
  package struct Value: Hashable, Sendable {
    package let text: String
    package let style: Style

    package init(_ text: String, _ style: Style = .text) {
      self.text = text
      self.style = style
    }
  }

  /// Where a column stands.
  package struct Place: Hashable, Sendable {
    /// Its index among all columns.
    package let index: Int
    package let column: Int
    package let width: Int
  }

  package let columns: [Column]
  /// Blanks between columns.
  package let gap: Int

  package init(_ columns: [Column], gap: Int = 1) {
    self.columns = columns
    self.gap = gap
  }

  /// The columns that fit into `width`, from left to right.
  package func places(width: Int) -> [Place] {
    var kept = Array(columns.indices)
    while kept.count > 1, needed(kept) > width {
      let largest = kept.map { columns[$0].priority }.max() ?? 0
      guard largest > 0, let last = kept.lastIndex(where: { columns[$0].priority == largest })
      else { break }
      kept.remove(at: last)
    }
    let flexible = kept.filter { columns[$0].isFlexible }
    var spare = max(0, width - needed(kept))
    var places: [Place] = []
    var column = 0
    for index in kept {
      var share = 0
      if let position = flexible.firstIndex(of: index) {
        share = spare / (flexible.count - position)
        spare -= share
      }
      let width = columns[index].width + share
      places.append(Place(index: index, column: column, width: width))
      column += width + gap
    }
    return places
  }

  /// Draws the titles.
  package func drawHeader(on canvas: Canvas, row: Int) {
    for place in places(width: canvas.columns) {
      canvas.put(
        columns[place.index].title,
        row: row,
        column: place.column,
        width: place.width,
        style: .role(.heading),
        alignment: columns[place.index].alignment
      )
    }
  }

  /// Draws one row; a selected row takes that role throughout.
  package func draw(_ values: [Value], on canvas: Canvas, row: Int, isSelected: Bool = false) {
    if isSelected { canvas.part(row: row, rows: 1).fill(style: .role(.selection)) }
    for place in places(width: canvas.columns) where values.indices.contains(place.index) {
      let value = values[place.index]
      canvas.put(
        value.text,
        row: row,
        column: place.column,
        width: place.width,
        style: isSelected ? .role(.selection, value.style.attributes) : value.style,
        alignment: columns[place.index].alignment
      )
    }
  }

  private func needed(_ kept: [Int]) -> Int {
    kept.reduce(0) { $0 + columns[$1].width } + gap * max(0, kept.count - 1)
  }
}

/// The hints at the foot of a screen: five to eight of them, as many as fit, and always help.
package struct Footer {
  package static let limit = 8

  private let table: ActionTable

  package init(table: ActionTable) {
    self.table = table
  }

  /// Draws hints for the enabled actions that have one, in their order.
  package func draw(on canvas: Canvas, row: Int) {
    let ascii = canvas.glyphs.isASCII
    var column = 1
    var count = 0
    for action in table.actions where action.isEnabled && !action.hint.isEmpty {
      let key = table.firstKeyName(of: action)
      let width =
        CellText.width(of: key, ascii: ascii) + 1
        + CellText.width(of: action.hint, ascii: ascii)
      guard count < Self.limit, column + width + 3 <= canvas.columns else { break }
      column += canvas.put(key, row: row, column: column, style: .role(.footerKey)) + 1
      column += canvas.put(action.hint, row: row, column: column, style: .role(.footerText)) + 2
      count += 1
    }
    guard let help = table.actions.first(where: { $0.id == "shell.help" }) else { return }
    let key = table.firstKeyName(of: help)
    column += canvas.put(key, row: row, column: column, style: .role(.footerKey)) + 1
    if column + 4 <= canvas.columns {
      canvas.put("Keys", row: row, column: column, style: .role(.footerText))
    }
  }
}

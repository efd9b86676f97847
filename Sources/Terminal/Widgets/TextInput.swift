/// One line of text being typed, with its cursor.
package struct TextInput: Hashable, Sendable {
  /// Characters at most.
  package var limit: Int
  /// What stands there.
  package private(set) var text: String
  /// Characters before the cursor.
  package private(set) var cursor: Int

  package init(_ text: String = "", limit: Int = 200) {
    self.limit = limit
    self.text = String(text.prefix(limit))
    cursor = self.text.count
  }

  /// Replaces the text and goes to its end.
  package mutating func set(_ text: String) {
    self = TextInput(text, limit: limit)
  }

  /// Types, deletes, moves or pastes; whether the key was for typing.
  package mutating func take(_ key: Key) -> Bool {
    switch key {
    case .character(let character): insert(String(character))
    case .paste(let pasted): insert(pasted.split(separator: "\n").joined(separator: " "))
    case .backspace: delete(at: cursor - 1)
    case .delete: delete(at: cursor)
    case .left: cursor = max(0, cursor - 1)
    case .right: cursor = min(text.count, cursor + 1)
    case .home, .control("a"): cursor = 0
    case .end, .control("e"): cursor = text.count
    case .control("u"): set("")
    default: return false
    }
    return true
  }

  /// Draws the text, and the part around the cursor when it is too long.
  package func draw(on canvas: Canvas, isFocused: Bool, isHidden: Bool = false) {
    let style = Style(isFocused ? .fieldFocus : .field)
    canvas.part(row: 0, rows: 1).fill(style: style)
    let shown = isHidden ? String(repeating: "*", count: text.count) : text
    let ascii = canvas.glyphs.isASCII
    var visible = Substring(shown)
    var before = cursor
    func columnsBefore() -> Int { CellText.width(of: String(visible.prefix(before)), ascii: ascii) }
    if isFocused {
      while before > 0, columnsBefore() >= canvas.columns {
        visible = visible.dropFirst()
        before -= 1
      }
    }
    canvas.put(String(visible), row: 0, style: style)
    if isFocused { canvas.placeCursor(row: 0, column: columnsBefore(), visible: true) }
  }

  private mutating func insert(_ new: String) {
    let room = max(0, limit - text.count)
    let place = text.index(text.startIndex, offsetBy: min(cursor, text.count))
    let count = text.count
    text.insert(contentsOf: new.prefix(room), at: place)
    // A combining mark joins the character before it: the count says how far the cursor goes.
    cursor += text.count - count
  }

  private mutating func delete(at offset: Int) {
    guard offset >= 0, offset < text.count else { return }
    text.remove(at: text.index(text.startIndex, offsetBy: offset))
    cursor = offset
  }
}

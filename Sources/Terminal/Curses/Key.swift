/// What the user did at the keyboard, once for each thing done.
package enum Key: Hashable, Sendable {
  case character(Character)
  case enter
  case escape
  case tab
  case backTab
  case backspace
  case delete
  case insert
  case up
  case down
  case left
  case right
  case pageUp
  case pageDown
  case home
  case end
  /// F1 to F20.
  case function(Int)
  /// Control with a lowercase letter or one of `@ \ ] ^ _`.
  case control(Character)
  /// Text from the clipboard, as one key: lines end in line feeds, nothing in it is a command.
  case paste(String)
  /// A paste that was not taken.
  case pasteRefused(PasteProblem)

  /// The space bar.
  package static let space = Key.character(" ")

  /// The name of the key in help and footer, such as `Enter`, `Space`, `^L`, `F1`, `PgUp`.
  package var name: String {
    switch self {
    case .character(" "): "Space"
    case .character(let character): String(character)
    case .enter: "Enter"
    case .escape: "Esc"
    case .tab: "Tab"
    case .backTab: "Shift-Tab"
    case .backspace: "Backspace"
    case .delete: "Del"
    case .insert: "Ins"
    case .up: "Up"
    case .down: "Down"
    case .left: "Left"
    case .right: "Right"
    case .pageUp: "PgUp"
    case .pageDown: "PgDn"
    case .home: "Home"
    case .end: "End"
    case .function(let number): "F\(number)"
    case .control(let character): "^" + character.uppercased()
    case .paste, .pasteRefused: "Paste"
    }
  }

  /// The same key with Caps Lock the other way, when it is a letter.
  package var otherCase: Key? {
    guard case .character(let character) = self, character.isLetter else { return nil }
    let other = character.isUppercase ? character.lowercased() : character.uppercased()
    guard other.count == 1, let letter = other.first, letter != character else { return nil }
    return .character(letter)
  }
}

/// Why pasted text was not taken.
package enum PasteProblem: Hashable, Sendable {
  /// More than `limit` bytes came.
  case tooLong(limit: Int)
  /// It holds a NUL or another control character that no text has.
  case controlCharacter
  /// It is not UTF-8.
  case notText
}

/// A key, and when it came.
package struct KeyPress: Hashable, Sendable {
  package let key: Key
  /// Whether the same key came less than 700 milliseconds before.
  ///
  /// A key held down, or struck twice by a trembling hand, must not take a second dose.
  package let isRepeat: Bool
  /// Monotonic time.
  package let time: Duration

  package init(_ key: Key, isRepeat: Bool = false, time: Duration = .zero) {
    self.key = key
    self.isRepeat = isRepeat
    self.time = time
  }
}

/// Marks keys that follow the same key too soon.
package struct RepeatMarker: Sendable {
  /// The time within which the same key counts as one push that lasted.
  package static let interval: Duration = .milliseconds(700)

  private var last: KeyPress?

  package init() {}

  /// The press for a key that came at `time`.
  package mutating func mark(_ key: Key, at time: Duration) -> KeyPress {
    var isRepeat = false
    if let last, last.key == key { isRepeat = time - last.time < Self.interval }
    let press = KeyPress(key, isRepeat: isRepeat, time: time)
    last = press
    return press
  }
}

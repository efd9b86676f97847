import Terminal

/// Tells a scanner from a person by how fast the keys follow each other.
///
/// A scanner types at least five characters with at most 50 ms between them and ends with Enter or
/// Tab. Characters go into the field at once; when the burst turns out to be a scan, the form is put
/// back to what it was before.
struct ScanBurst {
  /// What a key turned out to be.
  enum Outcome: Equatable {
    /// Nothing known yet: to be treated as typing.
    case typing
    /// The end of a scan with this text.
    case scan(String)
    /// Belongs to a scan and to no field: a separator.
    case swallowed
  }

  static let gap: Duration = .milliseconds(50)
  static let shortest = 5
  /// What stands between elements of a GS1 code, which terminals send as Control and `]`.
  static let separator: Character = "\u{1D}"

  private var text = ""
  private var last: Duration?

  /// Whether a key would be the first of a burst.
  func begins(with press: KeyPress) -> Bool { text.isEmpty || !isFast(press) }

  private func isFast(_ press: KeyPress) -> Bool {
    last.map { press.time - $0 <= Self.gap } ?? false
  }

  /// Takes a key in.
  mutating func take(_ press: KeyPress) -> Outcome {
    let isFast = isFast(press)
    if !isFast { text = "" }
    last = press.time
    switch press.key {
    case .character(let character):
      text.append(character)
      return .typing
    case .control("]"):
      text.append(Self.separator)
      return .swallowed
    case .enter, .tab:
      defer { text = "" }
      return isFast && text.count >= Self.shortest ? .scan(text) : .typing
    default:
      text = ""
      return .typing
    }
  }
}

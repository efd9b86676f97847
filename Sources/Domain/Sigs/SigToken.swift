/// A word, number or mark of directions, with its place in the text.
struct SigToken: Hashable, Sendable {
  /// What kind of token it is.
  enum Kind: Hashable, Sendable {
    case word
    case number(Rational)
    case time(TimeOfDay)
    case mark
    /// Something that cannot be read, such as a number that is none.
    case unreadable
  }

  var kind: Kind
  /// Lower-case, without accents and abbreviation points; as written for marks.
  var text: String
  /// As written.
  var written: String
  /// Positions of Unicode scalars in the text.
  var range: Range<Int>
  /// Whether it follows the token before it without a space.
  var isAttached: Bool
}

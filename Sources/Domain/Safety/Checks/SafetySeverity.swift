/// How grave an alert is, mildest first.
package enum SafetySeverity: Int, CaseIterable, Comparable, Sendable {
  case minor = 1
  case moderate
  case major
  case contraindicated

  /// The severity that a document or a table names.
  package init?(name: String) {
    guard let found = Self.allCases.first(where: { $0.name == name }) else { return nil }
    self = found
  }

  package static func < (left: SafetySeverity, right: SafetySeverity) -> Bool {
    left.rawValue < right.rawValue
  }

  /// The name in documents and storage.
  package var name: String {
    switch self {
    case .minor: "minor"
    case .moderate: "moderate"
    case .major: "major"
    case .contraindicated: "contraindicated"
    }
  }

  /// One word that a tired person understands.
  package var word: String {
    switch self {
    case .minor: "NOTE"
    case .moderate: "CARE"
    case .major: "SERIOUS"
    case .contraindicated: "DANGER"
    }
  }
}

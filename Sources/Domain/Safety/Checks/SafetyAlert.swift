/// Something known that speaks against a medicine, or asks for care with it.
package struct SafetyAlert: Hashable, Sendable {
  /// What an alert is about.
  package enum Kind: String, CaseIterable, Comparable, Sendable {
    case drugDrug
    case allergy
    case duplicate
    case maximum
    case condition
    /// Directions that the medicine itself forbids, such as a weekly one taken daily.
    case directions
    case keepApart
    case drugFood
    case tooSoon

    package static func < (left: Kind, right: Kind) -> Bool { left.order < right.order }

    private var order: Int { Self.allCases.firstIndex(of: self) ?? 0 }

    /// The name in documents, where keeping apart is a matter between two drugs and wrong
    /// directions are one of amount.
    package var documentName: String {
      switch self {
      case .keepApart: Kind.drugDrug.rawValue
      case .directions, .tooSoon: Kind.maximum.rawValue
      case .drugDrug, .allergy, .duplicate, .maximum, .condition, .drugFood: rawValue
      }
    }
  }

  /// What stops prescribing, verifying and dispensing until somebody who may says why not.
  package enum Stop: Hashable, Sendable {
    /// Anybody who may override.
    case reason
    /// A pharmacist, and only for the treatment of cancer.
    case cancerTreatment

    /// What is contraindicated stops; the rest warns.
    package init?(for severity: SafetySeverity) {
      guard severity == .contraindicated else { return nil }
      self = .reason
    }
  }

  package let kind: Kind
  package let severity: SafetySeverity
  /// The two that do not go together, the medicine asked about first.
  package let between: [String]
  /// How it comes about; nil where that is plain.
  package let mechanism: String?
  package let effect: String
  package let management: String
  package let evidence: String
  package let source: String
  /// Nil when it only warns.
  package let stop: Stop?
  /// The ingredients, classes or facts it rests on: the same alert has the same subject, whatever
  /// product or words it comes with.
  package let subject: String
  /// The medicine on the list that holds the same; nil unless one of the two is one too many.
  package let twin: Int?

  package init(
    kind: Kind,
    severity: SafetySeverity,
    between: [String],
    mechanism: String? = nil,
    effect: String,
    management: String,
    evidence: String = "established",
    source: String,
    stop: Stop? = nil,
    subject: String,
    twin: Int? = nil
  ) {
    self.twin = twin
    self.kind = kind
    self.severity = severity
    self.between = between
    self.mechanism = mechanism
    self.effect = effect
    self.management = management
    self.evidence = evidence
    self.source = source
    self.stop = stop
    self.subject = subject
  }

  /// What names the alert among those of one person.
  package var key: String { "\(kind.rawValue):\(subject)" }

  /// The gravest first, then what stops, then by kind and names: always the same order.
  package static func ordered(_ alerts: [SafetyAlert]) -> [SafetyAlert] {
    alerts.sorted { left, right in
      if left.severity != right.severity { return left.severity > right.severity }
      if (left.stop != nil) != (right.stop != nil) { return left.stop != nil }
      if left.kind != right.kind { return left.kind < right.kind }
      return left.between.lexicographicallyPrecedes(right.between)
    }
  }
}

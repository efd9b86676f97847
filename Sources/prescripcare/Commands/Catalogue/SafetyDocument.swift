import Domain
import Screens

/// Alerts as commands print them.
enum SafetyDocument {
  static func json(_ alert: SafetyAlert) -> JSON {
    .object([
      "kind": .string(alert.kind.documentName), "severity": .string(alert.severity.name),
      "between": .array(alert.between.map(JSON.string)), "effect": .string(alert.effect),
      "management": .string(alert.management), "evidence": .string(alert.evidence),
      "source": .string(alert.source),
    ])
  }

  static func text(_ alert: SafetyAlert) -> String {
    """
    \(alert.severity.word)  \(SafetyWords.names(alert))
      \(alert.effect)
      \(alert.management)
      Source: \(alert.source), \(alert.evidence)
    """
  }
}

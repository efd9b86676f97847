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

  /// The member `alerts` of a document about a medicine, foods left out; none where there are none.
  static func members(_ alerts: [SafetyAlert]) -> [JSONMember] {
    let alerts = alerts.filter { $0.kind != .drugFood || $0.severity == .contraindicated }
    return alerts.isEmpty ? [] : [JSONMember("alerts", .array(alerts.map(json)))]
  }

  /// Alerts below a sentence, each on lines of its own.
  static func lines(_ alerts: [SafetyAlert]) -> String {
    alerts.map { "\n" + text($0) }.joined()
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

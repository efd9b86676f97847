import Domain
import Store

/// What the checks say, as sentences.
package enum SafetyWords {
  /// Why something was stopped: what speaks against it, and what can be done.
  package static func sentence(for stop: SafetyStop) -> String {
    let first = stop.alerts.first
    let names = first.map { $0.between.joined(separator: " with ") } ?? ""
    let effect = first?.effect ?? ""
    let more = stop.alerts.count > 1 ? " and \(Display.number(stop.alerts.count - 1)) more" : ""
    let what = "Not saved: \(first?.severity.word ?? ""), \(names)\(more). \(effect)"
    switch stop {
    case .unanswered: return "\(what) Say why it is right all the same, or change it."
    case .roleMayNot: return "\(what) Only a pharmacist or the prescriber may decide otherwise."
    case .cancerOnly:
      return "\(what) Only a pharmacist may confirm it, and only against cancer."
    }
  }

  /// How many alerts there are, and the gravest word.
  static func summary(_ alerts: [SafetyAlert]) -> String {
    guard let first = alerts.first else { return "No alert among the known pairs." }
    guard alerts.count > 1 else { return "1 alert: \(first.severity.word)" }
    return "\(Display.count(alerts.count, "alert")), the gravest first: \(first.severity.word)"
  }

  /// Both names on one line.
  package static func names(_ alert: SafetyAlert) -> String {
    switch alert.kind {
    case .drugDrug, .keepApart, .duplicate: alert.between.joined(separator: " with ")
    case .drugFood, .allergy, .condition, .directions, .maximum, .tooSoon:
      alert.between.joined(separator: ": ")
    }
  }
}

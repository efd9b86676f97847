import Testing

@testable import Domain

/// Reminders from short texts, and what they come to as short texts.
struct ReminderScene {
  let zone: ZoneRules
  var state: ReminderState

  /// Schedules from 1 on by their rules, standing at their first dose from `from` on.
  init(
    _ rules: [String],
    zone: String = "UTC",
    from: String,
    critical: Set<Int> = [],
    late: [Int: LatePolicy] = [:],
    preferences: ReminderPreferences = ReminderPreferences(repeats: .none)
  ) throws {
    self.zone = zone == "UTC" ? .utc : try SystemZones.rules(zone)
    let start = try local(from)
    let zoneRules = self.zone
    let schedules = try rules.enumerated().map { index, text in
      PlannedSchedule(
        id: index + 1,
        medication: (index + 1) * 10,
        versions: [
          PlannedSchedule.Version(fromMinute: 0, rule: try rule(text), home: zoneRules)
        ],
        isCritical: critical.contains(index + 1),
        latePolicy: late[index + 1],
        knownFrom: start.date
      )
    }
    state = ReminderState(zone: zoneRules, schedules: schedules, preferences: preferences)
    state.stand(at: zoneRules.resolve(start).instant)
  }

  func instant(_ text: String) throws -> Instant { zone.resolve(try local(text)).instant }

  /// `03-01T08:00 doses: 1@08:00 due, 2@08:00 due` for each alert that is told.
  func told(from: String, to: String) throws -> [String] {
    try simulation(from: from, to: to).evaluations.flatMap { evaluation in
      evaluation.alerts.map { line($0, at: evaluation.at) }
    }
  }

  /// `03-01T08:00 1@08:00 ring` for each decision.
  func decided(from: String, to: String) throws -> [String] {
    try simulation(from: from, to: to).evaluations.flatMap { evaluation in
      evaluation.decisions.map { line($0, at: evaluation.at) }
    }
  }

  /// The decisions at one moment.
  func decided(at text: String) throws -> [String] {
    let evaluation = state.evaluation(at: try instant(text))
    return evaluation.decisions.map { line($0, at: evaluation.at) }
  }

  /// The alerts at one moment.
  func told(at text: String) throws -> [String] {
    let evaluation = state.evaluation(at: try instant(text))
    return evaluation.alerts.map { line($0, at: evaluation.at) }
  }

  /// Goes through one evaluation as if its alerts had been told.
  mutating func pass(_ text: String) throws {
    state = state.applying(state.evaluation(at: try instant(text)))
  }

  /// Records an answer, and moves what is open on.
  mutating func answer(_ schedule: Int, due: String, _ status: DoseRecord.Status) throws {
    let minute = try local(due).minute
    state.records[schedule, default: [:]][minute] =
      DoseRecord(dueMinute: minute, status: status, takenAt: nil)
  }

  private func simulation(from: String, to: String) throws -> ReminderSimulation {
    ReminderSimulation(of: state, from: try instant(from), to: try instant(to))
  }

  private func stamp(_ instant: Instant) -> String {
    String(zone.local(of: instant).0.description.dropFirst(5))
  }

  private func line(_ alert: Alert, at instant: Instant) -> String {
    let items = alert.items.map { item in
      "\(item.key.schedule)@\(item.occurrence.local.time) \(item.key.kind.rawValue)"
        + (item.key.step == 0 ? "" : "/\(item.key.step)")
        + (item.isQuestionAboutThePast ? "?" : "")
    }
    return "\(stamp(instant)) \(alert.style.rawValue)\(alert.isSilent ? " silent" : ""): "
      + items.joined(separator: ", ")
  }

  private func line(_ decision: ReminderDecision, at instant: Instant) -> String {
    "\(stamp(instant)) \(decision.key.schedule)@\(decision.occurrence.local.time) "
      + decision.verdict.name
  }
}

/// A rule with times of day on every day from the first of 2026.
func daily(_ times: String...) -> String {
  let list = times.map { #"{"at":"\#($0)","amount":"1 tablet"}"# }.joined(separator: ",")
  return #"{"kind":"times","times":[\#(list)],"start":"2026-01-01"}"#
}

func quiet(_ from: String, _ to: String) throws -> QuietHours {
  QuietHours(daily: try window(from, to))
}

func window(_ from: String, _ to: String) throws -> QuietWindow {
  try QuietWindow(
    from: try #require(TimeOfDay(text: from)),
    to: try #require(TimeOfDay(text: to))
  )
}

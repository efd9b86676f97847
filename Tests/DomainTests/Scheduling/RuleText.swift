import Testing

@testable import Domain

/// A rule from its document.
func rule(_ text: String) throws -> ScheduleRule {
  try ScheduleRule(json: try JSON(text: text))
}

/// Clocks for zones of the machine, or UTC.
func clocks(_ zone: String = "UTC", home: String? = nil) throws -> RuleClocks {
  RuleClocks(
    zone: zone == "UTC" ? .utc : try SystemZones.rules(zone),
    home: try home.map { try SystemZones.rules($0) }
  )
}

func local(_ text: String) throws -> LocalMinute { try #require(LocalMinute(text: text)) }

/// `2026-03-01T08:00 1 tablet` for each occurrence, with `!` when shifted and `'` for fold 1.
func lines(
  _ text: String,
  from: String,
  to: String,
  zone: String = "UTC",
  home: String? = nil
) throws -> [String] {
  try rule(text).occurrences(
    from: try local(from),
    to: try local(to),
    on: try clocks(zone, home: home)
  ).map { occurrence in
    "\(occurrence.local)\(occurrence.fold == 1 ? "'" : "")\(occurrence.isShifted ? "!" : "")"
      + (occurrence.amount.map { " \($0)" } ?? "")
  }
}

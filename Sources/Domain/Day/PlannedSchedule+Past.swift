extension PlannedSchedule {
  /// A dose whose time has passed without an answer, as a dose of a day.
  package func unanswered(_ record: DoseRecord, in zone: ZoneRules) -> DayDose {
    DayDose(
      schedule: id,
      medication: medication,
      occurrence: occurrence(named: record.dueMinute, in: zone),
      nth: record.nth,
      state: .notRecorded,
      record: record,
      closesAt: nil,
      snoozedUntil: nil,
      isCritical: isCritical,
      isUnplanned: false
    )
  }
}

import Domain
import GRDB

/// Patches that are worn: what is still to come off, and where the last ones were.
struct PatchRecords {
  let context: WriteContext
  let zone: ZoneRules

  /// Whether the doses of a medicine are patches.
  func isPatch(_ medication: Int) throws -> Bool {
    let row = try Row.fetchOne(
      context.db,
      once: "SELECT dosage_form, dosing_unit FROM user_medications WHERE medication_id = ?",
      arguments: [medication]
    )
    guard let row else { return false }
    let unit: String = row["dosing_unit"]
    let form: String = row["dosage_form"]
    return unit == "patch" || form.lowercased().contains("patch")
  }

  /// Whether a dose takes a patch off.
  func takesOff(_ schedule: PlannedSchedule) throws -> Bool {
    try schedule.follows != nil && isPatch(schedule.medication)
  }

  /// Puts on record that the old patch came off, or refuses the new one.
  ///
  /// - Throws: ``DoseRefusal/oldPatchOn(since:)``
  func settle(
    before schedule: PlannedSchedule,
    isOff: Bool,
    at moment: Instant?,
    via: RecordedVia
  ) throws {
    guard schedule.follows == nil, try isPatch(schedule.medication) else { return }
    let all = try ScheduleRecords(context: context.reading, zone: zone)
      .all(medication: schedule.medication)
    for removal in all where removal.follows == schedule.id && removal.isActive {
      guard let open = try OpenDoseRecords.find(context.db, schedule: removal.id) else { continue }
      guard isOff else { throw DoseRefusal.oldPatchOn(due: zone.local(of: open.dueAt).0) }
      _ = try RecordDose(
        schedule: removal.id,
        due: .minute(open.dueMinute),
        action: .take(
          at: moment.flatMap { $0 >= open.dueAt - 86_400 ? $0 : nil },
          amount: nil,
          withFood: nil
        ),
        via: via,
        allowsEarly: true
      ).run(context)
    }
  }

  /// Puts on record where a patch was put.
  func put(_ site: String, dueMinute: Int, schedule: Int, nth: Int = 0) throws {
    let words = try PlainText.checked(site, of: "the place on the body", atMost: 60)
    try context.db.execute(
      sql: """
        INSERT INTO dose_sites (user_id, due_minute, schedule_id, nth, site, recorded_at)
        VALUES (?, ?, ?, ?, ?, ?)
        ON CONFLICT (user_id, due_minute, schedule_id, nth) DO UPDATE SET
          site = excluded.site, recorded_at = excluded.recorded_at
        """,
      arguments: [
        context.subject, dueMinute, schedule, nth, words, context.now.milliseconds,
      ]
    )
  }
}

/// Where patches were put lately.
struct DoseSites {
  /// One place, and the dose that it belongs to.
  struct Entry {
    let schedule: Int
    let dueMinute: Int
    let site: String
  }

  /// By medication, the latest first.
  private let entries: [Int: [Entry]]

  static let none = DoseSites(entries: [:])

  private init(entries: [Int: [Entry]]) { self.entries = entries }

  /// Those of the last two months before a day.
  init(_ context: ReadContext, until day: CalendarDate) throws {
    let rows = try Row.fetchAll(
      context.db,
      once: """
        SELECT s.medication_id, d.schedule_id, d.due_minute, d.site
        FROM dose_sites AS d
        JOIN medication_schedules AS s ON s.schedule_id = d.schedule_id
        WHERE d.user_id = ? AND d.due_minute >= ? AND d.due_minute < ?
        ORDER BY d.due_minute DESC
        """,
      arguments: [
        context.subject, (day - 60).midnight.minute, (day + 2).midnight.minute,
      ]
    )
    entries = Dictionary(grouping: rows, by: { $0["medication_id"] as Int }).mapValues { rows in
      rows.map {
        Entry(schedule: $0["schedule_id"], dueMinute: $0["due_minute"], site: $0["site"])
      }
    }
  }

  /// The last three places of a medicine, the latest first.
  func last(of medication: Int) -> [String] {
    (entries[medication] ?? []).prefix(3).map(\.site)
  }

  func site(medication: Int, schedule: Int, dueMinute: Int) -> String? {
    entries[medication]?.first { $0.schedule == schedule && $0.dueMinute == dueMinute }?.site
  }
}

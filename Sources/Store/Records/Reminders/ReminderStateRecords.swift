import Domain
import GRDB

/// Reads everything that decides what rings for one person.
struct ReminderStateRecords {
  let context: ReadContext
  let zone: ZoneRules
  let labels: [Int: MedicationLabel]

  init(_ context: ReadContext) throws {
    self.context = context
    zone = try context.zoneInForce()
    labels = try MedicationLabel.all(context)
  }

  /// The state as of now; `machineZone` is the zone of the machine at which the person sits.
  func state(clock: ReminderClock, machineZone: String? = nil) throws -> ReminderState {
    let schedules = try ScheduleRecords(context: context, zone: zone).all()
    let open = try OpenDoseRecords.all(context)
    let (alerts, unheard) = try alerts()
    var state = ReminderState(
      zone: zone,
      schedules: schedules,
      open: open,
      records: try records(schedules, open, alerts),
      preferences: try ReminderPreferences.fetch(context),
      reminding: try reminding(),
      alerts: alerts,
      lastEvaluated: clock.lookedAt
    )
    state.unheard = unheard
    state.clockJump = clock.jump
    state.pausedMedications = labels.compactMapValues {
      $0.status == "paused" ? Instant(milliseconds: 0) : nil
    }
    state.personPausedSince = try PersonHeader.fetch(context).pausesFrom
    try addZones(to: &state, machineZone)
    return state
  }

  /// The records from the first dose on that is open on a plan or waits to be told.
  private func records(
    _ schedules: [PlannedSchedule],
    _ open: [Int: OpenDose],
    _ alerts: [AlertKey: AlertStatus]
  ) throws -> [ScheduledRecord] {
    let planned = schedules.filter { $0.isActive && !$0.dependsOnRecords }
    let waiting = alerts.filter { if case .waiting = $0.value { true } else { false } }
    let minutes =
      planned.compactMap { open[$0.id]?.dueMinute } + waiting.keys.map(\.dueMinute)
      + [context.now.minuteOfUTC]
    let rows = try DoseRow.range(
      context.db,
      user: context.subject,
      from: (minutes.min() ?? 0) - 2 * 1440,
      to: context.now.minuteOfUTC + 3 * 1440
    )
    let onWall = Dictionary(uniqueKeysWithValues: schedules.map { ($0.id, $0.isOnWallClock) })
    return rows.map { row in
      ScheduledRecord(
        schedule: row.schedule,
        record: row.record(onWallClock: onWall[row.schedule] ?? true)
      )
    }
  }

  /// What was told or waits, and what of it reached nobody: what a window holds to show it rings.
  private func alerts() throws -> (all: [AlertKey: AlertStatus], unheard: Set<AlertKey>) {
    let rows = try Row.fetchAll(
      context.db,
      sql: """
        SELECT c.schedule_id, c.due_minute, c.nth, c.kind, c.step, c.waits_until, c.told_at,
          e.sent_at,
          e.sent_at IS NOT NULL AND e.heard_at IS NULL AND NOT EXISTS (
            SELECT 1 FROM notification_queue AS q
            WHERE q.event_id = c.event_id AND q.status = 'claimed') AS is_unheard
        FROM alert_claims AS c
        LEFT JOIN alert_events AS e ON e.event_id = c.event_id
        WHERE c.user_id = ?
        """,
      arguments: [context.subject]
    )
    var alerts: [AlertKey: AlertStatus] = [:]
    var unheard: Set<AlertKey> = []
    for row in rows {
      guard let kind = AlertKind(rawValue: row["kind"]) else {
        throw StoreError.damaged(detail: "an alert")
      }
      let key = AlertKey(
        schedule: row["schedule_id"],
        dueMinute: row["due_minute"],
        nth: row["nth"],
        kind: kind,
        step: row["step"]
      )
      let (waits, told, sent): (Int?, Int?, Int?) = (
        row["waits_until"], row["told_at"], row["sent_at"]
      )
      alerts[key] =
        if let told {
          sent == nil
            ? .claimed(at: Instant(milliseconds: told)) : .sent(at: Instant(milliseconds: told))
        } else if let waits {
          .waiting(until: Instant(milliseconds: waits))
        } else {
          .cancelled
        }
      if row["is_unheard"] { unheard.insert(key) }
    }
    return (alerts, unheard)
  }

  private func reminding() throws -> [Int: ScheduleReminding] {
    let rows = try Row.fetchAll(
      context.db,
      sql: """
        SELECT schedule_id, quiet_choice, asks_own_question
        FROM medication_schedules
        WHERE user_id = ?
        """,
      arguments: [context.subject]
    )
    let pairs = rows.map { row -> (Int, ScheduleReminding) in
      // The table holds no other words.
      let choice = QuietChoice(rawValue: row["quiet_choice"]) ?? .ringAtEnd
      return (
        row["schedule_id"],
        ScheduleReminding(quietChoice: choice, asksOwnQuestion: row["asks_own_question"])
      )
    }
    return Dictionary(uniqueKeysWithValues: pairs)
  }

  private func addZones(to state: inout ReminderState, _ machineZone: String?) throws {
    let record = try ZoneRecord.fetch(context)
    if let machineZone, machineZone != record.keptAgainst {
      state.machineZone = try context.environment.zone(machineZone)
    }
    state.zoneChange = record.change
  }
}

extension ReminderPreferences {
  /// The preferences of the person; those of somebody who has set none are the usual ones.
  static func fetch(_ context: ReadContext) throws -> ReminderPreferences {
    let row = try Row.fetchOne(
      context.db,
      sql: """
        SELECT medication_reminders, missed_dose_alerts, reminder_advance_minutes,
          quiet_hours_start, quiet_hours_end, repeat_every_minutes, repeat_at_most,
          escalate_after_minutes, caregiver_id
        FROM notification_preferences
        WHERE user_id = ?
        """,
      arguments: [context.subject]
    )
    guard let row else { return ReminderPreferences() }
    let caregiver: Int? = row["caregiver_id"]
    let repeats = RepeatPlan(
      everyMinutes: row["repeat_every_minutes"],
      atMost: row["missed_dose_alerts"] ? row["repeat_at_most"] : 0
    )
    return ReminderPreferences(
      isOn: row["medication_reminders"],
      quietHours: try QuietHours.fetch(
        context,
        daily: QuietWindow(row["quiet_hours_start"], row["quiet_hours_end"])
      ),
      advanceMinutes: row["reminder_advance_minutes"],
      repeats: repeats,
      escalateAfterMinutes: caregiver == nil ? nil : row["escalate_after_minutes"]
    )
  }
}

extension QuietHours {
  /// The days that have another window than the rest, or none.
  static func otherDays(_ context: ReadContext) throws -> [Weekday: QuietWindow?] {
    let rows = try Row.fetchAll(
      context.db,
      sql: "SELECT weekday, starts_at, ends_at FROM quiet_hours_days WHERE user_id = ?",
      arguments: [context.subject]
    )
    return try rows.reduce(into: [:]) { windows, row in
      guard let weekday = Weekday(rawValue: row["weekday"]) else {
        throw StoreError.damaged(detail: "quiet hours")
      }
      windows.updateValue(QuietWindow(row["starts_at"], row["ends_at"]), forKey: weekday)
    }
  }

  /// The window of every day, and the days that have another one or none.
  fileprivate static func fetch(
    _ context: ReadContext,
    daily: QuietWindow?
  ) throws -> QuietHours {
    QuietHours(daily: daily, but: QuietDays(try otherDays(context)))
  }
}

extension QuietWindow {
  /// A stored window; nil when there is none.
  fileprivate init?(_ from: String?, _ to: String?) {
    guard let from = from.flatMap({ TimeOfDay(text: $0) }),
      let to = to.flatMap({ TimeOfDay(text: $0) }),
      let window = try? QuietWindow(from: from, to: to)
    else { return nil }  // The table refuses windows without a length.
    self = window
  }
}

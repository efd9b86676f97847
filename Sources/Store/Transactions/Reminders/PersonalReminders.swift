import Domain
import GRDB

/// One evaluation of one person's reminders, written down.
struct PersonalReminders {
  let context: WriteContext
  let claimant: String
  let offers: @Sendable (Int, DeliveryMethod) -> Bool

  init(
    _ context: WriteContext,
    claimant: String,
    offers: @escaping @Sendable (Int, DeliveryMethod) -> Bool
  ) {
    self.context = context
    self.claimant = claimant
    self.offers = offers
  }

  func run(
    clock: ReminderClock,
    machineZone: String?
  ) throws -> (messages: [ClaimedMessage], missed: Int) {
    if let machineZone { try context.endTrip(machineZone) }
    let records = try ReminderStateRecords(context.reading)
    let state = try records.state(clock: clock, machineZone: machineZone)
    let evaluation = state.evaluation(at: context.now)
    let after = state.applying(evaluation)
    let missed = try settle(evaluation, state, after)
    try putOff(evaluation)
    let messages = try evaluation.alerts.flatMap { try claim($0, records, state) }
    try forgetWaiting(state)
    try forgetOld()
    // Read anew: what was decided stands in the tables, whatever was meant.
    let now = try records.state(clock: clock, machineZone: machineZone)
    try AlertBook(context).keepMoments(of: now)
    return (messages, missed)
  }

  /// Closes doses and opens those that follow.
  private func settle(
    _ evaluation: ReminderEvaluation,
    _ state: ReminderState,
    _ after: ReminderState
  ) throws -> Int {
    let book = OpenDoseRecords(context: context, zone: state.zone)
    var moved: Set<Int> = []
    var missed = 0
    for decision in evaluation.decisions {
      guard case .settle(let settlement) = decision.verdict,
        let schedule = state.schedules.first(where: { $0.id == decision.key.schedule })
      else { continue }
      try book.settle(
        decision.occurrence,
        of: schedule,
        as: settlement == .missed ? .missed : .notReached
      )
      moved.insert(schedule.id)
      missed += settlement == .missed ? 1 : 0
      context.audit(
        AuditEntry(
          action: "dose.\(settlement.rawValue)",
          table: "dose_events",
          record: "\(schedule.id)@\(decision.key.dueMinute)",
          subject: context.subject
        )
      )
    }
    for schedule in moved.sorted() {
      if let open = after.open[schedule] {
        try book.put(schedule, dueMinute: open.dueMinute, dueAt: open.dueAt)
      } else {
        try book.close(schedule)
      }
    }
    return missed
  }

  private func putOff(_ evaluation: ReminderEvaluation) throws {
    for decision in evaluation.decisions {
      switch (decision.verdict, decision.reason) {
      case (.deferToDigest, .quietHours(let until)): try wait(decision.key, until: until)
      case (.cancel, _): try wait(decision.key, until: nil)
      default: continue
      }
    }
  }

  /// Lets an alert wait, or no longer.
  private func wait(_ key: AlertKey, until: Instant?) throws {
    if let until {
      try context.db.execute(
        sql: """
          INSERT INTO alert_claims (schedule_id, due_minute, nth, kind, step, user_id, waits_until)
          VALUES (?, ?, ?, ?, ?, ?, ?)
          ON CONFLICT DO UPDATE SET waits_until = excluded.waits_until WHERE event_id IS NULL
          """,
        arguments: key.arguments + [context.subject, until.milliseconds]
      )
    } else {
      try context.db.execute(
        sql: """
          UPDATE alert_claims
          SET waits_until = NULL
          WHERE schedule_id = ? AND due_minute = ? AND nth = ? AND kind = ? AND step = ?
          """,
        arguments: key.arguments
      )
    }
  }

  /// Takes an alert on, with a message for each way.
  ///
  /// What another process has taken on already is left out; that cannot happen as long as
  /// everybody decides under the gate, and costs nothing to make sure of.
  private func claim(
    _ alert: Alert,
    _ records: ReminderStateRecords,
    _ state: ReminderState
  ) throws -> [ClaimedMessage] {
    let event = try AlertEvent.insert(
      context,
      style: alert.style.rawValue,
      isSilent: alert.isSilent,
      claimant: claimant
    )
    let own = try alert.items.filter { try claim($0.key, event: event) }
    guard let lead = own.first else {
      try context.db.execute(sql: "DELETE FROM alert_events WHERE event_id = ?", arguments: [event])
      return []
    }
    let claimed = alert.keeping(own)
    let writer = MessageWriter(context, event: event, claimant: claimant, offers: offers)
    return try writer.write(claimed, lead: lead, labels: records.labels, zone: state.zone)
  }

  private func claim(_ key: AlertKey, event: Int) throws -> Bool {
    try context.db.execute(
      sql: """
        INSERT INTO alert_claims
          (schedule_id, due_minute, nth, kind, step, user_id, event_id, told_at)
        VALUES (?, ?, ?, ?, ?, ?, ?, ?)
        ON CONFLICT DO UPDATE SET
          waits_until = NULL, event_id = excluded.event_id, told_at = excluded.told_at
        WHERE event_id IS NULL
        """,
      arguments: key.arguments + [context.subject, event, context.now.milliseconds]
    )
    guard context.db.changesCount == 1 else { return false }
    try context.db.execute(
      sql: """
        UPDATE open_doses
        SET told_at = coalesce(told_at, ?)
        WHERE schedule_id = ? AND due_minute = ?
        """,
      arguments: [context.now.milliseconds, key.schedule, key.dueMinute]
    )
    return true
  }

  /// What should have been told by now and was not waits on while it is quiet, and else no longer.
  private func forgetWaiting(_ state: ReminderState) throws {
    let quietEnd = state.preferences.quietHours.end(after: context.now, in: state.zone)
    try context.db.execute(
      sql: """
        UPDATE alert_claims
        SET waits_until = :end
        WHERE user_id = :user AND waits_until <= :now
        """,
      arguments: [
        "end": quietEnd?.milliseconds, "user": context.subject, "now": context.now.milliseconds,
      ]
    )
  }

  /// Forgets alerts of doses that have been closed or answered for days.
  private func forgetOld() throws {
    let days = 4
    try context.db.execute(
      sql: """
        DELETE FROM alert_claims
        WHERE user_id = :user AND waits_until IS NULL AND due_minute < :minute
          AND NOT EXISTS (
            SELECT 1 FROM open_doses AS o
            WHERE o.schedule_id = alert_claims.schedule_id
              AND o.due_minute <= alert_claims.due_minute)
        """,
      arguments: [
        "user": context.subject, "minute": context.now.minuteOfUTC - days * 1440,
      ]
    )
    try context.db.execute(
      sql: """
        DELETE FROM alert_events
        WHERE user_id = :user AND claimed_at < :before
          AND NOT EXISTS (SELECT 1 FROM alert_claims AS c WHERE c.event_id = alert_events.event_id)
          AND NOT EXISTS (
            SELECT 1 FROM notification_queue AS q WHERE q.event_id = alert_events.event_id)
        """,
      arguments: [
        "user": context.subject, "before": (context.now - days * 86_400).milliseconds,
      ]
    )
  }
}

extension AlertKey {
  /// The primary key of `alert_claims`.
  fileprivate var arguments: StatementArguments {
    [schedule, dueMinute, nth, kind.rawValue, step]
  }
}

/// One row of `alert_events`.
enum AlertEvent {
  /// The number of a new event, which no other ever has.
  static func insert(
    _ context: WriteContext,
    style: String,
    isSilent: Bool,
    claimant: String
  ) throws -> Int {
    try context.db.execute(
      sql: """
        INSERT INTO alert_events (user_id, style, is_silent, claimed_at, claimed_by)
        VALUES (?, ?, ?, ?, ?)
        """,
      arguments: [context.subject, style, isSilent, context.now.milliseconds, claimant]
    )
    return Int(context.db.lastInsertedRowID)
  }
}

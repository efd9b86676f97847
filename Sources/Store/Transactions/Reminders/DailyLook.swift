import Domain
import GRDB

/// The daily look at what one person has to get: her own supplies, or what her counter is short of.
///
/// At most one event a day, at a useful hour, and none about what was asked for or ordered already.
struct DailyLook {
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

  /// Looks when the time has come, and says when it comes next.
  func take(clock: ReminderClock) throws -> [ClaimedMessage] {
    let row = try Row.fetchOne(
      context.db,
      sql: "SELECT next_at, looked_on FROM daily_looks WHERE user_id = ?",
      arguments: [context.subject]
    )
    let planned: Int? = row?["next_at"]
    guard let planned, planned <= context.now.milliseconds else { return [] }
    // While the clock is in doubt nothing follows from what day it is.
    guard clock.jump == nil else {
      try DailyLooks(context).put(context.subject, next: context.now + 3600)
      return []
    }
    let zone = try context.reading.zoneInForce()
    let today = zone.local(of: context.now).0.date
    let looks = DailyLooks(context)
    let lookedOn: String? = row?["looked_on"]
    let isUseful = try looks.hour(from: context.now, notBefore: nil) == context.now
    guard isUseful, lookedOn != today.description else {
      try looks.rewrite(context.subject)
      return []
    }
    let (event, messages) = try tell(today)
    try context.db.execute(
      sql: "UPDATE daily_looks SET looked_on = ?, event_id = ? WHERE user_id = ?",
      arguments: [today.description, event, context.subject]
    )
    try looks.rewrite(context.subject)
    return messages
  }

  private func tell(_ today: CalendarDate) throws -> (event: Int?, [ClaimedMessage]) {
    guard try isWanted() else { return (nil, []) }
    if try DailyLooks(context).isStaff(context.subject) {
      let work = try counterWork()
      guard !work.isNothing else { return (nil, []) }
      let isStock = work.toOrder + work.recalled > 0
      return try tell(isStock ? "stock" : "refill") { AlertText(counter: work, for: $0) }
    }
    let low = try lowSupplies()
    guard !low.isEmpty else { return (nil, []) }
    return try tell("refill") { AlertText(low: low, for: $0, today: today) }
  }

  private func tell(
    _ style: String,
    words: (AlertReader) -> AlertText
  ) throws -> (event: Int?, [ClaimedMessage]) {
    let event = try AlertEvent.insert(
      context,
      style: style,
      isSilent: false,
      claimant: claimant
    )
    let messages = try MessageWriter(context, event: event, claimant: claimant, offers: offers)
      .write(to: context.subject, type: style, priority: .normal) { detail in
        words(AlertReader(detail: detail))
      }
    return (event, messages)
  }

  private func isWanted() throws -> Bool {
    try Bool.fetchOne(
      context.db,
      sql: "SELECT refill_reminders FROM notification_preferences WHERE user_id = ?",
      arguments: [context.subject]
    ) ?? true
  }

  /// Supplies within the days of their alerts for which nothing was done yet, or of which a prescriber
  /// who was asked has not answered for days.
  private func lowSupplies() throws -> [LowSupply] {
    let sheet = try RefillsQuery().fetch(context.reading)
    return sheet.lines.compactMap { line in
      guard line.isRunningLow, line.request == nil || line.isAnswerOverdue,
        case .runsOut(let end) = line.forecast
      else {
        return nil
      }
      return LowSupply(
        medication: AlertMedication(line.label),
        runsOutOn: end.runsOutOn,
        words: line.words(in: sheet)
      )
    }.sorted { $0.runsOutOn < $1.runsOutOn }
  }

  private func counterWork() throws -> CounterWork {
    let alerts = try RefillAlertsQuery(days: 3, limit: 0).fetch(context.reading)
    let asked = try Int.fetchOne(
      context.db,
      sql: "SELECT count(*) FROM refill_requests WHERE status = 'requested'"
    )
    let recalled = try InventoryCountQuery(filter: InventoryFilter(alert: .recall))
      .fetch(context.reading)
    return CounterWork(
      toOrder: try StockOrderCountQuery().fetch(context.reading),
      recalled: recalled,
      runningOut: alerts.counts.inThreeDays,
      asked: asked ?? 0
    )
  }
}

/// When people are looked after next, as it follows from their supplies.
struct DailyLooks {
  let context: WriteContext

  init(_ context: WriteContext) { self.context = context }

  /// Has those who keep a counter looked after from this minute on; the others are once they have a
  /// supply.
  static func begin(_ context: WriteContext) throws {
    try context.db.execute(
      sql: """
        INSERT OR IGNORE INTO daily_looks (user_id, next_at)
        SELECT DISTINCT user_id, :now FROM user_roles WHERE role IN \(staff)
        """,
      arguments: ["now": Self.minute(context.now)]
    )
  }

  private static let staff = "('technician', 'pharmacist', 'manager')"

  /// The beginning of the minute of a moment, in milliseconds: looks go by the minute.
  private static func minute(_ moment: Instant) -> Int { moment.milliseconds / 60_000 * 60_000 }

  /// Finds anew when the persons are looked at whose supplies a transaction moved.
  func rewriteMoved() throws {
    var people = context.areRemindersMoved ? [context.subject] : []
    people += try Int.fetchAll(
      context.db,
      sql: """
        SELECT DISTINCT user_id FROM user_medications
        WHERE medication_id IN (SELECT value FROM json_each(?))
        """,
      arguments: [JSON.array(context.movedSupplies.sorted().map(JSON.integer)).text]
    )
    for person in Set(people).sorted() { try rewrite(person) }
  }

  /// Finds anew when one person is looked at.
  ///
  /// The day is that of the earliest alert there can be, which is cheap to know; the look itself
  /// decides.
  func rewrite(_ person: Int) throws {
    let context = person == context.subject ? context : context.inPerson(person)
    let looks = DailyLooks(context)
    guard let day = try looks.firstDay() else { return try put(person, next: nil) }
    let lookedOn = try String.fetchOne(
      context.db,
      sql: "SELECT looked_on FROM daily_looks WHERE user_id = ?",
      arguments: [person]
    ).flatMap { CalendarDate(text: $0) }
    let first = max(day, lookedOn.map { $0 + 1 } ?? day)
    try put(person, next: try looks.hour(from: context.now, notBefore: first))
  }

  func put(_ person: Int, next: Instant?) throws {
    try context.db.execute(
      sql: """
        INSERT INTO daily_looks (user_id, next_at) VALUES (:user, :at)
        ON CONFLICT (user_id) DO UPDATE SET next_at = excluded.next_at
        WHERE next_at IS NOT excluded.next_at
        """,
      arguments: ["user": person, "at": next.map(Self.minute)]
    )
  }

  func isStaff(_ person: Int) throws -> Bool {
    try Bool.fetchOne(
      context.db,
      sql: """
        SELECT EXISTS (SELECT 1 FROM user_roles
          WHERE user_id = ? AND role IN \(Self.staff))
        """,
      arguments: [person]
    ) ?? false
  }

  /// The next useful hour of the person.
  func hour(from now: Instant, notBefore day: CalendarDate?) throws -> Instant {
    DailyHour.next(
      from: now,
      notBefore: day,
      quiet: try ReminderPreferences.fetch(context.reading).quietHours,
      in: try context.reading.inOwnZone.zoneInForce()
    )
  }

  /// The first day on which there may be something to tell; every day for those who keep a counter.
  private func firstDay() throws -> CalendarDate? {
    if try isStaff(context.subject) {
      return try context.reading.inOwnZone.zoneInForce().local(of: context.now).0.date
    }
    let usual = try RefillRecord.usualAlertDays(context.reading)
    let days = try Row.fetchAll(
      context.db,
      sql: """
        SELECT b.runs_out_on, m.refill_alert_days
        FROM user_medications AS m
        JOIN supply_balances AS b ON b.medication_id = m.medication_id
        WHERE m.user_id = ? AND m.status = 'active' AND b.runs_out_on IS NOT NULL
        """,
      arguments: [context.subject]
    ).compactMap { row -> CalendarDate? in
      let ahead: Int = row["refill_alert_days"] ?? usual + InterruptionRisk.mostExtraAlertDays
      return CalendarDate(text: row["runs_out_on"] as String).map { $0 - ahead }
    }
    return days.min()
  }
}

extension AlertMedication {
  /// A medication as an alert names it.
  init(_ label: MedicationLabel) {
    self.init(
      name: label.title,
      isInCatalogue: !label.ingredients.isEmpty,
      highAlert: label.highAlert,
      controlSchedule: label.controlSchedule
    )
  }
}

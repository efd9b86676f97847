import Domain
import GRDB

/// A schedule to be added to a medication.
package struct NewSchedule: Equatable, Sendable {
  package var rule: ScheduleRule
  package var label: String?
  package var special: String?
  package var isCritical: Bool
  package var asksOwnQuestion: Bool
  package var latePolicy: LatePolicy?
  /// The schedule that a linked rule follows.
  package var follows: Int?
  /// After how many minutes what was put on comes off again, which is a schedule of its own.
  package var minutesOn: Int?

  package init(
    rule: ScheduleRule,
    label: String? = nil,
    special: String? = nil,
    isCritical: Bool = false,
    asksOwnQuestion: Bool = false,
    latePolicy: LatePolicy? = nil,
    follows: Int? = nil,
    minutesOn: Int? = nil
  ) {
    self.rule = rule
    self.label = label
    self.special = special
    self.isCritical = isCritical
    self.asksOwnQuestion = asksOwnQuestion
    self.latePolicy = latePolicy
    self.follows = follows
    self.minutesOn = minutesOn
  }
}

/// A rule that was to hold from a later minute on, before something else was said.
package struct LaterRule: Equatable, Sendable {
  let from: Int
  let rule: ScheduleRule
  let home: String
  let toldBy: String?
}

/// Writes schedules and their versions.
package struct ScheduleWriter {
  let context: WriteContext

  /// Adds a schedule with its first version, from a minute of its own clock on, and opens its first
  /// dose.
  func insert(
    _ new: NewSchedule,
    medication: Int,
    home: String,
    from minute: Int? = nil,
    toldBy: String? = nil
  ) throws -> Int {
    try context.db.execute(
      sql: """
        INSERT INTO medication_schedules (user_id, medication_id, kind, label, after_schedule_id,
          special_instructions, is_critical, asks_own_question, late_rule)
        VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)
        """,
      arguments: [
        context.subject, medication, new.rule.kind.rawValue,
        try PlainText.checked(optional: new.label, of: "the schedule's name", atMost: 80),
        new.follows,
        try PlainText.checked(optional: new.special, of: "the instruction", atMost: 300),
        new.isCritical, new.asksOwnQuestion,
        try new.latePolicy?.text ?? catalogueLateRule(of: medication),
      ]
    )
    let id = Int(context.db.lastInsertedRowID)
    try addVersion(
      id,
      rule: new.rule,
      from: minute ?? Self.firstMinute,
      home: home,
      toldBy: toldBy
    )
    try open(id)
    return id
  }

  /// Adds a schedule and, for what comes off again, the one that follows it.
  func insertWithRemoval(
    _ new: NewSchedule,
    medication: Int,
    home: String,
    from minute: Int? = nil,
    toldBy: String? = nil
  ) throws -> [Int] {
    let id = try insert(new, medication: medication, home: home, from: minute, toldBy: toldBy)
    guard let minutes = new.minutesOn, let span = new.rule.span else { return [id] }
    let unit = new.rule.firstAmount.map { Display.amount($0) } ?? "it"
    let removal = NewSchedule(
      rule: try ScheduleRule(
        json: .object([
          "kind": .string("linked"), "after": .string("\(id)"), "delayMinutes": .integer(minutes),
          "start": .string(span.start.description),
        ])
      ),
      special: "remove \(unit)",
      isCritical: new.isCritical,
      follows: id
    )
    return [id, try insert(removal, medication: medication, home: home)]
  }

  /// How late is too late by the catalogue, where one ingredient of the medicine says so: how late it
  /// is belongs to the medicine, and not to how often it is taken.
  private func catalogueLateRule(of medication: Int) throws -> String? {
    let rules = try String.fetchAll(
      context.db,
      sql: """
        SELECT i.late_rule
        FROM user_medications AS m
        JOIN drug_ingredients AS d ON d.drug_id = m.drug_id
        JOIN ingredients AS i ON i.ingredient_id = d.ingredient_id
        WHERE m.medication_id = ? AND i.late_rule IS NOT NULL
        """,
      arguments: [medication]
    )
    return rules.count == 1 ? rules[0] : nil
  }

  /// The `from_minute` of a first version: before everything.
  package static let firstMinute = -100_000_000

  func addVersion(
    _ schedule: Int,
    rule: ScheduleRule,
    from minute: Int,
    home: String,
    toldBy: String?
  ) throws {
    try OnceAWeekCheck(context: context).check(rule, of: schedule)
    try context.db.execute(
      sql: """
        INSERT INTO schedule_versions (schedule_id, from_minute, zone_mode, home_zone, rule,
          told_by, entered_at, entered_by)
        VALUES (?, ?, ?, ?, ?, ?, ?, ?)
        ON CONFLICT (schedule_id, from_minute) DO UPDATE SET
          zone_mode = excluded.zone_mode, home_zone = excluded.home_zone, rule = excluded.rule,
          told_by = excluded.told_by, entered_at = excluded.entered_at,
          entered_by = excluded.entered_by
        """,
      arguments: [
        schedule, minute, rule.storedZoneMode, home, rule.json.text,
        try PlainText.checked(optional: toldBy, of: "who told you", atMost: 120),
        context.now.milliseconds, context.actor.userID,
      ]
    )
    try OnceAWeekCheck(context: context).checkAmount(of: schedule)
    context.dosesMoved(of: schedule)
    try context.check(schedule: schedule)
    let first = rule.firstTime
    try context.db.execute(
      sql: """
        UPDATE medication_schedules SET dose_time = ?, dose_amount = ? WHERE schedule_id = ?
        """,
      arguments: [first.time?.description, first.amount?.description, schedule]
    )
  }

  /// Removes the rules that were to hold later than a minute: what is said last holds.
  func dropLater(_ schedule: Int, than minute: Int) throws -> [LaterRule] {
    let later = try Row.fetchAll(
      context.db,
      sql: """
        SELECT from_minute, rule, home_zone, told_by
        FROM schedule_versions
        WHERE schedule_id = ? AND from_minute > ?
        ORDER BY from_minute
        """,
      arguments: [schedule, minute]
    ).map { row in
      LaterRule(
        from: row["from_minute"],
        rule: try ScheduleRule(json: JSON(text: row["rule"])),
        home: row["home_zone"],
        toldBy: row["told_by"]
      )
    }
    try context.db.execute(
      sql: "DELETE FROM schedule_versions WHERE schedule_id = ? AND from_minute > ?",
      arguments: [schedule, minute]
    )
    return later
  }

  /// Puts such rules back.
  func restore(_ later: [LaterRule], of schedule: Int) throws {
    for version in later {
      try addVersion(
        schedule,
        rule: version.rule,
        from: version.from,
        home: version.home,
        toldBy: version.toldBy
      )
    }
  }

  /// Opens the first dose that waits for an answer.
  func open(_ id: Int, from minute: Int? = nil) throws {
    let zone = try context.reading.zoneInForce()
    let schedule = try ScheduleRecords(context: context.reading, zone: zone).one(id)
    let book = OpenDoseRecords(context: context, zone: zone)
    guard schedule.dependsOnRecords else { return try book.refresh(schedule, from: minute) }
    if let due = schedule.nextDue(afterAnswerAt: nil, answered: 0, in: zone) {
      try book.put(id, dueMinute: due.minuteOfUTC, dueAt: due)
    }
  }
}

extension ScheduleRule {
  /// The first time of day of the rule and the amount that goes with it, where they are fixed.
  package var firstTime: (time: TimeOfDay?, amount: Amount?) {
    let times: [PlannedTime] =
      switch self {
      case .times(let rule): rule.times
      case .taper(let rule): rule.steps.first?.times ?? []
      case .byReading(let rule): rule.times.times
      case .interval, .linked, .asNeeded, .unscheduled: []
      }
    guard let first = times.first else { return (nil, fixedAmount) }
    guard case .fixed(let amount) = first.amount else { return (first.at, nil) }
    return (first.at, amount)
  }

  private var fixedAmount: Amount? {
    switch self {
    case .interval(let rule): rule.amount
    case .linked(let rule): rule.amount
    case .asNeeded(let rule): rule.fixedAmount
    case .times, .taper, .byReading, .unscheduled: nil
    }
  }

  /// The clock of the rule, as `schedule_versions` keeps it beside the rule.
  package var storedZoneMode: String {
    switch self {
    case .times(let rule): rule.zoneMode.rawValue
    case .taper(let rule): rule.zoneMode.rawValue
    case .byReading(let rule): rule.times.zoneMode.rawValue
    case .interval, .linked, .asNeeded, .unscheduled: "elapsed"
    }
  }
}

import Domain
import GRDB

/// Answers what is asked about a course that ends by a count, or about a plan with a late dose.
package struct AnswerCourse: NamedTransaction {
  package enum Choice: String, CaseIterable, Sendable {
    /// It goes on by the doses that are not on record.
    case extend
    /// It ends as it was planned.
    case asPlanned
    /// What was left is given back or thrown away.
    case gone
    /// What was left stays in the house.
    case kept
    /// The days of the plan move with the late dose.
    case move
    /// They stay as they were.
    case stay
  }

  package var schedule: Int
  package var answer: Choice

  package init(schedule: Int, answer: Choice) {
    self.schedule = schedule
    self.answer = answer
  }

  package var dataKind: DataKind { .medications }
  package var operation: AccessOperation { .change }

  /// What was asked and is answered now.
  ///
  /// - Throws: ``StoreError/invalid(_:)`` when that is not what is asked.
  package func run(_ context: WriteContext) throws -> CourseQuestion {
    let zone = try context.reading.zoneInForce()
    let planned = try ScheduleRecords(context: context.reading, zone: zone).one(schedule)
    let question = try CourseQuestions.one(context.reading, schedule: schedule, zone: zone)
    guard let question else { throw StoreError.invalid("nothing is asked about that course") }
    switch (question.kind, answer) {
    case (.extend(let doses, _), .extend):
      let clocks = RuleClocks(zone: zone, home: planned.versions.last?.home)
      guard let rule = planned.rule.extended(by: doses, at: context.now, on: clocks) else {
        throw StoreError.invalid("that course cannot be longer")
      }
      _ = try ChangeSchedule(schedule: schedule, rule: rule).run(context)
      try keep("extend", about: question.about, context)
    case (.extend, .asPlanned): try keep("extend", about: question.about, context)
    case (.move(let taken, _, _), .move):
      guard let rule = planned.rule.counted(from: taken) else {
        throw StoreError.invalid("those days cannot be moved")
      }
      let from = (taken + 1).midnight
      _ = try ChangeSchedule(schedule: schedule, rule: rule, from: from).run(context)
      try keep("move", about: question.about, context)
    case (.move, .stay): try keep("move", about: question.about, context)
    case (.leftover, .gone):
      try SupplyRecords(context: context).count(
        .zero,
        of: question.medication,
        kind: "returned",
        note: "left over after the course"
      )
      try keep("leftover", about: 1, context)
    case (.leftover, .kept): try keep("leftover", about: 1, context)
    default: throw StoreError.invalid("that is not what is asked about that course")
    }
    context.audit(
      AuditEntry(
        action: "course.\(answer.rawValue)",
        table: "course_answers",
        record: "\(schedule)",
        subject: context.subject,
        risk: .medium
      )
    )
    return question
  }

  private func keep(_ question: String, about: Int, _ context: WriteContext) throws {
    try context.db.execute(
      sql: """
        INSERT INTO course_answers (schedule_id, question, about, answer, answered_at, answered_by)
        VALUES (?, ?, ?, ?, ?, ?)
        """,
      arguments: [
        schedule, question, about, answer.rawValue, context.now.milliseconds,
        context.actor.userID,
      ]
    )
  }
}

extension CourseQuestions {
  /// What is asked about one course now.
  static func one(
    _ context: ReadContext,
    schedule: Int,
    zone: ZoneRules
  ) throws -> CourseQuestion? {
    let schedules = try ScheduleRecords(context: context, zone: zone).all()
    let today = zone.local(of: context.now).0.date
    let rows = try DoseRow.range(
      context.db,
      user: context.subject,
      from: (today - DayQuery.lookBackDays).midnight.minute,
      to: (today + 2).midnight.minute
    )
    return try CourseQuestions(
      context: context,
      labels: try MedicationLabel.all(context),
      schedules: schedules,
      book: RecordBook(rows: rows, schedules: schedules),
      balances: try SupplyBalances.all(context),
      zone: zone
    ).all().first { $0.schedule == schedule }
  }
}

/// Moves a whole taper so many days later: from the first day on that has no record.
package struct ShiftTaper: NamedTransaction {
  package var schedule: Int
  package var days: Int

  package init(schedule: Int, days: Int = 1) {
    self.schedule = schedule
    self.days = days
  }

  package var dataKind: DataKind { .medications }
  package var operation: AccessOperation { .change }

  /// The first day that is moved.
  package func run(_ context: WriteContext) throws -> CalendarDate {
    guard (1...30).contains(days) else {
      throw StoreError.invalid("a taper is moved by 1 to 30 days")
    }
    let zone = try context.reading.zoneInForce()
    let planned = try ScheduleRecords(context: context.reading, zone: zone).one(schedule)
    guard let rule = planned.rule.shifted(byDays: days) else {
      throw StoreError.invalid("only a taper is moved as a whole")
    }
    let today = zone.local(of: context.now).0.date
    let last = try Int.fetchOne(
      context.db,
      sql: """
        SELECT due_minute
        FROM dose_events
        WHERE user_id = ? AND schedule_id = ?
        ORDER BY due_minute DESC
        LIMIT 1
        """,
      arguments: [context.subject, schedule]
    )
    // A day is moved whole: half of it by one step and half by another would be neither.
    let from = last.map { max(today, LocalMinute(minute: $0).date + 1) } ?? today
    _ = try ChangeSchedule(schedule: schedule, rule: rule, from: from.midnight).run(context)
    return from
  }
}

import Domain
import GRDB

/// Finds what must be asked about courses that end by a count.
struct CourseQuestions {
  let context: ReadContext
  let labels: [Int: MedicationLabel]
  let schedules: [PlannedSchedule]
  let book: RecordBook
  let balances: [Int: Rational]
  let zone: ZoneRules

  /// Courses with more doses than this are no courses.
  static let mostDoses = 400
  /// Days after which a dose that was due is not asked about any more, however late it came.
  static let latest = 400
  /// For how long after its last dose a course is asked about.
  static let daysAfter = 14

  func all() throws -> [CourseQuestion] {
    let courses = schedules.compactMap { schedule -> (PlannedSchedule, RuleSpan)? in
      guard schedule.isActive, case .times(let rule) = schedule.rule, let count = rule.span.count,
        count <= Self.mostDoses, labels[schedule.medication]?.status == "active"
      else { return nil }
      return (schedule, rule.span)
    }
    let movable = schedules.filter { schedule in
      guard schedule.isActive, let label = labels[schedule.medication] else { return false }
      return label.status == "active" && label.flags.contains("movesWhenLate")
    }
    guard !courses.isEmpty || !movable.isEmpty else { return [] }
    let answered = try answers()
    return courses.compactMap { question($0, $1, answered[$0.id] ?? [:]) }
      + (try movable.compactMap { try move($0, answered[$0.id] ?? [:]) })
  }

  /// Asks whether the days of a plan move with the last dose, when that came a day or more late.
  private func move(
    _ schedule: PlannedSchedule,
    _ answered: [String: Int]
  ) throws -> CourseQuestion? {
    guard let label = labels[schedule.medication],
      let row = try DoseRow.latest(
        context.db,
        user: context.subject,
        schedule: schedule.id,
        from: context.now.minuteOfUTC - Self.latest * 1440
      ),
      let taken = row.record(onWallClock: schedule.isOnWallClock).takenAt,
      row.dueMinute > answered["move"] ?? 0,
      schedule.versions.allSatisfy({ $0.fromMinute <= row.dueMinute })
    else { return nil }
    let day = zone.local(of: taken).0.date
    guard day > LocalMinute(minute: row.dueMinute).date,
      context.now < taken + Self.daysAfter * 86_400,
      let rule = schedule.rule.counted(from: day),
      let staying = next(schedule.rule, after: row.dueMinute, schedule),
      let moved = next(rule, after: (day + 1).midnight.minute - 1, schedule), moved != staying
    else { return nil }
    return CourseQuestion(
      schedule: schedule.id,
      medication: schedule.medication,
      title: label.title,
      unit: label.dosingUnit,
      count: 0,
      unrecorded: 0,
      about: row.dueMinute,
      kind: .move(taken: day, staying: staying, moved: moved)
    )
  }

  private func next(
    _ rule: ScheduleRule,
    after minute: Int,
    _ schedule: PlannedSchedule
  ) -> LocalMinute? {
    for occurrence in rule.occurrences(fromDue: minute + 1, on: clocks(schedule)) {
      return occurrence.local
    }
    return nil
  }

  private func question(
    _ schedule: PlannedSchedule,
    _ span: RuleSpan,
    _ answered: [String: Int]
  ) -> CourseQuestion? {
    guard let label = labels[schedule.medication], let count = span.count,
      let last = last(schedule, span), context.now < last.instant + Self.daysAfter * 86_400
    else { return nil }
    let pairs = book.pairs(of: schedule.id)
    let unrecorded = pairs.count { row, _ in
      row.status == .missed || row.status == .skipped && row.via == .recall
    }
    func question(_ kind: CourseQuestion.Kind) -> CourseQuestion {
      CourseQuestion(
        schedule: schedule.id,
        medication: schedule.medication,
        title: label.title,
        unit: label.dosingUnit,
        count: count,
        unrecorded: unrecorded,
        about: max(1, unrecorded),
        kind: kind
      )
    }
    let open = unrecorded - (answered["extend"] ?? 0)
    if open > 0, let longer = extended(schedule, by: open),
      let end = Self.last(longer, from: span.start, clocks: clocks(schedule))
    {
      return question(.extend(doses: open, until: end.local))
    }
    let isOver = pairs.contains { $0.row.dueMinute == last.dueMinute }
    if isOver, answered["leftover"] == nil, let left = balances[schedule.medication],
      left.isPositive
    {
      return question(.leftover(left))
    }
    return nil
  }

  /// The rule of a course that is longer by so many doses from now on.
  func extended(_ schedule: PlannedSchedule, by doses: Int) -> ScheduleRule? {
    schedule.rule.extended(by: doses, at: context.now, on: clocks(schedule))
  }

  private func clocks(_ schedule: PlannedSchedule) -> RuleClocks {
    RuleClocks(zone: zone, home: schedule.versions[schedule.versions.count - 1].home)
  }

  private func last(_ schedule: PlannedSchedule, _ span: RuleSpan) -> Occurrence? {
    Self.last(schedule.rule, from: span.start, clocks: clocks(schedule))
  }

  private static func last(
    _ rule: ScheduleRule,
    from start: RuleMoment,
    clocks: RuleClocks
  ) -> Occurrence? {
    var last: Occurrence?
    for occurrence in rule.occurrences(fromDue: start.local.minute, on: clocks) {
      last = occurrence
    }
    return last
  }

  /// By schedule and question, the most that was answered about.
  private func answers() throws -> [Int: [String: Int]] {
    let rows = try Row.fetchAll(
      context.db,
      once: """
        SELECT a.schedule_id, a.question, max(a.about) AS about
        FROM course_answers AS a
        JOIN medication_schedules AS s ON s.schedule_id = a.schedule_id
        WHERE s.user_id = ?
        GROUP BY a.schedule_id, a.question
        """,
      arguments: [context.subject]
    )
    var answers: [Int: [String: Int]] = [:]
    for row in rows { answers[row["schedule_id"], default: [:]][row["question"]] = row["about"] }
    return answers
  }
}

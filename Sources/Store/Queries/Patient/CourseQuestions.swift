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
  /// For how long after its last dose a course is asked about.
  static let daysAfter = 14

  func all() throws -> [CourseQuestion] {
    let courses = schedules.compactMap { schedule -> (PlannedSchedule, RuleSpan)? in
      guard schedule.isActive, case .times(let rule) = schedule.rule, let count = rule.span.count,
        count <= Self.mostDoses, labels[schedule.medication]?.status == "active"
      else { return nil }
      return (schedule, rule.span)
    }
    guard !courses.isEmpty else { return [] }
    let answered = try answers()
    return courses.compactMap { question($0, $1, answered[$0.id] ?? [:]) }
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
        kind: kind
      )
    }
    let open = unrecorded - (answered["extend"] ?? 0)
    if open > 0, let longer = schedule.rule.extended(by: open),
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

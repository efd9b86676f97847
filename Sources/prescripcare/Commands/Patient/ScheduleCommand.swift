import ArgumentParser
import Domain
import Screens
import Store

/// `schedule …`: when medications are due.
struct ScheduleCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "schedule",
    abstract: "See and change when medications are due.",
    subcommands: [
      ScheduleListCommand.self, ScheduleAddCommand.self, ScheduleEditCommand.self,
      SchedulePreviewCommand.self, ScheduleNextCommand.self, ScheduleShiftCommand.self,
      ScheduleQuietCommand.self,
      ScheduleCourseCommand.self, ScheduleApartCommand.self,
    ]
  )
}

/// `schedule list`: every schedule of a person.
struct ScheduleListCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "list",
    abstract: "List the schedules with their rules."
  )

  @OptionGroup var global: GlobalOptions
  @Flag(help: "Stopped ones too.") var all = false

  func run() throws {
    let run = try CommandRun(global)
    try run.withSession { session in
      let plan = try session.read(MedicationPlanQuery())
      let rows = plan.items.flatMap { item in
        item.schedules.filter { all || $0.isActive }.map { (item.medication, $0) }
      }
      run.print(
        json: .object(["schedules": .array(rows.map { Self.json($0, $1, plan) })]),
        text: rows.isEmpty
          ? "There are no schedules."
          : rows.map { Self.line($0, $1, plan) }.joined(separator: "\n")
      )
    }
  }

  private static func json(
    _ item: MedicationListQuery.Item,
    _ schedule: PlannedSchedule,
    _ plan: MedicationPlan
  ) -> JSON {
    let detail = item.details[schedule.id]
    return .object([
      "schedule": .integer(schedule.id), "medication": .integer(schedule.medication),
      "title": .string(item.label.title), "kind": .string(schedule.rule.kind.rawValue),
      "rule": schedule.rule.json, "sentence": .string(plan.sentence(schedule)),
      "active": .bool(schedule.isActive && !schedule.isEnded),
      "critical": .bool(schedule.isCritical),
      "follows": .number(schedule.follows), "label": .text(detail?.label),
      "special": .text(detail?.special), "versions": .integer(schedule.versions.count),
    ])
  }

  private static func line(
    _ item: MedicationListQuery.Item,
    _ schedule: PlannedSchedule,
    _ plan: MedicationPlan
  ) -> String {
    let notes = [schedule.isActive ? nil : "stopped", schedule.isCritical ? "critical" : nil]
      .compactMap { $0 }
    let suffix = notes.isEmpty ? "" : " (\(notes.joined(separator: ", ")))"
    return "\(schedule.id)  \(item.label.title): \(plan.sentence(schedule))\(suffix)"
  }
}

/// `schedule add`: one more schedule for a medication.
struct ScheduleAddCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "add",
    abstract: "Add a schedule to a medication."
  )

  @OptionGroup var global: GlobalOptions
  @Argument(help: "The medication: its number, or part of its name.") var medication: String
  @Option(help: "The rule in JSON, the file it stands in, or - for stdin.") var rule: String
  @Option(help: "An instruction that stands beside each dose.") var special: String?
  @Flag(help: "Its reminders break through quiet hours.") var critical = false

  func run() throws {
    let run = try CommandRun(global)
    let rule = try RuleInput.rule(rule)
    let new = try RuleInput.new(rule, isCritical: critical, special: special)
    try run.withSession { session in
      let found = try MedicationChoice(session).medication(medication)
      let id = try session.write(AddSchedule(medication: found, schedule: new))
      let sentence = try session.read(MedicationPlanQuery()).sentences(of: [id]).joined()
      let alerts = try session.read(SafetyQuery(.onList(medication: found))).told
      run.print(
        json: .object(
          [
            JSONMember("medication", .integer(found)), JSONMember("schedule", .integer(id)),
            JSONMember("sentence", .string(sentence)),
          ] + SafetyDocument.members(alerts)
        ),
        text: "Added schedule \(id): \(sentence)" + SafetyDocument.lines(alerts)
      )
    }
  }
}

/// `schedule edit`: another rule from a moment on.
struct ScheduleEditCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "edit",
    abstract: "Change the rule of a schedule from now or a given time on; the past stays."
  )

  @OptionGroup var global: GlobalOptions
  @Argument(help: "The number of the schedule, as `schedule list` shows it.") var schedule: Int
  @Option(help: "The new rule in JSON, the file it stands in, or - for stdin.") var rule: String
  @Option(help: "From when, as 2026-03-01T08:00; now by default.") var from: String?
  @Option(help: "Who said so.") var toldBy: String?

  func run() throws {
    let run = try CommandRun(global)
    let rule = try RuleInput.rule(rule)
    let start = try from.map { try GivenValue.local($0, "--from") }
    try run.withSession { session in
      try refuseOtherParent(rule, session)
      let answer = try session.write(
        ChangeSchedule(schedule: schedule, rule: rule, from: start, toldBy: toldBy)
      )
      let plan = try session.read(MedicationPlanQuery())
      let sentence = plan.sentences(of: [schedule]).joined()
      let isUTC = [.interval, .linked, .asNeeded, .unscheduled].contains(rule.kind)
      let moment = LocalMinute(minute: answer.from).description + (isUTC ? "Z" : "")
      let alerts = try alerts(session)
      let later = answer.firstAfterTaken.map { dose in
        " \(PlanWords.afterTaken(dose, today: plan.today))"
      }
      run.print(
        json: .object(
          [
            JSONMember("schedule", .integer(schedule)), JSONMember("from", .string(moment)),
            JSONMember("firstDose", .text(answer.firstAfterTaken?.local.description)),
            JSONMember("sentence", .string(sentence)),
          ] + SafetyDocument.members(alerts)
        ),
        text: "From \(moment) on: \(sentence)\(later ?? "")" + SafetyDocument.lines(alerts)
      )
    }
  }

  /// What speaks against the medicine as it is taken now.
  private func alerts(_ session: ActingSession) throws -> [SafetyAlert] {
    let item = try session.read(MedicationListQuery()).first { item in
      item.schedules.contains { $0.id == schedule }
    }
    guard let item else { return [] }
    return try session.read(SafetyQuery(.onList(medication: item.label.medication))).told
  }

  private func refuseOtherParent(_ rule: ScheduleRule, _ session: ActingSession) throws {
    guard let parent = try RuleInput.followed(by: rule) else { return }
    let all = try session.read(MedicationListQuery()).flatMap(\.schedules)
    guard let known = all.first(where: { $0.id == schedule }), known.follows != parent else {
      return
    }
    throw CommandFailure(
      .badData,
      "A schedule keeps following the same one; stop it and add another."
    )
  }
}

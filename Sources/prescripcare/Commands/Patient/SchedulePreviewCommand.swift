import ArgumentParser
import Domain
import Store

/// `schedule preview`: what a rule plans, without a database.
struct SchedulePreviewCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "preview",
    abstract: "Show what a rule plans between two local times, without a database."
  )

  @OptionGroup var global: GlobalOptions
  @Option(help: "The rule in JSON, the file it stands in, or - for stdin.") var rule: String
  @Option(help: "The first local time, as 2026-03-01T00:00.") var from: String
  @Option(help: "The local time before which to end.") var to: String
  @Option(help: "The zone at home; the one in force by default.") var home: String?

  /// The most doses that are worked out.
  static let mostDoses = 1_000_000

  func run() throws {
    let run = try CommandRun(global)
    let rule = try RuleInput.rule(rule)
    let first = try GivenValue.local(from, "--from")
    let last = try GivenValue.local(to, "--to")
    try refuseEndless(rule, first, last)
    let clocks = RuleClocks(
      zone: try run.live.zone(global.zone ?? run.live.systemZone),
      home: try home.map { try run.live.zone($0) }
    )
    let preview = try SchedulePreview(of: rule, from: first, to: last, on: clocks)
    // A document goes in, a document comes out, with --json or without.
    print(preview.json.text)
  }

  private func refuseEndless(
    _ rule: ScheduleRule,
    _ first: LocalMinute,
    _ last: LocalMinute
  ) throws {
    guard let span = rule.span, first < last else { return }
    let end = span.end.map { min($0.local, last) } ?? last
    let minutes = max(0, end - max(first, span.start.local))
    let doses: Int
    switch rule {
    case .interval(let interval): doses = minutes / interval.everyMinutes
    case .times(let times): doses = minutes / 1440 * times.times.count
    case .taper(let taper):
      doses = minutes / 1440 * (taper.steps.map(\.times.count).max() ?? 1)
    case .byReading(let reading): doses = minutes / 1440 * reading.times.times.count
    case .linked, .asNeeded, .unscheduled: doses = 0
    }
    guard min(doses, span.count ?? doses) <= Self.mostDoses else {
      throw CommandFailure(
        .badData,
        "Between --from and --to lie more than \(Display.number(Self.mostDoses)) doses."
      )
    }
  }
}

/// Rules as they are given on the command line.
enum RuleInput {
  static func rule(_ argument: String) throws -> ScheduleRule {
    try ScheduleRule(json: try InputText.document(argument, what: "the rule"))
  }

  /// A rule as it is kept with a medication; a linked one names a schedule that is there by its
  /// number.
  static func new(_ rule: ScheduleRule, isCritical: Bool, special: String?) throws -> NewSchedule {
    NewSchedule(
      rule: rule,
      special: special,
      isCritical: isCritical,
      follows: try followed(by: rule)
    )
  }

  /// The number of the schedule that a linked rule follows; nil for other kinds.
  static func followed(by rule: ScheduleRule) throws -> Int? {
    guard case .linked(let linked) = rule else { return nil }
    guard let number = Int(linked.after) else {
      throw CommandFailure(
        .badData,
        "“after” names a schedule by its number, as `schedule list` shows it."
      )
    }
    return number
  }
}

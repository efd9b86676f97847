import ArgumentParser
import Domain
import Screens
import Store

/// `medication directions`: other directions for a medicine, of whatever kind.
struct MedicationDirectionsCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "directions",
    abstract: "Take a medication by other directions from now or a day on; the past stays.",
    discussion: """
      All schedules of the medication end and those of the new directions begin. From now on means \
      without a dose that would stand in for the one taken last.
      """
  )

  @OptionGroup var global: GlobalOptions
  @Argument(help: "The medication: its number, or part of its name.") var medication: String
  @Option(help: "The directions as written: “take 1 tablet twice a day”.") var sig: String?
  @Option(help: "A rule in JSON, the file it stands in, or - for stdin; may be repeated.")
  var rule: [String] = []
  @Option(help: "The first day, as YYYY-MM-DD; now by default.") var from: String?
  @Option(help: "An instruction that stands beside each dose.") var special: String?
  @Option(help: "Who said so.") var toldBy: String?

  func validate() throws {
    if sig == nil, rule.isEmpty { throw ValidationError("Give the directions by --sig or --rule.") }
  }

  func run() throws {
    let run = try CommandRun(global)
    let rules = try rule.map(RuleInput.rule)
    let first = try GivenValue.date(from, "--from")
    try run.withSession { session in
      let found = try MedicationChoice(session).medication(medication)
      let unit = try session.read(MedicationListQuery())
        .first { $0.label.medication == found }?.label.dosingUnit
      let reading = sig.map { SigParser.parse($0, unit: unit) }
      if rules.isEmpty, let reading { try WrittenDirections.refuseUnread(reading) }
      let new =
        rules.isEmpty
        ? try reading.map {
          try WrittenDirections.schedules($0, from: first, special: special, session)
        } ?? []
        : try rules.map { try RuleInput.new($0, isCritical: false, special: special) }
      let today = try session.read(MedicationPlanQuery()).today
      if let first, first < today {
        throw CommandFailure(.badData, "What was before today stays as it was: give a later day.")
      }
      let answer = try session.write(
        ReplaceDirections(
          medication: found,
          schedules: new,
          instructions: sig,
          from: first.flatMap { $0 == today ? nil : $0.midnight },
          toldBy: toldBy
        )
      )
      let plan = try session.read(MedicationPlanQuery())
      let sentence = plan.sentences(of: answer.begun).joined(separator: " ")
      let alerts = try session.read(SafetyQuery(.onList(medication: found))).told
      let later = answer.firstAfterTaken.map { dose in
        " \(PlanWords.afterTaken(dose, today: today))"
      }
      run.print(
        json: .object(
          [
            JSONMember("medication", .integer(found)),
            JSONMember("schedules", .array(answer.begun.map(JSON.integer))),
            JSONMember("ended", .array(answer.ended.keys.sorted().map(JSON.integer))),
            JSONMember("firstDose", .text(answer.firstAfterTaken?.local.description)),
            JSONMember("sentence", .string(sentence)),
          ] + SafetyDocument.members(alerts)
        ),
        text: "New directions: \(sentence)\(later ?? "")" + SafetyDocument.lines(alerts)
      )
    }
  }
}

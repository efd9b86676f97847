import ArgumentParser
import Domain
import Store

/// `medication …`: what a person takes.
struct MedicationCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "medication",
    abstract: "See and change what a person takes.",
    subcommands: [
      MedicationAddCommand.self, MedicationListCommand.self, MedicationStopCommand.self,
      MedicationPauseCommand.self, MedicationResumeCommand.self, MedicationOpenedCommand.self,
      MedicationBoxCommand.self, MedicationDirectionsCommand.self, MedicationPageCommand.self,
    ]
  )
}

/// `medication list`: the list of medications.
struct MedicationListCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "list",
    abstract: "List the medications, those taken now first."
  )

  @OptionGroup var global: GlobalOptions
  @Flag(help: "Stopped ones too.") var all = false

  func run() throws {
    let run = try CommandRun(global)
    try run.withSession { session in
      let plan = try session.read(MedicationPlanQuery())
      let items = plan.items.map(\.medication).filter {
        all || $0.label.status == "active" || $0.label.status == "paused"
      }
      run.print(
        json: .object(["medications": .array(items.map(Self.json))]),
        text: items.isEmpty
          ? "There are no medications on this list."
          : items.map { Self.text($0, plan) }.joined(separator: "\n")
      )
    }
  }

  private static func json(_ item: MedicationListQuery.Item) -> JSON {
    let label = item.label
    return .object([
      "medication": .integer(label.medication), "title": .string(label.title),
      "name": .string(label.drugName), "strength": .string(label.strengthText),
      "form": .string(label.form), "unit": .string(label.dosingUnit),
      "status": .string(label.status), "pausedUntil": .text(label.pausedUntil?.description),
      "needsDirections": .bool(label.needsDirections),
      "asksStillPaused": .bool(item.pause?.asks ?? false),
      "reason": .text(item.statusReason), "forWhat": .text(label.purpose),
      "directions": .text(label.instructions), "prescriber": .text(label.prescriberName),
      "start": .string(item.startDate.description), "end": .text(item.endDate?.description),
      "onHand": .text(item.onHand.map { Amount($0, label.dosingUnit).description }),
      "refills": .number(item.refillsRemaining),
      "schedules": .array(item.schedules.map { .integer($0.id) }),
    ])
  }

  private static func text(_ item: MedicationListQuery.Item, _ plan: MedicationPlan) -> String {
    let label = item.label
    var first = "\(label.medication)  \(label.title)"
    if !label.purposeWords.isEmpty { first += ", \(label.purposeWords)" }
    switch item.pause {
    case _ where label.needsDirections:
      first += ": NEW DIRECTIONS NEEDED, it rests. Do not go by the old ones:"
    case .until(let day): first += ": paused until \(Display.fullDate(day))."
    case .dayHasCome(let day):
      first += ": was paused until \(Display.fullDate(day)). Still paused? Nothing rings."
    case .noEnd: first += ": paused, no end day. Still paused? Nothing rings."
    case nil: if label.status != "active" { first += ": stopped" }
    }
    if item.pause != nil, let reason = item.statusReason { first += " Reason: \(reason)" }
    let rules = item.schedules.filter(\.isActive).map { "   " + plan.sentence($0) }
    return ([first] + rules).joined(separator: "\n")
  }
}

/// `medication stop`: no longer taken.
struct MedicationStopCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "stop",
    abstract: "The medication is no longer taken."
  )

  @OptionGroup var global: GlobalOptions
  @Argument(help: "The medication: its number, or part of its name.") var medication: String
  @Option(help: "Why.") var reason: String?

  func run() throws {
    try MedicationStatus(global).change(medication, to: .stop, word: "stopped", reason: reason)
  }
}

/// `medication pause`: not taken for a while.
struct MedicationPauseCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "pause",
    abstract: "The medication is not taken for a while; nothing rings."
  )

  @OptionGroup var global: GlobalOptions
  @Argument(help: "The medication: its number, or part of its name.") var medication: String
  @Option(
    help: "The day on which it is taken again; without one, the lists ask if it is still paused."
  )
  var until: String?
  @Option(help: "Why.") var reason: String?

  func run() throws {
    let day = try GivenValue.date(until, "--until")
    try MedicationStatus(global).change(
      medication,
      to: .pause(until: day),
      word: "paused",
      reason: reason
    )
  }
}

/// `medication resume`: taken again.
struct MedicationResumeCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "resume",
    abstract: "A paused medication is taken again."
  )

  @OptionGroup var global: GlobalOptions
  @Argument(help: "The medication: its number, or part of its name.") var medication: String
  @Flag(help: "It was changed in hospital, and you were told to take it as before after all.")
  var asBefore = false

  func run() throws {
    try MedicationStatus(global).change(
      medication,
      to: .resume,
      word: "active",
      reason: nil,
      asBefore: asBefore
    )
  }
}

/// Changes whether a medication is taken, and says what came of it.
private struct MedicationStatus {
  private let run: CommandRun

  init(_ options: GlobalOptions) throws { run = try CommandRun(options) }

  func change(
    _ medication: String,
    to change: SetMedicationStatus.Change,
    word: String,
    reason: String?,
    asBefore: Bool = false
  ) throws {
    try run.withSession { session in
      let found = try MedicationChoice(session).medication(medication)
      let isNew = try session.write(
        SetMedicationStatus(
          medication: found,
          change: change,
          reason: reason,
          oldDirectionsHold: asBefore
        )
      )
      run.print(
        json: .object([
          "changed": .bool(isNew), "medication": .integer(found), "status": .string(word),
        ]),
        text: "Medication \(found) is \(isNew ? "now" : "already") \(word)."
      )
    }
  }
}

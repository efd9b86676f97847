import ArgumentParser
import Domain
import Store

/// `stay …`: everything pauses while a person is in hospital or away from her own medicines.
struct StayCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "stay",
    abstract: "Pause everything for a stay in hospital, and go through the list on return.",
    subcommands: [StayShowCommand.self, StayBeginCommand.self, StayEndCommand.self],
    defaultSubcommand: StayShowCommand.self
  )
}

/// `stay show`: whether everything is paused.
struct StayShowCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "show",
    abstract: "Say whether everything is paused, and list what must be answered on return."
  )

  @OptionGroup var global: GlobalOptions

  func run() throws {
    let run = try CommandRun(global)
    try run.withSession { session in StayDocument(try session.read(StayQuery())).print(run) }
  }
}

/// `stay begin`: nothing rings from a day on.
struct StayBeginCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "begin",
    abstract: "Nothing rings from a day on; what falls due is excused."
  )

  @OptionGroup var global: GlobalOptions
  @Option(help: "The first day, as YYYY-MM-DD; now without it.") var from: String?
  @Option(help: "Why.") var reason = BeginStay.usualReason

  func run() throws {
    let run = try CommandRun(global)
    let day = try GivenValue.date(from, "--from")
    try run.withSession { session in
      _ = try session.write(BeginStay(from: day, reason: reason))
      StayDocument(try session.read(StayQuery())).print(run)
    }
  }
}

/// `stay end`: back again, with an answer for every medicine.
struct StayEndCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "end",
    abstract: "Reminders go on: every medicine is the same, changed or stopped.",
    discussion: """
      Every medicine of the list must be named once; `stay` lists them with their numbers. A \
      changed one rests until its new directions are entered. New ones are \
      entered with `medication add`. A stay that has not begun is called off without any answer.
      """
  )

  @OptionGroup var global: GlobalOptions
  @Option(parsing: .upToNextOption, help: "Numbers of medications taken as before.")
  var same: [Int] = []
  @Option(parsing: .upToNextOption, help: "Numbers of those with other directions now.")
  var changed: [Int] = []
  @Option(parsing: .upToNextOption, help: "Numbers of those that were stopped.")
  var stopped: [Int] = []

  func validate() throws {
    let all = same + changed + stopped
    guard Set(all).count == all.count else {
      throw ValidationError("A medication is named twice.")
    }
  }

  func run() throws {
    let run = try CommandRun(global)
    var answers: [Int: StayAnswer] = [:]
    for medication in same { answers[medication] = .same }
    for medication in changed { answers[medication] = .changed }
    for medication in stopped { answers[medication] = .stopped }
    try run.withSession { session in
      guard try session.write(EndStay(answers)) else {
        throw CommandFailure(.badData, "Nothing is paused.")
      }
      StayDocument(try session.read(StayQuery())).print(run)
    }
  }
}

/// The answer of all three.
private struct StayDocument {
  let stay: Stay

  init(_ stay: Stay) { self.stay = stay }

  func print(_ run: CommandRun) { run.print(json: json, text: text) }

  private var json: JSON {
    .object([
      "paused": .bool(stay.person.pausedSince != nil),
      "from": .text(stay.person.pausesFrom?.text(in: stay.zone)),
      "reason": .text(stay.person.pauseReason),
      "medications": .array(
        stay.medicines.map { item in
          .object([
            "medication": .integer(item.label.medication), "title": .string(item.label.title),
            "status": .string(item.label.status),
            "needsDirections": .bool(item.label.needsDirections),
          ])
        }
      ),
    ])
  }

  private var text: String {
    guard let day = stay.firstDay else {
      let waiting = stay.medicines.filter(\.label.needsDirections).map {
        "NEW DIRECTIONS NEEDED: \($0.label.medication)  \($0.label.title) rests until they are "
          + "entered with `schedule edit`. Do not go by the old ones."
      }
      let head = waiting.isEmpty ? "Nothing is paused: reminders go on." : "Reminders go on."
      return ([head] + waiting).joined(separator: "\n")
    }
    let date = Display.fullDate(day)
    let reason = stay.person.pauseReason.map { ", \($0)" } ?? ""
    guard stay.person.pausedSince != nil else {
      return "Everything pauses from \(date) on\(reason)."
    }
    let lines = stay.medicines.map { "\($0.label.medication)  \($0.label.title)" }
    return
      (["Everything is paused since \(date)\(reason). Nothing rings.", "To be answered:"]
      + lines)
      .joined(separator: "\n")
  }
}

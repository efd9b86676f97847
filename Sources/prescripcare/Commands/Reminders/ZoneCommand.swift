import ArgumentParser
import Domain
import Screens
import Store

/// `reminders zone`: whether a person lives by the time of this machine.
struct ZoneCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "zone",
    abstract: "See what another time zone would mean for the next doses, and answer for it.",
    discussion: """
      Reminders follow the zone of the profile. Where this machine shows another one, home time \
      stays until you answer: --keep stays on home time, --accept moves to the zone that you name.
      """
  )

  @OptionGroup var global: GlobalOptions
  @Option(help: "Live by this zone from now on, such as Europe/Berlin.") var accept: String?
  @Flag(help: "Stay on home time, and do not ask again about the zone of this machine.")
  var keep = false

  func validate() throws {
    guard accept == nil || !keep else {
      throw ValidationError("--accept and --keep are two answers: give one.")
    }
  }

  func run() throws {
    let run = try CommandRun(global)
    let machine = accept ?? run.live.systemZone
    if let accept { _ = try run.live.zone(accept) }
    try run.withSession { session in
      if accept != nil || keep {
        _ = try session.write(AnswerZone(zone: machine, isAccepted: accept != nil))
      }
      let question = try session.read(ZoneQuestionQuery(machineZone: machine))
      run.print(json: Self.json(question), text: Self.text(question))
    }
  }

  private static func json(_ question: ZoneQuestion) -> JSON {
    func moment(_ occurrence: Occurrence?, _ preview: ZonePreview) -> JSON {
      guard let occurrence else { return .null }
      return .object([
        "instant": .string(occurrence.instant.text(in: question.machine)),
        "minutesSinceLast": preview.gap(to: occurrence).map { .integer($0) } ?? .null,
      ])
    }
    func tooLate(_ ending: ZonePreview.Ending?) -> JSON {
      guard case .tooLate(let due) = ending else { return .null }
      return .string(due.description)
    }
    return .object([
      "zone": .string(question.home.identifier), "other": .string(question.machine.identifier),
      "asked": .bool(question.isOpen), "kept": .bool(question.isKept),
      "doses": .array(
        question.lines.map { line in
          .object([
            "schedule": .integer(line.preview.schedule), "medication": .string(line.label.title),
            "home": moment(line.preview.staying, line.preview),
            "here": moment(line.preview.moving, line.preview),
            "passesOver": .bool(line.preview.ending == .passedOver),
            "tooLate": tooLate(line.preview.ending),
            "longerByMinutes": line.preview.longerBy.map { .integer($0) } ?? .null,
          ])
        }
      ),
    ])
  }

  private static func text(_ question: ZoneQuestion) -> String {
    let home = question.home.identifier
    let other = question.machine.identifier
    guard home != other else { return "Reminders follow \(home)." }
    var lines = ["Reminders follow \(home); the other zone is \(other)."]
    if question.isKept { lines.append("You chose to stay on home time there.") }
    if question.isOpen { lines.append("Home time stays until you answer: --accept or --keep.") }
    let words = ZonePreviewWords(question)
    for line in question.lines {
      lines.append(line.label.title)
      lines += words.sentences(line.preview).map { "   \($0)" }
    }
    return lines.joined(separator: "\n")
  }
}

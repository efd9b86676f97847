import ArgumentParser
import Domain
import Store

/// `schedule quiet`: what happens with doses that fall into quiet hours.
struct ScheduleQuietCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "quiet",
    abstract: "List the schedules with doses in quiet hours, and choose what happens then.",
    discussion: """
      quietly shows the dose at its time without a sound, before rings in the last minute before the \
      quiet hours, at-end tells it when they are over.
      """
  )

  enum Choice: String, ExpressibleByArgument, CaseIterable {
    case quietly
    case before
    case atEnd = "at-end"

    var stored: QuietChoice {
      switch self {
      case .quietly: .ringQuietly
      case .before: .ringBefore
      case .atEnd: .ringAtEnd
      }
    }
  }

  @OptionGroup var global: GlobalOptions
  @Argument(help: "The number of the schedule.") var schedule: Int?
  @Argument(help: "quietly, before or at-end.") var choice: Choice?

  func validate() throws {
    guard (schedule == nil) == (choice == nil) else {
      throw ValidationError("Give a schedule and a choice, or neither.")
    }
  }

  func run() throws {
    let run = try CommandRun(global)
    try run.withSession { session in
      if let schedule, let choice {
        try session.write(SetQuietChoice(schedules: [schedule], choice: choice.stored))
      }
      let answer = try session.read(QuietDosesQuery())
      run.print(
        json: .object([
          "zone": .string(answer.zone.identifier),
          "schedules": .array(answer.lines.map { Self.json($0, answer.zone) }),
        ]),
        text: answer.lines.isEmpty
          ? "No dose falls into quiet hours."
          : answer.lines.map { Self.text($0, answer) }.joined(separator: "\n")
      )
    }
  }

  private static func json(_ line: QuietDosesQuery.Line, _ zone: ZoneRules) -> JSON {
    .object([
      "schedule": .integer(line.quiet.schedule), "medication": .string(line.label.title),
      "first": .string(line.quiet.first.local.description), "count": .integer(line.quiet.count),
      "quietUntil": .string(line.quiet.ends.text(in: zone)),
      "tooLateThen": .bool(line.quiet.isTooLateThen), "choice": .string(line.choice.rawValue),
    ])
  }

  private static func text(_ line: QuietDosesQuery.Line, _ answer: QuietDosesQuery.Answer) -> String
  {
    let first = Display.moment(line.quiet.first.local, today: answer.today)
    let end = Display.moment(answer.zone.local(of: line.quiet.ends).0, today: answer.today)
    let what =
      switch line.choice {
      case .ringQuietly: "shown then, without a sound"
      case .ringBefore: "rings before the quiet hours begin"
      case .ringAtEnd:
        line.quiet.isTooLateThen
          ? "asked about \(end), when it is too late to take it" : "told \(end)"
      }
    return "\(line.quiet.schedule)  \(line.label.title), \(first): \(what)"
  }
}

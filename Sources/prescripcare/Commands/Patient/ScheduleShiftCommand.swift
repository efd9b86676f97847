import ArgumentParser
import Domain
import Store

/// `schedule shift`: a whole taper so many days later.
struct ScheduleShiftCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "shift",
    abstract: "Move a whole taper so many days later, from the first day without a record on."
  )

  @OptionGroup var global: GlobalOptions
  @Argument(help: "The number of the schedule.") var schedule: Int
  @Option(help: "By how many days, 1 to 30.") var days: Int = 1

  func run() throws {
    let run = try CommandRun(global)
    let days = try GivenValue.whole(days, "--days", 1...30) ?? 1
    try run.withSession { session in
      let from = try session.write(ShiftTaper(schedule: schedule, days: days))
      run.print(
        json: .object([
          "schedule": .integer(schedule), "days": .integer(days), "from": .string(from.description),
        ]),
        text: "All steps from \(Display.fullDate(from)) on are \(Display.days(days)) later."
      )
    }
  }
}

/// `schedule course`: what happens with a counted course.
struct ScheduleCourseCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "course",
    abstract: "Answer what is asked about a course that ends by a count.",
    discussion: """
      extend lets it go on by the doses that are not on record, as-planned ends it; when it is over \
      and something is left, gone or kept says what became of it. Without an answer it shows what \
      is asked. After a late dose of a medicine whose label counts from it, move lets its days move \
      with it and stay leaves them.
      """
  )

  enum Answer: String, ExpressibleByArgument, CaseIterable {
    case extend
    case asPlanned = "as-planned"
    case gone
    case kept
    case move
    case stay
  }

  @OptionGroup var global: GlobalOptions
  @Argument(help: "The number of the schedule.") var schedule: Int
  @Argument(help: "extend, as-planned, gone, kept, move or stay.") var answer: Answer?

  func run() throws {
    let run = try CommandRun(global)
    try run.withSession { session in
      let asked = try session.read(DayQuery()).attention.courses.first { $0.schedule == schedule }
      if let answer {
        let meant: AnswerCourse.Choice =
          switch answer {
          case .extend: .extend
          case .asPlanned: .asPlanned
          case .gone: .gone
          case .kept: .kept
          case .move: .move
          case .stay: .stay
          }
        _ = try session.write(AnswerCourse(schedule: schedule, answer: meant))
      }
      let question: String? =
        switch asked?.kind {
        case .extend: "extend"
        case .leftover: "leftover"
        case .move: "move"
        case nil: nil
        }
      run.print(
        json: .object([
          "schedule": .integer(schedule), "question": .text(question),
          "unrecorded": .number(asked?.unrecorded), "answer": .text(answer?.rawValue),
        ]),
        text: answer == nil
          ? asked.map { "\($0.title): \(question ?? "") is asked." } ?? "Nothing is asked about it."
          : "Answered."
      )
    }
  }
}

import ArgumentParser
import Domain
import Store

/// `reminders past`: the doses of the last days that nobody answered for.
struct PastCommand: ParsableCommand {
  /// What is remembered of a dose.
  enum Memory: String, ExpressibleByArgument, CaseIterable {
    case taken
    case notTaken = "not-taken"
    case unknown

    var recall: AnswerPastDose.Recall {
      switch self {
      case .taken: .takenAtItsTime
      case .notTaken: .notTaken
      case .unknown: .notKnown
      }
    }
  }

  static let configuration = CommandConfiguration(
    commandName: "past",
    abstract: "List the doses of the last week without an answer, and answer for one from memory.",
    discussion: """
      An answer stands on record as recorded later, by recall: taken is at the time at which the \
      dose was due; unknown leaves it not recorded and is not asked about again.
      """
  )

  @OptionGroup var global: GlobalOptions
  @Argument(help: "The schedule of the dose; without one, the list.") var schedule: Int?
  @Option(help: "When it was due, such as 2026-11-24T08:00.") var due: String?
  @Option(help: "Which of two equal times when the clock went back: 0 or 1.") var fold = 0
  @Option(help: "What you remember: taken, not-taken or unknown.") var answer: Memory?
  @Flag(help: "Take such an answer back.") var undo = false

  func validate() throws {
    let isAnswer = answer != nil || undo
    guard (schedule != nil) == isAnswer, (due != nil) == isAnswer, answer == nil || !undo else {
      throw ValidationError(
        "An answer needs a schedule, --due, and either --answer or --undo; a list needs none."
      )
    }
    guard (0...1).contains(fold) else { throw ValidationError("--fold is 0 or 1.") }
  }

  func run() throws {
    let run = try CommandRun(global)
    guard let schedule, let due else { return try list(run) }
    let local = try GivenValue.local(due, "--due")
    let time = DueTime.local(local, fold: fold)
    try run.withSession { session in
      let given =
        if let answer {
          try session.write(
            AnswerPastDose(schedule: schedule, due: time, answer: answer.recall)
          )
        } else {
          try session.write(TakeBackPastAnswer(schedule: schedule, due: time))
        }
      run.print(
        json: .object([
          "recorded": .bool(given.isNew), "schedule": .integer(given.schedule),
          "due": .string(given.due.description), "status": .string(Self.word(given.status)),
          "takenAt": .text(given.takenAt?.text(offset: given.utcOffset)),
        ]),
        text: given.isNew
          ? "Recorded by recall: \(Self.words(given.status))." : "That stood on record already."
      )
    }
  }

  /// What a patient reads for a dose that stands as missed.
  private static func word(_ status: String) -> String {
    status == "missed" ? "notRecorded" : status
  }

  private static func words(_ status: String) -> String {
    status == "missed" ? "not recorded" : status
  }

  private func list(_ run: CommandRun) throws {
    try run.withSession { session in
      let past = try session.read(PastDosesQuery())
      run.print(
        json: .object(["doses": .array(past.lines.map(Self.json))]),
        text: past.lines.isEmpty
          ? "Every dose of the last \(PastQuestions.days) days has an answer."
          : past.lines.map(Self.text).joined(separator: "\n")
      )
    }
  }

  private static func json(_ line: DaySheet.DoseLine) -> JSON {
    let due = line.dose.occurrence
    return .object([
      "schedule": .integer(line.dose.schedule), "medication": .string(line.label.title),
      "due": .string(due.local.description), "fold": .integer(due.fold),
      "instant": .string(due.instant.text(offset: due.utcOffset)),
      "amount": .text(line.amount?.description), "alone": .bool(!line.mayBeRecalledTogether),
    ])
  }

  private static func text(_ line: DaySheet.DoseLine) -> String {
    let amount = line.amount.map { ", \(Display.amount($0))" } ?? ""
    return "\(line.dose.occurrence.local)  schedule \(line.dose.schedule)  "
      + "\(line.label.title)\(amount): not recorded"
  }
}

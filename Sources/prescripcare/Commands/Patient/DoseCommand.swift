import ArgumentParser
import Domain
import Foundation
import Store

/// `dose`: recording what was done about a dose.
struct DoseCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "dose",
    abstract: "Record a dose: taken, skipped, put off, taken back, or used as needed.",
    subcommands: [Take.self, Skip.self, Snooze.self, Undo.self, Log.self]
  )
}

/// Which dose is meant.
struct DoseArguments: ParsableArguments {
  @Argument(help: "The number of the schedule, as `today` shows it.")
  var schedule: Int

  @Option(help: "When it is due on the wall clock, as 2026-03-01T08:00.")
  var due: String

  @Option(help: "1 for the second of two equal times when clocks go back.")
  var fold: Int = 0

  func time() throws -> DueTime {
    guard let local = LocalMinute(text: due) else {
      throw CommandFailure(.badData, "“\(due)” is not a local time such as 2026-03-01T08:00.")
    }
    guard (0...1).contains(fold) else { throw CommandFailure(.usage, "--fold is 0 or 1.") }
    return .local(local, fold: fold)
  }
}

enum DoseOptions {
  static func instant(_ text: String?) throws -> Instant? {
    guard let text else { return nil }
    guard let instant = Instant(text: text) else {
      throw CommandFailure(
        .badData,
        "“\(text)” is not an instant such as 2026-03-01T08:02:00-05:00."
      )
    }
    return instant
  }

  static func amount(_ text: String?) throws -> Amount? {
    guard let text else { return nil }
    return try Amount(text: text)
  }

  /// Records something about a dose and says what came of it.
  static func record(_ transaction: some NamedTransaction<DoseAnswer>, _ run: CommandRun) throws {
    try run.withSession { session in
      let answer = try session.write(transaction)
      run.print(json: Self.answer(answer), text: words(answer))
    }
  }

  static func answer(_ answer: DoseAnswer) -> JSON {
    .object([
      "recorded": .bool(answer.isNew), "schedule": .integer(answer.schedule),
      "due": .string(answer.due.description), "fold": .integer(answer.fold),
      "status": .string(answer.status),
      "takenAt": .text(answer.takenAt?.text(offset: answer.utcOffset)),
      "amount": .text(answer.amount?.description),
    ])
  }

  static func words(_ answer: DoseAnswer) -> String {
    let when = answer.takenAt.map { " at \($0.text(offset: answer.utcOffset))" } ?? ""
    let what = "\(answer.status)\(when), due \(answer.due)"
    return answer.isNew ? "Recorded: \(what)." : "Already recorded: \(what)."
  }
}

/// A reading given on the command line, for a schedule whose amounts hang on one.
struct ReadingArgument {
  let reading: DoseReading
  /// What the prescriber's table says about it.
  let words: String

  init(text: String, schedule: Int, _ session: ActingSession) throws {
    guard let value = Rational(text: text), value.isPositive else {
      throw CommandFailure(.badData, "“\(text)” is not a reading such as 142.")
    }
    let found = try session.read(MedicationListQuery()).lazy.compactMap { item in
      item.schedules.first { $0.id == schedule }.map { (item.label, $0) }
    }.first
    guard let (label, planned) = found else {
      throw StoreError.notFound(what: "schedule", id: "\(schedule)")
    }
    guard case .byReading(let rule) = planned.rule else {
      throw CommandFailure(.usage, "The amounts of that schedule do not hang on a reading.")
    }
    reading = DoseReading(
      value: value,
      measure: rule.measure(isInsulin: label.highAlert == "insulin")
    )
    words = rule.sentence(on: value)
  }
}

extension DoseCommand {
  struct Take: ParsableCommand {
    static let configuration = CommandConfiguration(abstract: "A planned dose was taken.")
    @OptionGroup var global: GlobalOptions
    @OptionGroup var dose: DoseArguments
    @Option(help: "When it was taken; now by default.") var at: String?
    @Option(parsing: .unconditional, help: "How much was taken, when not what was planned.")
    var amount: String?
    @Option(help: "The reading that the amount hangs on, as the meter shows it.")
    var reading: String?
    @Flag(help: "Record it although it is early.") var early = false
    @Flag(help: "An amount far above the plan, or not that of the table, is no slip.")
    var amountIsMeant = false
    @Flag(help: "Somebody was asked before a medicine that was broken off is taken up again.")
    var restart = false
    @Option(help: "Read the caregiver's code for an extra dose from this descriptor.")
    var codeFd: Int32?
    @Flag(help: "A patch: the old one came off.") var oldOff = false
    @Option(help: "A patch: where it was put, such as left upper arm.") var site: String?

    func run() throws {
      let run = try CommandRun(global)
      let transaction = try transaction()
      try run.withSession { session in
        guard let reading else {
          let answer = try session.write(transaction)
          run.print(json: DoseOptions.answer(answer), text: DoseOptions.words(answer))
          return
        }
        let dose = try ReadingArgument(text: reading, schedule: dose.schedule, session)
        let answer = try session.write(RecordReadingDose(dose: transaction, reading: dose.reading))
        run.print(
          json: DoseOptions.answer(answer),
          text: DoseOptions.words(answer) + "\n" + dose.words
        )
      }
    }

    private func transaction() throws -> RecordDose {
      RecordDose(
        schedule: dose.schedule,
        due: try dose.time(),
        action: .take(
          at: try DoseOptions.instant(at),
          amount: try DoseOptions.amount(amount),
          withFood: nil
        ),
        via: .command,
        allowsEarly: early,
        oldIsOff: oldOff,
        site: try PlainText.checked(optional: site, of: "the place on the body", atMost: 60),
        restarts: restart,
        code: try codeFd.map { try SecretLine.read(from: $0, what: "code") },
        amountIsMeant: amountIsMeant
      )
    }
  }

  struct Skip: ParsableCommand {
    static let configuration = CommandConfiguration(abstract: "A planned dose will not be taken.")
    @OptionGroup var global: GlobalOptions
    @OptionGroup var dose: DoseArguments
    @Option(help: "Why.") var reason: String?

    func run() throws {
      let run = try CommandRun(global)
      let words = try PlainText.checked(optional: reason, of: "the reason", atMost: 200)
      let transaction = RecordDose(
        schedule: dose.schedule,
        due: try dose.time(),
        action: .skip(reason: words),
        via: .command
      )
      try DoseOptions.record(transaction, run)
    }
  }

  struct Snooze: ParsableCommand {
    static let configuration = CommandConfiguration(abstract: "Put the reminder of a dose off.")
    @OptionGroup var global: GlobalOptions
    @OptionGroup var dose: DoseArguments
    @Option(help: "Until when; ten minutes from now by default.") var at: String?
    @Flag(help: "Ring then also in quiet hours.") var inQuietHours = false

    func run() throws {
      let run = try CommandRun(global)
      let transaction = SnoozeDose(
        schedule: dose.schedule,
        due: try dose.time(),
        until: try DoseOptions.instant(at),
        ringsInQuietHours: inQuietHours
      )
      try DoseOptions.record(transaction, run)
    }
  }

  struct Undo: ParsableCommand {
    static let configuration = CommandConfiguration(abstract: "Take the record of a dose back.")
    @OptionGroup var global: GlobalOptions
    @OptionGroup var dose: DoseArguments
    @Option(help: "Why.") var reason: String?

    func run() throws {
      let run = try CommandRun(global)
      let transaction = UndoDose(
        schedule: dose.schedule,
        due: try dose.time(),
        reason: try PlainText.checked(optional: reason, of: "the reason", atMost: 200)
      )
      try DoseOptions.record(transaction, run)
    }
  }

  struct Log: ParsableCommand {
    static let configuration = CommandConfiguration(
      abstract: "A dose outside any plan was taken: as needed, or extra."
    )
    @OptionGroup var global: GlobalOptions
    @Argument(help: "The medication: its number, or part of its name.") var medication: String
    @Option(help: "When it was taken; now by default.") var at: String?
    @Option(parsing: .unconditional, help: "How much was taken.") var amount: String?
    @Option(help: "A UUID that makes a second attempt the same dose.") var id: String?
    @Option(help: "It was taken although it was too early or too much: why.") var anyway: String?
    @Flag(help: "An amount far above the plan is no slip.") var amountIsMeant = false
    @Option(help: "Read the caregiver's code for an extra dose from this descriptor.")
    var codeFd: Int32?

    func run() throws {
      let run = try CommandRun(global)
      let operation = try id.map { text in
        guard let uuid = UUID(uuidString: text) else {
          throw CommandFailure(.badData, "“\(text)” is not a UUID.")
        }
        return withUnsafeBytes(of: uuid.uuid) { Array($0) }
      }
      let code = try codeFd.map { try SecretLine.read(from: $0, what: "code") }
      try run.withSession { session in
        let found = try MedicationChoice(session).medication(medication)
        let answer = try session.write(
          LogDose(
            medication: found,
            at: try DoseOptions.instant(at),
            amount: try DoseOptions.amount(amount),
            operationID: operation,
            via: .command,
            anywayBecause: try PlainText.checked(
              optional: anyway,
              of: "the reason",
              atMost: 200
            ),
            code: code,
            amountIsMeant: amountIsMeant
          )
        )
        run.print(json: DoseOptions.answer(answer), text: DoseOptions.words(answer))
      }
    }
  }
}

import ArgumentParser
import Domain
import Store

/// `refills`: what is left, when it runs out, and asking for more.
struct RefillsCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "refills",
    abstract: "Show what is left and when it runs out; ask for refills.",
    subcommands: [Show.self, Request.self, Count.self, Received.self, Trip.self, Alerts.self],
    defaultSubcommand: Show.self
  )
}

extension RefillsCommand {
  struct Show: ParsableCommand {
    static let configuration = CommandConfiguration(
      abstract: "Show what is left of each medicine and when it runs out."
    )
    @OptionGroup var global: GlobalOptions

    func run() throws {
      let run = try CommandRun(global)
      try run.withSession { session in
        let sheet = try session.read(RefillsQuery())
        run.print(json: RefillsDocument.json(sheet), text: RefillsDocument.text(sheet))
      }
    }
  }

  struct Request: ParsableCommand {
    static let configuration = CommandConfiguration(abstract: "Ask the pharmacy for a refill.")
    @OptionGroup var global: GlobalOptions
    @Argument(help: "The medication: its number, or part of its name.") var medication: String
    @Option(help: "Why: runningLow, vacation, lost or other.") var reason = "runningLow"
    @Option(help: "A few words for the pharmacy.") var note: String?

    func run() throws {
      let run = try CommandRun(global)
      guard let reason = RefillRequest.Reason(rawValue: reason) else {
        let known = RefillRequest.Reason.allCases.map(\.rawValue).joined(separator: ", ")
        throw CommandFailure(.usage, "--reason is one of \(known).")
      }
      try run.withSession { session in
        let found = try MedicationChoice(session).medication(medication)
        let answer = try session.write(
          RequestRefill(medication: found, reason: reason, note: note)
        )
        let sheet = try session.read(RefillsQuery())
        let line = sheet.lines.first { $0.label.medication == found }
        run.print(
          json: .object([
            "requested": .bool(answer.isNew), "medication": .integer(found),
            "request": RefillsDocument.request(answer.request, zone: sheet.zone),
            "path": .text(line?.words(in: sheet)),
          ]),
          text: """
            \(answer.isNew ? "Asked for" : "Already asked for"): \(line?.label.title ?? "").
            \(line?.words(in: sheet) ?? "")
            """
        )
      }
    }
  }

  struct Count: ParsableCommand {
    static let configuration = CommandConfiguration(
      abstract: "Enter what you counted in the bottle."
    )
    @OptionGroup var global: GlobalOptions
    @Argument(help: "The medication: its number, or part of its name.") var medication: String
    @Argument(help: #"How many there are, as "28" or "12.5" or "1/2"."#) var quantity: String

    func run() throws {
      let run = try CommandRun(global)
      guard let counted = Rational(text: quantity) else {
        throw CommandFailure(.badData, "“\(quantity.prefix(40))” is not a number from zero up.")
      }
      try run.withSession { session in
        let found = try MedicationChoice(session).medication(medication)
        let answer = try session.write(CountSupply(medication: found, quantity: counted))
        let sheet = try session.read(RefillsQuery())
        let line = sheet.lines.first { $0.label.medication == found }
        run.print(
          json: .object([
            "medication": .integer(found),
            "before": .text(answer.before.map { RefillsDocument.plain($0, answer.unit) }),
            "left": .string(RefillsDocument.plain(answer.after, answer.unit)),
            "runsOutOn": .text(line?.forecast.runsOutOn?.description),
          ]),
          text: "Saved: \(line.map { RefillsDocument.supply($0, sheet) } ?? "counted")."
        )
      }
    }
  }

  struct Received: ParsableCommand {
    static let configuration = CommandConfiguration(
      abstract: "Enter a new bottle; of another strength the directions are said anew.",
      discussion: """
        What is left of the same strength is added to. A bottle of another strength replaces the \
        old one, which is no longer counted.
        """
    )
    @OptionGroup var global: GlobalOptions
    @Argument(help: "The medication: its number, or part of its name.") var medication: String
    @Argument(help: "How many are in the new bottle, as 60 or 12.5.") var quantity: String
    @Option(help: "The strength on the new label, where it is another: 2.5 mg.")
    var strength: String?
    @Option(help: "What the new ones look like, where it is other than before.")
    var appearance: String?

    func run() throws {
      let run = try CommandRun(global)
      guard let number = Rational(text: quantity), number.isPositive else {
        throw CommandFailure(
          .badData,
          "\(GivenValue.quoted(quantity)) is not a number above zero, such as 60 or 12.5."
        )
      }
      try run.withSession { session in
        let found = try MedicationChoice(session).medication(medication)
        let answer = try session.write(
          ReceiveFill(
            medication: found,
            quantity: number,
            strength: strength,
            appearance: appearance
          )
        )
        let label = answer.plan.label
        let left = RefillsDocument.plain(answer.onHand, label.dosingUnit)
        run.print(
          json: .object([
            "medication": .integer(found), "left": .string(left),
            "strength": .string(answer.plan.strength),
            "difference": .text(answer.plan.difference),
            "newLooks": .text(answer.plan.newLooks),
          ]),
          text: Self.text(answer)
        )
      }
    }

    private static func text(_ answer: ReceiveFill.Answer) -> String {
      let label = answer.plan.label
      var lines = [
        "Saved: \(Display.amount(Amount(answer.onHand, label.dosingUnit))) of \(label.drugName) "
          + "\(Display.strength(answer.plan.strength)) in all."
      ]
      if let difference = answer.plan.difference { lines.append("NEW STRENGTH: \(difference).") }
      if let looks = answer.plan.newLooks {
        lines.append("Your \(label.dosingUnit) now looks different: \(looks)")
      }
      return lines.joined(separator: "\n")
    }
  }

  struct Alerts: ParsableCommand {
    static let configuration = CommandConfiguration(
      abstract: "For the pharmacy: whose supply runs out within some days."
    )
    @OptionGroup var global: GlobalOptions
    @Option(help: "Days ahead, 0 to 90.") var days = 7
    @Option(help: "Rows at most.") var limit = 100
    @Option(help: "Rows to leave out at the beginning.") var offset = 0
    @Flag(help: "Only medicines whose interruption is dangerous.") var dangerous = false

    func run() throws {
      guard (0...90).contains(days), (1...10_000).contains(limit), offset >= 0 else {
        throw CommandFailure(.usage, "--days is 0 to 90, --limit 1 to 10000, --offset 0 or more.")
      }
      let run = try CommandRun(global)
      let query = RefillAlertsQuery(
        days: days,
        limit: limit,
        offset: offset,
        onlyDangerous: dangerous
      )
      try run.withSite { session in
        let sheet = try session.read(query)
        run.print(json: RefillAlertsDocument.json(sheet), text: RefillAlertsDocument.text(sheet))
      }
    }
  }
}

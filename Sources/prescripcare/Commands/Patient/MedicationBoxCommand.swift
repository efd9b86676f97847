import ArgumentParser
import Domain
import Screens
import Store

/// `medication box`: the pill box of a week.
struct MedicationBoxCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "box",
    abstract: "Show, fill or empty the pill box.",
    discussion: """
      What is put into the box is moved from the bottles and not used up; what stays in its own \
      bottle is named with the reason.
      """
  )

  @OptionGroup var global: GlobalOptions
  @Option(help: "The first day; today by default.") var from: String?
  @Option(help: "For how many days, 1 to 31.") var days: Int = 7
  @Flag(help: "The box was filled for these days.") var fill = false
  @Flag(help: "What lay in the box was put back into the bottles.") var empty = false

  @Flag(help: "What does not belong there any more was taken out; the rest stays.")
  var takeOut = false

  func validate() throws {
    guard [fill, empty, takeOut].count(where: { $0 }) <= 1 else {
      throw ValidationError("--fill, --empty and --take-out exclude each other.")
    }
  }

  func run() throws {
    let run = try CommandRun(global)
    let day = try GivenValue.date(from, "--from")
    let days = try GivenValue.whole(days, "--days", 1...31) ?? 7
    try run.withSession { session in
      var short: [FillBox.Answer.Short] = []
      if fill { short = try session.write(FillBox(firstDay: day, days: days)).short }
      if takeOut { _ = try session.write(TakeOutOfBox()) }
      if empty { _ = try session.write(EmptyBox()) }
      let box = try session.read(PillBoxQuery(firstDay: day, days: days))
      run.print(json: Self.json(box, short), text: Self.text(box, short))
    }
  }

  private static func json(_ box: PillBox, _ short: [FillBox.Answer.Short]) -> JSON {
    .object([
      "from": .string(box.firstDay.description), "days": .integer(box.days),
      "doses": .array(
        box.doses.map { dose in
          .object([
            "schedule": .integer(dose.schedule), "medication": .string(dose.label.title),
            "local": .string(dose.due.description),
            "amount": .string(Amount(dose.units, dose.label.dosingUnit).description),
            "filled": .bool(dose.isFilled), "wrong": .bool(dose.isWrong),
            "over": .bool(dose.isOver),
          ])
        }
      ),
      "takeOut": .array(
        box.faults.map { fault in
          .object([
            "schedule": .integer(fault.schedule), "medication": .string(fault.label.title),
            "local": .string(fault.due.description),
            "holds": .string(Amount(fault.units, fault.label.dosingUnit).description),
            "why": .string(fault.words), "mustComeOut": .bool(fault.mustComeOut),
          ])
        }
      ),
      "outside": .array(
        box.outside.map {
          .object(["medication": .string($0.label.title), "reason": .string($0.reason)])
        }
      ),
      "supply": .array(
        box.stocks.map { stock in
          .object([
            "medication": .string(stock.label.title),
            "inBottle": .text(
              stock.inBottle.map { Amount($0, stock.label.dosingUnit).description }
            ),
            "inBox": .string(Amount(stock.inBox, stock.label.dosingUnit).description),
          ])
        }
      ),
      "short": .array(
        short.map {
          .object([
            "medication": .string($0.title), "missing": .string($0.missing.description),
          ])
        }
      ),
    ])
  }

  private static func text(_ box: PillBox, _ short: [FillBox.Answer.Short]) -> String {
    let wrong = box.faults.map { fault in
      let word = fault.mustComeOut ? "WRONG" : "LEFT OVER?"
      return "\(word)  \(fault.due)  \(fault.content): \(fault.words)"
    }
    let doses = box.doses.map { dose in
      let state = BoxWords.state(dose)
      let amount = Display.amount(Amount(dose.units, dose.label.dosingUnit))
      return "\(dose.due)  \(amount) of \(dose.label.title): \(state)"
    }
    let outside = box.outside.map { "not in the box: \($0.label.title), \($0.reason)" }
    let missing = short.map { "NOT FULL: \($0.title), \(Display.amount($0.missing)) missing" }
    let lines = wrong + doses + outside + missing
    return lines.isEmpty
      ? "Nothing of these days belongs into a box." : lines.joined(separator: "\n")
  }
}

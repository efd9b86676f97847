import ArgumentParser
import Domain
import Store

/// `check`: what is known about drugs together.
struct CheckCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "check",
    abstract: "Say what is known about drugs together, with their foods and, for a person, more.",
    discussion: """
      Names and brands of the catalogue. With --for, the record of that person counts as well: what \
      she takes, her allergies, conditions and age. The code is 65 when a drug is not known, since \
      then the answer is not complete.
      """
  )

  @OptionGroup var global: GlobalOptions

  @Argument(help: "Drugs by name or brand.") var drugs: [String]

  func run() throws {
    let run = try CommandRun(global)
    // Each is checked against those before it: reversed, the one named first stands first.
    let query = DrugCheckQuery(drugs.reversed(), isForPerson: global.subject != nil)
    var answer: DrugCheckQuery.Answer?
    if query.isForPerson {
      try run.withSession { answer = try $0.read(query) }
    } else {
      // What the catalogue says belongs to nobody, so nobody has to say who asks.
      try run.withDatabase { database in
        answer = try database.acting(as: CareDatabase.founder, for: 0).read(query)
      }
    }
    guard let answer else { return }
    let only = query.isForPerson ? "" : "\n" + Self.drugsAlone
    run.print(json: Self.json(answer), text: Self.text(answer) + only)
    guard answer.unreadAllergies.isEmpty else {
      let names = answer.unreadAllergies.map(GivenValue.quoted)
      let drugs = answer.unknown.reversed().map(GivenValue.quoted)
      throw CommandFailure(
        .badData,
        "No check can look for the allergy to \(Display.list(names))"
          + (drugs.isEmpty ? "" : ", and not in the catalogue is \(Display.list(drugs))")
          + ". The answer is not complete."
      )
    }
    guard answer.uncheckedMaxima.isEmpty || !answer.unknown.isEmpty else {
      let sentences = answer.uncheckedMaxima.map(\.sentence).joined(separator: " ")
      throw CommandFailure(.badData, "\(sentences) The answer is not complete.")
    }
    guard answer.unknown.isEmpty else {
      let names = answer.unknown.reversed().map { name in
        let near = Display.list(answer.near[name] ?? [], joinedBy: "or")
        return "“\(SafeText.forTerminal(name))”" + (near.isEmpty ? "" : " (near it: \(near))")
      }.joined(separator: ", ")
      throw CommandFailure(
        .badData,
        "Not in the catalogue, so not checked: \(names). The answer is not complete."
      )
    }
  }

  /// What an answer about drugs alone leaves out.
  private static let drugsAlone =
    "These drugs alone were looked at; --for adds what a person takes, her allergies and conditions."

  private static func json(_ answer: DrugCheckQuery.Answer) -> JSON {
    .object([
      "alerts": .array(answer.alerts.map(SafetyDocument.json)),
      "unknown": .array(answer.unknown.reversed().map(JSON.string)),
      "complete": .bool(
        answer.unknown.isEmpty && answer.unreadAllergies.isEmpty && answer.uncheckedMaxima.isEmpty
      ),
      "pairsKnown": .integer(answer.pairsKnown),
    ])
  }

  private static func text(_ answer: DrugCheckQuery.Answer) -> String {
    guard !answer.alerts.isEmpty else {
      // Where a name was not understood, nothing was found because nothing was looked for.
      guard answer.unknown.isEmpty, answer.uncheckedMaxima.isEmpty else {
        return "Not all of it could be checked."
      }
      return "No alert among the \(Display.number(answer.pairsKnown)) known pairs."
    }
    return answer.alerts.map(SafetyDocument.text).joined(separator: "\n")
  }
}

import ArgumentParser
import Domain
import Store

/// `profile …`: what the checks need to know of a person.
struct ProfileCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "profile",
    abstract: "What the checks need to know: kidneys, pregnancy, weight, allergies.",
    subcommands: [Show.self, Set.self, AddAllergy.self, RemoveAllergy.self],
    defaultSubcommand: Show.self
  )
}

extension ProfileCommand {
  struct Show: ParsableCommand {
    static let configuration = CommandConfiguration(
      abstract: "Show what is known, and from which day."
    )
    @OptionGroup var global: GlobalOptions

    func run() throws {
      let run = try CommandRun(global)
      try run.withSession { session in
        let page = try session.read(MedicinePageQuery())
        run.print(json: Self.json(page), text: Self.text(page))
      }
    }

    private static func json(_ page: MedicinePage) -> JSON {
      let body = page.body
      return .object([
        "person": .string(page.person.fullName), "sex": .string(body.sex.rawValue),
        "eGFR": .number(body.eGFR?.value), "eGFROn": .text(body.eGFR?.on?.description),
        "pregnancy": .text(body.pregnancy?.value.rawValue),
        "pregnancyOn": .text(body.pregnancy?.on?.description),
        "weight": .text(
          body.weightGrams.map { Amount(Rational($0.value, 1000), "kg").description }
        ),
        "weightOn": .text(body.weightGrams?.on?.description),
        "allergies": .array(
          page.allergies.map { allergy in
            .object([
              "name": .string(allergy.name), "kind": .string(allergy.kind),
              "severity": .string(allergy.severity), "symptoms": .text(allergy.symptoms),
              "checked": .bool(allergy.isChecked),
            ])
          }
        ),
      ])
    }

    private static func text(_ page: MedicinePage) -> String {
      let body = page.body
      func day(_ date: CalendarDate?) -> String {
        date.map { ", on \(Display.fullDate($0))" } ?? ", day not known"
      }
      var lines = [page.person.fullName]
      lines.append(body.eGFR.map { "eGFR \($0.value)\(day($0.on))" } ?? "eGFR: not known")
      lines.append(
        body.pregnancy.map { "pregnancy: \($0.value.rawValue)\(day($0.on))" }
          ?? "pregnancy: not known"
      )
      lines.append(
        body.weightGrams.map {
          "weight: \(Display.amount(Amount(Rational($0.value, 1000), "kg")))\(day($0.on))"
        } ?? "weight: not known"
      )
      lines += page.allergies.map { allergy in
        let unread = allergy.isChecked ? "" : ", CANNOT BE CHECKED: no medicine here has that name"
        return "allergy: \(allergy.name), \(allergy.severity)\(unread)"
      }
      if page.allergies.isEmpty { lines.append("allergies: none entered") }
      return lines.joined(separator: "\n")
    }
  }

  struct Set: ParsableCommand {
    static let configuration = CommandConfiguration(
      abstract: "Enter kidney function, pregnancy, weight or sex; every medicine is checked anew."
    )
    @OptionGroup var global: GlobalOptions
    @Option(help: "Kidney function: eGFR in mL per minute and 1.73 square meters.") var egfr: Int?
    @Option(help: "no, pregnant, lactating or planning.") var pregnancy: String?
    @Option(help: "Weight in kilograms, as 26.1.") var weight: String?
    @Option(help: "female, male, other or unknown.") var sex: String?
    @Option(help: "The day it was measured or said, as YYYY-MM-DD; today by default.")
    var on: String?

    func run() throws {
      let day = try GivenValue.date(on, "--on")
      let grams = try GivenValue.positive(weight, "--weight").map {
        ($0 * Rational(1000)).ceiling
      }
      let state = try pregnancy.map { text in
        guard let state = CheckedPerson.Pregnancy(rawValue: text) else {
          throw CommandFailure(.usage, "--pregnancy is no, pregnant, lactating or planning.")
        }
        return state
      }
      let gender = try sex.map { text in
        guard let sex = CheckedPerson.Sex(rawValue: text) else {
          throw CommandFailure(.usage, "--sex is female, male, other or unknown.")
        }
        return sex
      }
      let facts = SetBodyFacts(
        eGFR: egfr.map { .init($0, on: day) },
        pregnancy: state.map { .init($0, on: day) },
        weightGrams: grams.map { .init($0, on: day) },
        sex: gender
      )
      let run = try CommandRun(global)
      try run.withSession { session in
        let isSaved = try session.write(facts)
        run.print(
          json: .object(["saved": .bool(isSaved)]),
          text: isSaved ? "Saved." : "Nothing was given: name what is to be entered."
        )
      }
    }
  }

  struct AddAllergy: ParsableCommand {
    static let configuration = CommandConfiguration(
      commandName: "add-allergy",
      abstract: "Enter something the person reacts to."
    )
    @OptionGroup var global: GlobalOptions
    @Argument(help: "What it is: penicillin, lactose, peanut.") var name: String
    @Option(help: "drug, food, environment or excipient.") var kind = "drug"
    @Option(help: "mild, moderate, severe, anaphylaxis or unknown.") var severity = "unknown"
    @Option(help: "What happened.") var symptoms: String?

    func run() throws {
      guard let kind = CheckedPerson.Allergy.Kind(rawValue: kind) else {
        throw CommandFailure(.usage, "--kind is drug, food, environment or excipient.")
      }
      guard let severity = ChangeAllergies.Severity(rawValue: severity) else {
        throw CommandFailure(
          .usage,
          "--severity is mild, moderate, severe, anaphylaxis or unknown."
        )
      }
      let run = try CommandRun(global)
      try run.withSession { session in
        let isNew = try session.write(
          ChangeAllergies(.add(name: name, kind: kind, severity: severity, symptoms: symptoms))
        )
        let reading = try session.read(AllergyReadingQuery(name, kind: kind))
        run.print(
          json: .object([
            "saved": .bool(isNew), "checked": .bool(reading.canBeChecked),
            "near": .array(reading.near.map(JSON.string)),
          ]),
          text: (isNew ? "Saved." : "That stands there already.")
            + (reading.canBeChecked ? "" : Self.warning(reading))
        )
      }
    }

    /// That it stands on record and that nothing looks for it.
    private static func warning(_ reading: AllergyReadingQuery.Reading) -> String {
      let near =
        reading.near.isEmpty
        ? "" : " Is it one of these: \(Display.list(reading.near, joinedBy: "or"))?"
      return " It CANNOT BE CHECKED: no medicine here has that name.\(near)"
    }
  }

  struct RemoveAllergy: ParsableCommand {
    static let configuration = CommandConfiguration(
      commandName: "remove-allergy",
      abstract: "Take off something that was entered by mistake."
    )
    @OptionGroup var global: GlobalOptions
    @Argument(help: "What it is, as it was entered.") var name: String

    func run() throws {
      let run = try CommandRun(global)
      try run.withSession { session in
        _ = try session.write(ChangeAllergies(.remove(name: name)))
        run.print(json: .object(["saved": .bool(true)]), text: "Taken off.")
      }
    }
  }
}

import ArgumentParser
import Domain
import Store

/// `medication add`: one more medication on a person's list.
struct MedicationAddCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "add",
    abstract: "Add a medication, with rules or with written directions.",
    discussion: """
      Directions are read into rules and spoken back; with --rule they are kept as written. \
      Without either the medication has no plan and its doses are logged as they are taken.
      """
  )

  @OptionGroup var global: GlobalOptions
  @Argument(help: "The name of the drug.") var name: String
  @Option(help: "The strength, as on the label: 500 mg.") var strength: String?
  @Option(help: "The form: tablet, capsule, inhaler.") var form: String?
  @Option(help: "What doses and supply are counted in: tablet, mL, puff.") var unit: String?
  @Option(help: "A rule in JSON, the file it stands in, or - for stdin; may be repeated.")
  var rule: [String] = []
  @Option(help: "The directions as written: “take 1 tablet twice a day”.") var sig: String?
  @Option(help: "What it is for.") var forWhat: String?
  @Option(parsing: .unconditional, help: "How much is left, in units.")
  var onHand: String?
  @Option(help: "How much was prescribed, in units.") var quantity: Int?
  @Option(help: "How many refills are left.") var refills: Int?
  @Option(help: "The first day, as YYYY-MM-DD; now by default.") var start: String?
  @Option(help: "The last day, as YYYY-MM-DD.") var end: String?
  @Option(help: "Who prescribed it.") var prescriber: String?
  @Option(help: "The number of the prescription.") var rxNumber: String?
  @Option(help: "When it was prescribed, as YYYY-MM-DD.") var written: String?
  @Option(help: "What it looks like.") var appearance: String?
  @Option(help: "An instruction that stands beside each dose.") var special: String?
  @Option(help: "Where it comes from: pharmacy, elsewhere, otc.") var origin = Origin.pharmacy
  @Flag(help: "Its reminders break through quiet hours.") var critical = false
  @Flag(help: "Take a name that is not in the catalogue.") var outsideCatalogue = false
  @Option(help: "For a prescriber or pharmacist: why the alerts do not hold here.")
  var overrideReason: String?
  @Flag(help: "With the reason: a weekly medicine is given oftener, against cancer.")
  var forCancer = false

  /// Where a medication comes from.
  enum Origin: String, CaseIterable, ExpressibleByArgument {
    case pharmacy
    case elsewhere
    case otc
  }

  func run() throws {
    let run = try CommandRun(global)
    let rules = try rule.map(RuleInput.rule)
    let reading = sig.map { SigParser.parse($0, unit: form.flatMap(Amount.canonicalUnit)) }
    if rules.isEmpty, let reading { try WrittenDirections.refuseUnread(reading) }
    var new = try medication()
    try run.withSession { session in
      let drug = try drug(session)
      new.schedules =
        rules.isEmpty
        ? try schedules(reading, session)
        : try rules.map { try RuleInput.new($0, isCritical: critical, special: special) }
      new.dosingUnit = try dosingUnit(drug, new.schedules.map(\.rule))
      new.form = form ?? reading?.sig.form(of: new.dosingUnit) ?? new.dosingUnit
      if rules.isEmpty, let quantity, let reading {
        new.daysSupply = reading.sig.daysSupply(quantity: Rational(quantity)).value
          .flatMap { $0 > 0 ? $0 : nil }
      }
      try refuseUnknownParents(new.schedules, session)
      let answer = try session.write(AddMedication(new), overriding: try override(new, session))
      let sheet = try session.read(SafetyQuery(.onList(medication: answer.medication)))
      let sentence =
        rules.isEmpty && reading != nil
        ? reading?.text ?? ""
        : try session.read(MedicationPlanQuery()).sentences(of: answer.schedules)
          .joined(separator: " ")
      run.print(
        json: document(answer, sentence, sheet),
        text: "Added medication \(answer.medication): \(sentence)"
          + (answer.isKnownDrug
            ? "" : "\nIt is not in the catalogue, so nothing is checked for it.")
          + (answer.catalogueStrength.map {
            "\nIts strength is the only one of the catalogue: \(Display.strength($0)). "
              + "Look at the label."
          } ?? "")
          + SafetyDocument.lines(sheet.told)
          + sheet.uncheckedMaxima.map { "\n" + $0.sentence }.joined()
      )
    }
  }

  private func document(
    _ answer: AddMedication.Answer,
    _ sentence: String,
    _ sheet: SafetySheet
  ) -> JSON {
    let members = [
      JSONMember("medication", .integer(answer.medication)),
      JSONMember("schedules", .array(answer.schedules.map(JSON.integer))),
      JSONMember("known", .bool(answer.isKnownDrug)), JSONMember("sentence", .string(sentence)),
    ]
    // Told only where something could not be looked at.
    let incomplete =
      sheet.uncheckedMaxima.isEmpty ? [] : [JSONMember("complete", .bool(false))]
    return .object(members + SafetyDocument.members(sheet.told) + incomplete)
  }

  /// Why what the checks say does not hold, when a reason was given.
  private func override(
    _ new: NewMedication,
    _ session: ActingSession
  ) throws -> SafetyOverride? {
    guard let overrideReason else { return nil }
    let reason = try PlainText.checked(overrideReason, of: "the reason", atMost: 500)
    let alerts = try session.read(SafetyQuery(.adding(new))).speaking
    return SafetyOverride(
      reason: reason,
      alerts: Set(alerts.map(\.key)),
      isForCancer: forCancer
    )
  }

  private func medication() throws -> NewMedication {
    NewMedication(
      drugName: name,
      strength: strength ?? "",
      purpose: forWhat ?? sig.flatMap { SigParser.parse($0).sig.purpose },
      appearance: appearance,
      instructions: sig,
      prescriber: prescriber,
      prescriptionNumber: rxNumber,
      quantity: try GivenValue.whole(quantity, "--quantity", 1...1_000_000),
      refills: try GivenValue.whole(refills, "--refills", 0...99),
      writtenOn: try GivenValue.date(written, "--written"),
      startDate: try GivenValue.date(start, "--start"),
      endDate: try GivenValue.date(end, "--end"),
      onHand: try GivenValue.quantity(onHand, "--on-hand"),
      origin: origin.rawValue
    )
  }

  /// The drug of that name; nil for one outside the catalogue.
  private func drug(_ session: ActingSession) throws -> DrugChoiceQuery.Drug? {
    let wanted = try PlainText.checked(name, of: "the name of the drug", atMost: 120)
    let choice = try session.read(DrugChoiceQuery(name: wanted))
    if let drug = choice.drug { return drug }
    if let ambiguous = choice.ambiguous { throw CommandFailure(.badData, ambiguous.sentence) }
    guard !choice.isCatalogueEmpty, !outsideCatalogue else { return nil }
    let near = Display.list(choice.near, joinedBy: "or")
    if choice.meansEach {
      throw CommandFailure(
        .badData,
        """
        \(GivenValue.quoted(wanted)) may be several medicines here: \(near). Give one of these \
        names; nothing was added.
        """
      )
    }
    if choice.isChecked { return nil }
    throw CommandFailure(
      .badData,
      """
      \(GivenValue.quoted(wanted)) is not in the catalogue.\(near.isEmpty ? "" : " Near it: \(near).") \
      --outside-catalogue adds it without any check.
      """
    )
  }

  /// The schedules that the directions make; without any, doses are logged as they are taken.
  private func schedules(_ reading: SigReading?, _ session: ActingSession) throws -> [NewSchedule] {
    guard let reading else { return [NewSchedule(rule: .unscheduled, isCritical: critical)] }
    return try WrittenDirections.schedules(
      reading,
      from: try GivenValue.date(start, "--start"),
      special: special,
      isCritical: critical,
      session
    )
  }

  /// What doses are counted in: as given, else as the directions or rules say, as the form is
  /// called, as the catalogue says.
  private func dosingUnit(_ drug: DrugChoiceQuery.Drug?, _ plan: [ScheduleRule]) throws -> String {
    if let unit {
      guard let known = Amount.canonicalUnit(unit) else { throw AmountError.unknownUnit(unit) }
      return known
    }
    let ofForm = form?.split(separator: " ").last.flatMap { Amount.canonicalUnit(String($0)) }
    return Amount.dosingUnit(among: plan.flatMap(\.amounts).map(\.unit))
      ?? ofForm ?? drug.flatMap { Amount.canonicalUnit($0.dosingUnit) } ?? "tablet"
  }

  private func refuseUnknownParents(_ new: [NewSchedule], _ session: ActingSession) throws {
    let parents = new.compactMap(\.follows)
    guard !parents.isEmpty else { return }
    let known = try session.read(MedicationListQuery()).flatMap(\.schedules).map(\.id)
    if let unknown = parents.first(where: { !known.contains($0) }) {
      throw StoreError.notFound(what: "schedule", id: "\(unknown)")
    }
  }
}

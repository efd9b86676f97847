import Domain
import Store
import Terminal

/// Entering what the checks need to know of a person: kidneys, pregnancy, weight, allergies.
@MainActor struct AboutMeForms {
  let context: ScreenContext
  let page: MedicinePage

  private nonisolated static let pregnancies = [
    "not said", "no", "pregnant", "breastfeeding", "planning",
  ]
  private nonisolated static let states: [CheckedPerson.Pregnancy?] = [
    nil, .no, .pregnant, .lactating, .planning,
  ]

  private var today: CalendarDate { page.plan.today }

  /// Kidney function, pregnancy and weight, each with its day.
  var facts: FormOverlay {
    let reader = EntryReader(today: today)
    let body = page.body
    let state = Self.states.firstIndex { $0 == body.pregnancy?.value } ?? 0
    let form = Form([
      FormField(
        "egfr",
        label: "Kidneys: eGFR",
        kind: .number,
        value: body.eGFR.map { "\($0.value)" } ?? "",
        help: "from the laboratory, such as 64",
        limit: 3
      ),
      FormField("egfrOn", label: "measured on", value: day(body.eGFR?.on), help: "October 14"),
      FormField(
        "pregnancy",
        label: "Pregnancy",
        kind: .choice(Self.pregnancies),
        value: Self.pregnancies[state],
        help: "left and right choose"
      ),
      FormField("pregnancyOn", label: "said on", value: day(body.pregnancy?.on), help: "today"),
      FormField(
        "weight",
        label: "Weight in kg",
        value: body.weightGrams.map { Display.decimal(Rational($0.value, 1000)) } ?? "",
        help: "such as 26.1",
        limit: 8
      ),
      FormField("weightOn", label: "weighed on", value: day(body.weightGrams?.on), help: "today"),
    ]) { id, values in Self.problem(id, values, reader) }
    let before = form.values
    let context = context
    return FormOverlay(title: "What the checks need to know", form: form) { overlay in
      let facts = Self.facts(overlay.form.values, before: before, reader)
      return [
        context.write(facts) { result in
          switch result {
          case .failure(let error):
            overlay.form.show(problem: ErrorWords.sentence(for: error), at: "egfr")
            return []
          case .success(let isSaved):
            let words = isSaved ? "Saved. Every medicine was checked anew." : "Nothing was changed."
            return [.closeScreen(overlay), .done(words), .refreshAll]
          }
        }
      ]
    }
  }

  private func day(_ date: CalendarDate?) -> String {
    date.map { Display.fullDate($0) } ?? ""
  }

  private nonisolated static func problem(
    _ id: FormField.ID,
    _ values: Form.Values,
    _ reader: EntryReader
  ) -> String? {
    let text = (values[id] ?? "").split(separator: " ").joined(separator: " ")
    guard !text.isEmpty else { return nil }
    switch id {
    case "egfr":
      return Int(text).map { (1...200).contains($0) } == true ? nil : "A number from 1 to 200."
    case "weight": return grams(text) == nil ? "A weight in kg, such as 26.1." : nil
    case "egfrOn", "pregnancyOn", "weightOn":
      return day(text, reader) == nil ? "\"\(text)\" is not a day that has been." : nil
    default: return nil
    }
  }

  /// A day up to today; without a year, the last such day.
  private nonisolated static func day(_ text: String, _ reader: EntryReader) -> CalendarDate? {
    guard let date = try? reader.date(text) else { return nil }  // Told beside the field.
    if date <= reader.today { return date }
    let (year, month, day) = date.components
    let isYearSaid = text.contains(String(year))
    return isYearSaid ? nil : CalendarDate(year: year - 1, month: month, day: day)
  }

  private nonisolated static func grams(_ text: String) -> Int? {
    let number = text.lowercased().replacing("kg", with: "").replacing(" ", with: "")
    guard let kilograms = Rational(text: number) else { return nil }
    let grams = kilograms * Rational(1000)
    return grams.isWhole && (200...700_000).contains(grams.ceiling) ? grams.ceiling : nil
  }

  /// Only what was changed: an old value must not get the day of today.
  private nonisolated static func facts(
    _ values: Form.Values,
    before: Form.Values,
    _ reader: EntryReader
  ) -> SetBodyFacts {
    func isChanged(_ ids: FormField.ID...) -> Bool { ids.contains { values[$0] != before[$0] } }
    func on(_ id: FormField.ID) -> CalendarDate? {
      // A day that stands there from the last value is not the day of the new one.
      isChanged(id) ? values[id].flatMap { day($0, reader) } : nil
    }
    func kept(_ id: FormField.ID, _ value: FormField.ID) -> CalendarDate? {
      isChanged(value) ? on(id) : values[id].flatMap { day($0, reader) }
    }
    var facts = SetBodyFacts()
    if isChanged("egfr", "egfrOn"), let value = values["egfr"].flatMap({ Int($0) }) {
      facts.eGFR = .init(value, on: kept("egfrOn", "egfr"))
    }
    let index = pregnancyIndex(values["pregnancy"])
    if isChanged("pregnancy", "pregnancyOn"), let state = states[index] {
      facts.pregnancy = .init(state, on: kept("pregnancyOn", "pregnancy"))
    }
    if isChanged("weight", "weightOn"), let value = values["weight"].flatMap({ grams($0) }) {
      facts.weightGrams = .init(value, on: kept("weightOn", "weight"))
    }
    return facts
  }

  private nonisolated static func pregnancyIndex(_ text: String?) -> Int {
    pregnancies.firstIndex { $0 == text } ?? 0
  }

  // MARK: Allergies

  private static let kinds = ["a medicine", "a food", "an inactive ingredient", "something else"]
  private static let storedKinds: [CheckedPerson.Allergy.Kind] = [
    .drug, .food, .excipient, .environment,
  ]
  private static let severities = ChangeAllergies.Severity.allCases.map(\.rawValue)

  /// Something that the person reacts to.
  var allergy: FormOverlay {
    let form = Form([
      FormField("name", label: "You react to", help: "penicillin, lactose, peanut", limit: 200),
      FormField("kind", label: "It is", kind: .choice(Self.kinds), value: Self.kinds[0]),
      FormField("severity", label: "How bad", kind: .choice(Self.severities), value: "unknown"),
      FormField("symptoms", label: "What happened", help: "hives, throat swelled", limit: 300),
    ]) { id, values in
      id == "name" && (values["name"] ?? "").allSatisfy { $0 == " " } ? "Say what it is." : nil
    }
    let context = context
    return FormOverlay(title: "Add an allergy", form: form) { overlay in
      let values = overlay.form.values
      let kind = Self.kinds.firstIndex { $0 == values["kind"] } ?? 0
      let name = values["name"] ?? ""
      let change = ChangeAllergies.Change.add(
        name: name,
        kind: Self.storedKinds[kind],
        severity: ChangeAllergies.Severity(rawValue: values["severity"] ?? "") ?? .unknown,
        symptoms: values["symptoms"]
      )
      let query = AllergyReadingQuery(name, kind: Self.storedKinds[kind])
      return [
        context.read(query) { result in
          // What cannot be read here is asked again by the transaction, which says what is wrong.
          guard case .success(let reading) = result, !reading.canBeChecked else {
            return [Self.save(change, from: overlay, context, isChecked: true)]
          }
          return [.open(Self.unknown(name, reading, change, from: overlay, context))]
        }
      ]
    }
  }

  private static func save(
    _ change: ChangeAllergies.Change,
    from overlay: FormOverlay,
    _ context: ScreenContext,
    isChecked: Bool
  ) -> Effect {
    context.write(ChangeAllergies(change)) { result in
      switch result {
      case .failure(let error):
        overlay.form.show(problem: ErrorWords.sentence(for: error), at: "name")
        return []
      case .success:
        let words =
          isChecked
          ? "Saved. Every medicine was checked anew."
          : "Saved. It CANNOT BE CHECKED here: ask about every medicine."
        return [.closeScreen(overlay), .done(words), .refreshAll]
      }
    }
  }

  /// A name that no medicine here has: what is near it, or that it stays and is not checked.
  private static func unknown(
    _ name: String,
    _ reading: AllergyReadingQuery.Reading,
    _ change: ChangeAllergies.Change,
    from overlay: FormOverlay,
    _ context: ScreenContext
  ) -> Dialog {
    let near =
      reading.near.isEmpty
      ? "" : " Do you mean \(Display.list(reading.near, joinedBy: "or"))? Then write that."
    return Dialog(
      title: "Not known here",
      message:
        "No medicine here is called \"\(name)\", so no medicine can be checked for it.\(near)",
      isDangerous: true,
      choices: [
        Dialog.Choice(key: .character("k"), title: "Keep it as I wrote it, unchecked") {
          [save(change, from: overlay, context, isChecked: false)]
        },
        .cancel("I write it again"),
      ]
    )
  }

  /// Which allergy was entered by mistake.
  var removal: Dialog {
    let context = context
    let choices = page.allergies.prefix(8).enumerated().map { index, allergy in
      Dialog.Choice(
        key: .character(Character("\(index + 1)")),
        title: "\(allergy.name), \(allergy.severity)"
      ) {
        [
          context.write(ChangeAllergies(.remove(name: allergy.name))) { result in
            switch result {
            case .failure(let error): return [.failed(ErrorWords.sentence(for: error))]
            case .success: return [.done("Taken off: \(allergy.name)."), .refreshAll]
            }
          }
        ]
      }
    }
    return Dialog(
      title: "Take off an allergy",
      message: "Which one was entered by mistake?",
      isDangerous: true,
      choices: choices + [.cancel("None of them")]
    )
  }
}

import Domain
import Store
import Terminal

/// What was typed goes through the checks and into the record.
extension ScheduleEditor {
  func save() -> [Effect] {
    let entry = entry
    do throws(EntryError) {
      let rules = try entry.rules()
      if isWeeklyOnly, !context.isProfessional,
        let rule = rules.first(where: { !$0.isAtMostWeekly })
      {
        form.show(problem: EditorPreview.weekly(rule), at: "kind")
        return []
      }
      if case .add = purpose, let problem = entry.strengthProblem {
        form.show(problem: problem, at: "strength")
        return []
      }
      isSaving = true
      switch purpose {
      case .add:
        let new = try medication(entry, rules)
        return [
          named(new) { [weak self] in
            guard let self else { return [] }
            return [
              self.checked(.adding(new)) { [weak self] answer in
                self.map { [$0.add(new, answer)] } ?? []
              }
            ]
          }
        ]
      case .change(let schedule):
        let from = try entry.changesFrom()
        let rule = rules[0]
        try refuseOtherManner(entry, schedule)
        let toldBy = entry.text("toldBy")
        let others = item?.schedules.filter { $0.isActive && $0.id != schedule.id }.map(\.rule)
        let question = SafetyQuery.Question.changing(
          medication: schedule.medication,
          to: [rule] + (others ?? [])
        )
        return [
          checked(question) { [weak self] answer in
            self.map {
              [$0.change(schedule, to: rule, from: from, toldBy: toldBy, answer.override)]
            } ?? []
          }
        ]
      }
    } catch {
      isSaving = false
      form.show(problem: error.sentence, at: entry.shape.fields.last ?? "line")
      return []
    }
  }

  /// Directions that are changed keep what stands beside each dose.
  private func refuseOtherManner(
    _ entry: EditorEntry,
    _ schedule: PlannedSchedule
  ) throws(EntryError) {
    guard entry.shape == .asWritten, let line = entry.line else { return }
    let present = item?.medication.details[schedule.id]?.special
    if !line.special.isEmpty, line.special != present { throw .otherManner(line.special) }
    if let removal = line.reading.sig.clauses.compactMap(\.removal).first {
      throw .otherManner("remove \(removal.words)")
    }
  }

  func medication(
    _ entry: EditorEntry,
    _ rules: [ScheduleRule]
  ) throws(EntryError) -> NewMedication {
    let unit = entry.unit ?? "tablet"
    let asks = OwnQuestionRule(unit: unit)
    let origin = EditorFields.origins.firstIndex(of: entry.text("origin")) ?? 0
    return NewMedication(
      drugName: entry.text("drug"),
      strength: Strength.entered(entry.text("strength")),
      form: entry.shape == .asWritten
        ? entry.line?.reading.sig.form(of: unit) ?? EditorFields.form(of: unit)
        : EditorFields.form(of: unit),
      dosingUnit: unit,
      purpose: entry.optional("purpose"),
      instructions: entry.shape == .asWritten ? entry.line?.directions : nil,
      startDate: try entry.start(),
      endDate: try entry.lastDay(),
      onHand: try entry.onHand(),
      origin: EditorFields.storedOrigins[origin],
      schedules: zip(rules, try entry.plans(rules)).map { rule, plan in
        NewSchedule(
          rule: rule,
          special: plan.special,
          asksOwnQuestion: asks.holds(for: rule),
          minutesOn: plan.minutesOn
        )
      }
    )
  }

  /// Asks about a name that no check knows before anything is saved under it.
  private func named(
    _ new: NewMedication,
    then go: @escaping @MainActor @Sendable () -> [Effect]
  ) -> Effect {
    context.read(DrugChoiceQuery(name: new.drugName)) { [weak self] result in
      guard let self else { return [] }
      // What cannot be read here is asked again by the transaction, which says what is wrong.
      guard case .success(let choice) = result, choice.drug == nil, !choice.isCatalogueEmpty,
        keptName != new.drugName
      else { return go() }
      if let ambiguous = choice.ambiguous {
        isSaving = false
        form.show(problem: ambiguous.sentence, at: "drug")
        return []
      }
      guard !choice.isChecked || choice.meansEach else { return go() }
      isSaving = false
      return [.open(unknownName(new, choice))]
    }
  }

  /// A name outside the catalogue, or one of several medicines: what is near it, and that it may stay
  /// as it is, with what that means.
  private func unknownName(_ new: NewMedication, _ choice: DrugChoiceQuery.Choice) -> Dialog {
    let near = choice.near.prefix(5).enumerated().map { index, name in
      Dialog.Choice(key: .character(Character("\(index + 1)")), title: "I mean \(name)") {
        [weak self] in
        self?.takeName(name)
        return []
      }
    }
    let keep = Dialog.Choice(key: .character("k"), title: "Keep it as I wrote it, unchecked") {
      [weak self] in
      self?.keptName = new.drugName
      return self?.save() ?? []
    }
    return Dialog(
      title: choice.meansEach ? "Which one?" : "Not in the catalogue",
      message: choice.meansEach
        ? "\"\(new.drugName)\" may be several medicines. Look at the label."
        : "No medicine here is called \"\(new.drugName)\". Under that name nothing is checked: no "
          + "interaction, no allergy, no highest amount. Look at the label.",
      isDangerous: true,
      choices: near + [keep, .cancel("I write it again")]
    )
  }

  private func takeName(_ name: String) {
    values["drug"] = name
    isChanged = true
    rebuild(at: "drug")
  }

  /// Shows what speaks against it first, while what was typed still stands in the form.
  private func checked(
    _ question: SafetyQuery.Question,
    then save: @escaping @MainActor @Sendable (SafetyAnswer) -> [Effect]
  ) -> Effect {
    SafetyGate(context: context).ask(
      question,
      reading: { [weak self] in self?.isSaving = false },
      then: save
    )
  }

  private func add(_ medication: NewMedication, _ safety: SafetyAnswer) -> Effect {
    isSaving = true
    let replaced = safety.replaces.flatMap { id in
      plan.items.first { $0.label.medication == id }?.label.title
    }
    let strength = Display.strength(medication.strength)
    let title = strength.isEmpty ? medication.drugName : "\(medication.drugName) \(strength)"
    let unchecked = safety.unchecked.map { $0 + " " }.joined()
    let add = AddMedication(medication, replacing: safety.replaces)
    return context.write(add, overriding: safety.override) { [weak self] result in
      self?.answered(result) { list, answer in
        if let replaced {
          // Taking back the new one alone would leave the person with neither.
          list?.undo = nil
          let load = list.map { [$0.load(select: answer.medication)] } ?? []
          return load + [.done("Added: \(title). Stopped: \(replaced). Put that bottle away.")]
        }
        list?.undo = .transaction(.added(medication: answer.medication), title: title)
        let load = list.map { [$0.load(select: answer.medication)] } ?? []
        let quiet = list.map {
          [QuietChoiceQuestion.ask(about: Set(answer.schedules), in: $0.context)]
        }
        return load + [.done("Added: \(title). \(unchecked)U takes it back.")] + (quiet ?? [])
      } ?? []
    }
  }

  private func change(
    _ schedule: PlannedSchedule,
    to rule: ScheduleRule,
    from: LocalMinute?,
    toldBy: String,
    _ override: SafetyOverride?
  ) -> Effect {
    isSaving = true
    let title = item?.label.title ?? ""
    let change = ChangeSchedule(schedule: schedule.id, rule: rule, from: from, toldBy: toldBy)
    return context.write(change, overriding: override) { [weak self] result in
      self?.answered(result) { list, minute in
        let back = UndoMedicationChange.Change.changed(schedule: schedule.id, from: minute)
        list?.undo = .transaction(back, title: title)
        let load = list.map { [$0.load(select: schedule.medication)] } ?? []
        let quiet = list.map { [QuietChoiceQuestion.ask(about: [schedule.id], in: $0.context)] }
        return load + [.done("Changed: \(title). U takes it back.")] + (quiet ?? [])
      } ?? []
    }
  }

  /// Closes after success; keeps what was typed after a failure.
  private func answered<Answer>(
    _ result: Result<Answer, any Error>,
    then: (SchedulesScreen?, Answer) -> [Effect]
  ) -> [Effect] {
    isSaving = false
    switch result {
    case .failure(let error): return [.failed(ErrorWords.sentence(for: error))]
    case .success(let answer):
      isChanged = false
      return [.closeScreen(self)] + then(list, answer)
    }
  }
}

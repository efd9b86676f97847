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
      case .change(let schedule, _):
        let change = try change(of: schedule, entry, rules)
        let question = SafetyQuery.Question.changing(
          medication: schedule.medication,
          to: entry.replaces(rules) ? rules : rules + otherRules(than: schedule)
        )
        return [
          checked(question) { [weak self] answer in
            self.map { [change($0, answer.override)] } ?? []
          }
        ]
      }
    } catch {
      isSaving = false
      form.show(problem: error.sentence, at: entry.shape.fields.last ?? "line")
      return []
    }
  }

  /// What is written once the checks have been answered: the schedule by another rule, or others in
  /// the place of all.
  private func change(
    of schedule: PlannedSchedule,
    _ entry: EditorEntry,
    _ rules: [ScheduleRule]
  ) throws(EntryError) -> @MainActor @Sendable (ScheduleEditor, SafetyOverride?) -> Effect {
    let from = try entry.changesFrom()
    let new = try newSchedules(entry, rules)
    let toldBy = entry.text("toldBy")
    if entry.replaces(rules) {
      let replace = ReplaceDirections(
        medication: schedule.medication,
        schedules: new,
        instructions: entry.shape == .asWritten ? entry.line?.directions : nil,
        from: from,
        toldBy: toldBy
      )
      return { editor, override in editor.replace(replace, override) }
    }
    let change = ChangeSchedule(
      schedule: schedule.id,
      rule: rules[0],
      from: from,
      toldBy: toldBy,
      manner: entry.shape == .asWritten
        ? ChangeSchedule.Manner(
          special: new[0].special,
          asksOwnQuestion: new[0].asksOwnQuestion
        ) : nil
    )
    return { editor, override in editor.change(schedule, change, override) }
  }

  /// The rules by which the medicine is taken beside one of its schedules.
  func otherRules(than schedule: PlannedSchedule) -> [ScheduleRule] {
    item?.schedules.filter { $0.isActive && $0.id != schedule.id }.map(\.rule) ?? []
  }

  /// The schedules that rules make; what stands beside the doses now stays where nothing else is
  /// said, as long as it is the same for all.
  private func newSchedules(
    _ entry: EditorEntry,
    _ rules: [ScheduleRule]
  ) throws(EntryError) -> [NewSchedule] {
    let asks = OwnQuestionRule(unit: entry.unit ?? "tablet")
    let present = item.map { item in
      Set(item.schedules.filter(\.isActive).map { item.medication.details[$0.id]?.special })
    }
    let kept = present.flatMap { $0.count == 1 ? $0.first ?? nil : nil }
    return zip(rules, try entry.plans(rules)).map { rule, plan in
      NewSchedule(
        rule: rule,
        special: plan.special ?? kept,
        asksOwnQuestion: asks.holds(for: rule),
        minutesOn: plan.minutesOn
      )
    }
  }

  func medication(
    _ entry: EditorEntry,
    _ rules: [ScheduleRule]
  ) throws(EntryError) -> NewMedication {
    let unit = entry.unit ?? "tablet"
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
      schedules: try newSchedules(entry, rules)
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
    _ change: ChangeSchedule,
    _ override: SafetyOverride?
  ) -> Effect {
    isSaving = true
    return context.write(change, overriding: override) { [weak self] result in
      self?.answered(result) { list, answer in
        let back = UndoMedicationChange.Change.changed(
          schedule: schedule.id,
          from: answer.from,
          manner: answer.manner,
          later: answer.later
        )
        return self?.changed(
          list,
          back,
          medication: schedule.medication,
          schedules: [schedule.id],
          first: answer.firstAfterTaken
        ) ?? []
      } ?? []
    }
  }

  private func replace(_ replace: ReplaceDirections, _ override: SafetyOverride?) -> Effect {
    isSaving = true
    return context.write(replace, overriding: override) { [weak self] result in
      self?.answered(result) { list, answer in
        self?.changed(
          list,
          .replaced(medication: replace.medication, answer),
          medication: replace.medication,
          schedules: Set(answer.begun),
          first: answer.firstAfterTaken
        ) ?? []
      } ?? []
    }
  }

  /// Says what was changed, from which dose on, and how it is taken back.
  private func changed(
    _ list: SchedulesScreen?,
    _ back: UndoMedicationChange.Change,
    medication: Int,
    schedules: Set<Int>,
    first: Occurrence?
  ) -> [Effect] {
    let title = item?.label.title ?? ""
    list?.undo = .transaction(back, title: title)
    let load = list.map { [$0.load(select: medication)] } ?? []
    let quiet = list.map { [QuietChoiceQuestion.ask(about: schedules, in: $0.context)] } ?? []
    let next = first.map { " \(PlanWords.afterTaken($0, today: plan.today))" } ?? ""
    return load + [.done("Changed: \(title).\(next) U takes it back.")] + quiet
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

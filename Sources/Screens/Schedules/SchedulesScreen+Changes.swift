import Domain
import Store
import Terminal

/// What the person does to a medication: each ends in one transaction, and a line says it is saved.
extension SchedulesScreen {
  func change(_ action: Action.ID) -> [Effect] {
    guard let plan else { return [] }
    switch action {
    case "plan.add": return [.open(ScheduleEditor(adding: plan, context: context, for: self))]
    case "plan.undo": return takeBack()
    default: break
    }
    guard let item = selected else { return [] }
    switch action {
    case "plan.edit": return edit(item, plan)
    case "plan.apart": return moveApart(item, plan)
    case "plan.pause":
      return item.label.status == "paused" ? resume(item, plan) : askPause(item, plan)
    case "plan.quiet":
      let own = Set(item.schedules.filter(\.isActive).map(\.id))
      return [QuietChoiceQuestion.ask(about: own, in: context, isAsked: true)]
    case "plan.stop": return [.open(stopQuestion(item))]
    case "plan.details": return [.open(MedicationDetailsScreen(item, plan: plan, context: context))]
    default: return []
    }
  }

  // MARK: Change

  /// Opens the editor, and asks first which schedule where there are several.
  private func edit(_ item: MedicationPlan.Item, _ plan: MedicationPlan) -> [Effect] {
    let words = PlanWords(plan: plan)
    let schedules = words.active(item)
    guard let first = schedules.first else {
      return [.failed("\(item.label.title) has no times that could be changed.")]
    }
    guard schedules.count > 1 else { return [open(first, item, plan)] }
    let choices = schedules.prefix(9).enumerated().map { index, schedule in
      Dialog.Choice(
        key: .character(Character("\(index + 1)")),
        title: plan.sentence(schedule)
      ) { [weak self] in self.map { [$0.open(schedule, item, plan)] } ?? [] }
    }
    return [
      .open(
        Dialog(title: "Change", message: "\(item.label.title): which one?", choices: Array(choices))
      )
    ]
  }

  private func open(
    _ schedule: PlannedSchedule,
    _ item: MedicationPlan.Item,
    _ plan: MedicationPlan
  ) -> Effect {
    guard
      let editor = ScheduleEditor(
        changing: schedule,
        of: item,
        in: plan,
        context: context,
        for: self
      )
    else {
      return .failed("These times cannot be changed here: stop it and add it anew.")
    }
    return .open(editor)
  }

  /// Opens the editor with the nearest free time in place of one that is too near; who said so is
  /// all that is left to type.
  private func moveApart(_ item: MedicationPlan.Item, _ plan: MedicationPlan) -> [Effect] {
    guard let schedule = movableSchedule(item),
      let editor = ScheduleEditor(
        changing: schedule,
        of: item,
        in: plan,
        context: context,
        for: self
      )
    else { return [] }
    editor.apart = conflicts(item)
    return [.open(editor)] + editor.takeFreeTime()
  }

  // MARK: Pause and resume

  private func askPause(_ item: MedicationPlan.Item, _ plan: MedicationPlan) -> [Effect] {
    let reader = EntryReader(today: plan.today)
    let form = Form([
      FormField(
        "until",
        label: "Until which day",
        value: "",
        help: "The day it is taken again, such as November 30"
      ),
      FormField("reason", label: "Why", help: "such as: surgery, told by Dr. Shah", limit: 200),
    ]) { id, values in
      guard id == "until" else { return nil }
      do throws(EntryError) {
        let day = try reader.date(values["until"] ?? "")
        return day <= reader.today ? "That day has come already." : nil
      } catch {
        return error.sentence
      }
    }
    let title = item.label.title
    return [
      .open(
        FormOverlay(title: "Pause \(title)", form: form) { [weak self] overlay in
          guard let self, let until = try? reader.date(overlay.form["until"]) else { return [] }
          // The field was judged before: a day that cannot be read does not come here.
          return [self.pause(item, until: until, reason: overlay.form["reason"], from: overlay)]
        }
      )
    ]
  }

  private func pause(
    _ item: MedicationPlan.Item,
    until: CalendarDate,
    reason: String,
    from overlay: FormOverlay
  ) -> Effect {
    let medication = item.label.medication
    let title = item.label.title
    let pause = SetMedicationStatus(
      medication: medication,
      change: .pause(until: until),
      reason: reason
    )
    return context.write(pause) { [weak self, weak overlay] result in
      guard let self else { return [] }
      switch result {
      case .failure(let error): return [.failed(ErrorWords.sentence(for: error))]
      case .success:
        self.undo = .status(medication: medication, .resume, title: title)
        let day = self.plan.map { Display.weekdayAndDate(until, today: $0.today) } ?? ""
        let close = overlay.map { [Effect.closeScreen($0)] } ?? []
        return close + [
          self.load(), .done("Paused until \(day): \(title). Nothing rings. U takes it back."),
        ]
      }
    }
  }

  private func resume(_ item: MedicationPlan.Item, _ plan: MedicationPlan) -> [Effect] {
    let label = item.label
    if label.needsDirections { return [.open(directionsQuestion(item, plan))] }
    // A pause whose day has come can be put back only without a day.
    let until = label.pausedUntil.flatMap { $0 > plan.today ? $0 : nil }
    let back = SetMedicationStatus.Change.pause(until: until)
    return [
      set(label.medication, .resume) { [weak self] in
        self?.undo = .status(medication: label.medication, back, title: label.title)
        return "Taken up again: \(label.title). U takes it back."
      }
    ]
  }

  /// One that was changed in hospital is taken up by new directions, or by the old ones only where
  /// somebody said so.
  private func directionsQuestion(_ item: MedicationPlan.Item, _ plan: MedicationPlan) -> Dialog {
    let label = item.label
    var resume = SetMedicationStatus(medication: label.medication, change: .resume)
    resume.oldDirectionsHold = true
    let old = PlanWords(plan: plan).rules(item).joined(separator: " ")
    return Dialog(
      title: "New directions needed",
      message: "\(label.title) was changed in hospital, and the new directions are not entered. "
        + "Old ones: \(old) Not sure what holds now? Ask before you take it.",
      isDangerous: true,
      choices: [
        Dialog.Choice(key: .character("e"), title: "Enter the new directions") { [weak self] in
          self?.edit(item, plan) ?? []
        },
        Dialog.Choice(key: .character("o"), title: "I was told: as before, by the old ones") {
          [weak self] in
          guard let self else { return [] }
          return [
            self.context.write(resume) { [weak self] result in
              guard let self else { return [] }
              switch result {
              case .failure(let error): return [.failed(ErrorWords.sentence(for: error))]
              case .success: return [self.load(), .done("Taken again as before: \(label.title).")]
              }
            }
          ]
        },
        .cancel("No, it rests"),
      ]
    )
  }

  private func set(
    _ medication: Int,
    _ change: SetMedicationStatus.Change,
    reason: String? = nil,
    then words: @escaping @MainActor @Sendable () -> String
  ) -> Effect {
    let status = SetMedicationStatus(medication: medication, change: change, reason: reason)
    return context.write(status) { [weak self] result in
      guard let self else { return [] }
      switch result {
      case .failure(let error): return [.failed(ErrorWords.sentence(for: error))]
      case .success: return [self.load(), .done(words())]
      }
    }
  }

  // MARK: Stop

  /// Names the medicine in full, warns where stopping itself does harm, and asks who decided it.
  private func stopQuestion(_ item: MedicationPlan.Item) -> Dialog {
    let label = item.label
    let purpose = label.purpose.map { ", \($0)" } ?? ""
    let warning =
      item.flags.contains("neverStopSuddenly")
      ? "\nThis medicine must not be stopped suddenly. Ask your prescriber or pharmacist first."
      : ""
    return Dialog(
      title: "Stop a medicine",
      message: """
        Stop \(label.title)\(purpose)? It leaves your list of medicines to take. Nothing rings for \
        it any more. What was recorded stays.\(warning)
        """,
      isDangerous: true,
      choices: [
        stop(item, key: "y", "Yes, I was told to stop it", reason: "told to stop"),
        stop(item, key: "f", "Yes, the course is finished", reason: "course finished"),
        stop(item, key: "m", "Yes, I decided it myself", reason: "own decision"),
        .cancel("No, I go on taking it"),
      ]
    )
  }

  private func stop(
    _ item: MedicationPlan.Item,
    key: Character,
    _ title: String,
    reason: String
  ) -> Dialog.Choice {
    Dialog.Choice(key: .character(key), title: title) { [weak self] in
      guard let self else { return [] }
      let label = item.label
      let back = UndoMedicationChange.Change.stopped(
        medication: label.medication,
        endDate: item.medication.endDate,
        pausedUntil: label.pausedUntil,
        wasPaused: label.status == "paused",
        reason: item.medication.statusReason
      )
      return [
        self.set(label.medication, .stop, reason: reason) { [weak self] in
          self?.undo = .transaction(back, title: label.title)
          return "Stopped: \(label.title). U takes it back within 10 minutes."
        }
      ]
    }
  }

  // MARK: Undo

  private func takeBack() -> [Effect] {
    guard let last = undo else { return [] }
    undo = nil
    switch last {
    case .status(let medication, let change, let title):
      return [set(medication, change) { "Taken back. \(title) is as it was." }]
    case .transaction(let change, let title):
      return [
        context.write(UndoMedicationChange(change)) { [weak self] result in
          guard let self else { return [] }
          switch result {
          case .failure(let error): return [.failed(ErrorWords.sentence(for: error))]
          case .success: return [self.load(), .done("Taken back. \(title) is as it was.")]
          }
        }
      ]
    }
  }
}

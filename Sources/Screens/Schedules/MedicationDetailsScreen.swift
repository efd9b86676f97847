import Domain
import Store
import Terminal

/// Everything that is on record about one medication, to be scrolled through.
@MainActor final class MedicationDetailsScreen: Screen {
  private let item: MedicationPlan.Item
  private let plan: MedicationPlan
  private let context: ScreenContext
  private var text = ScrolledText()
  /// What the checks say; nil until they have been asked.
  private var checks: Result<SafetySheet, any Error>?

  init(_ item: MedicationPlan.Item, plan: MedicationPlan, context: ScreenContext) {
    self.item = item
    self.plan = plan
    self.context = context
  }

  var title: String { "Details" }

  func opened(in shell: Shell, by press: KeyPress?) -> [Effect] { [ask()] }

  func refresh(_ cause: RefreshCause) -> [Effect] { [ask()] }

  private func ask() -> Effect {
    context.read(SafetyQuery(.onList(medication: item.label.medication))) { [weak self] result in
      self?.checks = result
      return []
    }
  }

  var actions: [Action] {
    [
      Action(
        id: "details.alerts",
        keys: [.character("c")],
        title: "What speaks against it",
        hint: "Alerts",
        availability: sheet.map {
          $0.alerts.isEmpty ? .disabled(reason: "No alert among the known pairs.") : .enabled
        } ?? .disabled(reason: "It has not been checked.")
      ),
      Action(
        id: "details.close",
        keys: [.left, .character("d"), .enter],
        title: "Back to the week",
        hint: "Back"
      ),
    ] + text.actions
  }

  func perform(_ action: Action.ID) -> [Effect] {
    switch action {
    case "details.alerts":
      return sheet.map { [.open(SafetyAlertScreen($0, context: context))] } ?? []
    case "details.close": return [.close]
    default: text.perform(action)
    }
    return []
  }

  func draw(on canvas: Canvas) {
    HeaderLine(person: context.person, mark: context.mark, now: plan.now, zone: plan.zone)
      .draw(on: canvas)
    let body = canvas.part(row: 2, column: 1, rows: canvas.rows - 3, columns: canvas.columns - 2)
    text.draw(lines(width: body.columns), on: body)
  }

  private func lines(width: Int) -> [ScrolledText.Line] {
    var lines: [ScrolledText.Line] = []
    func add(_ heading: String, _ texts: [String?]) {
      let texts = texts.compactMap { $0 }
      guard !texts.isEmpty else { return }
      if !lines.isEmpty { lines.append(ScrolledText.Line("")) }
      lines.append(ScrolledText.Line(heading, .role(.heading, .bold)))
      for text in texts {
        let wrapped = WordWrap.lines(text, width: width - 2, indent: 2)
        lines += wrapped.map { ScrolledText.Line("  " + $0) }
      }
    }
    let words = PlanWords(plan: plan)
    let label = item.label
    add(label.title, [label.purpose, label.appearance, status(words)])
    add("CHECKS", checkLines)
    add("HOW IT IS TAKEN", words.rules(item) + tables(words))
    add("NEXT DOSES", words.coming(item, limit: 10).map { words.words($0) })
    add("THE LABEL SAYS", [label.instructions.map { "\"\($0)\"" }])
    add("IF A DOSE IS LATE", [lateText])
    add("SUPPLY", supply)
    add("PRESCRIPTION", [prescription, words.since(item)])
    for schedule in words.active(item) {
      add("WHAT THE TIMES WERE, newest first", words.versions(schedule, item).map { $0 })
    }
    return lines
  }

  private var sheet: SafetySheet? { try? checks?.get() }  // A failure has its own line.

  /// One line for each alert that speaks; a failed check never looks like one without alerts.
  private var checkLines: [String] {
    switch checks {
    case nil: return []
    case .failure: return ["It could not be checked. Ask your pharmacist."]
    case .success(let sheet):
      var lines = sheet.isKnown ? [] : ["Not in the catalogue: it is not checked."]
      lines += sheet.alerts.filter { $0.acceptedBecause == nil }.map { item in
        let mark = item.isChecked ? "" : " (not yet checked)"
        return "\(item.alert.severity.word): \(SafetyWords.names(item.alert))\(mark)"
      }
      lines += sheet.uncheckedMaxima.map(\.sentence)
      if sheet.isKnown, lines.isEmpty { lines = ["No alert among the known pairs."] }
      if context.isProfessional {
        lines += sheet.milligramsPerKilogram.map { share in
          "\(share.ingredient): \(Display.amount(share.amount)) per kg in the largest dose"
        }
        if sheet.needsWeight {
          lines.append("A child without a weight of the last 6 months: the dose cannot be checked.")
        }
      }
      return lines
    }
  }

  private func status(_ words: PlanWords) -> String? {
    switch item.label.status {
    case "paused": words.paused(item)
    case "stopped", "completed": words.stopped(item)
    default: nil
    }
  }

  private func tables(_ words: PlanWords) -> [String] {
    words.active(item).flatMap { words.plan.words(of: $0).table($0.rule) }
  }

  private var lateText: String? {
    guard let text = item.label.lateText else {
      guard let fact = item.label.lateFact else {
        return "No instruction is stored for a late dose. Do not take 2 doses at once. Ask first."
      }
      let day = fact.writtenOn.map { ", \(Display.date($0, today: plan.today))" } ?? ""
      return "The label (\(fact.source)\(day)): \"\(fact.text)\""
    }
    let author = item.label.lateTextAuthor.map { "\($0) wrote" } ?? "Stored words"
    let day = item.label.lateTextOn.map { " on \(Display.date($0, today: plan.today))" } ?? ""
    return "\(author)\(day): \"\(text)\""
  }

  private var supply: [String?] {
    let unit = item.label.dosingUnit
    let left = item.medication.onHand.map { onHand in
      onHand.isPositive || onHand == .zero
        ? "Left: \(Display.quantity(onHand)) \(Display.unit(unit, for: onHand))"
        : "Less than nothing is left by the records: count again."
    }
    let refills = item.medication.refillsRemaining.map { "Refills left: \($0)" }
    return [left ?? "Never counted.", refills, splitting, container]
  }

  /// Whether a half may be taken.
  private var splitting: String? {
    if item.label.mustStayWhole {
      return "Never split, crush or chew it: all of it would act at once, or not at all."
    }
    switch item.label.splittable {
    case "scored": return "It may be split at its line."
    case "no": return "It has no line to split it at: halves are not alike. Ask first."
    default: return nil
    }
  }

  private var container: String? {
    item.label.staysInContainer
      ? "Keep it in the container it came in, closed: it spoils in a pill box." : nil
  }

  private var prescription: String? {
    let number = item.label.prescriptionNumber.map { "Rx \($0)" }
    let prescriber = item.label.prescriberName.map { "prescribed by \($0)" }
    let parts = [number, prescriber].compactMap { $0 }
    return parts.isEmpty ? "Entered without a prescription." : parts.joined(separator: ", ")
  }
}

import Domain
import Store
import Terminal

/// The pill box of a week: each compartment with what belongs into it, and one action that moves it
/// there from the bottles.
@MainActor package final class PillBoxScreen: Screen {
  let context: ScreenContext
  private(set) var box: PillBox?
  private(set) var problem: String?
  private(set) var firstDay: CalendarDate?
  var list = ListState()
  private var isSaving = false
  private let mayRecord: Bool

  /// One compartment: a part of a day.
  struct Compartment {
    let day: CalendarDate
    let part: DayPart
    let doses: [PillBox.Dose]
    /// What lies in it and does not belong there.
    let faults: [BoxFault]

    /// What belongs into it: `5 tablets`, `3 tablets and 1 capsule`.
    var total: String { BoxWords.total(doses.map { ($0.units, $0.label.dosingUnit) }) }

    var state: String {
      if faults.contains(where: \.mustComeOut) { return "WRONG: take out" }
      if !faults.isEmpty { return "left over?" }
      if doses.allSatisfy(\.isOver) { return "due or past" }
      let waiting = doses.filter { !$0.isOver }
      let filled = waiting.count(where: \.isFilled)
      return filled == waiting.count ? "filled" : filled == 0 ? "empty" : "PARTLY filled"
    }
  }

  package init(_ context: ScreenContext) {
    self.context = context
    mayRecord = context.allows(.record, .doses)
  }

  package var title: String { "Pill box" }
  package var minimumSize: Size { Size(rows: 12, columns: 40) }

  package func opened(in shell: Shell, by press: KeyPress?) -> [Effect] { [load()] }

  package func refresh(_ cause: RefreshCause) -> [Effect] { [load()] }

  private func load() -> Effect {
    let asked = firstDay
    return context.read(PillBoxQuery(firstDay: asked)) { [weak self] result in
      guard let self, firstDay == asked else { return [] }
      switch result {
      case .success(let box):
        self.box = box
        problem = nil
      case .failure(let error):
        box = nil
        problem = ErrorWords.sentence(for: error)
      }
      list.count = compartments.count
      return []
    }
  }

  var compartments: [Compartment] {
    guard let box else { return [] }
    return (0..<box.days).flatMap { offset -> [Compartment] in
      let day = box.firstDay + offset
      let doses = box.doses.filter { $0.due.date == day }
      return DayPart.allCases.compactMap { part in
        let own = doses.filter { DayPart($0.due.time) == part }
        let compartment = BoxCompartment(day: day, part: part)
        let faults = box.faults.filter { BoxCompartment($0.due) == compartment }
        return own.isEmpty && faults.isEmpty
          ? nil : Compartment(day: day, part: part, doses: own, faults: faults)
      }
    }
  }

  /// The compartment that is marked.
  var selected: Compartment? {
    let all = compartments
    return all.indices.contains(list.selected) ? all[list.selected] : nil
  }

  /// How many doses still belong into the box.
  var missing: Int { box?.doses.count { !$0.isFilled && !$0.isOver } ?? 0 }

  /// What must come out of the box before anything goes in, of all days.
  var wrong: Int { box?.mustComeOut.count ?? 0 }

  package func draw(on canvas: Canvas) { PillBoxView(screen: self).draw(on: canvas) }
}

// MARK: - Actions

extension PillBoxScreen {
  package var actions: [Action] {
    [
      Action(
        id: "box.fill",
        keys: [.character("f")],
        title: "Fill the box for these 7 days",
        hint: "Fill the box",
        availability: filling
      ),
      Action(
        id: "box.takeOut",
        keys: [.character("x")],
        title: "Take out what does not belong there, and leave the rest",
        hint: wrong > 0 ? "Take out" : "",
        availability: box?.faults.isEmpty == false
          ? recording : .disabled(reason: "Nothing in the box is wrong.")
      ),
      Action(
        id: "box.empty",
        keys: [.character("e")],
        title: "Put back into the bottles what lies in the box",
        hint: "Empty it",
        availability: box?.stocks.contains { $0.inBox.isPositive } == true
          ? recording : .disabled(reason: "The box is empty.")
      ),
      Action(
        id: "box.before",
        keys: [.character("[")],
        title: "The week before",
        group: "Another week"
      ),
      Action(
        id: "box.after",
        keys: [.character("]")],
        title: "The week after",
        hint: "Next week",
        group: "Another week"
      ),
      Action(id: "box.back", keys: [.escape], title: "Back to Today", hint: "Today"),
    ] + list.actions
  }

  private var filling: Action.Availability {
    guard wrong == 0 else {
      return .disabled(
        reason: "\(Display.count(wrong, "dose")) in the box must come out first: X."
      )
    }
    return missing > 0 ? recording : .disabled(reason: "Nothing is missing in the box.")
  }

  private var recording: Action.Availability {
    if isSaving { return .disabled(reason: "One moment: still saving.") }
    return mayRecord
      ? .enabled : .disabled(reason: "You may look at this box and not change it.")
  }

  package func perform(_ action: Action.ID) -> [Effect] {
    if list.perform(action) { return [] }
    switch action {
    case "box.back": return [.close]
    case "box.before": return show(weeks: -1)
    case "box.after": return show(weeks: 1)
    case "box.fill": return [.open(fillQuestion)]
    case "box.takeOut": return [.open(takeOutQuestion)]
    case "box.empty": return [.open(emptying)]
    default: return []
    }
  }

  private func show(weeks: Int) -> [Effect] {
    guard let box else { return [] }
    let day = box.firstDay + weeks * 7
    firstDay = day == box.today ? nil : day
    list.select(0)
    return [load()]
  }

  private var fillQuestion: Dialog {
    let needed = box?.stocks.filter { $0.missing.isPositive } ?? []
    let total = BoxWords.total(needed.map { ($0.missing, $0.label.dosingUnit) })
    let short = needed.filter { stock in
      stock.inBottle.map { $0 < stock.missing } == true
    }.map { stock in
      let left = Amount(stock.inBottle ?? .zero, stock.label.dosingUnit)
      return "\(stock.label.title): only \(Display.amount(left)) in the bottle, "
        + "\(Display.quantity(stock.missing)) needed."
    }
    return Dialog(
      title: "Fill the box",
      message: "\(total) go from the bottles into the box, compartment by compartment as this "
        + "list says. They are not taken by that. "
        + (short + leftOver).joined(separator: " "),
      isDangerous: true,
      choices: [
        Dialog.Choice(key: .character("y"), title: "I have filled it") { self.fill() },
        .cancel("Not yet"),
      ]
    )
  }

  /// Where something may still lie from days before, which would be taken twice.
  private var leftOver: [String] {
    guard let box, !box.faults.isEmpty else { return [] }
    return ["First look for what was left over. "]
      + BoxWords.summary(box.faults, today: box.today)
  }

  private var takeOutQuestion: Dialog {
    let faults = box?.faults ?? []
    let lines = box.map { BoxWords.summary(faults, today: $0.today) } ?? []
    return Dialog(
      title: "Take out",
      message: lines.joined(separator: "\n")
        + "\nBack into their own bottle, by looks and name; not into one of another strength. "
        + "Not sure? Ask your pharmacy.",
      isDangerous: true,
      choices: [
        Dialog.Choice(key: .character("y"), title: "I have taken them out") {
          self.save(TakeOutOfBox()) {
            "\(Display.count($0.count, "dose")) out of the box. F fills what is missing."
          }
        },
        .cancel("Not yet"),
      ]
    )
  }

  private func fill() -> [Effect] {
    save(FillBox(firstDay: firstDay)) { answer in
      let short = answer.short.map { "\($0.title): \(Display.amount($0.missing)) missing" }
      let what = "\(Display.count(answer.doses, "dose")) in the box now."
      return short.isEmpty ? what : "\(what) NOT FULL: \(Display.list(short))."
    }
  }

  private var emptying: Dialog {
    let stocks = box?.stocks.filter { $0.inBox.isPositive } ?? []
    let total = BoxWords.total(stocks.map { ($0.inBox, $0.label.dosingUnit) })
    return Dialog(
      title: "Empty the box",
      message: "\(total) go back into their own bottles: each by its looks and name. "
        + "Not sure which is which? Ask your pharmacy.",
      isDangerous: true,
      choices: [
        Dialog.Choice(key: .character("y"), title: "I have put them back") {
          self.save(EmptyBox()) { "\(Display.count($0, "dose")) back in the bottles." }
        },
        .cancel("No"),
      ]
    )
  }

  private func save<Change: NamedTransaction>(
    _ change: Change,
    words: @escaping @MainActor @Sendable (Change.Answer) -> String
  ) -> [Effect] {
    guard !isSaving else { return [] }
    isSaving = true
    return [
      context.write(change) { [weak self] result in
        guard let self else { return [] }
        isSaving = false
        switch result {
        case .success(let answer): return [.done(words(answer)), load()]
        case .failure(let error): return [.failed(ErrorWords.sentence(for: error)), load()]
        }
      }
    ]
  }
}

/// Names a compartment: a part of a day.
struct BoxCompartment: Equatable {
  let day: CalendarDate
  let part: DayPart

  init(day: CalendarDate, part: DayPart) {
    self.day = day
    self.part = part
  }

  init(_ due: LocalMinute) { self.init(day: due.date, part: DayPart(due.time)) }
}

/// Sums of what lies together in a compartment, and where that is.
package enum BoxWords {
  /// A line for each medicine and reason, with the compartments of one part of the day together:
  /// `1 tablet of metformin 500 mg, it was stopped: take it out. MORNING Wed Nov 25 to Sat Nov 28`.
  static func summary(_ faults: [BoxFault], today: CalendarDate) -> [String] {
    var groups: [(head: String, faults: [BoxFault])] = []
    for fault in faults {
      let head = "\(fault.content), \(fault.words)"
      if let index = groups.firstIndex(where: { $0.head == head }) {
        groups[index].faults.append(fault)
      } else {
        groups.append((head, [fault]))
      }
    }
    return groups.map { group in
      let parts = DayPart.allCases.compactMap { part -> String? in
        let days = group.faults.filter { DayPart($0.due.time) == part }.map(\.due.date)
        return days.isEmpty ? nil : "\(part.title) \(Display.list(runs(days, today: today)))"
      }
      return "\(group.head). \(parts.joined(separator: "; "))."
    }
  }

  /// `Wed Nov 25 to Sat Nov 28` for days in a row.
  private static func runs(_ days: [CalendarDate], today: CalendarDate) -> [String] {
    var runs: [(first: CalendarDate, last: CalendarDate)] = []
    for day in days {
      if let last = runs.last, day - last.last <= 1 {
        runs[runs.count - 1].last = day
      } else {
        runs.append((day, day))
      }
    }
    return runs.map { run in
      let first = Display.shortWeekdayAndDate(run.first, today: today)
      return run.first == run.last
        ? first : "\(first) to \(Display.shortWeekdayAndDate(run.last, today: today))"
    }
  }

  /// `in the box`, `to put in`.
  package static func state(_ dose: PillBox.Dose) -> String {
    if dose.isOver { return "due or past" }
    if dose.isWrong { return "to put in, after what lies there came out" }
    return dose.isFilled ? "in the box" : "to put in"
  }

  /// `5 tablets`, `3 tablets and 1 capsule`, `nothing`.
  static func total(_ parts: [(units: Rational, unit: String)]) -> String {
    var units: [String] = []
    for part in parts where !units.contains(part.unit) { units.append(part.unit) }
    let sums = units.map { unit in
      Display.amount(
        Amount(parts.filter { $0.unit == unit }.map(\.units).reduce(.zero, +), unit)
      )
    }
    return sums.isEmpty ? "nothing" : Display.list(sums)
  }
}

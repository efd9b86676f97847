import Domain
import Store
import Terminal

/// The question of a dose that hangs on a reading: the prescriber's whole table, the reading as the
/// person types it, and the amount as the person types it.
///
/// The row that holds the reading is marked. The amount is never filled in: what is injected is what
/// a person has read, said and drawn up, and not what a program put before her.
@MainActor final class ReadingScreen: Screen {
  let title = "Reading"
  private let today: TodayScreen
  private let line: DaySheet.DoseLine
  private let rule: ByReadingRule
  private let at: Instant?
  private let entry: ReadingEntry
  private(set) var form: Form

  /// `at` is when it was taken, now when nil; nil when the dose hangs on no reading.
  init?(_ today: TodayScreen, line: DaySheet.DoseLine, at: Instant? = nil) {
    guard case .byReading(let rule) = line.rule else { return nil }
    self.today = today
    self.line = line
    self.rule = rule
    self.at = at
    let entry = ReadingEntry(rule: rule, unit: line.label.dosingUnit)
    self.entry = entry
    let unit = Amount.counted[line.label.dosingUnit] ?? line.label.dosingUnit
    form = Form(
      [
        FormField(
          "reading",
          label: "Reading",
          kind: .number,
          help: "the number on the meter",
          limit: 9
        ),
        FormField(
          "amount",
          label: "I take",
          kind: .amount,
          help: "type the \(unit) yourself; 0 for none",
          limit: 20
        ),
      ]
    ) { field, values in entry.problem(field.name, values[field] ?? "") }
  }

  var minimumSize: Size { Size(rows: 12, columns: 40) }

  var actions: [Action] {
    [
      Action(
        id: "reading.record",
        keys: [.control("s")],
        title: "Record reading and amount",
        hint: "Record",
        isDangerous: true
      ),
      Action(id: "reading.next", keys: [.tab, .down], title: "Next field", hint: "Next"),
      Action(id: "reading.previous", keys: [.backTab, .up], title: "Field before"),
      Action(id: "reading.back", keys: [.escape], title: "Nothing taken yet", hint: "Not yet"),
    ]
  }

  func takeText(_ press: KeyPress) -> [Effect]? {
    if press.key == .escape || press.key == .character("!") { return nil }
    if press.isRepeat, press.key == .enter || press.key == .control("s") { return [] }
    switch form.take(press) {
    case .changed: return []
    case .submitted: return submit()
    case .ignored:
      // A letter that the field does not take goes nowhere: it is no command here.
      if case .character = press.key { return [] }
      return nil
    }
  }

  func perform(_ action: Action.ID) -> [Effect] {
    if action == "reading.back" { return [.close] }
    let keys: [Action.ID: Key] = [
      "reading.record": .control("s"), "reading.next": .tab, "reading.previous": .backTab,
    ]
    return keys[action].flatMap { takeText(KeyPress($0)) } ?? []
  }

  private var measure: ReadingMeasure {
    rule.measure(isInsulin: line.label.highAlert == "insulin")
  }

  private func submit() -> [Effect] {
    guard let value = entry.reading(form["reading"]), let taken = entry.taken(form["amount"]) else {
      return []
    }
    let reading = DoseReading(value: value, measure: measure)
    let amount: Amount? = if case .amount(let amount) = taken { amount } else { nil }
    guard let doubt = entry.doubt(value, taken) else {
      return [.close] + today.record(line, reading: reading, amount: amount, at: at)
    }
    let said = amount.map { Display.amount($0) } ?? "nothing"
    let today = today
    let line = line
    let at = at
    return [
      .open(
        Dialog(
          title: "Look again",
          message: "\(doubt) You typed: \(said).",
          isDangerous: true,
          choices: [
            Dialog.Choice(key: .character("y"), title: "Yes: \(said), as I was told") {
              [weak self] in
              (self.map { [.closeScreen($0)] } ?? [])
                + today.record(line, reading: reading, amount: amount, at: at)
            },
            .cancel("No, I look again"),
          ]
        )
      )
    ]
  }

  func draw(on canvas: Canvas) {
    let context = today.context
    let sheet = today.board?.sheet
    HeaderLine(
      person: context.person,
      mark: context.mark,
      now: sheet?.now ?? context.now,
      zone: sheet?.zone ?? .utc
    ).draw(on: canvas)
    let isSmall = canvas.rows < 20
    var row = 2
    row += canvas.wrap(
      "BY READING: \(line.label.title)",
      row: row,
      column: 1,
      maximumRows: 2,
      style: .role(.due, .bold)
    )
    if !isSmall {
      let due = today.board?.clock(line.dose.occurrence.local) ?? ""
      let facts = ["due \(due)", line.special ?? ""].filter { !$0.isEmpty }
      row += canvas.wrap(facts.joined(separator: ", "), row: row, column: 1, maximumRows: 2) + 1
    }
    let fields = canvas.part(row: row, rows: form.rows)
    guard isSmall else {
      row += drawTable(on: canvas.part(row: row, rows: canvas.rows - row - form.rows - 4)) + 1
      form.draw(on: canvas.part(row: row, rows: form.rows))
      drawAnswer(on: canvas.part(row: row + form.rows + 1))
      return
    }
    form.draw(on: fields)
    drawTable(on: canvas.part(row: row + form.rows))
  }

  private var place: ReadingPlace? { entry.reading(form["reading"]).map { rule.place(of: $0) } }

  /// The rows used; where there is no room for all, the row that holds the reading stays in sight.
  @discardableResult
  private func drawTable(on canvas: Canvas) -> Int {
    let heading = measure.unit.isEmpty ? "reading" : "reading in \(measure.unit)"
    let column = canvas.columns < 60 ? 17 : 32
    var lines: [(range: String, words: String, isMatch: Bool, isFirst: Bool)] = []
    func add(_ range: String, _ words: String, _ isMatch: Bool) {
      let width = max(10, canvas.columns - column - 1)
      for (index, part) in WordWrap.lines(words, width: width).enumerated() {
        lines.append((index == 0 ? range : "", part, isMatch, index == 0))
      }
    }
    if let floor = rule.floorText { add("below the table", floor, place == .belowTable) }
    for (index, row) in rule.table.enumerated() {
      add(row.range.words, row.units, place == .row(index))
    }
    let room = max(1, canvas.rows - 1)
    let isWhole = lines.count <= room
    canvas.put(heading, row: 0, column: 3, width: column - 4, style: .role(.heading, .bold))
    canvas.put(
      isWhole ? "the table says" : "the table, in part",
      row: 0,
      column: column,
      style: .role(.heading, .bold)
    )
    let match = lines.firstIndex(where: \.isMatch) ?? 0
    let first = max(0, min(match - 1, lines.count - room))
    for (row, line) in lines.dropFirst(first).prefix(room).enumerated() {
      let style: Style = line.isMatch ? .role(.selection, .bold) : .text
      if line.isMatch {
        canvas.put(line.isFirst ? canvas.glyphs.bar : " ", row: row + 1, style: style)
      }
      canvas.put(line.range, row: row + 1, column: 3, width: column - 4, style: style)
      canvas.put(line.words, row: row + 1, column: column, style: style)
    }
    return min(lines.count, room) + 1
  }

  private func drawAnswer(on canvas: Canvas) {
    guard let place, let reading = entry.reading(form["reading"]) else {
      canvas.wrap(
        "The amount is never filled in. Read the table, then type what you take.",
        row: 0,
        column: 1,
        style: .role(.muted)
      )
      return
    }
    let isKnown = if case .row = place { true } else { false }
    canvas.wrap(
      rule.sentence(on: reading),
      row: 0,
      column: 1,
      style: isKnown ? .role(.text, .bold) : .role(.critical, .bold)
    )
  }
}

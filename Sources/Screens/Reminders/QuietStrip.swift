import Domain
import Terminal

/// Seven days from today on as rows of a strip of 24 hours: what is quiet, and where doses are.
struct QuietStrip: Equatable {
  /// A stretch of the day.
  struct Cell: Equatable {
    var isQuiet: Bool
    var doses = 0
    /// Those of them that are told only when the quiet hours end.
    var waiting = 0

    /// Whether a dose falls into quiet hours.
    var isHushed: Bool { isQuiet && doses > 0 }
  }

  /// One day.
  struct Row: Equatable {
    let date: CalendarDate
    /// The quiet hours that begin on the day.
    let quiet: QuietWindow?
    var cells: [Cell]
  }

  private(set) var rows: [Row]

  /// A strip with so many cells a day, a divisor of 1,440.
  init(_ state: ReminderState, today: CalendarDate, cells: Int) {
    let length = 1440 / cells
    let hours = state.preferences.quietHours
    rows = (0..<7).map { day in
      let date = today + day
      return Row(
        date: date,
        quiet: hours[date.weekday],
        cells: (0..<cells).map { index in
          let middle = TimeOfDay(minuteOfDay: index * length + length / 2)
          return Cell(isQuiet: hours.contains(date.at(middle)))
        }
      )
    }
    for (local, waits) in Self.doses(state, from: today) {
      let day = local.date - today
      guard rows.indices.contains(day) else { continue }
      rows[day].cells[local.time.minute / length].doses += 1
      if waits { rows[day].cells[local.time.minute / length].waiting += 1 }
    }
  }

  /// Doses that fall into quiet hours within the week.
  var hushed: Int {
    rows.reduce(0) { $0 + $1.cells.reduce(0) { $0 + ($1.isHushed ? $1.doses : 0) } }
  }

  /// Those of them that are told only when the quiet hours end; the others are told all the same.
  var waiting: Int {
    rows.reduce(0) { $0 + $1.cells.reduce(0) { $0 + ($1.isHushed ? $1.waiting : 0) } }
  }

  /// The doses of the week, and whether quiet hours put each off.
  private static func doses(
    _ state: ReminderState,
    from today: CalendarDate
  ) -> [(at: LocalMinute, waits: Bool)] {
    state.schedules.filter { $0.isActive && state.pausedMedications[$0.medication] == nil }
      .flatMap { schedule -> [(at: LocalMinute, waits: Bool)] in
        let choice = state.reminding[schedule.id]?.quietChoice ?? .ringAtEnd
        let waits = !schedule.isCritical && choice == .ringAtEnd
        guard !schedule.dependsOnRecords else {
          return state.open[schedule.id].map { [(state.zone.local(of: $0.dueAt).0, waits)] } ?? []
        }
        return schedule.occurrences(
          from: today.midnight,
          to: (today + 7).midnight,
          in: state.zone
        ).map { ($0.local, waits) }
      }
  }

  /// Draws a scale of hours and the seven days below it; 8 rows.
  @MainActor func draw(on canvas: Canvas, today: CalendarDate) {
    guard let count = rows.first?.cells.count else { return }
    if canvas.glyphs.isLinear { return drawWords(on: canvas) }
    for hour in stride(from: 0, to: 24, by: 3) {
      let name = hour == 0 ? "12 AM" : Display.clock(TimeOfDay(minuteOfDay: hour * 60))
      canvas.put(
        name.replacing(":00", with: ""),
        row: 0,
        column: Self.left + hour * count / 24,
        width: 3 * count / 24 - 1,
        style: .role(.muted)
      )
    }
    for (index, row) in rows.enumerated() { draw(row, on: canvas.part(row: 1 + index, rows: 1)) }
  }

  /// The doses by the clock, without the scale; days that are alike are said together.
  @MainActor private func drawWords(on canvas: Canvas) {
    let isVaried = Set(rows.map(\.quiet)).count > 1
    var groups: [(days: [String], words: String)] = []
    for row in rows {
      let words = words(row, saysQuiet: isVaried)
      if let index = groups.firstIndex(where: { $0.words == words }) {
        groups[index].days.append(Self.name(of: row.date))
      } else {
        groups.append(([Self.name(of: row.date)], words))
      }
    }
    var line = 1
    for group in groups {
      let text = "\(group.days.joined(separator: ", ")). \(group.words)"
      line += canvas.wrap(text, row: line, width: canvas.columns - 1)
    }
  }

  private func words(_ row: Row, saysQuiet: Bool) -> String {
    let doses = row.cells.enumerated().filter { $0.element.doses > 0 }.map { place, cell in
      let time = Display.clock(TimeOfDay(minuteOfDay: place * 1440 / row.cells.count))
      let hushed = cell.isHushed ? ", in quiet hours" : ""
      return "\(time.replacing(":00", with: "")): \(cell.doses)\(hushed)"
    }
    let all = doses.isEmpty ? "Nothing." : doses.joined(separator: ", ") + "."
    guard saysQuiet else { return all }
    let quiet = row.quiet.map {
      "Quiet from \(Display.clock($0.from)) to \(Display.clock($0.to))."
    }
    return "\(all) \(quiet ?? "No quiet hours.")"
  }

  private static func name(of date: CalendarDate) -> String {
    "\(date.weekday.name.prefix(3)) \(date.components.day)"
  }

  /// Columns of the name of a day.
  static let left = 8
  /// Columns of the number of its doses and of the blanks around it.
  private static let right = 14

  /// How many cells a day has in a window so wide that its number still stands behind it: four an
  /// hour or two.
  static func cells(in columns: Int) -> Int { columns >= left + 96 + right ? 96 : 48 }

  @MainActor private func draw(_ row: Row, on canvas: Canvas) {
    canvas.put(Self.name(of: row.date), row: 0, width: Self.left - 1, style: .role(.heading))
    for (index, cell) in row.cells.enumerated() {
      let style: Style =
        cell.isHushed
        ? .role(.warning, .bold)
        : cell.doses > 0 ? .role(.due, .bold) : .role(cell.isQuiet ? .paused : .muted)
      canvas.put(mark(cell, canvas.glyphs), row: 0, column: Self.left + index, style: style)
    }
    let total = row.cells.reduce(0) { $0 + $1.doses }
    canvas.put(
      Display.count(total, "dose"),
      row: 0,
      column: Self.left + row.cells.count + 2,
      style: .role(.muted)
    )
  }

  /// Stands for one dose, and for several: no digits, which side by side read as another number.
  static func sign(_ glyphs: Glyphs, several: Bool) -> String {
    several ? glyphs.doses : glyphs.dose
  }

  private func mark(_ cell: Cell, _ glyphs: Glyphs) -> String {
    if cell.doses > 0 { return Self.sign(glyphs, several: cell.doses > 1) }
    return cell.isQuiet ? glyphs.shade : glyphs.blank
  }
}

import Domain
import Store
import Terminal

/// Draws the schedules screen: the week above, the marked medicine in words below, and on wide
/// terminals what comes next beside them.
@MainActor struct SchedulesView {
  let screen: SchedulesScreen

  /// Columns from which there is room for the second pane.
  static let wide = 112
  private static let sideColumns = 36
  private static let detailRows = 8

  func draw(on canvas: Canvas) {
    let context = screen.context
    guard let plan = screen.plan else { return drawWithoutList(canvas) }
    HeaderLine(person: context.person, mark: context.mark, now: plan.now, zone: plan.zone)
      .draw(on: canvas)
    drawHeadline(plan, canvas.part(row: 2, column: 1, rows: 1))
    let isWide = canvas.columns >= Self.wide
    let columns = isWide ? canvas.columns - Self.sideColumns - 2 : canvas.columns
    let body = canvas.part(row: 3, rows: canvas.rows - 4)
    guard !plan.items.isEmpty else { return drawEmpty(body) }
    let main = body.part(row: 0, columns: columns)
    let gridRows = main.rows - Self.detailRows
    let words = PlanWords(plan: plan)
    let grid = WeekGrid(
      words: words,
      monday: screen.monday,
      columns: columns - 1,
      items: screen.items,
      apart: screen.apartWeek
    )
    drawGrid(grid, on: main.part(row: 0, rows: gridRows))
    main.rule(row: gridRows)
    guard let item = screen.selected else { return }
    drawDetail(item, words, on: main.part(row: gridRows + 1, column: 1, columns: columns - 2))
    guard isWide else { return }
    for row in 0..<body.rows {
      body.put(body.glyphs.vertical, row: row, column: columns, style: .role(.border))
    }
    drawSide(item, words, on: body.part(row: 0, column: columns + 2))
  }

  // MARK: Nothing to show

  /// What cannot be read never looks like an empty list.
  private func drawWithoutList(_ canvas: Canvas) {
    canvas.put(screen.context.person.fullName, row: 0, column: 1, style: .role(.title, .bold))
    canvas.rule(row: 1)
    guard case .failed(let reason) = screen.reading else {
      canvas.put("Reading your medicines ...", row: 2, column: 1, style: .role(.muted))
      return
    }
    canvas.put(
      "I CANNOT READ YOUR MEDICINES",
      row: 2,
      column: 1,
      style: .role(.critical, [.bold, .reverse])
    )
    let used = canvas.wrap(reason, row: 4, column: 7, width: canvas.columns - 8)
    canvas.wrap(
      "Do not rely on this screen. Use your paper list and call your pharmacy.",
      row: 5 + used,
      column: 7,
      width: canvas.columns - 8,
      style: .role(.text, .bold)
    )
    canvas.placeCursor(row: 2, column: 1)
  }

  private func drawEmpty(_ canvas: Canvas) {
    canvas.put("YOUR LIST IS EMPTY.", row: 2, column: 6, style: .role(.heading, .bold))
    canvas.put("You have not entered a medicine yet. A adds one.", row: 4, column: 6)
    canvas.placeCursor(row: 2, column: 6)
  }

  // MARK: The week

  private func drawHeadline(_ plan: MedicationPlan, _ canvas: Canvas) {
    let active = plan.items.count { $0.label.status == "active" }
    let paused = plan.items.count { $0.label.status == "paused" }
    let waiting = plan.items.count { $0.label.needsDirections }
    let counts =
      waiting == 0
      ? "\(active) active, \(paused) paused" : "\(waiting) NEW DIRECTIONS NEEDED"
    if let since = plan.pausedSince, !screen.isFiltering, screen.filter.isEmpty {
      let day = Display.date(plan.zone.local(of: since).0.date, today: plan.today)
      let why = plan.pauseReason.map { ", \($0)" } ?? ""
      canvas.put(
        "EVERYTHING IS PAUSED since \(day)\(why): nothing rings",
        row: 0,
        style: .role(.paused, .bold)
      )
      return
    }
    if screen.isFiltering || !screen.filter.isEmpty {
      let words = "FIND: \(screen.filter)"
      let used = canvas.put(words, row: 0, width: 50, style: .role(.heading, .bold))
      if screen.isFiltering { canvas.placeCursor(row: 0, column: used, visible: true) }
      let shown = "\(screen.items.count) of \(plan.items.count) shown"
      canvas.put(
        shown,
        row: 0,
        width: canvas.columns - 1,
        style: .role(.muted),
        alignment: .trailing
      )
      return
    }
    let week = Display.date(screen.monday, today: plan.today)
    let which = screen.weekOffset == 0 ? "THIS WEEK" : "WEEK"
    let used = canvas.put(
      "\(which), from Monday, \(week)",
      row: 0,
      style: .role(.heading, .bold)
    )
    canvas.put("[ ] other weeks", row: 0, column: used + 3, style: .role(.muted))
    canvas.put(
      counts,
      row: 0,
      width: canvas.columns - 1,
      style: .role(.muted),
      alignment: .trailing
    )
  }

  private func drawGrid(_ grid: WeekGrid, on canvas: Canvas) {
    canvas.put("Medicine", row: 0, column: 1, style: .role(.heading))
    let start = grid.nameWidth + 1
    for day in 0..<7 {
      let isToday = grid.monday + day == grid.words.plan.today
      canvas.put(
        grid.heading(day),
        row: 0,
        column: start + day * grid.dayWidth,
        width: grid.dayWidth - 1,
        style: .role(.heading, isToday ? [.bold, .underline] : [])
      )
    }
    let items = screen.items
    let body = canvas.part(row: 1)
    guard !items.isEmpty else {
      let text =
        screen.filter.isEmpty
        ? "Nothing is taken now. Z shows what was stopped." : "No medicine of that name is here."
      body.put(text, row: 1, column: 2, style: .role(.muted))
      return
    }
    let folded = screen.stoppedCount > 0 && !screen.showsStopped && screen.filter.isEmpty
    let rows = body.rows - (folded ? 1 : 0)
    drawItems(items.map { grid.lines($0) }, items, grid, on: body.part(row: 0, rows: rows))
    if folded {
      let words = "\(Display.count(screen.stoppedCount, "medicine")) stopped: Z shows"
      body.put(words, row: rows, column: 1, style: .role(.muted))
    }
  }

  private func drawItems(
    _ lines: [[WeekGrid.Line]],
    _ items: [MedicationPlan.Item],
    _ grid: WeekGrid,
    on canvas: Canvas
  ) {
    let selected = screen.list.selected
    let first = firstInSight(lines.map(\.count), selected: selected, rows: canvas.rows)
    screen.firstInSight = first
    var row = 0
    for index in first..<lines.count {
      // Half a direction could be followed: what has no room for all its lines waits below.
      guard index == first || row + lines[index].count <= canvas.rows else { break }
      let area = canvas.part(row: row, rows: lines[index].count)
      draw(lines[index], items[index], grid, on: area, isSelected: index == selected)
      row += lines[index].count
    }
    let total = lines.dropFirst(first).reduce(0) { $0 + $1.count }
    let right = canvas.columns - 1
    let style = Style.role(.muted)
    if total > canvas.rows {
      canvas.put(canvas.glyphs.moreBelow, row: canvas.rows - 1, column: right, style: style)
    }
    if first > 0 { canvas.put(canvas.glyphs.moreAbove, row: 0, column: right, style: style) }
  }

  /// The first medication to draw, so that all lines of the marked one are seen.
  private func firstInSight(_ heights: [Int], selected: Int, rows: Int) -> Int {
    var first = min(screen.firstInSight, max(0, heights.count - 1), selected)
    while first < selected, heights[first...selected].reduce(0, +) > rows { first += 1 }
    return first
  }

  private func draw(
    _ lines: [WeekGrid.Line],
    _ item: MedicationPlan.Item,
    _ grid: WeekGrid,
    on canvas: Canvas,
    isSelected: Bool
  ) {
    let base: StyleRole =
      isSelected
      ? .selection
      : item.label.status == "active" ? .text : item.label.status == "paused" ? .paused : .muted
    for (row, line) in lines.enumerated() {
      if isSelected {
        canvas.part(row: row, column: 1, rows: 1, columns: canvas.columns - 2)
          .fill(style: .role(.selection))
      }
      let weight: Attributes = row == 0 ? .bold : []
      canvas.put(
        line.left,
        row: row,
        column: 1,
        width: grid.nameWidth - 1,
        style: .role(base, weight)
      )
      switch line.body {
      case .words(let words):
        canvas.put(words, row: row, column: grid.nameWidth + 1, style: .role(base))
      case .week(let cells):
        for (day, cell) in cells.enumerated() {
          canvas.put(
            cell,
            row: row,
            column: grid.nameWidth + 1 + day * grid.dayWidth,
            width: grid.dayWidth - 1,
            style: .role(cell == "-" && !isSelected ? .muted : base)
          )
        }
      }
    }
    guard isSelected else { return }
    canvas.put(canvas.glyphs.bar, row: 0, style: .role(.selection))
    if !screen.isFiltering { canvas.placeCursor(row: 0, column: 0) }
  }

  // MARK: The marked medicine

  private func drawDetail(_ item: MedicationPlan.Item, _ words: PlanWords, on canvas: Canvas) {
    let label = item.label
    // A name must not lose its strength.
    let top = canvas.wrap(label.title, row: 0, maximumRows: 2, style: .role(.title, .bold))
    let facts = [label.purpose, label.appearance].compactMap { $0 }.joined(separator: "; ")
    if top == 1 {
      let used = CellText.width(of: label.title, ascii: canvas.glyphs.isASCII)
      canvas.put(facts, row: 0, column: used + 2, style: .role(.muted))
    }
    let bottom = canvas.rows - 1
    let warnings = warnings(item).flatMap {
      WordWrap.lines($0, width: canvas.columns, ascii: canvas.glyphs.isASCII)
    }
    let room = bottom - 1 - top - warnings.count
    let text = words.rules(item).joined(separator: " ")
    let lines = WordWrap.lines(
      text.isEmpty ? "No times are entered for it." : text,
      width: canvas.columns,
      ascii: canvas.glyphs.isASCII
    )
    for (row, line) in lines.prefix(room).enumerated() {
      let isCut = row == room - 1 && lines.count > room
      canvas.put(isCut ? "There is more to it: D shows all." : line, row: top + row)
    }
    for (row, warning) in warnings.enumerated() {
      canvas.put(
        warning,
        row: bottom - 1 - warnings.count + row,
        style: .role(.warning, .bold)
      )
    }
    canvas.put(words.next(item), row: bottom - 1, style: .role(.heading))
    canvas.put(words.since(item), row: bottom, style: .role(.muted))
  }

  private func warnings(_ item: MedicationPlan.Item) -> [String] {
    var warnings: [String] = []
    if item.flags.contains("weeklyOnly") { warnings.append("ONCE A WEEK ONLY.") }
    if item.isNotYetChecked { warnings.append("Not yet checked: not in the catalogue here.") }
    var lines = warnings.isEmpty ? [] : [warnings.joined(separator: " ")]
    if let conflict = screen.conflicts(item).first {
      let key = screen.movableSchedule(item) == nil ? "" : " F moves it there."
      lines += [KeepApartWords.sentence(conflict), KeepApartWords.free(conflict) + key]
    }
    return lines
  }

  private func drawSide(_ item: MedicationPlan.Item, _ words: PlanWords, on canvas: Canvas) {
    canvas.put("NEXT DOSES", row: 0, style: .role(.heading, .bold))
    let coming = words.coming(item, limit: 10)
    var row = 1
    if coming.isEmpty {
      canvas.put("none planned", row: row, style: .role(.muted))
      row += 1
    }
    for dose in coming {
      // A year is said where leaving it out could be misread.
      let isFar = dose.local.date - words.plan.today > 330
      let base = isFar ? words.plan.today : dose.local.date
      let day = Display.shortWeekdayAndDate(dose.local.date, today: base)
      let amount = dose.amount.map { Display.amount($0) } ?? ""
      let used = canvas.put(day, row: row)
      canvas.put(Display.clock(dose.local.time), row: row, column: max(11, used + 1), width: 8)
      row += max(1, canvas.wrap(amount, row: row, column: 20))
    }
    guard let directions = item.label.instructions else { return }
    canvas.put("THE LABEL SAYS", row: row + 1, style: .role(.heading, .bold))
    canvas.wrap("\"\(directions)\"", row: row + 2, maximumRows: canvas.rows - row - 2)
  }
}

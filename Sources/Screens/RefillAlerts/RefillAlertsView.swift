import Domain
import Store
import Terminal

/// Draws the pharmacy's refill alerts above the stock to order.
@MainActor struct RefillAlertsView {
  let screen: RefillAlertsScreen
  let canvas: Canvas

  /// A strength that is cut could be taken for another, so the medicine has the room it needs; its
  /// full name stands in the last line too.
  private static let table = Table([
    .init("Out on", width: 7), .init("Patient, born", width: 18, isFlexible: true),
    .init("Medicine", width: 21, isFlexible: true),
    .init("Can we fill?", width: 22, isFlexible: true), .init("Stock", width: 6),
  ])

  private static let stockTable = Table([
    .init("STOCK", width: 19, isFlexible: true),
    .init("Free", width: 6, alignment: .trailing),
    .init("Point", width: 6, alignment: .trailing),
    .init("Days", width: 4, alignment: .trailing), .init("Out on", width: 7),
    .init("Arrives", width: 7), .init("Order", width: 6, alignment: .trailing),
    .init("Supplier", width: 13, isFlexible: true, priority: 1),
  ])

  /// Columns from which the details of the marked row stand beside the list.
  private static let wide = 130
  /// Rows of stock in a window of 24 rows.
  private static let stockRows = 4

  func draw() {
    drawHeader()
    guard let sheet = screen.sheet else { return drawNothing() }
    drawCounts(sheet)
    let stockRows = max(Self.stockRows, (canvas.rows - 14) / 4)
    let stockTop = canvas.rows - stockRows - 3
    let columns = canvas.columns >= Self.wide ? 96 : canvas.columns
    drawAlerts(sheet, on: canvas.part(row: 4, rows: stockTop - 5, columns: columns))
    if columns < canvas.columns {
      drawDetails(
        sheet,
        on: canvas.part(
          row: 4,
          column: columns + 3,
          rows: stockTop - 5,
          columns: canvas.columns - columns - 4
        )
      )
    }
    canvas.rule(row: stockTop - 1)
    drawStock(sheet, on: canvas.part(row: stockTop, rows: stockRows + 1))
    canvas.rule(row: canvas.rows - 2)
    drawLastLine(sheet)
  }

  private func drawHeader() {
    let name = screen.sheet?.pharmacyName ?? ""
    let mark = screen.context.mark.map { "\($0)  " } ?? ""
    HeaderLine(
      title: "\(mark)REFILL ALERTS",
      place: name,
      person: screen.context.actor.fullName,
      now: screen.sheet?.now ?? screen.context.now,
      zone: screen.sheet?.zone ?? .utc
    ).draw(on: canvas)
  }

  private func drawCounts(_ sheet: RefillAlertSheet) {
    let counts = sheet.counts
    let words =
      "WITHOUT SUPPLY: today \(Display.number(counts.today)), "
      + "in 3 days \(Display.number(counts.inThreeDays)), "
      + "in 7 days \(Display.number(counts.inSevenDays))"
    canvas.put(
      words,
      row: 2,
      column: 1,
      style: .role(counts.today > 0 ? .stockOut : .text, .bold)
    )
    canvas.put(
      "STOCK TO ORDER \(Display.number(screen.stockCount))",
      row: 2,
      column: 1,
      width: canvas.columns - 2,
      style: .role(.text, .bold),
      alignment: .trailing
    )
    canvas.rule(row: 3)
  }

  private func drawAlerts(_ sheet: RefillAlertSheet, on area: Canvas) {
    Self.table.drawHeader(on: area.part(row: 0, column: 1, rows: 1), row: 0)
    let rows = area.part(row: 1, rows: area.rows - 2)
    guard sheet.total > 0 else {
      let kind = screen.onlyDangerous ? "dangerous interruption" : "supply"
      canvas.put("No \(kind) ends within \(Display.days(screen.days)).", row: 6, column: 6)
      canvas.placeCursor(row: 6, column: 6)
      return
    }
    screen.alerts.layout(rows: rows.rows)
    let isFocused = screen.half == .alerts
    screen.alerts.draw(on: rows, marksSelection: isFocused, placesCursor: isFocused) {
      index,
      line,
      isSelected in
      guard let row = screen.row(index) else {
        line.put(line.glyphs.ellipsis, row: 0, style: .role(.muted))
        return
      }
      Self.table.draw(values(row, sheet), on: line, row: 0, isSelected: isSelected)
    }
    drawPage(sheet, on: area.part(row: area.rows - 1), rows: rows.rows)
  }

  private func values(_ row: RefillAlertSheet.Row, _ sheet: RefillAlertSheet) -> [Table.Value] {
    let isToday = row.actBy <= sheet.today
    let day: Style = isToday ? .role(.stockOut, .bold) : .text
    let control = row.label.controlSchedule.map { " " + Self.controlWord($0) } ?? ""
    let danger: Style = row.isHighAlert ? .role(.critical) : .text
    return [
      .init(dayWord(row, sheet), day), .init(row.listName),
      .init("\(row.isHighAlert ? "!" : " ") \(row.title)\(control)", danger),
      .init(row.words(today: sheet.today), canFill(row) ? .text : .role(.warning)),
      .init(row.stockWord, Self.style(row.stockWord)),
    ]
  }

  private func canFill(_ row: RefillAlertSheet.Row) -> Bool {
    switch row.status {
    case .canFill, .requested: true
    default: false
    }
  }

  /// `TODAY`, `Wed 25`, and a star where the pharmacy is closed that day.
  private func dayWord(_ row: RefillAlertSheet.Row, _ sheet: RefillAlertSheet) -> String {
    guard row.runsOutOn > sheet.today else { return "TODAY" }
    let star = row.treatment == nil ? "" : "*"
    return "\(row.runsOutOn.weekday.name.prefix(3)) \(row.runsOutOn.components.day)\(star)"
  }

  private func drawPage(_ sheet: RefillAlertSheet, on line: Canvas, rows: Int) {
    let sight = screen.alerts.window(rows: rows)
    let closed = sight.lazy.compactMap { screen.row($0)?.treatment }.first
    if let closed { line.put("* \(closed.words)", row: 0, column: 1, style: .role(.muted)) }
    let pages = max(1, (sheet.total + rows - 1) / max(1, rows))
    let page = min(pages, sight.lowerBound / max(1, rows) + 1)
    line.put(
      "\(Display.days(screen.days)) ahead   page \(Display.part(page, of: pages))",
      row: 0,
      column: 1,
      width: line.columns - 2,
      style: .role(.muted),
      alignment: .trailing
    )
  }

  private func drawStock(_ sheet: RefillAlertSheet, on area: Canvas) {
    Self.stockTable.drawHeader(on: area.part(row: 0, column: 1, rows: 1), row: 0)
    let rows = area.part(row: 1)
    guard !screen.stock.isEmpty else {
      rows.put("Nothing has to be ordered.", row: 0, column: 6)
      return
    }
    screen.stockList.layout(rows: rows.rows)
    let isFocused = screen.half == .stock
    screen.stockList.draw(on: rows, marksSelection: isFocused, placesCursor: isFocused) {
      index,
      line,
      isSelected in
      let product = screen.stock[index]
      Self.stockTable.draw(
        stockValues(product, sheet),
        on: line,
        row: 0,
        isSelected: isSelected
      )
    }
  }

  private func stockValues(
    _ product: StockOrderRow,
    _ sheet: RefillAlertSheet
  ) -> [Table.Value] {
    let stock = product.stock
    func number(_ quantity: StockQuantity) -> String { Display.decimal(quantity.units) }
    let isLate = product.runsOutBeforeArrival
    let out = product.outOn.map {
      $0 <= sheet.today ? "today" : Display.shortDate($0, today: sheet.today)
    }
    return [
      .init(stock.name, isLate ? .role(.stockOut) : .role(.stockLow)),
      .init(number(stock.position.free)), .init(number(stock.position.reorderPoint)),
      .init(stock.position.daysLeft.map { "\($0)" } ?? "-"), .init(out ?? "-"),
      .init(product.leadDays.map { Display.days($0) } ?? "-"),
      .init(number(product.suggested)),
      .init(product.needsForm222 ? "DEA form" : product.supplier ?? "-"),
    ]
  }

  private func drawLastLine(_ sheet: RefillAlertSheet) {
    let words =
      switch screen.half {
      case .alerts: screen.selected.map { summary($0, sheet) } ?? ""
      case .stock: screen.selectedStock.map(Self.summary) ?? ""
      }
    canvas.put("! high alert.  \(words)", row: canvas.rows - 1, column: 1)
  }

  private func summary(_ row: RefillAlertSheet.Row, _ sheet: RefillAlertSheet) -> String {
    var parts: [String] = []
    if let onHand = row.onHand {
      let left = Display.amount(Amount(max(.zero, onHand), row.label.dosingUnit))
      parts.append("patient has \(left)")
    }
    if let position = row.stock?.position {
      parts.append("shelf: \(Display.decimal(position.free.units)) free")
      if position.owed > .zero { parts.append("\(Display.decimal(position.owed.units)) owed") }
    }
    if let arrives = row.stock?.arrivesOn {
      parts.append("more comes \(Display.shortWeekdayAndDate(arrives, today: sheet.today))")
    }
    return "\(row.title): \(parts.joined(separator: "; "))"
  }

  private static func summary(_ product: StockOrderRow) -> String {
    let stock = product.stock
    return "\(stock.name): \(Display.decimal(stock.onHand.units)) on hand, "
      + "\(Display.decimal(stock.position.owed.units)) owed, "
      + "\(Display.decimal(stock.position.onOrder.units)) on order"
  }

  private func drawDetails(_ sheet: RefillAlertSheet, on area: Canvas) {
    guard let row = screen.selected else { return }
    var sentences = [
      row.title, "\(row.patient.fullName)\(Self.born(row.patient))",
      "Runs out \(Display.day(row.runsOutOn, today: sheet.today)).",
      Display.sentence(row.words(today: sheet.today)),
    ]
    if let closed = row.treatment { sentences.append("The pharmacy is \(closed.words).") }
    if let request = row.request {
      let asked = Display.moment(row.zone.local(of: request.requestedAt).0, today: sheet.today)
      sentences.append("The patient asked \(asked).")
      if let note = request.note { sentences.append("\"\(note)\"") }
    }
    if let expires = row.expiresOn {
      sentences.append("Prescription good until \(Display.date(expires, today: sheet.today)).")
    }
    var line = 0
    for (index, sentence) in sentences.enumerated() where line < area.rows {
      line += area.wrap(sentence, row: line, style: index == 0 ? .role(.heading, .bold) : .text)
    }
  }

  private static func born(_ patient: KnownPerson) -> String {
    patient.birthDate.map { ", born \(Display.fullDate($0))" } ?? ""
  }

  private static func controlWord(_ schedule: String) -> String {
    ["I": "C1", "II": "C2", "III": "C3", "IV": "C4", "V": "C5"][schedule] ?? "C"
  }

  private static func style(_ stockWord: String) -> Style {
    switch stockWord {
    case "ok", "-": .text
    case "LOW": .role(.stockLow)
    default: .role(.stockOut)
    }
  }

  /// Not yet read, or not readable: never like a day on which nobody runs out.
  private func drawNothing() {
    guard let problem = screen.problem else {
      canvas.put("One moment: reading the alerts.", row: 2, column: 1, style: .role(.muted))
      return
    }
    canvas.put("CANNOT READ THE ALERTS", row: 2, column: 1, style: .role(.error, .bold))
    canvas.wrap(
      "\(problem) Do not rely on this screen.",
      row: 4,
      column: 6,
      width: canvas.columns - 12
    )
    canvas.placeCursor(row: 2, column: 1)
  }
}

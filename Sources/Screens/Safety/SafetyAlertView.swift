import Domain
import Store
import Terminal

/// Draws alerts: how grave in a word, the two names, what happens, what to do.
@MainActor struct SafetyAlertView {
  let screen: SafetyAlertScreen

  /// Columns before the words of an alert.
  private static let margin = 10

  func draw(on canvas: Canvas) {
    let context = screen.context
    HeaderLine(
      person: context.person,
      mark: context.mark,
      now: context.now,
      zone: screen.sheet.zone
    ).draw(on: canvas)
    let alerts = screen.sheet.speaking
    let isGrave = alerts.first.map { $0.severity >= .major } ?? false
    let heading = screen.isAsking ? (isGrave ? "STOP AND READ" : "READ FIRST") : "ALERTS"
    canvas.put(
      heading,
      row: 2,
      column: 1,
      style: .role(isGrave ? .critical : .heading, .bold)
    )
    canvas.put(screen.sheet.title, row: 2, column: heading.count + 3, style: .role(.title, .bold))
    canvas.put(summary, row: 3, column: 1, style: .role(.muted))
    let first = 5 + drawUnchecked(on: canvas, row: 4)
    drawAlerts(on: canvas.part(row: first, column: 0, rows: max(0, canvas.rows - first - 2)))
    canvas.wrap(foot, row: canvas.rows - 1, column: 1, maximumRows: 1, style: .role(.muted))
  }

  /// What no alert can say, for it could not be looked at; returns the rows taken.
  private func drawUnchecked(on canvas: Canvas, row: Int) -> Int {
    let lines = screen.sheet.uncheckedMaxima.flatMap {
      WordWrap.lines($0.sentence, width: max(10, canvas.columns - 2))
    }
    for (offset, line) in lines.enumerated() {
      canvas.put(line, row: row + offset, column: 1, style: .role(.warning))
    }
    return lines.count
  }

  private var summary: String {
    let unknown = screen.sheet.isKnown ? "" : "Not in the catalogue: what is in it is not known. "
    return unknown + SafetyWords.summary(screen.sheet.speaking)
  }

  private var foot: String {
    if screen.refused != nil {
      return "It cannot be put on the list like this. Go back, and ask your pharmacist."
    }
    guard screen.isAsking else { return "No other alert among the known pairs." }
    if screen.stops.isEmpty {
      return "You may keep it on your list. It then stands there as not yet checked."
    }
    return "It cannot go on without a reason."
  }

  private func drawAlerts(on canvas: Canvas) {
    let items = screen.sheet.alerts
    guard !items.isEmpty else {
      canvas.wrap("No alert among the known pairs.", row: 0, column: 1)
      return
    }
    let width = max(20, canvas.columns - Self.margin - 1)
    let blocks = items.indices.map { lines(items[$0], width: width) }
    var first = 0
    // The marked alert is always in sight, from its first line.
    while blocks[first...screen.list.selected].map(\.count).reduce(0, +) > canvas.rows,
      first < screen.list.selected
    {
      first += 1
    }
    var row = 0
    for index in first..<items.count where row < canvas.rows {
      draw(items[index], blocks[index], isMarked: index == screen.list.selected, row, canvas)
      row += blocks[index].count
    }
    if first > 0 {
      canvas.put(
        canvas.glyphs.moreAbove,
        row: 0,
        column: canvas.columns - 1,
        style: .role(.muted)
      )
    }
    if row > canvas.rows {
      canvas.put(
        canvas.glyphs.moreBelow,
        row: canvas.rows - 1,
        column: canvas.columns - 1,
        style: .role(.muted)
      )
    }
  }

  private func draw(
    _ item: SafetySheet.Item,
    _ lines: [(text: String, style: Style)],
    isMarked: Bool,
    _ row: Int,
    _ canvas: Canvas
  ) {
    let word = item.acceptedBecause == nil ? item.alert.severity.word : "rests"
    let style = item.acceptedBecause == nil ? Self.style(item.alert.severity) : .role(.muted)
    canvas.put(word, row: row, column: 1, style: style)
    if isMarked {
      canvas.put(canvas.glyphs.bar, row: row, style: .role(.selection))
      canvas.placeCursor(row: row, column: 0)
    }
    for (offset, line) in lines.enumerated() where row + offset < canvas.rows {
      canvas.put(line.text, row: row + offset, column: Self.margin, style: line.style)
    }
  }

  private func lines(_ item: SafetySheet.Item, width: Int) -> [(text: String, style: Style)] {
    let alert = item.alert
    var lines: [(String, Style)] = []
    func add(_ text: String, _ style: Style = .text) {
      guard !text.isEmpty else { return }
      lines += WordWrap.lines(text, width: width).map { ($0, style) }
    }
    add(SafetyWords.names(alert), .role(.title, .bold))
    add(alert.effect)
    add(alert.management, .role(.title))
    if let reason = item.acceptedBecause { add("Accepted: \"\(reason)\"", .role(.muted)) }
    if screen.showsSource {
      if let mechanism = alert.mechanism { add("How: \(mechanism)", .role(.muted)) }
      add("Source: \(alert.source), \(alert.evidence)", .role(.muted))
    }
    lines.append(("", .text))
    return lines
  }

  private static func style(_ severity: SafetySeverity) -> Style {
    switch severity {
    case .contraindicated: .role(.critical, .bold)
    case .major: .role(.critical)
    case .moderate: .role(.warning)
    case .minor: .role(.muted)
    }
  }
}

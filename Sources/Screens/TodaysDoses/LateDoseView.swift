import Domain
import Store
import Terminal

/// A late dose that must be on time, on the whole screen.
///
/// What the pharmacy wrote is never cut: it takes the rows that are free, then those of what matters
/// less, and where the window is smaller still, Down leads on.
@MainActor struct LateDoseView {
  let board: DayBoard
  let line: DaySheet.DoseLine
  let person: KnownPerson
  let mark: String?
  let reminders: String
  /// When it rang and who else was told; nil while that is not known.
  let told: ToldOfDose?
  /// The first line of the instruction in sight, where it is longer than the window.
  let scroll: Int
  /// Whether a line stands that came by itself: empty rows are kept free for it.
  let hasNotice: Bool

  /// What of the page depends on the size of the window.
  struct Fit: Equatable {
    /// Lines by which the instruction can be moved.
    var hiddenLines = 0
    /// Whether rows are free above the last lines, for what comes by itself.
    var hasFreeRows = false
  }

  /// Rows that must stay free for what comes by itself to have its own place.
  private static let noticeRows = 2

  func draw(on canvas: Canvas) -> Fit {
    HeaderLine(person: person, mark: mark, now: board.sheet.now, zone: board.sheet.zone)
      .draw(on: canvas)
    if !canvas.glyphs.isLinear {
      canvas.repeatGlyph("!", row: 1, style: .role(.critical, .bold))
    }
    drawHeadline(on: canvas.part(row: 2, rows: 1))
    let foot = drawFoot(on: canvas)
    return drawPage(on: canvas.part(row: 3, rows: canvas.rows - 3 - foot))
  }

  private var due: Occurrence { line.dose.occurrence }

  private func drawHeadline(on row: Canvas) {
    let style = Style.role(.late, [.bold, .reverse])
    row.fill(style: style)
    let late = board.minutes(since: due.instant)
    row.put(
      "LATE BY \(Display.duration(minutes: late).uppercased())",
      row: 0,
      column: 1,
      style: style
    )
    row.put("must be on time", row: 0, column: row.columns - 17, style: style)
  }

  /// The dose, its times, what was written for it, and the question; empty rows between them as far
  /// as there are any.
  private func drawPage(on canvas: Canvas) -> Fit {
    var dose = doseRows(width: canvas.columns, withPurpose: true)
    var times = timeRows
    let words = instruction(width: canvas.columns - 14)
    let answers = answerRows(width: canvas.columns)
    func free() -> Int {
      canvas.rows - dose.count - times.count - words.count - answers.count
    }
    if free() < 0 { dose = doseRows(width: canvas.columns, withPurpose: false) }
    // When it was due stays; the doses around it stand on the list, too.
    while free() < 0, times.count > 1 { times.removeLast() }
    let room = max(1, canvas.rows - dose.count - times.count - answers.count)
    let blanks = max(0, free() - (hasNotice ? Self.noticeRows : 0))
    var row = blanks > 4 ? 1 : 0
    canvas.placeCursor(row: row, column: 6)
    for line in dose {
      line.draw(on: canvas, row: row)
      row += 1
    }
    row += blanks > 2 ? 1 : 0
    for line in times {
      line.draw(on: canvas, row: row)
      row += 1
    }
    row += blanks > 0 ? 1 : 0
    let hidden = drawInstruction(words, on: canvas.part(row: row, column: 6, rows: room))
    row += min(words.count, room) + (blanks > 1 ? 1 : 0)
    for (index, line) in answers.enumerated() {
      if index == 1, blanks > 3 { row += 1 }
      line.draw(on: canvas, row: row)
      row += 1
    }
    return Fit(hiddenLines: hidden, hasFreeRows: canvas.rows - row >= Self.noticeRows)
  }

  /// Draws the lines in sight; how many there are beyond the window is the answer.
  private func drawInstruction(_ words: [String], on canvas: Canvas) -> Int {
    guard words.count > canvas.rows else {
      for (index, text) in words.enumerated() { canvas.put(text, row: index) }
      return 0
    }
    let shown = max(1, canvas.rows - 1)
    let hidden = words.count - shown
    let first = min(scroll, hidden)
    for (index, text) in words.dropFirst(first).prefix(shown).enumerated() {
      canvas.put(text, row: index)
    }
    canvas.put(
      first < hidden ? " more below: press Down " : " more above: press Up ",
      row: canvas.rows - 1,
      style: .role(.warning, [.bold, .reverse])
    )
    return hidden
  }

  private func doseRows(width: Int, withPurpose: Bool) -> [TodayRow] {
    let purpose = withPurpose ? line.label.purposeWords : ""
    let title = line.label.title
    var rows = WordWrap.lines(title, width: max(10, width - 7)).map {
      TodayRow.text($0, at: 6, .role(.due, .bold))
    }
    let column = max(53, title.count + 9)
    if !purpose.isEmpty, column + purpose.count < width {
      rows[0].pieces.append(.init(purpose, at: column))
    } else if !purpose.isEmpty {
      rows += WordWrap.lines(purpose, width: max(10, width - 7)).map { .text($0, at: 6) }
    }
    let looks = line.label.appearance.map { "   (\($0))" } ?? ""
    let amount = DoseWords.amount(line)
    rows.append(
      TodayRow([
        .init(amount, at: 6, .role(.text, .bold)), .init(looks, at: 6 + amount.count),
      ])
    )
    return rows
  }

  private var timeRows: [TodayRow] {
    var facts = [("Was due", due.local, "NOT RECORDED")]
    if let until = line.dose.snoozedUntil, line.dose.state == .snoozed {
      facts[0].2 = "NOT RECORDED, put off until \(board.clock(until))"
    }
    if let next = line.nextDue, let at = line.nextInstant {
      let wait = Display.duration(minutes: board.minutes(until: at))
      facts.append(("Next due", next, "in \(wait)"))
    }
    if let last = line.lastTaken {
      let ago = Display.duration(minutes: board.minutes(since: last))
      facts.insert(("Last taken", board.sheet.zone.local(of: last).0, "\(ago) ago"), at: 1)
    }
    let undone = board.sheet.undone.filter {
      $0.schedule == line.key.schedule && $0.dueMinute == line.key.dueMinute
    }
    let taken = undone.suffix(2).map { record in
      TodayRow.text(
        "Undone       \(DoseWords.undone(record, board))",
        at: 6,
        .role(.warning, .bold)
      )
    }
    let rows = facts.map(timeRow)
    return Array(rows.prefix(1)) + taken + Array(rows.dropFirst())
  }

  private func timeRow(_ fact: (String, LocalMinute, String)) -> TodayRow {
    let clock = Display.clock(fact.1.time)
    let padding = String(repeating: " ", count: max(0, 8 - clock.count))
    let when = "\(padding)\(clock) \(Display.day(fact.1.date, today: board.sheet.today))"
    return TodayRow([
      .init(fact.0, at: 6), .init(when, at: 19),
      .init(fact.2, at: max(38, 19 + when.count + 2), .role(.text, .bold)),
    ])
  }

  private func instruction(width: Int) -> [String] {
    DoseWords.lateInstruction(line, board).enumerated().flatMap { index, text in
      WordWrap.lines(text, width: max(10, width), indent: index == 0 ? 0 : 1)
    }
  }

  private func answerRows(width: Int) -> [TodayRow] {
    let unit = line.amount?.unit ?? line.label.dosingUnit
    let clock = Display.clock(due.local.time)
    let question = TodayRow.text(
      "Have you taken the \(clock) \(unit)?",
      at: 6,
      .role(.text, .bold)
    )
    let verb = DoseWords.verb([line]) == "swallowed" ? "swallow" : "take"
    let answers = [
      ("Enter", "NO, I \(verb) it now"), ("T", "YES, earlier (asks the time)"),
      ("N", "I will not take it"), ("P", "I am not sure (help me look)"),
    ]
    func pieces(_ answer: (String, String), at column: Int, gap: Int) -> [TodayRow.Piece] {
      [
        .init(answer.0, at: column, .role(.footerKey, .bold)),
        .init(answer.1, at: column + gap),
      ]
    }
    guard width >= 78 else {
      return [question] + answers.map { TodayRow(pieces($0, at: 6, gap: 8)) }
    }
    let pairs = [(answers[0], answers[1]), (answers[2], answers[3])]
    return [question]
      + pairs.map { TodayRow(pieces($0.0, at: 6, gap: 8) + pieces($0.1, at: 44, gap: 4)) }
  }

  /// The last lines; how many rows they take is the answer.
  private func drawFoot(on canvas: Canvas) -> Int {
    let rang = told.flatMap { ToldWords.sentence($0, board) }
    let lines = [rang, reminders, also(width: canvas.columns - 2)].compactMap { $0 }
    let first = canvas.rows - lines.count
    canvas.rule(row: first - 1)
    for (index, words) in lines.enumerated() { canvas.put(words, row: first + index, column: 1) }
    return lines.count + 1
  }

  private func also(width: Int) -> String {
    let others = board.open.filter { $0.key != line.key }
    let also = "Also due now: \(others.isEmpty ? "nothing" : DoseWords.group(others))."
    guard let last = board.taken.last?.recordedAt else { return also }
    let batch = board.taken.filter { $0.recordedAt == last }
    let were = batch.count == 1 ? "was" : "were"
    let at = batch.first?.dose.record?.takenAt.map { board.clock($0) } ?? ""
    let taken = "\(Display.count(batch.count, "medicine")) \(were) taken at \(at)."
    let both = "\(also)     \(taken)"
    return both.count <= width ? both : also
  }
}

/// When a dose was told of, in words.
enum ToldWords {
  /// Moments named one by one; of more, how many there were.
  private static let mostMoments = 3

  /// `Rang 11:00 AM, 11:10 AM. Tom Alvarez was told at 11:30 AM.`; nil when it never rang.
  static func sentence(_ told: ToldOfDose, _ board: DayBoard) -> String? {
    let clocks = told.rang.map { board.clock($0) }
    guard let first = clocks.first, let last = clocks.last else { return nil }
    let rang =
      clocks.count <= mostMoments
      ? "Rang \(clocks.joined(separator: ", "))."
      : "Rang \(Display.count(clocks.count, "time")) from \(first) to \(last)."
    guard let other = told.caregiver else { return rang }
    return "\(rang) \(other.name) was told at \(board.clock(other.at))."
  }
}

/// What to look at when nobody remembers whether a dose was taken.
enum NotSureWords {
  static func sentences(_ line: DaySheet.DoseLine, _ board: DayBoard) -> [String] {
    let weekday = board.sheet.today.weekday.name
    let count = line.onHand.map { left in
      let bottle = Amount(left - line.boxed, line.label.dosingUnit)
      return " or count the bottle: it should hold \(Display.amount(bottle))"
    }
    let ask = DoseWords.pharmacy(board) ?? "your pharmacy"
    let takes = line.lastTaken.map { " Last recorded: \(board.clock($0))." } ?? ""
    return [
      "\(line.label.title).\(takes)",
      "Look in the \(weekday) box\(count ?? ", or at the bottle").",
      "If you still do not know, do not take a second one before you have asked: \(ask).",
    ]
  }
}

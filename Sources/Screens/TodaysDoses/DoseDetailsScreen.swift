import Domain
import Store
import Terminal

/// All that is known about one dose and its medicine, then every dose of the day.
@MainActor package final class DoseDetailsScreen: Screen {
  package let title = "Details"
  private let context: ScreenContext
  private let board: DayBoard
  private let line: DaySheet.DoseLine?
  private var history: Result<[DoseHistoryQuery.Entry], HistoryProblem>?
  private var text = ScrolledText()

  private struct HistoryProblem: Error { let words: String }

  init(_ context: ScreenContext, board: DayBoard, line: DaySheet.DoseLine?) {
    self.context = context
    self.board = board
    self.line = line
  }

  package var minimumSize: Size { Size(rows: 12, columns: 40) }

  package func opened(in shell: Shell, by press: KeyPress?) -> [Effect] {
    guard let line else { return [] }
    return [
      context.read(DoseHistoryQuery(medication: line.dose.medication)) { [weak self] result in
        self?.history = result.mapError { HistoryProblem(words: ReadingWords.reason(for: $0)) }
        return []
      }
    ]
  }

  package var actions: [Action] {
    [
      Action(
        id: "details.back",
        keys: [.escape, .left, .character("d")],
        title: "Back",
        hint: "Back"
      )
    ] + text.actions
  }

  package func perform(_ action: Action.ID) -> [Effect] {
    if action == "details.back" { return [.close] }
    text.perform(action)
    return []
  }

  package func draw(on canvas: Canvas) {
    HeaderLine(
      person: context.person,
      mark: context.mark,
      now: board.sheet.now,
      zone: board.sheet.zone
    ).draw(on: canvas)
    let area = canvas.part(row: 2, column: 1, columns: canvas.columns - 2)
    text.draw(lines(width: area.columns), on: area)
  }

  private func lines(width: Int) -> [ScrolledText.Line] {
    var lines: [ScrolledText.Line] = []
    func add(_ text: String, _ style: Style = .text) { lines.add(text, style, width: width) }
    if let line {
      add(line.label.title, .role(.heading, .bold))
      for fact in DoseFacts(board: board, line: line).facts { add(fact) }
      if let directions = line.label.instructions {
        add("The label says: \"\(directions)\"")
      }
      add("")
    }
    add(board.isToday ? "ALL DOSES OF TODAY" : "ALL DOSES OF THIS DAY", .role(.heading, .bold))
    for part in DayPart.allCases {
      let doses = board.sheet.lines.filter { DayPart($0.dose.occurrence.local.time) == part }
      guard !doses.isEmpty else { continue }
      add(part.title, .role(.text, .bold))
      for dose in doses { add(entry(dose)) }
    }
    if line != nil {
      add("")
      add("THE LAST 14 DAYS", .role(.heading, .bold))
      for text in historyLines { add(text) }
    }
    return lines
  }

  private func entry(_ dose: DaySheet.DoseLine) -> String {
    let facts = [
      board.clock(dose.dose.occurrence.local), dose.label.title, dose.amountWords,
      DayPart.state(dose, board),
    ]
    return facts.compactMap { $0 }.joined(separator: ", ")
  }

  private var historyLines: [String] {
    switch history {
    case nil: return ["One moment."]
    case .failure(let problem): return ["It cannot be read (\(problem.words))."]
    case .success(let entries) where entries.isEmpty: return ["Nothing is recorded yet."]
    case .success(let entries): return entries.map(words)
    }
  }

  private func words(_ entry: DoseHistoryQuery.Entry) -> String {
    let today = board.sheet.today
    let day = Display.shortWeekdayAndDate(entry.due.date, today: today)
    let strength = entry.otherStrength.map { " of \(Display.strength($0))" } ?? ""
    let amount = entry.amount.map { ", \(Display.amount($0))\(strength)" } ?? ""
    let due = "\(day), due \(Display.clock(entry.due.time))"
    switch entry.status {
    case .taken:
      let at = entry.takenAt.map { " at \(Display.clock(board.sheet.zone.local(of: $0).0.time))" }
      return "\(entry.isUnplanned ? day : due): taken\(at ?? "")\(amount)"
    case .skipped: return "\(due): left out, \(entry.reason ?? "no reason given")"
    case .missed: return "\(due): not recorded"
    case .paused: return "\(due): paused"
    case .notReached: return "\(due): that time did not come, because of travel"
    }
  }
}

/// Parts of a day, as people name them.
enum DayPart: CaseIterable {
  case morning
  case noon
  case evening
  case bedtime

  init(_ time: TimeOfDay) {
    switch time.minute {
    case 4 * 60..<11 * 60: self = .morning
    case 11 * 60..<16 * 60: self = .noon
    case 16 * 60..<21 * 60: self = .evening
    default: self = .bedtime
    }
  }

  var title: String {
    switch self {
    case .morning: "MORNING"
    case .noon: "NOON"
    case .evening: "EVENING"
    case .bedtime: "BEDTIME AND NIGHT"
    }
  }

  /// What became of a dose, in a few words.
  static func state(_ line: DaySheet.DoseLine, _ board: DayBoard) -> String {
    switch line.dose.state {
    case .later: "later"
    case .due: "due now"
    case .late: "late, not recorded"
    case .snoozed: "put off"
    case .taken: line.dose.record?.takenAt.map { "taken at \(board.clock($0))" } ?? "taken"
    case .skipped: "left out"
    case .notRecorded: "not recorded"
    case .paused: "paused"
    }
  }
}

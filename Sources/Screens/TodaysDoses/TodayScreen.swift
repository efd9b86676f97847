import Domain
import Store
import Terminal

/// The doses of a day: what to take now, whether it was taken, what comes.
///
/// Enter is the one expected answer. What it stands for is worked out in `enterTarget`; nothing is
/// written before that, and nothing says `Recorded` before the database does.
@MainActor package final class TodayScreen: Screen {
  let context: ScreenContext
  /// What was read last.
  private(set) var state = Reading.underWay
  /// What is asked beside the doses.
  private(set) var question: TodayQuestion?
  /// The day that is shown; today when nil.
  private(set) var date: CalendarDate?
  var selected: DoseKey?
  /// Doses ticked by hand: Enter then stands for these and no others.
  var ticked: Set<DoseKey> = []
  /// Doses that were open and not ticked when others were recorded: Enter passes them by.
  var leftOpen: Set<DoseKey> = []
  /// The doses of now that were all in sight, since the last of them was selected once.
  var seen: Set<DoseKey> = []
  /// Whether the doses of later are listed one by one.
  var expandsLater = false
  /// Late doses that have been looked away from, to see the list.
  var dismissedLate: Set<DoseKey> = []
  /// The dose that was answered last: in a small window it stays in sight until a key moves on.
  var lastAnswered: DoseKey?
  /// When the late dose rang that has the whole screen, and who else was told.
  private var told: (key: DoseKey, ToldOfDose)?
  /// The first line in sight of what was written for a late dose.
  private var lateScroll = 0
  /// What was said on the page that stands before a dose: it holds for the next record of that dose.
  var consents: [DoseKey: Consent] = [:]
  /// Whether a transaction is under way: no second one starts.
  var isSaving = false
  /// Records made before this are not taken back by one key any more.
  var undoneUpTo: Instant?
  private(set) var layout = TodayLayout()
  weak var shell: Shell?
  let mayRecord: Bool
  private var guardedUntil: Duration = .zero
  private var lastCharacter: Duration?
  private var hasChosenFirst = false
  /// The doses of a reminder that led here, until they were marked.
  private var announced: Set<DoseKey>

  /// What reading the day gave.
  enum Reading {
    case underWay
    case day(DayBoard)
    case failed(String)
  }

  /// A day with the doses marked that a reminder told of: Enter then stands for these.
  package init(_ context: ScreenContext, announced: Set<DoseKey> = []) {
    self.context = context
    self.announced = announced
    mayRecord = context.allows(.record, .doses)
  }

  package var title: String { "Today" }
  package var minimumSize: Size { Size(rows: 12, columns: 40) }

  var board: DayBoard? {
    guard case .day(let board) = state else { return nil }
    return board
  }

  package func opened(in shell: Shell, by press: KeyPress?) -> [Effect] {
    self.shell = shell
    return [load()]
  }

  package func refresh(_ cause: RefreshCause) -> [Effect] { [load()] }

  /// Reads the day again.
  func load() -> Effect {
    let asked = date
    let query = DayQuery(date: asked, machineZone: context.machineZone)
    return context.read(query) { [weak self] result in
      guard let self, date == asked else { return [] }
      show(result)
      return readTold()
    }
  }

  /// Reads when the late dose rang.
  private func readTold() -> [Effect] {
    guard let line = takeover else { return [] }
    let key = line.key
    return [
      context.read(ToldOfDoseQuery(schedule: key.schedule, dueMinute: key.dueMinute)) {
        [weak self] result in
        // The page says nothing of it when it cannot be read.
        if let told = try? result.get() { self?.told = (key, told) }
        return []
      }
    ]
  }

  /// Goes to another day, or to today with nil.
  func show(day: CalendarDate?) -> [Effect] {
    date = day
    selected = nil
    ticked = []
    expandsLater = false
    return [load()]
  }

  private func show(_ result: Result<DaySheet, any Error>) {
    let before = enterTarget.doses
    switch result {
    case .success(let sheet): take(DayBoard(sheet))
    case .failure(let error): state = .failed(ReadingWords.reason(for: error))
    }
    question = board.flatMap { TodayQuestion($0, allows: context.allows) }
    // A dose that falls due under the fingers is not taken by a key that was meant for another.
    if !enterTarget.doses.isSubset(of: before), let shell {
      guardedUntil = shell.clock.now() + Dialog.guardTime
      shell.schedule("today.guard", after: Dialog.guardTime) { [] }
    }
  }

  private func take(_ board: DayBoard) {
    state = .day(board)
    let openKeys = Set(board.open.map(\.key))
    ticked.formIntersection(openKeys)
    consents = consents.filter { board.line($0.key)?.mustStop == true }
    leftOpen.formIntersection(openKeys)
    if board.line(selected) == nil { selected = nil }
    if !announced.isEmpty { mark(announced, board) }
    announced = []
    if !hasChosenFirst, let first = board.open.first {
      selected = first.key
      hasChosenFirst = true
    }
  }

  /// Marks doses so that Enter answers for these and no others: one that asks its own question by
  /// itself, routine ones with a tick.
  private func mark(_ doses: Set<DoseKey>, _ board: DayBoard) {
    let told = board.open.filter { doses.contains($0.key) }
    let routine = Set(board.routine.map(\.key))
    guard let first = told.first(where: { !routine.contains($0.key) }) ?? told.first else { return }
    selected = first.key
    hasChosenFirst = true
    dismissedLate = Set(board.allLateCritical.map(\.key)).subtracting([first.key])
    let together = told.map(\.key).filter(routine.contains)
    if routine.contains(first.key), together.count < routine.count { ticked = Set(together) }
  }

  package var actions: [Action] { TodayActions(screen: self).actions }

  package func takeText(_ press: KeyPress) -> [Effect]? {
    defer { if case .character(let sign) = press.key, sign != " " { lastCharacter = press.time } }
    guard press.key == .enter else { return nil }
    // A key held down says nothing, so that what was recorded stays on the line.
    if press.isRepeat { return [] }
    if press.time < guardedUntil { return [.notice(Notice("One moment: read first."))] }
    // A scanner types faster than people do, and ends with a return.
    if let last = lastCharacter, press.time - last < .milliseconds(30) {
      return [.notice(Notice("That came too fast for a hand. Nothing was recorded."))]
    }
    return nil
  }

  package func perform(_ action: Action.ID) -> [Effect] {
    switch action {
    case "today.enter": enter()
    case "today.tick": tick()
    case "today.at": askTime()
    case "today.amount": askAmount()
    case "today.skip": askReason()
    case "today.later": askSnooze()
    case "today.undo": undo()
    case "today.note": askNote()
    case "today.unsure": helpToLook()
    case "today.extra": askExtra()
    case "today.shift": askShift()
    case "today.opened": askOpened()
    case "today.box": [.open(PillBoxScreen(context))]
    case "today.question": answerQuestion()
    case "today.stay": askStay()
    case "today.zone": askZone()
    case "today.add": [.open(SchedulesScreen(context, addsAtOnce: true))]
    case "today.asNeeded": [.open(AsNeededScreen(context))]
    case "today.details": details()
    case "today.dayBefore": show(day: (date ?? today).map { $0 - 1 })
    case "today.dayAfter": show(day: (date ?? today).map { $0 + 1 })
    case "today.today": leaveLateOrDay()
    case "today.read": [load()]
    case "today.down" where takeover != nil: readOn(1)
    case "today.up" where takeover != nil: readOn(-1)
    case "today.first" where takeover != nil: readOn(-1000)
    case "today.last" where takeover != nil: readOn(1000)
    case "today.down": move(by: 1)
    case "today.up": move(by: -1)
    case "today.first": move(by: -10_000)
    case "today.last": move(by: 10_000)
    default: []
    }
  }

  var today: CalendarDate? { board?.sheet.today }

  private func leaveLateOrDay() -> [Effect] {
    if date != nil { return show(day: nil) }
    dismissedLate.formUnion(board?.allLateCritical.map(\.key) ?? [])
    return []
  }

  /// Moves what was written for the late dose, where it is longer than the window.
  private func readOn(_ lines: Int) -> [Effect] {
    lateScroll = min(max(0, lateScroll + lines), layout.late.hiddenLines)
    return []
  }

  /// Beside the late dose a line that comes by itself stands above the last ones, if there is room.
  package var noticeRow: Int {
    guard takeover != nil, layout.late.hasFreeRows else { return -1 }
    return told?.key == takeover?.key && told?.1.rang.isEmpty == false ? -5 : -4
  }

  package func draw(on canvas: Canvas) {
    // What keys mean hangs on what the window has room for, so that is settled before the words are.
    let hidOpenDoses = layout.hidesOpenDoses
    layout = TodayLayout(of: canvas.size)
    layout.hidesOpenDoses = hidOpenDoses && !layout.isCompact
    if let board, let line = takeover {
      layout.late =
        LateDoseView(
          board: board,
          line: line,
          person: context.person,
          mark: context.mark,
          reminders: context.reminders.sentence,
          told: told?.key == line.key ? told?.1 : nil,
          scroll: lateScroll,
          hasNotice: shell?.standingRing != nil || shell?.notice != nil
        ).draw(on: canvas)
      layout.hidesOpenDoses = false
      return
    }
    layout.hidesOpenDoses = TodayView(picture: picture).draw(on: canvas)
  }

  /// Whether no medicine has been entered yet.
  var hasEmptyList: Bool { headline == .emptyList }

  private var headline: TodayHeadline {
    switch state {
    case .underWay: .reading
    case .day(let board): TodayHeadline(board)
    case .failed(let reason): .cannotRead(reason)
    }
  }

  private var picture: TodayPicture {
    TodayPicture(
      person: context.person,
      mark: context.mark,
      now: board?.sheet.now ?? context.now,
      zone: board?.sheet.zone ?? .utc,
      headline: headline,
      board: board,
      selected: selected,
      ticked: ticked,
      leftOpen: leftOpen,
      expandsLater: expandsLater,
      reminders: context.reminders.sentence,
      question: question,
      enterHints: enterHints
    )
  }
}

/// Why a day cannot be shown, in the words of the headline.
enum ReadingWords {
  static func reason(for error: any Error) -> String {
    switch error as? StoreError {
    case .damaged: "file damaged"
    case .busy: "file busy"
    case .notPermitted: "not allowed here"
    case .notFound: "this person is not in the file"
    case .inputOutput, .full: "reading failed"
    default: "something went wrong"
    }
  }
}

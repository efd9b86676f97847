import Domain
import Store
import Terminal

/// What Enter stands for now.
enum EnterTarget {
  /// Routine doses that are recorded together.
  case group([DaySheet.DoseLine])
  /// A dose with a question of its own.
  case question(DaySheet.DoseLine)
  /// A dose whose time has not come.
  case early(DaySheet.DoseLine)
  /// The late dose that has the whole screen.
  case late(DaySheet.DoseLine)
  /// A dose that was taken: that it was is all there is to say.
  case repeated(DaySheet.DoseLine)
  /// Nothing, and why.
  case nothing(String)

  /// The doses that a press would record or ask about.
  var doses: Set<DoseKey> {
    switch self {
    case .group(let lines): Set(lines.map(\.key))
    case .question(let line), .early(let line), .late(let line): [line.key]
    case .repeated, .nothing: []
    }
  }

  /// The doses as lines, for keys that answer for the same ones in another way.
  var lines: [DaySheet.DoseLine] {
    switch self {
    case .group(let lines): lines
    case .question(let line), .early(let line), .late(let line): [line]
    case .repeated, .nothing: []
    }
  }
}

extension TodayScreen {
  /// The late dose that takes the whole screen, the selected one before others; nil once they were
  /// looked away from.
  var takeover: DaySheet.DoseLine? {
    guard layout.hasRoomForLate, let board, board.isToday,
      board.sheet.person.pausedSince == nil, board.sheet.attention.clockJump == nil
    else { return nil }
    let late = board.open.filter { line in
      board.isLateCritical(line) && line.dose.state != .snoozed
        && !dismissedLate.contains(line.key)
    }
    return late.first { $0.key == selected } ?? late.first
  }

  var selectedLine: DaySheet.DoseLine? { board?.line(selected) }

  /// The line that keys for one dose act on: the selected one, else the first of now.
  var lineInHand: DaySheet.DoseLine? { takeover ?? selectedLine ?? board?.open.first }

  var enterTarget: EnterTarget {
    guard let board else { return .nothing("Nothing can be recorded before the list is read.") }
    guard board.isToday else {
      return .nothing("Enter is for today. T says when you took a dose of that day.")
    }
    guard board.sheet.person.pausedSince == nil else {
      return .nothing("Your medicines are paused. T records one that you took.")
    }
    if let takeover { return .late(takeover) }
    if !ticked.isEmpty { return .group(board.open.filter { ticked.contains($0.key) }) }
    if let selectedLine { return target(selectedLine, board) }
    if layout.isCompact, let first = board.open.first { return target(first, board) }
    return target(board)
  }

  private func target(_ board: DayBoard) -> EnterTarget {
    let group = board.routine.filter { !leftOpen.contains($0.key) }
    if !group.isEmpty { return .group(group) }
    if let late = board.lateCritical { return .late(late) }
    if let own = board.open.first(where: {
      $0.ownQuestion != nil || $0.mustStop || board.eyeWaits[$0.key] != nil
    }) {
      return .question(own)
    }
    return board.open.isEmpty
      ? .nothing("Nothing is to be taken now.")
      : .nothing("Tick what you have swallowed with Space, then Enter.")
  }

  private func target(_ line: DaySheet.DoseLine, _ board: DayBoard) -> EnterTarget {
    switch line.dose.state {
    case .due, .late, .snoozed:
      // On a page of its own the dose says that it is late, and Enter answers for it alone.
      if board.isLateCritical(line), !layout.isCompact { return .late(line) }
      if line.ownQuestion != nil || line.mustStop { return .question(line) }
      if board.eyeWaits[line.key] != nil { return .question(line) }
      if leftOpen.contains(line.key) {
        return .nothing("Tick what you have swallowed with Space, then Enter.")
      }
      return layout.isCompact ? .group([line]) : target(board)
    case .later: return .early(line)
    case .taken where line.key == lastAnswered:
      // Answered by the key before: the page itself says so.
      let at = line.dose.record?.takenAt.map { " at \(board.clock($0))" } ?? ""
      return .nothing("Taken\(at). Do not take it again.")
    case .taken: return .repeated(line)
    case .notRecorded: return .nothing("Its time has passed. T says when you took it.")
    case .skipped: return .nothing("Left out. T says when you took it after all.")
    case .paused: return .nothing("Paused. T records it if you took it.")
    }
  }

  /// What stands under the doses of now.
  var enterHints: [(key: String, text: String)] {
    switch enterTarget {
    case .group(let lines):
      let verb = DoseWords.verb(lines)
      let isLate = board.map { lines.contains(where: $0.isLate) } == true
      let what = lines.count == 1 ? "it" : lines.count == 2 ? "both" : "all \(lines.count)"
      let enter = ("Enter", "I have \(verb) \(what)\(isLate ? " now" : "")")
      if isLate { return [enter, ("T", "I took \(lines.count == 1 ? "it" : "them") earlier")] }
      guard lines.count > 1 || !ticked.isEmpty else { return [enter] }
      return [enter, ("Space", "tick only the ones I \(verb), then Enter")]
    case .question(let line): return [("Enter", "asks about \(line.label.title)")]
    case .early(let line): return [("Enter", "asks about \(line.label.title), not due yet")]
    case .late(let line): return [("Enter", "asks about \(line.label.title)")]
    case .repeated(let line):
      let at = line.dose.record?.takenAt.map { " at \(board?.clock($0) ?? "")" } ?? ""
      return [("", "\(line.label.title): taken\(at). Do not take it again.")]
    case .nothing(let reason): return board?.open.isEmpty == false ? [("", reason)] : []
    }
  }

  func enter() -> [Effect] {
    switch enterTarget {
    case .group(let lines):
      guard !layout.hidesOpenDoses || !ticked.isEmpty || hasSeenAll else {
        return [.notice(Notice("There are more below: press Down to see them all first."))]
      }
      return take(lines)
    case .question(let line): return ask(line)
    case .early(let line):
      if line.mustStop { return ask(line) }
      return [.open(DoseQuestions(screen: self).early(line))]
    case .repeated(let line): return askExtra(line)
    case .late(let line):
      // Looked away from before: the whole screen asks again.
      if takeover == nil {
        guard layout.hasRoomForLate, line.dose.state != .snoozed else { return ask(line) }
        selected = line.key
        dismissedLate.remove(line.key)
        return []
      }
      return line.ownQuestion == nil && !line.mustStop ? take([line]) : ask(line)
    case .nothing(let reason): return [.notice(Notice(reason, role: .warning))]
    }
  }

  /// Whether the last dose of now is the selected one, or was since the others came, so that all
  /// were in sight.
  private var hasSeenAll: Bool {
    guard let open = board?.open, let last = open.last else { return true }
    return last.key == selected || seen.isSuperset(of: open.map(\.key))
  }

  private func ask(_ line: DaySheet.DoseLine) -> [Effect] {
    if let stop = stop(before: line) { return [.open(stop)] }
    return askOwn(line)
  }

  /// The dose's own question, without what stands before it.
  func askOwn(_ line: DaySheet.DoseLine) -> [Effect] {
    if let words = board?.eyeWaitWords(line) {
      return [.open(DoseQuestions(screen: self).nextDrop(line, words))]
    }
    if line.label.asksAboutMeal { return [.open(DoseQuestions(screen: self).meal(line))] }
    return askAmount(of: line)
  }

  /// The question after the one about the meal.
  func askAmount(of line: DaySheet.DoseLine) -> [Effect] {
    if line.ownQuestion == .byReading { return askReading(line) }
    return [.open(DoseQuestions(screen: self).question(line))]
  }

  func tick() -> [Effect] {
    guard let board else { return [] }
    guard let line = selectedLine ?? board.routine.first else { return [] }
    guard line.dose.isOpenNow, board.open.contains(where: { $0.key == line.key }) else {
      return [.notice(Notice("Only medicines to take now can be ticked.", role: .warning))]
    }
    guard line.ownQuestion == nil, !board.isLateCritical(line), !line.mustStop else {
      return [.notice(Notice("\(line.label.title) asks its own question: press Enter on it."))]
    }
    selected = line.key
    ticked.formSymmetricDifference([line.key])
    return []
  }

  /// Moves the selection over everything that is in sight.
  func move(by step: Int) -> [Effect] {
    guard let board else { return [] }
    let isExpanded = expandsLater || !board.isToday
    let hidden = isExpanded ? [] : Set(board.later.dropFirst().map(\.key))
    let keys = board.inOrder.map(\.key).filter { !hidden.contains($0) }
    guard !keys.isEmpty else { return [] }
    let answered = lastAnswered
    lastAnswered = nil
    // From the page of an answered dose the way leads to what is still to be taken.
    if layout.isCompact, let first = board.open.first, selected == answered,
      !board.open.contains(where: { $0.key == answered })
    {
      selected = first.key
      return []
    }
    let current = selected ?? (layout.isCompact ? board.open.first?.key : nil)
    guard let current, let index = keys.firstIndex(of: current) else {
      let place = step > 0 ? step - 1 : keys.count + step
      self.selected = keys[min(max(0, place), keys.count - 1)]
      return []
    }
    self.selected = keys[min(max(0, index + step), keys.count - 1)]
    // Whoever went down to the last one by one may answer from every row.
    if board.open.last?.key == selected { seen = Set(board.open.map(\.key)) }
    return []
  }
}

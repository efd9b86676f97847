import Domain
import Store
import Terminal

/// The rows right below the headline: the doses of now and what Enter means, or words that say why
/// there are none.
struct TodayTopRows {
  let picture: TodayPicture
  let width: Int

  func rows() -> [TodayRow] {
    guard let board = picture.board else { return unreadable }
    switch picture.headline {
    case .takeNow, .late: return open(board)
    case .nothingToday: return nothingToday(board)
    case .emptyList: return emptyList
    case .paused: return paused
    case .nothingNow, .allTaken: return next(board)
    case .otherDay(_, let isPast): return otherDay(isPast, board)
    case .cannotRead, .reading: return unreadable
    }
  }

  private func open(_ board: DayBoard) -> [TodayRow] {
    let doses = OpenDoseRows(
      board: board,
      ticked: picture.ticked,
      leftOpen: picture.leftOpen,
      width: width
    ).rows()
    let hints = picture.enterHints.flatMap { hint in
      WordWrap.lines(hint.text, width: max(10, width - 16)).enumerated().map { index, words in
        TodayRow(
          [
            .init(index == 0 ? hint.key : "", at: 7, .role(.footerKey, .bold)),
            .init(words, at: 15),
          ],
          // What warns is not given up for want of room.
          isSpare: !hint.key.isEmpty
        )
      }
    }
    return [.blank] + doses + box(board) + [.blank] + hints
  }

  /// What to shake out of the pill box for the doses of now.
  private func box(_ board: DayBoard) -> [TodayRow] {
    var compartments: [BoxCompartment] = []
    for line in board.open {
      let compartment = BoxCompartment(line.dose.occurrence.local)
      if !compartments.contains(compartment) { compartments.append(compartment) }
    }
    return compartments.flatMap { box($0, board) }
  }

  private func box(_ compartment: BoxCompartment, _ board: DayBoard) -> [TodayRow] {
    let lines = board.routine.filter {
      $0.isInBox && BoxCompartment($0.dose.occurrence.local) == compartment
    }
    let parts = lines.compactMap { line in
      line.amount.flatMap { amount -> (units: Rational, unit: String)? in
        let unit = line.label.dosingUnit
        let units =
          amount.unit == unit
          ? amount.quantity : line.label.strength?.units(in: amount, dosingUnit: unit)
        return units.map { ($0, unit) }
      }
    }
    let isToday = compartment.day == board.sheet.today
    let of =
      isToday ? "" : " of \(Display.weekdayAndDate(compartment.day, today: board.sheet.today))"
    let name = "\(compartment.part.title) box\(of)"
    let total =
      parts.isEmpty
      ? [] : [TodayRow.text("\(name): \(BoxWords.total(parts))", at: 5, .role(.heading, .bold))]
    let wrong = board.sheet.boxFaults.filter { BoxCompartment($0.due) == compartment }
    return total
      + wrong.flatMap { fault in
        WordWrap.lines(
          "NOT from the \(name): \(fault.content), \(fault.words).",
          width: max(10, width - 6)
        ).map { TodayRow.text($0, at: 5, .role(.warning, .bold)) }
      }
  }

  private func nothingToday(_ board: DayBoard) -> [TodayRow] {
    let today = Display.weekdayAndDate(board.sheet.date, today: board.sheet.today)
    var rows: [TodayRow] = [
      .blank, .text("This is right.  No medicine is planned for \(today).", at: 7), .blank,
    ]
    let coming = board.sheet.notToday.filter { $0.nextInstant != nil }
    if let next = coming.min(by: {
      ($0.nextInstant?.milliseconds ?? 0) < ($1.nextInstant?.milliseconds ?? 0)
    }), let due = next.next {
      let day = Display.day(due.date, today: board.sheet.today)
      let date = Display.weekdayAndDate(due.date, today: board.sheet.today)
      let when = day == date ? date : "\(day), \(date)"
      rows.append(.text("Next:   \(when), at \(Display.clock(due.time))", at: 7))
      let amount = next.amount.map { Display.amount($0) }
      let purpose = next.label.purposeWords
      let facts = [next.label.title, amount, purpose.isEmpty ? nil : purpose, next.special]
      for line in WordWrap.lines(
        facts.compactMap { $0 }.joined(separator: ", "),
        width: max(10, width - 16)
      ) { rows.append(.text(line, at: 15)) }
      rows.append(.blank)
    }
    let taken = board.sheet.notToday.filter { $0.lastTaken != nil }
    if let last = taken.max(by: {
      ($0.lastTaken?.milliseconds ?? 0) < ($1.lastTaken?.milliseconds ?? 0)
    }), let at = last.lastTaken {
      rows.append(.text("Last:   \(board.clock(at))   \(last.label.title), taken", at: 7))
      rows.append(.blank)
    }
    return rows
  }

  private func next(_ board: DayBoard) -> [TodayRow] {
    guard let next = board.next else { return [] }
    let wait = Display.duration(minutes: board.minutes(until: next.at))
    return [
      .blank,
      TodayRow([.init("Next:   \(board.clock(next.due))   \(next.title)", at: 7)]),
      .text("in \(wait)", at: 15), .blank,
    ]
  }

  private var emptyList: [TodayRow] {
    [TodayRow.blank]
      + wrapped("Here will stand what to take now, once your first medicine is entered.")
      + wrapped("A enters one.") + [.blank]
      + wrapped("Been told to take something today?  Take it as you were told, and enter it.")
  }

  private func wrapped(_ sentence: String) -> [TodayRow] {
    WordWrap.lines(sentence, width: max(10, width - 8)).map { .text($0, at: 7) }
  }

  private var paused: [TodayRow] {
    [
      .blank, .text("Take what the people who look after you give you.", at: 7),
      .text("When you are back home, ask which medicines stay the same, which are", at: 7),
      .text("changed, stopped or new. Then press C: nothing rings before that.", at: 7), .blank,
    ]
  }

  private func otherDay(_ isPast: Bool, _ board: DayBoard) -> [TodayRow] {
    let text =
      isPast
      ? "What you took that day and did not record: select it, then T tells when."
      : "What is planned. Nothing can be recorded before its day."
    return [
      .blank, .text(text, at: 7), .text("] and [ turn the pages, Esc is today.", at: 7), .blank,
    ]
  }

  private var unreadable: [TodayRow] {
    guard case .cannotRead = picture.headline else { return [] }
    return [
      .blank, .text("Do not rely on this screen.", at: 7, .role(.critical, .bold)), .blank,
      .text("Use your paper list or the labels on your bottles, and call your pharmacy.", at: 7),
      .text("Not sure whether you took something?  Do not take it a second time; ask.", at: 7),
      .blank, .text("R  try to read it again", at: 7),
      .text("Poison help (US) 1-800-222-1222.   Emergency: 911.", at: 7),
    ]
  }
}

/// Every medicine of the list with the day it is for, under a day without doses.
struct MedicineListRows {
  let board: DayBoard
  let width: Int

  func rows() -> [TodayRow] {
    let sheet = board.sheet
    let count = Display.count(sheet.medicineCount, "medicine").uppercased()
    var rows: [TodayRow] = [.text("YOUR LIST HAS \(count)", .role(.heading, .bold))]
    for line in sheet.notToday {
      let days = line.weekdays.map { "\($0.name)s" }
      let some = line.isDaily ? "every day" : "on some days"
      let only = days.isEmpty ? some : "\(Display.list(days)) only"
      let next = line.next.map { "next: \(Display.moment($0, today: sheet.today))" } ?? ""
      rows += row(line.label.title, only, next)
    }
    for line in sheet.asNeeded {
      rows += row(
        line.label.title,
        "only if needed",
        "\(AsNeededWords.short(line, board))   press A"
      )
    }
    rows += DayRows(board: board, width: width, expandsLater: false).takenOnly()
    return rows + [
      .blank,
      .text("Been told to take something today that is not here?  Ask before you take it."),
    ]
  }

  private func row(_ title: String, _ when: String, _ next: String) -> [TodayRow] {
    guard title.count < 24, when.count < 22, 49 + next.count <= width else {
      return WordWrap.lines(
        [title, when, next].joined(separator: "   "),
        width: max(10, width - 4),
        indent: 3
      ).map { .text($0, at: 3) }
    }
    return [
      TodayRow([.init(title, at: 3), .init(when, at: 27), .init(next, at: 49)])
    ]
  }
}

extension DayRows {
  /// What was recorded without a plan, and nothing else.
  func takenOnly() -> [TodayRow] {
    guard !board.taken.isEmpty || !board.sheet.undone.isEmpty else { return [] }
    return [TodayRow.blank] + rowsOfTaken
  }
}

import Domain
import Store
import Terminal

/// The rows of doses that wait for an answer: name, amount in words, what for, looks, and what must
/// be known about this one dose.
struct OpenDoseRows {
  let board: DayBoard
  let ticked: Set<DoseKey>
  let leftOpen: Set<DoseKey>
  let width: Int

  func rows() -> [TodayRow] {
    let groups = groups()
    return groups.flatMap { group -> [TodayRow] in
      let heading = groups.count > 1 ? heading(group) : []
      return heading + group.flatMap { rows($0, special: TodayHeadline.commonSpecial(group)) }
    }
  }

  /// Doses of one due time stand together.
  private func groups() -> [[DaySheet.DoseLine]] {
    let times = Set(board.open.map(\.dose.occurrence.instant)).sorted()
    return times.map { time in board.open.filter { $0.dose.occurrence.instant == time } }
  }

  private func heading(_ group: [DaySheet.DoseLine]) -> [TodayRow] {
    guard let first = group.first else { return [] }
    let due = first.dose.occurrence
    let special = TodayHeadline.commonSpecial(group).map { ", \($0)" } ?? ""
    guard group.contains(where: board.isLate) else {
      return [.text("due \(board.clock(due.local))\(special)", .role(.heading, .bold))]
    }
    let ago = Display.duration(minutes: board.minutes(since: due.instant))
    let late = "LATE: was due \(board.clock(due.local)), \(ago) ago\(special)"
    return WordWrap.lines(late, width: max(10, width - 2)).map { .text($0, .role(.late, .bold)) }
  }

  private func rows(_ line: DaySheet.DoseLine, special: String?) -> [TodayRow] {
    main(line)
      + notes(line, commonSpecial: special).flatMap { note in
        WordWrap.lines(note.text, width: max(10, width - 10)).map {
          TodayRow([.init($0, at: 9, note.style)], key: line.key)
        }
      }
  }

  /// One row where everything fits its column, else the name on a row of its own.
  ///
  /// The amount is never cut.
  private func main(_ line: DaySheet.DoseLine) -> [TodayRow] {
    let mark = ticked.contains(line.key) ? "[x]" : "[ ]"
    let title = line.label.title
    let amount = DoseWords.amount(line)
    let purpose = line.label.purposeWords
    let looks = line.label.appearance ?? ""
    let columns = Columns(width)
    let fits =
      title.count < columns.amount - 5 && amount.count < columns.purpose - columns.amount
      && purpose.count < columns.looks - columns.purpose && looks.count <= width - columns.looks
    if fits {
      return [
        TodayRow(
          [
            .init(mark, at: 1), .init(title, at: 5, .role(.due, .bold)),
            .init(amount, at: columns.amount, .role(.text, .bold)),
            .init(purpose, at: columns.purpose), .init(looks, at: columns.looks, .role(.muted)),
          ],
          key: line.key
        )
      ]
    }
    let names = WordWrap.lines(title, width: max(10, width - 6))
    let rest = [purpose, looks].filter { !$0.isEmpty }
    let room = width - 10
    var rows = names.enumerated().map { index, name in
      TodayRow(
        (index == 0 ? [.init(mark, at: 1)] : []) + [.init(name, at: 5, .role(.due, .bold))],
        key: line.key
      )
    }
    let facts = rest.joined(separator: "     ")
    let column = max(columns.amount, 9 + amount.count + 5)
    if column + facts.count < width {
      rows.append(
        TodayRow(
          [
            .init(amount, at: 9, .role(.text, .bold)),
            .init(facts, at: column),
          ],
          key: line.key
        )
      )
    } else {
      for part in WordWrap.lines(amount, width: max(10, room)) {
        rows.append(TodayRow([.init(part, at: 9, .role(.text, .bold))], key: line.key))
      }
      for fact in rest {
        for part in WordWrap.lines(fact, width: max(10, room)) {
          rows.append(TodayRow([.init(part, at: 9)], key: line.key))
        }
      }
    }
    return rows
  }

  private func notes(
    _ line: DaySheet.DoseLine,
    commonSpecial: String?
  ) -> [(text: String, style: Style)] {
    var notes: [(String, Style)] = []
    let due = line.dose.occurrence
    if line.dose.state == .snoozed, let until = line.dose.snoozedUntil {
      notes.append(("put off until \(board.clock(until))", .role(.warning)))
    }
    if let special = line.special, commonSpecial == nil {
      notes.append((special, .role(.text, .bold)))
    }
    if let bottle = line.bottleOf { notes.append((bottle, .role(.text, .bold))) }
    notes += DoseWords.warnings(line, board).map { ($0, .role(.warning, .bold)) }
    if leftOpen.contains(line.key), !ticked.contains(line.key) {
      notes.append(("not ticked before: Space, then Enter, once you have swallowed it", .text))
    }
    notes += board.sheet.undone.filter { $0.schedule == line.dose.schedule }
      .filter { $0.dueMinute == due.dueMinute }
      .map { (DoseWords.undone($0, board), .role(.muted)) }
    return notes
  }

  /// Where the columns of a dose begin.
  private struct Columns {
    let amount: Int
    let purpose: Int
    let looks: Int

    init(_ width: Int) {
      let extra = max(-18, min(24, width - 80))
      amount = 29 + extra / 2
      purpose = amount + 13
      looks = purpose + 22
    }
  }
}

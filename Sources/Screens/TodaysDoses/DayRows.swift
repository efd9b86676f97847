import Domain
import Store
import Terminal

/// The rows below the doses of now: what was taken, what comes, what is not for today.
struct DayRows {
  let board: DayBoard
  let width: Int
  /// Whether the doses of later are listed one by one.
  let expandsLater: Bool

  func rows() -> [TodayRow] {
    let parts = [taken, notRecorded, leftOut, paused, [later, asNeeded, notToday].flatMap { $0 }]
    return Array(parts.filter { !$0.isEmpty }.joined(separator: [TodayRow.blank]))
  }

  var rowsOfTaken: [TodayRow] { taken }

  private var taken: [TodayRow] {
    let undone = undoneElsewhere
    guard !board.taken.isEmpty || !undone.isEmpty else { return [] }
    let heading =
      board.isToday ? "ALREADY TAKEN TODAY - do not take again" : "TAKEN ON THIS DAY"
    return [.text(heading, .role(.heading, .bold))] + board.taken.flatMap(takenRow) + undone
  }

  private func takenRow(_ line: DaySheet.DoseLine) -> [TodayRow] {
    let word = line.follows != nil && line.ownQuestion == .patch ? "off" : "taken"
    let place = line.site.map { "\($0), " } ?? ""
    let at = line.dose.record?.takenAt.map { "\(place)\(word) at \(board.clock($0))" } ?? word
    let due = line.dose.occurrence.local
    let other = due.date == board.sheet.date ? "" : ", was due \(board.clock(due))"
    return row("[x]", line, right: at + other, style: .role(.taken))
  }

  /// Records that were taken back and whose dose is not among those that wait.
  private var undoneElsewhere: [TodayRow] {
    board.sheet.undone.filter { undone in
      !board.open.contains {
        $0.dose.schedule == undone.schedule && $0.dose.occurrence.dueMinute == undone.dueMinute
      }
    }.flatMap { undone in
      [
        TodayRow([.init("[-]", at: 1), .init(undone.label.title, at: 5, .role(.muted))]),
        TodayRow([.init(DoseWords.undone(undone, board), at: 9, .role(.muted))]),
      ]
    }
  }

  private var notRecorded: [TodayRow] {
    guard !board.notRecorded.isEmpty else { return [] }
    let heading = "NOT RECORDED - have you taken it?  T tells when"
    return [.text(heading, .role(.missed, .bold))]
      + board.notRecorded.flatMap { line in
        let due = "was due \(board.clock(line.dose.occurrence.local))"
        return row("[?]", line, right: due, style: .role(.missed))
      }
  }

  private var leftOut: [TodayRow] {
    guard !board.leftOut.isEmpty else { return [] }
    return [.text("LEFT OUT", .role(.heading, .bold))]
      + board.leftOut.flatMap { line in
        row("[-]", line, right: line.reason ?? "no reason given", style: .role(.skipped))
      }
  }

  private var paused: [TodayRow] {
    guard !board.paused.isEmpty else { return [] }
    return [.text("PAUSED", .role(.paused, .bold))]
      + board.paused.flatMap { line in
        let words = board.pauseWords(line)
        return row("[-]", line, right: isOwn(line) ? words : "", style: .role(.paused))
      }
  }

  /// Whether the medicine itself is paused, and not only the person in hospital.
  private func isOwn(_ line: DaySheet.DoseLine) -> Bool { line.label.status == "paused" }

  /// Name, amount, and what became of it; on two rows where one is too short.
  private func row(
    _ mark: String,
    _ line: DaySheet.DoseLine,
    right: String,
    style: Style
  ) -> [TodayRow] {
    let title = line.label.title
    let amount = line.amountWords ?? ""
    let column = max(24, width - 35)
    let fits =
      5 + title.count < column && column + amount.count + 2 + right.count < width
    if fits {
      return [
        TodayRow(
          [
            .init(mark, at: 1, style), .init(title, at: 5, style),
            .init(amount, at: column, style),
            .init(right, at: width - 1, style, trailing: true),
          ],
          key: line.key
        )
      ]
    }
    let names = WordWrap.lines(title, width: max(10, width - 6))
    let facts = [amount, right].filter { !$0.isEmpty }.joined(separator: "   ")
    return names.enumerated().map { index, name in
      TodayRow(
        (index == 0 ? [.init(mark, at: 1, style)] : []) + [.init(name, at: 5, style)],
        key: line.key
      )
    }
      + WordWrap.lines(facts, width: max(10, width - 10)).map {
        TodayRow([.init($0, at: 9, style)], key: line.key)
      }
  }
}

extension DayRows {
  /// The text column of `LATER TODAY`, `ONLY IF NEEDED` and `NOT TODAY`.
  private static let column = 17

  private var later: [TodayRow] {
    guard let first = board.later.first else { return [] }
    let heading = board.isToday ? "LATER TODAY" : "PLANNED"
    if expandsLater || !board.isToday {
      return [.text(heading, .role(.heading, .bold))]
        + board.later.flatMap { line in
          row("   ", line, right: Display.clock(line.dose.occurrence.local.time), style: .text)
        }
    }
    let due = first.dose.occurrence
    let sameTime = board.later.filter { $0.dose.occurrence.local == due.local }
    let names = Display.list(sameTime.map(\.label.title))
    let onTime = sameTime.contains(where: \.dose.isCritical) ? ", on time!" : ""
    let wait = "in \(Display.shortDuration(minutes: board.minutes(until: due.instant)))"
    let time = Display.clock(due.local.time)
    let room = width - Self.column - 10 - wait.count - 3
    let lines = WordWrap.lines(names + onTime, width: max(12, room))
    var rows = [
      TodayRow(
        [
          .init(heading, at: 1, .role(.heading, .bold)), .init(time, at: Self.column),
          .init(lines[0], at: Self.column + 10),
          .init(wait, at: width - 1, .text, trailing: true),
        ],
        key: first.key
      )
    ]
    rows += lines.dropFirst().map {
      TodayRow([.init($0, at: Self.column + 10)], key: first.key)
    }
    let others = Set(board.later.map(\.dose.occurrence.local)).subtracting([due.local]).sorted()
    if !others.isEmpty {
      let times = Display.list(others.map { Display.clock($0.time) })
      rows += wrapped("then \(times)", right: "D shows all", key: first.key)
    }
    return rows
  }

  private func wrapped(_ text: String, right: String, key: DoseKey? = nil) -> [TodayRow] {
    let lines = WordWrap.lines(text, width: max(12, width - Self.column - right.count - 4))
    return lines.enumerated().map { index, line in
      let isLast = index == lines.count - 1
      return TodayRow(
        [.init(line, at: Self.column)]
          + (isLast ? [.init(right, at: width - 1, .role(.muted), trailing: true)] : []),
        key: key
      )
    }
  }

  private var asNeeded: [TodayRow] {
    guard board.isToday else { return [] }
    return section(
      "ONLY IF NEEDED",
      board.sheet.asNeeded.map { "A  \($0.label.title): \(AsNeededWords.short($0, board))" }
    )
  }

  private var notToday: [TodayRow] {
    section(
      board.isToday ? "NOT TODAY" : "NOT ON THIS DAY",
      board.sheet.notToday.map { line in
        let days = line.weekdays.map { "\($0.name.uppercased())S" }
        let only = days.isEmpty ? "another day." : "\(Display.list(days)) ONLY."
        let next = line.next.map {
          "  Next: \(Display.day($0.date, today: board.sheet.today))"
        }
        return "\(line.label.title): \(only)\(next ?? "")"
      }
    )
  }

  private func section(_ heading: String, _ texts: [String]) -> [TodayRow] {
    texts.enumerated().flatMap { index, text -> [TodayRow] in
      WordWrap.lines(text, width: max(12, width - Self.column - 1), indent: 3).enumerated().map {
        part,
        line in
        TodayRow(
          (index == 0 && part == 0 ? [.init(heading, at: 1, .role(.heading, .bold))] : [])
            + [.init(line, at: Self.column)]
        )
      }
    }
  }
}

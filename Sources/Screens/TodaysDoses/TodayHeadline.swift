import Domain
import Store
import Terminal

/// The one sentence that answers "now".
///
/// No two of these look alike; above all, a list that cannot be read never looks like a day on
/// which nothing is due.
package enum TodayHeadline: Equatable, Sendable {
  /// Doses are due: how many medicines, the sum where it can be said, and since when.
  case takeNow(medicines: Int, sum: String?, due: String)
  /// Doses are late, the first by so many minutes; so many others are due and not late.
  case late(Late)
  /// What is late.
  package struct Late: Equatable, Sendable {
    package let minutes: Int
    package let medicines: Int
    package let sum: String?
    package let due: String
    package let mustBeOnTime: Bool
    /// Medicines that are due as well and not late.
    package let alsoDue: Int
  }

  /// Nothing waits now; the next dose in words, or nil.
  case nothingNow(next: String?)
  /// This day has no dose.
  case nothingToday
  /// Every planned dose was taken.
  case allTaken(count: Int, last: String)
  /// The person's reminders rest.
  case paused(reason: String?, since: String)
  /// Nothing is known, and why.
  case cannotRead(String)
  /// No medicine has been entered yet.
  case emptyList
  /// Another day is looked at.
  case otherDay(String, isPast: Bool)
  /// The first reading is under way.
  case reading

  package init(_ board: DayBoard) {
    let sheet = board.sheet
    if !board.isToday {
      let day = Display.day(sheet.date, today: sheet.today)
      let date = Display.weekdayAndDate(sheet.date, today: sheet.today)
      self = .otherDay(
        day == date ? date : "\(day), \(date)",
        isPast: sheet.date < sheet.today
      )
    } else if let since = sheet.person.pausedSince {
      self = .paused(
        reason: sheet.person.pauseReason,
        since: Display.date(sheet.zone.local(of: since).0.date, today: sheet.today)
      )
    } else if !board.open.isEmpty {
      self = Self.open(board)
    } else if sheet.medicineCount == 0, sheet.lines.isEmpty {
      self = .emptyList
    } else {
      self = Self.quiet(board)
    }
  }

  private static func open(_ board: DayBoard) -> TodayHeadline {
    let late = board.open.filter(board.isLate)
    let shown = late.isEmpty ? board.open : late
    let medicines = Set(shown.map(\.dose.medication)).count
    let due = dueWords(shown, board)
    let first = late.first(where: board.isLateCritical) ?? late.first
    guard let first else { return .takeNow(medicines: medicines, sum: sum(shown), due: due) }
    return .late(
      Late(
        minutes: board.minutes(since: first.dose.occurrence.instant),
        medicines: medicines,
        sum: sum(shown),
        due: due,
        mustBeOnTime: late.contains(where: \.dose.isCritical),
        alsoDue: board.open.count - late.count
      )
    )
  }

  private static func quiet(_ board: DayBoard) -> TodayHeadline {
    let planned = board.sheet.lines.filter { !$0.dose.isUnplanned }
    if planned.isEmpty { return .nothingToday }
    if planned.allSatisfy({ $0.dose.state == .taken }),
      let last = board.taken.last?.dose.record?.takenAt
    {
      return .allTaken(count: planned.count, last: board.clock(last))
    }
    return .nothingNow(next: board.next.map { board.clock($0.due) })
  }

  /// `4 tablets`, when all amounts can be added.
  private static func sum(_ lines: [DaySheet.DoseLine]) -> String? {
    guard let unit = lines.first?.amount?.unit, Amount.counted[unit] != nil else { return nil }
    var sum = Rational.zero
    for line in lines {
      guard let amount = line.amount, amount.unit == unit else { return nil }
      sum = sum + amount.quantity
    }
    return Display.amount(Amount(sum, unit))
  }

  private static func dueWords(_ lines: [DaySheet.DoseLine], _ board: DayBoard) -> String {
    let times = Set(lines.map(\.dose.occurrence.local)).sorted()
    guard let first = times.first else { return "" }
    let due =
      times.count == 1
      ? "due \(board.clock(first))"
      : "due \(board.clock(first)) to \(board.clock(times[times.count - 1]))"
    guard let special = commonSpecial(lines) else { return due }
    return "\(due), \(special)"
  }

  /// An instruction that all lines share, which then stands in the headline once.
  package static func commonSpecial(_ lines: [DaySheet.DoseLine]) -> String? {
    guard let special = lines.first?.special, special.count <= 24 else { return nil }
    return lines.allSatisfy { $0.special == special } ? special : nil
  }
}

extension TodayHeadline {
  /// The words in capitals, and what follows them.
  package var words: (lead: String, rest: String) {
    switch self {
    case .takeNow(let medicines, let sum, _):
      ("TAKE NOW:", Self.count(medicines, sum))
    case .late(let late) where late.mustBeOnTime:
      ("LATE BY \(Display.duration(minutes: late.minutes).uppercased())", "")
    case .late(let late):
      (
        "LATE:",
        Self.count(late.medicines, late.sum)
          + (late.alsoDue > 0 ? ".  TAKE NOW:  \(Self.count(late.alsoDue, nil))" : "")
      )
    case .nothingNow(let next):
      (next.map { "NOTHING TO TAKE NOW, next \($0)" } ?? "NOTHING TO TAKE NOW", "")
    case .nothingToday: ("NOTHING TO TAKE TODAY", "")
    case .allTaken(let count, let last):
      ("ALL TAKEN FOR TODAY", "(\(Display.part(count, of: count)), last one \(last))")
    case .paused(let reason, let since):
      ("REMINDERS PAUSED:", "\(reason ?? "paused") since \(since). Nothing will ring.")
    case .cannotRead(let why): ("I CANNOT READ YOUR MEDICINES", "(\(why))")
    case .emptyList: ("YOUR LIST IS EMPTY.", "You have not entered a medicine yet.")
    case .otherDay(let day, let isPast):
      ("ANOTHER DAY: \(day)", isPast ? "" : "Look only: nothing is taken here.")
    case .reading: ("ONE MOMENT:", "reading your list")
    }
  }

  /// What stands at the right edge.
  package var right: String {
    switch self {
    case .takeNow(_, _, let due): due
    case .late(let late) where late.mustBeOnTime: "must be on time"
    case .late(let late) where late.alsoDue > 0: ""
    case .late(let late): "\(late.due), \(Display.shortDuration(minutes: late.minutes)) ago"
    default: ""
    }
  }

  package var style: Style {
    switch self {
    case .takeNow: .role(.due, [.bold, .reverse])
    case .late: .role(.late, [.bold, .reverse])
    case .cannotRead: .role(.critical, [.bold, .reverse])
    case .allTaken: .role(.taken, .bold)
    case .paused: .role(.paused, .bold)
    case .nothingNow, .nothingToday, .emptyList, .otherDay, .reading: .role(.text, .bold)
    }
  }

  private static func count(_ medicines: Int, _ sum: String?) -> String {
    let count = Display.count(medicines, "medicine")
    return sum.map { "\(count), \($0)" } ?? count
  }
}

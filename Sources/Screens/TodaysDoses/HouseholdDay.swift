import Domain
import Store
import Terminal

/// How the day of one person of the household stands, in one line: a way into her own screen and
/// nothing that could be answered here.
package struct HouseholdDay: Equatable, Sendable {
  package let person: KnownPerson
  /// Medicines to take now, the late ones included.
  package let due: Int
  package let late: Int
  /// When the next one is due, where nothing is due now; in the person's own zone.
  package let next: LocalMinute?
  package let today: CalendarDate?
  package let isPaused: Bool
  /// Why the day could not be read; nil when it was.
  package let problem: String?

  package init(_ person: KnownPerson, _ result: Result<DaySheet, any Error>) {
    self.person = person
    switch result {
    case .success(let sheet):
      let board = DayBoard(sheet)
      isPaused = sheet.person.pausedSince != nil
      let open = isPaused ? [] : board.open
      due = Set(open.map(\.dose.medication)).count
      late = Set(open.filter(board.isLate).map(\.dose.medication)).count
      next = isPaused ? nil : board.next?.due
      today = sheet.today
      problem = nil
    case .failure(let error):
      due = 0
      late = 0
      next = nil
      today = nil
      isPaused = false
      problem = ReadingWords.reason(for: error)
    }
  }

  /// `2 due now, 1 of them late`, `nothing now, next 6:00 PM`: none of these looks like another.
  package var words: String {
    if let problem { return "CANNOT BE READ (\(problem))" }
    if isPaused { return "PAUSED, nothing rings" }
    guard due == 0 else {
      let lateWords = late == 0 ? "" : late == due ? ", LATE" : ", \(late) LATE"
      return "\(due) DUE NOW\(lateWords)"
    }
    guard let next, let today else { return "nothing now" }
    let when =
      next.date == today ? Display.clock(next.time) : Display.moment(next, today: today)
    return "nothing now, next \(when)"
  }

  /// The same as one word for a narrow window.
  package var short: String {
    if problem != nil { return "UNREAD" }
    if isPaused { return "PAUSED" }
    return due == 0 ? "none" : late > 0 ? "\(due) LATE" : "\(due) DUE"
  }
}

extension ScreenContext {
  /// More people than this are no household: nobody reads their days at a glance.
  static let mostOfHousehold = 12

  /// The people of the open record's household whose day may be seen here.
  var household: [KnownPerson] {
    guard people.count > 1 else { return [] }
    let own = people.filter {
      $0.user == person.user || (person.household != nil && $0.household == person.household)
        || actor.caresFor[$0.user] != nil
    }
    return Array(own.prefix(Self.mostOfHousehold))
  }

  /// Reads how the day of each of them stands; each by what the actor may see.
  func readHousehold(
    then: @escaping @MainActor @Sendable ([HouseholdDay]) -> [Effect]
  ) -> Effect {
    let sessions = household.map { other in
      (other, database.acting(as: actor.acting, for: other.user))
    }
    return work(
      {
        sessions.map { other, session in
          HouseholdDay(other, Result { try session.read(DayQuery()) })
        }
      },
      then: { result in
        // The work itself throws nothing: what could not be read stands with the person.
        then((try? result.get()) ?? [])
      }
    )
  }
}

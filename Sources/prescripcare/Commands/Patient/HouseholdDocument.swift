import Domain
import Screens
import Store

/// How the days of the people stand whom the actor looks after: a way into each, no more.
enum HouseholdDocument {
  static func json(_ days: [HouseholdDay]) -> JSON {
    .object([
      "people": .array(
        days.map { day in
          .object([
            "handle": .string(day.person.handle), "name": .string(day.person.fullName),
            "due": day.problem == nil ? .integer(day.due) : .null,
            "late": day.problem == nil ? .integer(day.late) : .null,
            "paused": day.problem == nil ? .bool(day.isPaused) : .null,
            "next": .text(day.next?.description), "problem": .text(day.problem),
          ])
        }
      )
    ])
  }

  static func text(_ days: [HouseholdDay]) -> String {
    days.map { "\($0.person.fullName): \($0.words)" }.joined(separator: "\n")
  }
}

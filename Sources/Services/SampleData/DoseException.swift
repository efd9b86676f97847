import Domain
import Store

/// A single dose that went differently from the usual.
struct DoseException {
  enum Outcome: String, CaseIterable {
    case taken
    case skipped
    case missed
    /// Recorded and taken back: the dose itself went as usual afterwards.
    case undone
  }

  let outcome: Outcome
  let reason: String?
  let takenAt: TimeOfDay?
  let withFood: Bool?
  let via: RecordedVia
  let note: String?

  static let columns = "handle key day at status reason taken_at with_food recorded_via note"

  init(_ row: SampleRow) throws(SampleError) {
    outcome = try row.word("status", as: Outcome.self)
    reason = try row.optional("reason")
    takenAt = try row.optionalTime("taken_at")
    guard takenAt != nil || (outcome != .taken && outcome != .undone) else {
      throw row.bad("taken_at", expected: "a time such as 08:00")
    }
    withFood = try row.optionalFlag("with_food")
    note = try row.optional("note")
    switch try row.optional("recorded_via") {
    case "screen": via = .screen
    case "command": via = .command
    case "recall": via = .recall
    case "caregiver": via = .caregiver
    case nil: via = .timer
    default: throw row.bad("recorded_via", expected: "one of screen, command, recall, caregiver")
    }
  }
}

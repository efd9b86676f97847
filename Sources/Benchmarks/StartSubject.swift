import CLinux
import Domain
import Foundation
import TestSupport

extension Subject {
  /// From exec to a complete first screen, with ten years of history.
  static let start = Subject(
    name: "start",
    question: "how long until Today stands complete, with ten years of doses?"
  ) { run in
    let household = try History.household()
    let scratch = try Scratch()
    let calendar = scratch.folder + "/calendar"
    try History.calendar(in: calendar, today: CalendarDate(day: Int(time(nil)) / 86_400))
    let turns = run.either(9, whole: 31)
    var ours: [Double] = []
    var theirs: [Double] = []
    // In turn, so that a busy moment of the machine meets both.
    for _ in 0..<turns {
      ours.append(
        try WatchedTerminal.program(household).untilShown(["levothyroxine", "Ruth Alvarez"])
      )
      theirs.append(try WatchedTerminal.calcurse(calendar).untilShown(["levothyroxine"]))
    }
    let items = History.days * History.medications.reduce(0) { $0 + $1.2.count }
    return [
      Figure(
        "exec to Today, \(items) doses",
        Timings(ours).median,
        .milliseconds,
        beside: "calcurse, same items",
        Timings(theirs).median
      ),
      Figure(
        "the same, p95",
        Timings(ours).p95,
        .milliseconds,
        beside: "calcurse, same items, p95",
        Timings(theirs).p95
      ),
    ]
  }
}

import CLinux
import Domain
import Foundation
import TestSupport

extension Subject {
  /// What a key costs on the wire and in time.
  static let keys = Subject(
    name: "keys",
    question: "how many bytes and milliseconds does a key cost?"
  ) { run in
    let household = try History.household()
    let scratch = try Scratch()
    let calendar = scratch.folder + "/calendar"
    try History.calendar(in: calendar, today: CalendarDate(day: Int(time(nil)) / 86_400))
    let program = try WatchedTerminal.program(household)
    _ = try program.untilShown(["levothyroxine"])
    let calcurse = try WatchedTerminal.calcurse(calendar)
    _ = try calcurse.untilShown(["levothyroxine"])
    calcurse.terminal.send(.tab)
    calcurse.terminal.waitUntilQuiet(milliseconds: WatchedTerminal.quiet)
    let turns = run.either(40, whole: 400)
    let baseline = KeyCosts.measure(calcurse, ["j", "k"], turns: turns)
    let rows: [(String, [TerminalKeys])] = [
      ("cursor move", ["j", "k"]), ("screen switch", ["2", "1"]),
      ("take, then undo", [.enter, "U"]),
    ]
    var figures: [Figure] = []
    for (name, keys) in rows {
      // A dose that has just appeared is not answered by a key of the first moment.
      let rest = keys.first == .enter ? 700 : 0
      let costs = KeyCosts.measure(program, keys, turns: turns, rest: rest)
      figures += costs.figures(name, beside: "calcurse, cursor move", baseline)
    }
    return figures + IdleCosts.figures(program, calcurse, seconds: run.either(10, whole: 60))
  }
}

/// What some keys cost, pressed in turn.
private struct KeyCosts {
  let bytes: Timings
  let times: Timings

  /// Presses keys so many times, with milliseconds of rest before each.
  static func measure(
    _ watched: WatchedTerminal,
    _ keys: [TerminalKeys],
    turns: Int,
    rest: Int = 0
  ) -> KeyCosts {
    let pressed = (0..<turns).map { turn in
      watched.terminal.waitUntilQuiet(milliseconds: rest)
      return watched.press(keys[turn % keys.count])
    }
    return KeyCosts(
      bytes: Timings(pressed.map(\.bytes)),
      times: Timings(pressed.map(\.milliseconds))
    )
  }

  func figures(_ name: String, beside baseline: String, _ other: KeyCosts) -> [Figure] {
    [
      Figure("\(name), bytes", bytes.median, .bytes, beside: baseline, other.bytes.median),
      Figure("\(name), bytes p95", bytes.p95, .bytes, beside: baseline + " p95", other.bytes.p95),
      Figure("\(name), time", times.median, .milliseconds, beside: baseline, other.times.median),
      Figure(
        "\(name), time p95",
        times.p95,
        .milliseconds,
        beside: baseline + " p95",
        other.times.p95
      ),
    ]
  }
}

/// What a terminal that nobody touches costs in a minute.
private enum IdleCosts {
  static func figures(
    _ program: WatchedTerminal,
    _ calcurse: WatchedTerminal,
    seconds: Int
  ) -> [Figure] {
    let both = [program, calcurse]
    let bytes = both.map { Double($0.terminal.output.count) }
    let switches = both.map { $0.status("voluntary_ctxt_switches") }
    let end = cl_monotonic_nanoseconds() + Int64(seconds) * 1_000_000_000
    while cl_monotonic_nanoseconds() < end {
      for watched in both { _ = watched.terminal.wait(seconds: 0.5) { _ in false } }
    }
    let share = 60 / Double(seconds)
    return [
      Figure(
        "an idle minute",
        (Double(program.terminal.output.count) - bytes[0]) * share,
        .bytes,
        beside: "calcurse",
        (Double(calcurse.terminal.output.count) - bytes[1]) * share
      ),
      Figure(
        "an idle minute, main thread",
        (program.status("voluntary_ctxt_switches") - switches[0]) * share,
        .wakeUps,
        beside: "calcurse",
        (calcurse.status("voluntary_ctxt_switches") - switches[1]) * share
      ),
    ]
  }
}

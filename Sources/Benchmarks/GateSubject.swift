import Domain
import Foundation
import Store
import TestSupport

extension Subject {
  /// Many processes that write at once.
  static let gate = Subject(
    name: "gate",
    question: "how long does one of eight processes wait to record a dose?"
  ) { run in
    let seconds = run.either(4, whole: 20)
    let gated = try Writers.measure("gated", seconds: seconds)
    let plain = try Writers.measure("plain", seconds: seconds)
    return [
      Figure(
        "longest wait of 8 writers, in single commits",
        gated.longest / gated.single,
        .times,
        beside: "busy_timeout, no gate",
        plain.longest / plain.single
      ),
      Figure(
        "one commit with gate, audit chain, digests and seal",
        gated.single,
        .milliseconds,
        beside: "the same rows, nothing else",
        plain.single
      ),
      Figure("longest wait", gated.longest, .milliseconds, beside: "one commit", gated.single),
      Figure(
        "least commits of a writer",
        gated.counts.min() ?? 0,
        .commits,
        beside: "most of a writer",
        gated.counts.max() ?? 0
      ),
      Figure(
        "least commits of a writer without the gate",
        plain.counts.min() ?? 0,
        .commits,
        beside: "most of a writer",
        plain.counts.max() ?? 0
      ),
      Figure(
        "all commits",
        gated.counts.reduce(0, +),
        .commits,
        beside: "busy_timeout, no gate",
        plain.counts.reduce(0, +)
      ),
    ]
  }
}

/// What eight processes did to one file.
private struct Writers {
  static let count = 8

  /// Milliseconds of a commit of a process that is alone.
  let single: Double
  /// The longest commit of all processes, in milliseconds.
  let longest: Double
  /// Commits by process.
  let counts: [Double]

  static func measure(_ role: String, seconds: Int) throws -> Writers {
    let household = try Household(
      medications: [.tablet("metformin", strength: "500 mg", at: ["08:00"], onHand: 100_000)]
    )
    let alone = try run(role, household, writers: 1, seconds: 1)
    let together = try run(role, household, writers: count, seconds: seconds)
    return Writers(
      single: alone.map(\.median).max() ?? 0,
      longest: together.map(\.longest).max() ?? 0,
      counts: together.map(\.count)
    )
  }

  private static func run(
    _ role: String,
    _ household: Household,
    writers: Int,
    seconds: Int
  ) throws -> [WriterSummary] {
    let children = try (0..<writers).map { writer in
      try ChildProcess(
        Executables.benchmarks,
        ["--role", role, household.folder, "\(writer)", "\(seconds)"],
        environment: household.variables
      )
    }
    return try children.map { child in
      let end = child.wait()
      guard end.exit == .code(0), let summary = WriterSummary(text: end.output) else {
        throw NotMeasured(reason: "a writer failed: \(end.exit) \(end.errors.prefix(300))")
      }
      return summary
    }
  }
}

/// What one writing process tells at its end.
struct WriterSummary {
  let count: Double
  let median: Double
  let longest: Double

  init(_ times: [Double]) {
    let timings = Timings(times)
    count = Double(times.count)
    median = timings.median
    longest = timings.longest
  }

  init?(text: String) {
    let numbers = text.split(whereSeparator: \.isWhitespace).compactMap { Double($0) }
    guard numbers.count == 3 else { return nil }
    count = numbers[0]
    median = numbers[1]
    longest = numbers[2]
  }

  var text: String { "\(count) \(median) \(longest)" }
}

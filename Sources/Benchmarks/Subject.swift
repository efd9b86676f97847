/// One thing that is measured, which can be run alone by its name.
struct Subject: Sendable {
  let name: String
  /// What it answers, in one line.
  let question: String
  let measure: @Sendable (BenchmarkRun) throws -> [Figure]

  /// Every subject, in the order in which they run.
  static let all: [Subject] = [
    .start, .keys, .memory, .doses, .gate, .sample, .reminders, .zones, .drugFiles,
  ]
}

/// How thoroughly to measure.
struct BenchmarkRun: Sendable {
  /// Whether nothing is shortened.
  let isWhole: Bool

  /// One number for a shortened run, another for a whole one.
  func either(_ short: Int, whole: Int) -> Int { isWhole ? whole : short }

  /// Says what goes on, on stderr, so that stdout holds figures only.
  func note(_ text: String) { Output.note(text) }
}

/// Why a subject could not be measured.
struct NotMeasured: Error {
  let reason: String
}

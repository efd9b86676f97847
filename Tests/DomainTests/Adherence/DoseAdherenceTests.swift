import Testing

@testable import Domain

@Suite struct DoseAdherenceTests {
  @Test func `what is not recorded is expected and what is excused is not`() {
    let adherence = DoseAdherence([
      .taken, .taken, .taken, .skipped, .notRecorded, .skippedForMedicalReason, .paused,
      .beforeStart, .asNeeded, .pending,
    ])
    #expect(adherence.taken == 3)
    #expect(adherence.expected == 5)
    #expect(adherence.proportion == Rational(3, 5))
  }

  @Test func `a paused week has no adherence, and not a bad one`() {
    #expect(DoseAdherence(Array(repeating: .paused, count: 14)).proportion == nil)
  }

  @Test(
    arguments: [
      ([[.taken], [.taken, .taken]], 2, 2), ([[.taken], [.notRecorded], [.taken]], 1, 1),
      ([[.taken], [.taken], [.taken, .skipped]], 0, 2),
      ([[.taken, .skippedForMedicalReason], [.paused]], 2, 2),
      ([[.taken], [], [.asNeeded], [.beforeStart], [.taken]], 2, 2),
      ([[.taken], [.taken, .pending]], 1, 1), ([[.taken], [.pending, .notRecorded]], 0, 1),
      ([], 0, 0),
    ] as [([[DoseOutcome]], Int, Int)]
  )
  func `a streak is days on end`(days: [[DoseOutcome]], current: Int, longest: Int) {
    let streak = DoseStreak(days: days)
    #expect(streak.current == current)
    #expect(streak.longest == longest)
  }

  @Test func `what is excused is listed`() {
    #expect(
      DoseOutcome.allCases.filter(\.isExcused)
        == [.skippedForMedicalReason, .paused, .beforeStart, .asNeeded]
    )
  }
}

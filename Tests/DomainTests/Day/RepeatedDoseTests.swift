import Domain
import Testing

@Suite struct RepeatedDoseTests {
  private static func at(_ minutes: Int) -> Instant { Instant(seconds: 1_000_000 + minutes * 60) }

  private static func repeated(
    due: Int?,
    at minute: Int,
    gapHours: Int,
    _ takings: RepeatedDose.Taking...
  ) -> Instant? {
    RepeatedDose.repeated(
      by: 1,
      due: due.map { Self.at($0) },
      at: at(minute),
      gap: gapHours * 3600,
      among: takings
    )?.at
  }

  @Test func `a dose before half the time since the last one repeats it`() {
    let morning = RepeatedDose.Taking(schedule: 1, at: Self.at(5), due: Self.at(0))
    #expect(Self.repeated(due: 720, at: 364, gapHours: 12, morning) == morning.at)
    #expect(Self.repeated(due: 720, at: 365, gapHours: 12, morning) == nil)
  }

  @Test func `a weekly dose within six days is a second one, also when the first came late`() {
    let day = 1440
    let late = RepeatedDose.Taking(schedule: 1, at: Self.at(3 * day), due: Self.at(0))
    #expect(Self.repeated(due: 7 * day, at: 7 * day, gapHours: 168, late) == late.at)
    #expect(Self.repeated(due: 7 * day, at: 9 * day - 1, gapHours: 168, late) == late.at)
    #expect(Self.repeated(due: 7 * day, at: 9 * day, gapHours: 168, late) == nil)
    // An hour less or more where the clocks change, and what is taken more rarely.
    #expect(RepeatedDose.window(gap: 7 * 86_400 - 3600) == 6 * 86_400 - 3600)
    #expect(RepeatedDose.window(gap: 28 * 86_400) == 14 * 86_400)
    #expect(RepeatedDose.window(gap: 3 * 86_400) == 3 * 43_200)
  }

  @Test func `what the words for late doses allow between two weekly doses is no repetition`() {
    let day = 1440
    let late = RepeatedDose.Taking(schedule: 1, at: Self.at(4 * day), due: Self.at(0))
    let week = 7 * 86_400
    for (policy, least) in [
      (LatePolicy.days(6), 86_400), (.days(5), 2 * 86_400), (.hoursBeforeNext(72), 3 * 86_400),
    ] {
      #expect(policy.leastGap(of: week) == least)
      #expect(
        RepeatedDose.repeated(
          by: 1,
          due: Self.at(7 * day),
          at: Self.at(7 * day),
          gap: week,
          least: least,
          among: [late]
        ) == nil
      )
    }
    for policy in [LatePolicy.ask, .sameDay, .never, .hoursBeforeNext(6), .days(7), .halfGap] {
      #expect(policy.leastGap(of: week) == nil)
    }
  }

  @Test func `two strengths that are planned for the same hour repeat nothing`() {
    let other = RepeatedDose.Taking(schedule: 2, at: Self.at(1), due: Self.at(0))
    #expect(Self.repeated(due: 0, at: 5, gapHours: 24, other) == nil)
    #expect(Self.repeated(due: 1440, at: 5, gapHours: 24, other) == other.at)
  }

  @Test func `one used as needed is repeated by one that is planned`() {
    let used = RepeatedDose.Taking(schedule: 2, at: Self.at(-30), due: nil)
    #expect(Self.repeated(due: 0, at: 0, gapHours: 6, used) == used.at)
  }

  @Test func `what is put right repeats not itself, and nothing repeats what comes after it`() {
    let own = RepeatedDose.Taking(schedule: 1, at: Self.at(5), due: Self.at(0))
    let later = RepeatedDose.Taking(schedule: 1, at: Self.at(90), due: Self.at(60))
    #expect(Self.repeated(due: 0, at: 10, gapHours: 12, own, later) == nil)
  }

  @Test(arguments: [
    ("tablet", "tablet", MedicineWay.swallowed), ("transdermal patch", "patch", .skin),
    ("ophthalmic solution", "drop", .eye), ("metered-dose inhaler", "puff", .inhaled),
    ("pen injector", "unit", .injected), ("oral suspension", "mL", .swallowed),
    ("nasal spray", "spray", .nose), ("sublingual tablet", "tablet", .other("sublingual tablet")),
  ])
  func `the form says which way a medicine goes`(form: String, unit: String, way: MedicineWay) {
    #expect(MedicineWay(form: form, unit: unit) == way)
  }
}

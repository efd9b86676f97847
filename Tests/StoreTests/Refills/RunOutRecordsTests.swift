import Domain
import GRDB
import Store
import TestSupport
import Testing

@Suite struct RunOutRecordsTests {
  /// What is kept about a supply.
  private struct Kept: Equatable {
    let quantity: String?
    let runsOutOn: String?
    let recheckOn: String?
  }

  private func kept(_ fixture: RefillFixture, _ medication: Int) throws -> Kept {
    let queue = try DatabaseQueue(path: fixture.test.path, configuration: Self.readOnly)
    return try queue.read { db in
      let row = try Row.fetchOne(
        db,
        sql: """
          SELECT quantity, runs_out_on, recheck_on FROM supply_balances WHERE medication_id = ?
          """,
        arguments: [medication]
      )
      return Kept(
        quantity: row?["quantity"],
        runsOutOn: row?["runs_out_on"],
        recheckOn: row?["recheck_on"]
      )
    }
  }

  private static var readOnly: Configuration {
    var configuration = Configuration()
    configuration.readonly = true
    return configuration
  }

  private func record(
    _ fixture: RefillFixture,
    _ schedule: Int,
    _ due: String,
    _ action: RecordDose.Action = .take(at: nil, amount: nil, withFood: nil)
  ) throws {
    _ = try fixture.own.write(
      RecordDose(
        schedule: schedule,
        due: .local(try #require(LocalMinute(text: due)), fold: 0),
        action: action,
        via: .command,
        // What counts here is the supply, however soon after another dose it is taken.
        allowsEarly: true
      )
    )
  }

  @Test func `the day is kept from the first count on`() throws {
    let fixture = try RefillFixture()
    let added = try fixture.add("sample", rules: [RefillFixture.daily], onHand: Rational(9))
    #expect(
      try kept(fixture, added.medication)
        == Kept(quantity: "9", runsOutOn: "2026-12-03", recheckOn: "2026-11-25")
    )
    _ = try fixture.own.write(CountSupply(medication: added.medication, quantity: Rational(90)))
    #expect(
      try kept(fixture, added.medication)
        == Kept(quantity: "90", runsOutOn: "2027-02-22", recheckOn: "2026-12-24")
    )
  }

  @Test func `a skipped dose moves the end by one`() throws {
    let fixture = try RefillFixture(now: "2026-11-24T08:00:00-05:00")
    let added = try fixture.add("sample", rules: [RefillFixture.daily], onHand: Rational(9))
    try record(fixture, added.schedules[0], "2026-11-24T08:00", .skip(reason: nil))
    #expect(try kept(fixture, added.medication).runsOutOn == "2026-12-04")
  }

  @Test func `an undone dose leaves supply and end exactly as they were`() throws {
    let random = TestRandom(seed: 7)
    var source = random
    for _ in 0..<12 {
      let amount = ["1/2 tablet", "1 tablet", "750 mg", "1/3 tablet"].randomElement(using: &source)
      let onHand = Rational(Int.random(in: 0...40, using: &source), 4)
      let fixture = try RefillFixture(now: "2026-11-24T08:00:00-05:00")
      let rule = """
        {"kind":"times","times":[{"at":"08:00","amount":"\(amount ?? "")"},{"at":"20:00",\
        "amount":"1 tablet"}],"start":"2026-11-24"}
        """
      let added = try fixture.add("sample", rules: [rule], onHand: onHand)
      let before = try kept(fixture, added.medication)
      let sheet = try fixture.line(added.medication)
      try record(fixture, added.schedules[0], "2026-11-24T08:00")
      #expect(try kept(fixture, added.medication).quantity != before.quantity)
      _ = try fixture.own.write(
        UndoDose(
          schedule: added.schedules[0],
          due: .local(try #require(LocalMinute(text: "2026-11-24T08:00")), fold: 0)
        )
      )
      #expect(try kept(fixture, added.medication) == before)
      #expect(try fixture.line(added.medication) == sheet)
    }
  }

  @Test func `what is kept is what a walk finds, whatever happened before`() throws {
    var source = TestRandom(seed: 3)
    let fixture = try RefillFixture(now: "2026-11-24T08:00:00-05:00")
    let added = try fixture.add("sample", rules: [RefillFixture.twiceDaily], onHand: Rational(31))
    let medication = added.medication
    for _ in 0..<30 {
      fixture.test.clock.advance(seconds: Int.random(in: 600...20_000, using: &source))
      switch Int.random(in: 0..<4, using: &source) {
      case 0:
        _ = try fixture.own.write(
          CountSupply(
            medication: medication,
            quantity: Rational(Int.random(in: 0...60, using: &source), 2)
          )
        )
      case 1:
        _ = try fixture.own.write(LogDose(medication: medication, via: .command))
      default:
        let open = try fixture.own.read(DayQuery()).lines.first { $0.dose.isOpenNow }
        guard let open else { continue }
        try record(fixture, added.schedules[0], open.dose.occurrence.local.description)
      }
      #expect(
        try kept(fixture, medication).runsOutOn
          == fixture.line(medication).forecast.runsOutOn?.description
      )
    }
  }

  @Test func `pausing, resuming and stopping move the end`() throws {
    let fixture = try RefillFixture()
    let added = try fixture.add("sample", rules: [RefillFixture.daily], onHand: Rational(9))
    let medication = added.medication
    func set(_ change: SetMedicationStatus.Change) throws -> String? {
      _ = try fixture.own.write(SetMedicationStatus(medication: medication, change: change))
      return try kept(fixture, medication).runsOutOn
    }
    #expect(try set(.pause(until: CalendarDate(text: "2026-12-01"))) == "2026-12-10")
    #expect(try set(.resume) == "2026-12-03")
    #expect(try set(.pause(until: nil)) == nil)
    #expect(try set(.resume) == "2026-12-03")
    #expect(try set(.stop) == nil)
  }

  @Test func `doses nobody took move the end once the day is looked at again`() throws {
    let fixture = try RefillFixture()
    let added = try fixture.add("sample", rules: [RefillFixture.daily], onHand: Rational(9))
    fixture.test.clock.advance(days: 2)
    #expect(try fixture.own.write(RefreshRunOut()) == 1)
    #expect(
      try kept(fixture, added.medication)
        == Kept(quantity: "9", runsOutOn: "2026-12-05", recheckOn: "2026-11-27")
    )
    #expect(try fixture.own.write(RefreshRunOut()) == 0)
    #expect(try fixture.counter().write(RefreshRunOut(reach: .everybody)) == 0)
    #expect(throws: StoreError.notPermitted(.roleMayNot)) {
      try fixture.own.write(RefreshRunOut(reach: .everybody))
    }
  }
}

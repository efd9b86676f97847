import Domain
import GRDB
import TestSupport
import Testing

@testable import Store

/// A bottle that was brought home, of the same strength or of another.
@Suite struct ReceiveFillTests {
  private let home: OnePersonHome

  init() throws { home = try OnePersonHome() }

  private func add(
    _ name: String = "warfarin",
    _ strength: String = "5 mg",
    looks: String? = "peach, round",
    form: String = "tablet",
    unit: String = "tablet",
    onHand: Rational? = Rational(12),
    rule: String = OnePersonHome.daily
  ) throws -> (medication: Int, schedule: Int) {
    let answer = try home.session.write(
      AddMedication(
        NewMedication(
          drugName: name,
          strength: strength,
          form: form,
          dosingUnit: unit,
          appearance: looks,
          instructions: "Take 1 tablet twice daily",
          refills: 3,
          onHand: onHand,
          schedules: [NewSchedule(rule: try home.rule(rule))]
        )
      )
    )
    return (answer.medication, answer.schedules[0])
  }

  private func item(_ medication: Int) throws -> MedicationPlan.Item {
    try #require(try home.plan().items.first { $0.label.medication == medication })
  }

  /// Whether the supply, the open doses and the ledgers fit each other.
  private func isSound() throws -> Bool { try home.test.database.verify().findings.isEmpty }

  private func today() throws -> [DaySheet.DoseLine] {
    try home.session.read(DayQuery()).lines
  }

  @Test func `the same tablets are added to what is left`() throws {
    let id = try add().medication
    let answer = try home.session.write(ReceiveFill(medication: id, quantity: Rational(30)))
    #expect(answer.onHand == Rational(42))
    #expect(answer.plan.difference == nil)
    #expect(try item(id).medication.onHand == Rational(42))
    #expect(try item(id).medication.refillsRemaining == 2)
    #expect(try today().allSatisfy { $0.newProduct == nil })
  }

  @Test func `two of 2.5 mg take the place of one of 5 mg, and the old bottle counts no more`()
    throws
  {
    let (id, schedule) = try add()
    let answer = try home.session.write(
      ReceiveFill(medication: id, quantity: Rational(60), strength: "2.5 mg")
    )
    let difference =
      "was 1 tablet of 5 mg; now 2 tablets of 2.5 mg. Put the old bottle away"
    #expect(answer.plan.difference == difference)
    #expect(answer.onHand == Rational(60))
    let item = try item(id)
    #expect(item.label.title == "warfarin 2.5 mg")
    // The old label counts in units of the old bottle.
    #expect(item.label.instructions == nil)
    #expect(item.medication.onHand == Rational(60))
    #expect(item.schedules[0].rule.firstAmount == Amount(Rational(2), "tablet"))
    #expect(item.schedules[0].versions.last?.toldBy == "the new bottle")
    let line = try #require(try today().first { $0.dose.schedule == schedule })
    #expect(line.newProduct?.difference == difference)
    #expect(line.amount == Amount(Rational(2), "tablet"))
  }

  @Test(arguments: ["0.5 mg", "50 mg", "15 mg", "20 mg"])
  func `a slip of the decimal point and thirds of a tablet change no directions`(
    _ strength: String
  ) throws {
    let id = try add().medication
    #expect(throws: StoreError.self) {
      try home.session.write(
        ReceiveFill(medication: id, quantity: Rational(60), strength: strength)
      )
    }
    let item = try item(id)
    #expect(item.label.strengthText == "5 mg")
    #expect(item.schedules[0].rule.firstAmount == Amount(Rational(1), "tablet"))
    #expect(item.medication.onHand == Rational(12))
  }

  @Test func `a dose in milligrams has to be halves of the new tablets, too`() throws {
    let rule =
      #"{"kind":"times","times":[{"at":"08:00","amount":"5 mg"}],"start":"2026-11-24"}"#
    let id = try add(rule: rule).medication
    #expect(throws: StoreError.self) {
      try home.session.write(ReceiveFill(medication: id, quantity: Rational(60), strength: "15 mg"))
    }
    _ = try home.session.write(
      ReceiveFill(medication: id, quantity: Rational(60), strength: "10 mg")
    )
    #expect(try item(id).schedules[0].rule.firstAmount == Amount(Rational(5), "mg"))
  }

  @Test func `a dose that waits is taken from the new bottle`() throws {
    let rule =
      #"{"kind":"times","times":[{"at":"08:00","amount":"1 tablet"}],"start":"2026-11-23"}"#
    let (id, schedule) = try add(rule: rule)
    try home.test.clock.set("2026-11-25T08:05:00-05:00")
    _ = try home.session.write(
      ReceiveFill(medication: id, quantity: Rational(60), strength: "2.5 mg")
    )
    let line = try #require(try today().first { $0.dose.isOpenNow })
    #expect(line.amount == Amount(Rational(2), "tablet"))
    #expect(line.label.strengthText == "2.5 mg")
    _ = try home.session.write(
      RecordDose(
        schedule: schedule,
        due: .minute(line.dose.occurrence.dueMinute),
        action: .take(at: nil, amount: nil, withFood: nil),
        via: .screen
      )
    )
    #expect(try item(id).medication.onHand == Rational(58))
    #expect(try isSound())
  }

  @Test func `what was taken before is read in the strength of its time`() throws {
    let gap = #"{"kind":"asNeeded","minimumGapHours":4,"amount":"1 tablet","#
    let (id, _) = try add(
      "ibuprofen",
      "400 mg",
      rule: gap + #""maximum":{"amount":"3 tablets","hours":24}}"#
    )
    _ = try home.session.write(LogDose(medication: id, via: .screen))
    home.test.clock.advance(seconds: 3600)
    _ = try home.session.write(
      ReceiveFill(medication: id, quantity: Rational(50), strength: "200 mg")
    )
    let line = try #require(try home.session.read(DayQuery()).asNeeded.first)
    #expect(line.amount == Amount(Rational(2), "tablet"))
    #expect(line.rule.maximum?.amount == Amount(Rational(6), "tablet"))
    // One of 400 mg is two of 200 mg.
    #expect(line.takenInWindow == Rational(2))
    guard case .notYet = line.decision else {
      Issue.record("the dose before the new bottle was forgotten: \(line.decision)")
      return
    }
    let entries = try home.session.read(DoseHistoryQuery(medication: id))
    #expect(entries.map(\.otherStrength) == ["400 mg"])
    #expect(entries.map(\.amount) == [Amount(Rational(1), "tablet")])
    let page = try home.session.read(MedicinePageQuery())
    #expect(page.lastTaken[id]?.otherStrength == "400 mg")
  }

  @Test func `the usual rate is reckoned in tablets of the new strength from the first day on`()
    throws
  {
    let (id, _) = try add(
      "ibuprofen",
      "400 mg",
      rule: #"{"kind":"asNeeded","minimumGapHours":4,"amount":"1 tablet"}"#
    )
    let now = home.test.clock.now
    for day in (1...20).reversed() {
      _ = try home.session.write(
        LogDose(medication: id, at: now - day * 86_400, via: .screen, anywayBecause: "taken")
      )
    }
    _ = try home.session.write(
      ReceiveFill(medication: id, quantity: Rational(40), strength: "200 mg")
    )
    // Twenty of 400 mg in 30 days are forty of 200 mg.
    let line = try #require(try home.session.read(RefillsQuery()).lines.first)
    let days = try #require(line.daysLeft)
    #expect((29...30).contains(days), "\(days)")
    let kept = try home.test.database.read { db, _ in
      try String.fetchOne(db, sql: "SELECT runs_out_on FROM supply_balances")
    }
    #expect(kept == line.forecast.runsOutOn?.description)
  }

  @Test func `an opened package stands with its last day beside what is left`() throws {
    let id = try add().medication
    let today = try home.session.read(RefillsQuery()).today
    _ = try home.session.write(
      OpenPackage(medication: id, package: OpenedPackage(openedOn: today - 3, inUseDays: 28))
    )
    let line = try #require(try home.session.read(RefillsQuery()).lines.first)
    #expect(line.opened?.goodThrough == today + 25)
  }

  @Test func `other looks are pointed out for three doses, and both bottles count`() throws {
    let rule =
      #"{"kind":"times","times":[{"at":"08:00","amount":"1 tablet"}],"start":"2026-11-23"}"#
    let (id, schedule) = try add(rule: rule)
    try home.test.clock.set("2026-11-25T07:00:00-05:00")
    let answer = try home.session.write(
      ReceiveFill(
        medication: id,
        quantity: Rational(30),
        appearance: "white, round, marked IP 190"
      )
    )
    #expect(answer.plan.newLooks == "white, round, marked IP 190")
    #expect(answer.onHand == Rational(42))
    for day in 25...28 {
      try home.test.clock.set("2026-11-\(day)T08:05:00-05:00")
      let line = try #require(try today().first { $0.dose.isOpenNow })
      #expect(line.newProduct?.looks == (day < 28 ? "white, round, marked IP 190" : nil))
      #expect(line.label.appearance == "white, round, marked IP 190")
      _ = try home.session.write(
        RecordDose(
          schedule: schedule,
          due: .minute(line.dose.occurrence.dueMinute),
          action: .take(at: nil, amount: nil, withFood: nil),
          via: .screen
        )
      )
    }
  }

  @Test func `doses that cannot be worked out are refused and nothing changes`() throws {
    let id = try add().medication
    #expect(throws: StoreError.self) {
      try home.session.write(
        ReceiveFill(medication: id, quantity: Rational(60), strength: "5 mg and 2 mg")
      )
    }
    let item = try item(id)
    #expect(item.label.title == "warfarin 5 mg")
    #expect(item.medication.onHand == Rational(12))
  }

  @Test func `half of what must stay whole is refused`() throws {
    let id = try add("metoprolol", "50 mg", form: "extended-release tablet").medication
    #expect(throws: StoreError.self) {
      try home.session.write(
        ReceiveFill(medication: id, quantity: Rational(30), strength: "100 mg")
      )
    }
    // Twice as many whole ones are no harm.
    _ = try home.session.write(
      ReceiveFill(medication: id, quantity: Rational(60), strength: "25 mg")
    )
    #expect(try item(id).label.title == "metoprolol 25 mg")
  }

  @Test func `directions that change later on are not doubled unseen`() throws {
    let (id, schedule) = try add()
    _ = try home.session.write(
      ChangeSchedule(
        schedule: schedule,
        rule: try home.rule(
          #"{"kind":"times","times":[{"at":"08:00","amount":"2 tablets"}],"start":"2026-11-30"}"#
        ),
        from: LocalMinute(text: "2026-11-30T00:00"),
        toldBy: "Dr. Shah"
      )
    )
    #expect(throws: StoreError.self) {
      try home.session.write(
        ReceiveFill(medication: id, quantity: Rational(60), strength: "2.5 mg")
      )
    }
  }

  @Test func `a new bottle is taken back whole`() throws {
    let (id, _) = try add()
    _ = try home.session.write(RequestRefill(medication: id))
    let before = try item(id)
    let answer = try home.session.write(
      ReceiveFill(
        medication: id,
        quantity: Rational(60),
        strength: "2.5 mg",
        appearance: "green, round"
      )
    )
    home.test.clock.advance(seconds: 60)
    try home.session.write(UndoFill(fill: answer.fill))
    let after = try item(id)
    #expect(after.label == before.label)
    #expect(after.medication.onHand == Rational(12))
    #expect(after.medication.refillsRemaining == 3)
    #expect(after.schedules.map(\.rule) == before.schedules.map(\.rule))
    let line = try home.session.read(RefillsQuery()).lines.first
    #expect(line?.request?.status == .requested)
    #expect(try isSound())
  }

  @Test func `what was never counted is unknown again after a bottle is taken back`() throws {
    let id = try add(onHand: nil).medication
    let answer = try home.session.write(ReceiveFill(medication: id, quantity: Rational(30)))
    #expect(try item(id).medication.onHand == Rational(30))
    try home.session.write(UndoFill(fill: answer.fill))
    #expect(try item(id).medication.onHand == nil)
    #expect(try isSound())
  }

  @Test func `after a dose from it a new bottle is not taken back`() throws {
    let rule =
      #"{"kind":"times","times":[{"at":"08:00","amount":"1 tablet"}],"start":"2026-11-23"}"#
    let (id, schedule) = try add(rule: rule)
    try home.test.clock.set("2026-11-25T08:05:00-05:00")
    let answer = try home.session.write(ReceiveFill(medication: id, quantity: Rational(30)))
    let line = try #require(try today().first { $0.dose.isOpenNow })
    _ = try home.session.write(
      RecordDose(
        schedule: schedule,
        due: .minute(line.dose.occurrence.dueMinute),
        action: .take(at: nil, amount: nil, withFood: nil),
        via: .screen
      )
    )
    #expect(throws: StoreError.self) {
      try home.session.write(UndoFill(fill: answer.fill))
    }
  }

  @Test func `a dose of the old bottle that is taken back does not go into the new one`() throws {
    let rule =
      #"{"kind":"times","times":[{"at":"08:00","amount":"1 tablet"}],"start":"2026-11-23"}"#
    let (id, schedule) = try add(rule: rule)
    try home.test.clock.set("2026-11-25T08:05:00-05:00")
    let line = try #require(try today().first { $0.dose.isOpenNow })
    let due = line.dose.occurrence.dueMinute
    _ = try home.session.write(
      RecordDose(
        schedule: schedule,
        due: .minute(due),
        action: .take(at: nil, amount: nil, withFood: nil),
        via: .screen
      )
    )
    home.test.clock.advance(seconds: 60)
    _ = try home.session.write(
      ReceiveFill(medication: id, quantity: Rational(60), strength: "2.5 mg")
    )
    home.test.clock.advance(seconds: 60)
    _ = try home.session.write(UndoDose(schedule: schedule, due: .minute(due)))
    #expect(try item(id).medication.onHand == Rational(60))
    #expect(try isSound())
  }
}

import Domain
import Testing

@Suite struct DangerousPartnerTests {
  private typealias Cabinet = CheckedCabinet

  private let facts = SafetyFacts(interactions: [
    .init("class:nitrate", "class:pde5-inhibitor", .contraindicated),
    .init("class:triptan", "class:triptan", .contraindicated),
    .init("class:mao-inhibitor", "class:triptan", .contraindicated),
    .init("class:ssri", "class:triptan", .moderate),
    .init(
      "deferiprone",
      "iron",
      .contraindicated,
      keepApart: .init(minutesBefore: 120, minutesAfter: 240)
    ),
  ])

  private func holds(_ own: CheckedMedicine, _ partner: CheckedMedicine, hours: Int) -> Bool {
    facts.danger(of: own, after: partner, minutes: hours * 60) != nil
  }

  @Test func `a pair without hours of its own counts for a day, from both sides`() throws {
    let nitrate = try Cabinet.medicine("nitroglycerin", ["nitrate"])
    let sildenafil = try Cabinet.medicine("sildenafil", ["pde5-inhibitor"])
    #expect(holds(sildenafil, nitrate, hours: 0))
    #expect(holds(nitrate, sildenafil, hours: 23))
    #expect(!holds(nitrate, sildenafil, hours: 24))
  }

  @Test func `two of one class are partners, and a medicine is none of its own`() throws {
    let one = try Cabinet.medicine("rizatriptan", ["triptan"])
    let other = try Cabinet.medicine("sumatriptan", ["triptan"])
    #expect(holds(other, one, hours: 2))
    #expect(!holds(one, one, hours: 2))
  }

  @Test func `what lingers counts as long as it lingers, and a milder pair not at all`() throws {
    let triptan = try Cabinet.medicine("sumatriptan", ["triptan"])
    let phenelzine = try Cabinet.medicine("phenelzine", ["mao-inhibitor"], lingers: 14)
    #expect(holds(triptan, phenelzine, hours: 13 * 24))
    #expect(!holds(triptan, phenelzine, hours: 14 * 24))
    #expect(!holds(triptan, try Cabinet.medicine("sertraline", ["ssri"]), hours: 1))
  }

  @Test func `hours of the pair itself go before all`() throws {
    let first = try Cabinet.medicine("deferiprone")
    let iron = try Cabinet.medicine("iron")
    #expect(holds(iron, first, hours: 3))
    #expect(!holds(iron, first, hours: 4))
    #expect(holds(first, iron, hours: 1))
    #expect(!holds(first, iron, hours: 2))
  }
}

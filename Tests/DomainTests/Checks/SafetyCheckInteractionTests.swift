import Domain
import Testing

@Suite struct SafetyCheckInteractionTests {
  private typealias Cabinet = CheckedCabinet

  private let facts = SafetyFacts(interactions: [
    .init("class:mao-inhibitor", "class:ssri", .contraindicated, effect: "Serotonin rises."),
    .init("warfarin", "class:nsaid", .major, effect: "Bleeding."),
    .init("warfarin", "ibuprofen", .major, effect: "Bleeding from the stomach."),
    .init("class:anticoagulant", "ibuprofen", .moderate, effect: "Some bleeding."),
    .init(
      "levothyroxine",
      "class:calcium-salt",
      .moderate,
      management: "Keep 4 hours apart.",
      keepApart: .init(minutesBefore: 240, minutesAfter: 240)
    ),
    .init(
      "ciprofloxacin",
      "class:polyvalent-cation",
      .moderate,
      keepApart: .init(minutesBefore: 360, minutesAfter: 120)
    ),
  ])

  @Test func `of several rows on a pair the gravest counts and the one that names more explains`()
    throws
  {
    let warfarin = try Cabinet.medicine("warfarin", ["anticoagulant"])
    let ibuprofen = try Cabinet.medicine("ibuprofen", ["nsaid"])
    let alerts = Cabinet.check(CheckedPerson(medicines: [warfarin]), facts).alerts(on: ibuprofen)
    #expect(alerts.map(\.effect) == ["Bleeding from the stomach."])
    #expect(alerts.map(\.short) == ["major: ibuprofen with warfarin"])
  }

  @Test(arguments: [
    ("2026-10-21", ["contraindicated: phenelzine with fluoxetine"]),
    ("2026-10-20", ["contraindicated: phenelzine with fluoxetine"]),
    ("2026-10-19", []),
  ]) func `fluoxetine counts for 35 days after it was stopped`(last: String, expected: [String])
    throws
  {
    var fluoxetine = try Cabinet.medicine("fluoxetine", ["ssri"], lingers: 35)
    fluoxetine.state = .stopped(try #require(CalendarDate(text: last)))
    let phenelzine = try Cabinet.medicine("phenelzine", ["mao-inhibitor"], lingers: 14)
    let alerts = Cabinet.check(CheckedPerson(medicines: [fluoxetine]), facts)
      .alerts(on: phenelzine)
    #expect(alerts.map(\.short) == expected)
    #expect(alerts.allSatisfy { $0.effect.contains("stays in the body until") && $0.stop != nil })
  }

  @Test(arguments: [("2026-11-10", 1), ("2026-11-09", 0)])
  func `days that must go by count for the pair that needs them`(last: String, count: Int) throws {
    var sertraline = try Cabinet.medicine("sertraline", ["ssri"])
    sertraline.state = .stopped(try #require(CalendarDate(text: last)))
    let facts = SafetyFacts(interactions: [
      .init("class:mao-inhibitor", "class:ssri", .contraindicated, daysAfterB: 14),
      .init("class:ssri", "class:nsaid", .moderate),
    ])
    let check = Cabinet.check(CheckedPerson(medicines: [sertraline]), facts)
    let phenelzine = try Cabinet.medicine("phenelzine", ["mao-inhibitor"])
    let alerts = check.alerts(on: phenelzine)
    #expect(alerts.count == count)
    #expect(alerts.allSatisfy { $0.effect.contains("counts until") })
    // Beside others it is no matter any more, and the days count after the other side only.
    #expect(check.alerts(on: try Cabinet.medicine("ibuprofen", ["nsaid"])).isEmpty)
    var stopped = phenelzine
    stopped.state = sertraline.state
    let turned = Cabinet.check(CheckedPerson(medicines: [stopped]), facts)
    #expect(turned.alerts(on: try Cabinet.medicine("sertraline", ["ssri"])).isEmpty)
  }

  @Test func `what was stopped and does not linger is no matter`() throws {
    var sertraline = try Cabinet.medicine("sertraline", ["ssri"])
    sertraline.state = .stopped(Cabinet.today)
    let phenelzine = try Cabinet.medicine("phenelzine", ["mao-inhibitor"])
    let check = Cabinet.check(CheckedPerson(medicines: [sertraline]), facts)
    #expect(check.alerts(on: phenelzine).isEmpty)
  }

  @Test func `the parts of one product are not checked against each other`() throws {
    var both = try Cabinet.medicine("warfarin")
    both.ingredients.append(CheckedIngredient("ibuprofen", classes: ["nsaid"]))
    #expect(Cabinet.check(CheckedPerson(), facts).alerts(on: both).isEmpty)
  }

  @Test func `hours between two medicines are compared with their times`() throws {
    let calcium = try Cabinet.medicine(
      "calcium carbonate",
      ["calcium-salt"],
      rule: Cabinet.times("08:00")
    )
    let person = CheckedPerson(medicines: [calcium])
    let near = try Cabinet.medicine("levothyroxine", rule: Cabinet.times("07:00"))
    let alerts = Cabinet.check(person, facts).alerts(on: near)
    #expect(alerts.map(\.kind) == [.keepApart])
    #expect(
      alerts.first?.management == """
        Keep 4 hours apart. Now levothyroxine is at 7:00 AM and calcium carbonate at 8:00 AM. The \
        nearest free time for levothyroxine is noon.
        """
    )
    let far = try Cabinet.medicine("levothyroxine", rule: Cabinet.times("12:00"))
    #expect(Cabinet.check(person, facts).alerts(on: far).isEmpty)
    let unplanned = try Cabinet.medicine("levothyroxine")
    #expect(Cabinet.check(person, facts).alerts(on: unplanned).map(\.kind) == [.drugDrug])
  }

  @Test(arguments: [
    ("06:00", true), ("05:59", true), ("02:00", false), ("10:00", false), ("09:59", true),
  ]) func `ciprofloxacin at 8 wants iron 6 hours before or 2 after`(iron: String, isNear: Bool)
    throws
  {
    let iron = try Cabinet.medicine("iron", ["polyvalent-cation"], rule: Cabinet.times(iron))
    let cipro = try Cabinet.medicine("ciprofloxacin", rule: Cabinet.times("08:00"))
    // The same whichever of the two comes second.
    for (first, second) in [(iron, cipro), (cipro, iron)] {
      let alerts = Cabinet.check(CheckedPerson(medicines: [first]), facts).alerts(on: second)
      #expect(alerts.isEmpty != isNear)
    }
  }

  @Test func `two bottles of one ingredient ask which one is kept`() throws {
    var lasix = try Cabinet.medicine("furosemide", ["loop-diuretic"])
    lasix.title = "Lasix 40 mg"
    let furosemide = try Cabinet.medicine("furosemide", ["loop-diuretic"], strength: "40 mg")
    let alerts = Cabinet.check(CheckedPerson(medicines: [lasix]), facts).alerts(on: furosemide)
    #expect(alerts.map(\.short) == ["major: furosemide 40 mg with Lasix 40 mg"])
    #expect(alerts.first?.management.hasPrefix("Which bottle do you keep?") == true)
  }

  @Test func `two of a class are named with the class`() throws {
    let naproxen = try Cabinet.medicine("naproxen", ["nsaid"])
    let ibuprofen = try Cabinet.medicine("ibuprofen", ["nsaid"])
    let alerts = Cabinet.check(CheckedPerson(medicines: [naproxen]), facts).alerts(on: ibuprofen)
    #expect(alerts.map(\.kind) == [.duplicate])
    #expect(alerts.first?.effect.contains("anti-inflammatory pain relievers") == true)
  }

  @Test func `foods come once each, the row on the ingredient before that on its class`() throws {
    let facts = SafetyFacts(foods: [
      .init("class:statin", "grapefruit", .moderate, effect: "class"),
      .init("simvastatin", "grapefruit", .moderate, effect: "itself"),
    ])
    let simvastatin = try Cabinet.medicine("simvastatin", ["statin"])
    let alerts = Cabinet.check(CheckedPerson(), facts).alerts(on: simvastatin)
    #expect(alerts.map(\.effect) == ["itself"])
  }
}

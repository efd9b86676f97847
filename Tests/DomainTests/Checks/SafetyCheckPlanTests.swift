import Domain
import Testing

@Suite struct SafetyCheckPlanTests {
  private typealias Cabinet = CheckedCabinet

  private static func mg(_ amount: Int) -> Amount { Amount(Rational(amount), "mg") }

  private let facts = SafetyFacts(limits: [
    .init("acetaminophen", mg(4000), form: "any product", ageFrom: 18),
    .init("acetaminophen", mg(3000), form: "500 mg OTC tablet", ageFrom: 18),
    .init("citalopram", mg(40), ageFrom: 18, ageTo: 60),
    .init("citalopram", mg(20), ageFrom: 61),
    .init("methotrexate", mg(20), hours: 168, form: "not for cancer, warn"),
    .init("methotrexate", mg(30), hours: 168, form: "not for cancer, stop"),
  ])

  private func alerts(_ medicine: CheckedMedicine, _ person: CheckedPerson = .nobody) -> [String] {
    Cabinet.check(person, facts).alerts(on: medicine).map(\.short)
  }

  @Test func `acetaminophen adds up over every product that holds it`() throws {
    let combined = CheckedMedicine(
      title: "hydrocodone 5 mg and acetaminophen 325 mg",
      ingredients: [CheckedIngredient("hydrocodone"), CheckedIngredient("acetaminophen")],
      strength: Strength(text: "5 mg and 325 mg"),
      rules: [
        try ScheduleRule(
          json: JSON(
            text: """
              {"kind":"asNeeded","amount":"1 tablet","maximum":{"amount":"6 tablets","hours":24}}
              """
          )
        )
      ]
    )
    let three = try Cabinet.medicine(
      "acetaminophen",
      strength: "500 mg",
      rule: Cabinet.times("08:00", "14:00", "20:00", amount: "2 tablets")
    )
    // 1,950 mg at most from the one and 3,000 mg from the other.
    let check = Cabinet.check(CheckedPerson(medicines: [combined], isKnown: false), facts)
    let alert = try #require(check.alerts(on: three).first { $0.kind == .maximum })
    #expect(alert.severity == .major)
    #expect(
      alert.effect == """
        The plan comes to 4,950 mg of acetaminophen in 24 hours in acetaminophen 500 mg and \
        hydrocodone 5 mg and acetaminophen 325 mg together.
        """
    )
    #expect(alerts(three).isEmpty)
  }

  @Test func `the lower figure of a label only warns`() throws {
    var tablets = try Cabinet.medicine(
      "acetaminophen",
      strength: "500 mg",
      rule: Cabinet.times("06:00", "12:00", "18:00", "23:00", amount: "2 tablets")
    )
    #expect(alerts(tablets).isEmpty)
    tablets.isOverTheCounter = true
    #expect(
      alerts(tablets) == ["moderate: acetaminophen 500 mg with at most 3,000 mg in 24 hours"]
    )
  }

  @Test(arguments: [(1966, 0), (1965, 1)])
  func `citalopram has a lower limit after sixty`(year: Int, count: Int) throws {
    let tablets = try Cabinet.medicine(
      "citalopram",
      strength: "40 mg",
      rule: Cabinet.times("08:00")
    )
    let person = CheckedPerson(birthDate: Cabinet.born(year))
    #expect(alerts(tablets, person).count == count)
  }

  @Test func `24 hours roll: an evening and the next morning count together`() throws {
    let limit = SafetyFacts(limits: [.init("ibuprofen", Self.mg(1200))])
    let tablets = try Cabinet.medicine(
      "ibuprofen",
      strength: "600 mg",
      rule: """
        {"kind":"times","times":[{"at":"08:00","amounts":{"wed":"2 tablets"}},\
        {"at":"20:00","amounts":{"tue":"2 tablets"}}],"start":"2026-11-01"}
        """
    )
    let alerts = Cabinet.check(.nobody, limit).alerts(on: tablets)
    #expect(alerts.first?.effect == "The plan comes to 2,400 mg of ibuprofen in 24 hours.")
  }

  private func methotrexate(_ amount: String, daily: Bool = false) throws -> CheckedMedicine {
    try Cabinet.medicine(
      "methotrexate",
      flags: ["weeklyOnly"],
      strength: "2.5 mg",
      rule: Cabinet.times("08:00", amount: amount, more: daily ? "" : #","weekdays":["mon"]"#)
    )
  }

  @Test(arguments: [
    ("8 tablets", []), ("10 tablets", [SafetySeverity.moderate]),
    ("14 tablets", [.contraindicated]),
  ]) func `methotrexate warns above 20 mg a week and stops above 30`(
    amount: String,
    severities: [SafetySeverity]
  ) throws {
    let alerts = Cabinet.check(.nobody, facts).alerts(on: try methotrexate(amount))
    #expect(alerts.map(\.severity) == severities)
  }

  @Test func `methotrexate every day is a hard stop for a pharmacist and cancer only`() throws {
    let alerts = Cabinet.check(.nobody, facts).alerts(on: try methotrexate("1 tablet", daily: true))
    let weekly = try #require(alerts.first { $0.kind == .directions })
    #expect(weekly.severity == .contraindicated)
    #expect(weekly.stop == .cancerTreatment)
  }

  @Test(arguments: [(32, 0), (33, 1)])
  func `a weekly medicine is given for four weeks at most`(tablets: Int, count: Int) throws {
    var medicine = try methotrexate("8 tablets")
    medicine.quantity = Rational(tablets)
    #expect(alerts(medicine).count == count)
  }

  @Test func `half of a product that is never split is stopped`() throws {
    var tablet = try Cabinet.medicine(
      "metoprolol",
      strength: "50 mg",
      rule: Cabinet.times("08:00", amount: "1/2 tablet")
    )
    #expect(alerts(tablet).isEmpty)
    tablet.splittable = "no"
    #expect(alerts(tablet) == ["moderate: metoprolol 50 mg with half tablet"])
    tablet.splittable = "never"
    #expect(alerts(tablet) == ["major: metoprolol 50 mg with half tablet"])
    tablet.rules = [try ScheduleRule(json: JSON(text: Cabinet.times("08:00", amount: "25 mg")))]
    #expect(alerts(tablet) == ["major: metoprolol 50 mg with half tablet"])
    tablet.rules = [try ScheduleRule(json: JSON(text: Cabinet.times("08:00", amount: "50 mg")))]
    #expect(alerts(tablet).isEmpty)
  }

  @Test(arguments: [("08:00", 1), ("22:00", 0), ("21:30", 0)])
  func `a medicine for bedtime is not for the morning`(time: String, count: Int) throws {
    let tablet = try Cabinet.medicine(
      "zolpidem",
      flags: ["bedtimeOnly"],
      rule: Cabinet.times(time)
    )
    #expect(alerts(tablet).count == count)
  }

  @Test func `no meal in the directions of a medicine that needs one is said`() throws {
    var tablet = try Cabinet.medicine(
      "glipizide",
      flags: ["withMeal"],
      rule: Cabinet.times("08:00")
    )
    #expect(alerts(tablet) == ["minor: glipizide with a meal"])
    tablet.words = "take 1 tablet before breakfast"
    #expect(alerts(tablet).isEmpty)
  }

  @Test(arguments: [(24, 0), (23, 1)])
  func `a fill comes too soon before 80 percent can be used`(daysAgo: Int, count: Int) throws {
    var tablet = try Cabinet.medicine("metformin")
    tablet.lastFill = .init(on: Cabinet.today - daysAgo, daysSupply: 30)
    #expect(alerts(tablet).count == count)
  }

  @Test func `a child has a weight of the last six months`() throws {
    let liquid = try Cabinet.medicine(
      "amoxicillin",
      strength: "400 mg per 5 mL",
      rule: Cabinet.times("08:00", amount: "5 mL")
    )
    var drink = liquid
    drink.form = "oral suspension"
    drink.dosingUnit = "mL"
    var child = CheckedPerson(birthDate: Cabinet.born(2020))
    #expect(alerts(drink, child).count == 1)
    child.weightGrams = .init(20_000, on: Cabinet.today - 30)
    #expect(alerts(drink, child).isEmpty)
    let check = Cabinet.check(child, facts)
    #expect(check.milligramsPerKilogram(of: drink).map(\.amount) == [Rational(20)])
    child.weightGrams = .init(20_000, on: Cabinet.today - 200)
    #expect(alerts(drink, child).count == 1)
  }

  @Test func `alerts come gravest first`() throws {
    var tablet = try methotrexate("1 tablet", daily: true)
    tablet.lastFill = .init(on: Cabinet.today, daysSupply: 30)
    let severities = Cabinet.check(.nobody, facts).alerts(on: tablet).map(\.severity)
    #expect(severities == severities.sorted(by: >))
    #expect(severities.count > 1)
  }
}

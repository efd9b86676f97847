import Domain
import Testing

@Suite struct UncheckedMaximaTests {
  private typealias Cabinet = CheckedCabinet

  private let facts = SafetyFacts(limits: [
    .init("acetaminophen", Amount(Rational(4000), "mg"), form: "any product", ageFrom: 18)
  ])
  private let sixTimes = Cabinet.times("06:00", "10:00", "14:00", "18:00", amount: "4 tablets")

  private func sentences(
    _ medicine: CheckedMedicine,
    _ others: [CheckedMedicine] = []
  ) -> [String] {
    Cabinet.check(CheckedPerson(medicines: others, isKnown: false), facts)
      .uncheckedMaxima(of: medicine).map(\.sentence)
  }

  @Test func `without a strength the maximum cannot be checked, and that is said`() throws {
    let plain = try Cabinet.medicine("acetaminophen", rule: sixTimes)
    #expect(
      sentences(plain) == [
        "The maximum of acetaminophen cannot be checked: its strength is not entered."
      ]
    )
    #expect(
      try sentences(Cabinet.medicine("acetaminophen", strength: "500 mg", rule: sixTimes)).isEmpty
    )
    #expect(try sentences(Cabinet.medicine("amlodipine", rule: sixTimes)).isEmpty)
    #expect(try sentences(Cabinet.medicine("acetaminophen")).isEmpty)
  }

  @Test func `a strength that is not read is told apart from none`() throws {
    var odd = try Cabinet.medicine("acetaminophen", rule: sixTimes)
    odd.hasStrengthText = true
    #expect(
      sentences(odd) == [
        "The maximum of acetaminophen cannot be checked: "
          + "its strength does not tell how much a dose holds."
      ]
    )
  }

  @Test func `another product that cannot be reckoned is named`() throws {
    let known = try Cabinet.medicine("acetaminophen", strength: "500 mg", rule: sixTimes)
    var other = try Cabinet.medicine("acetaminophen", rule: sixTimes)
    other.title = "Tylenol PM"
    #expect(
      sentences(known, [other]) == [
        "The maximum of acetaminophen cannot be checked: "
          + "the strength of Tylenol PM is not entered."
      ]
    )
  }

  @Test func `a dose in mg needs no strength`() throws {
    let inMass = try Cabinet.medicine(
      "acetaminophen",
      rule: Cabinet.times("08:00", "12:00", "16:00", amount: "1500 mg")
    )
    #expect(sentences(inMass).isEmpty)
    let check = Cabinet.check(.nobody, facts)
    #expect(check.alerts(on: inMass).map(\.kind) == [.maximum])
  }
}

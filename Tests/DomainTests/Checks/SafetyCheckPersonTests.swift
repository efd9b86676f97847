import Domain
import Testing

@Suite struct SafetyCheckPersonTests {
  private typealias Cabinet = CheckedCabinet

  private let facts = SafetyFacts(
    crossSensitivities: [
      .init("class:penicillin", "class:side-chain-aminopenicillin", .sideChain),
      .init("amoxicillin", "cefadroxil", .sideChain), .init("class:penicillin", "cefazolin", .none),
      .init("sulfamethoxazole", "celecoxib", .none), .init("class:nsaid", "aspirin", .same),
    ],
    conditions: [
      .init("metformin", "kidney function: eGFR under 30", .contraindicated),
      .init("metformin", "kidney function: eGFR 30 to 45", .major),
      .init("class:ace-inhibitor", "pregnancy", .contraindicated),
      .init("class:sedating-antihistamine", "age 65 and over", .moderate),
      .init("codeine", "age under 12", .contraindicated),
      .init("class:nsaid", "heart failure", .major, code: "I50"),
      .init(
        "class:long-acting-beta2-agonist",
        "asthma without inhaled corticosteroid",
        .contraindicated,
        code: "J45"
      ),
      .init("class:antipsychotic", "age 65 and over with dementia", .major),
    ],
    excipients: [
      .init("lactose", otherNames: ["milk sugar"], whoMustAvoid: "people with galactosemia"),
      .init("peanut oil", otherNames: [], whoMustAvoid: "people with peanut allergy"),
    ]
  )

  private func alerts(_ medicine: CheckedMedicine, _ person: CheckedPerson) -> [String] {
    Cabinet.check(person, facts).alerts(on: medicine).map(\.short)
  }

  private static let amino = "side-chain-aminopenicillin"

  @Test(arguments: [
    ("amoxicillin", ["penicillin", amino], "contraindicated"),
    ("cephalexin", ["cephalosporin", amino], "moderate"),
    ("cefazolin", ["cephalosporin", "side-chain-cefazolin"], ""),
    ("ferrous sulfate", ["iron"], ""),
  ]) func `a penicillin allergy crosses by the side chain only`(
    name: String,
    classes: [String],
    severity: String
  ) throws {
    let person = CheckedPerson(allergies: [.init("Penicillin")])
    let found = alerts(try Cabinet.medicine(name, Set(classes)), person)
    #expect(found == (severity.isEmpty ? [] : ["\(severity): \(name) with Penicillin allergy"]))
  }

  @Test func `penicillin V does not have the side chain of amoxicillin`() throws {
    let allergen = CheckedIngredient(
      "penicillin V",
      classes: ["penicillin", "side-chain-benzylpenicillin"]
    )
    let person = CheckedPerson(allergies: [.init("penicillin V", ingredient: allergen)])
    #expect(
      alerts(try Cabinet.medicine("cephalexin", ["cephalosporin", Self.amino]), person).isEmpty
    )
  }

  @Test(arguments: [
    ("sulfamethoxazole", ["sulfonamide-antibiotic"], 1),
    ("celecoxib", ["nsaid", "non-antibiotic-sulfonamide"], 0), ("ferrous sulfate", ["iron"], 0),
    ("magnesium sulfate", [], 0),
  ]) func `sulfa means the antibiotics and never a part of a word`(
    name: String,
    classes: [String],
    count: Int
  ) throws {
    let person = CheckedPerson(allergies: [.init("sulfa")])
    #expect(alerts(try Cabinet.medicine(name, Set(classes)), person).count == count)
  }

  @Test func `inactive ingredients are never passed over in silence`() throws {
    let person = CheckedPerson(allergies: [
      .init("lactose", kind: .excipient), .init("peanut", kind: .food, isSevere: true),
      .init("pollen", kind: .environment), .init("strawberries", kind: .food),
    ])
    var tablet = try Cabinet.medicine("metoprolol")
    #expect(
      alerts(tablet, person) == [
        "minor: metoprolol with lactose allergy", "minor: metoprolol with peanut allergy",
      ]
    )
    tablet.excipients = ["Milk sugar"]
    #expect(alerts(tablet, person) == ["major: metoprolol with lactose allergy"])
    tablet.excipients = ["peanut oil"]
    #expect(alerts(tablet, person) == ["contraindicated: metoprolol with peanut allergy"])
    tablet.excipients = []
    #expect(alerts(tablet, person).isEmpty)
  }

  @Test(arguments: [
    (29, "contraindicated"), (30, "major"), (44, "major"), (45, ""),
  ]) func `metformin by kidney function`(eGFR: Int, severity: String) throws {
    let person = CheckedPerson(eGFR: .init(eGFR, on: Cabinet.today - 30))
    let found = alerts(try Cabinet.medicine("metformin"), person)
    #expect(
      found.map { $0.split(separator: ":").first.map(String.init) ?? "" }
        == (severity.isEmpty ? [] : [severity])
    )
  }

  @Test func `kidney function that is not known is said for what depends on it`() throws {
    let unknown = "minor: metformin with kidney function not known"
    #expect(alerts(try Cabinet.medicine("metformin"), CheckedPerson()) == [unknown])
    let old = CheckedPerson(eGFR: .init(80, on: Cabinet.today - 400))
    #expect(alerts(try Cabinet.medicine("metformin"), old) == [unknown])
    #expect(alerts(try Cabinet.medicine("amlodipine"), CheckedPerson()).isEmpty)
    #expect(alerts(try Cabinet.medicine("metformin"), .nobody).isEmpty)
  }

  @Test func `pregnancy and what is not known of it`() throws {
    let lisinopril = try Cabinet.medicine("lisinopril", ["ace-inhibitor"])
    var person = CheckedPerson(birthDate: Cabinet.born(1995), sex: .female)
    #expect(alerts(lisinopril, person) == ["moderate: lisinopril with pregnancy not known"])
    person.pregnancy = .init(.pregnant, on: Cabinet.today)
    #expect(alerts(lisinopril, person) == ["contraindicated: lisinopril with pregnancy"])
    person.pregnancy = .init(.no, on: Cabinet.today)
    #expect(alerts(lisinopril, person).isEmpty)
  }

  @Test(arguments: [(1961, 1), (1962, 0)])
  func `sixty-five is reached on the birthday`(year: Int, count: Int) throws {
    let person = CheckedPerson(birthDate: Cabinet.born(year))
    let tablet = try Cabinet.medicine("diphenhydramine", ["sedating-antihistamine"])
    #expect(alerts(tablet, person).count == count)
  }

  @Test func `illnesses are met by code or by name, resolved by what is taken with it`() throws {
    let naproxen = try Cabinet.medicine("naproxen", ["nsaid"])
    for condition in [
      CheckedPerson.Condition("weak heart", code: "I50.22"), .init("Heart failure, chronic"),
    ] {
      #expect(alerts(naproxen, CheckedPerson(conditions: [condition])).count == 1)
    }
    let asthma = CheckedPerson.Condition("Asthma")
    let salmeterol = try Cabinet.medicine("salmeterol", ["long-acting-beta2-agonist"])
    #expect(alerts(salmeterol, CheckedPerson(conditions: [asthma])).count == 1)
    let fluticasone = try Cabinet.medicine("fluticasone", ["inhaled-corticosteroid"])
    let treated = CheckedPerson(medicines: [fluticasone], conditions: [asthma])
    #expect(alerts(salmeterol, treated).isEmpty)
    let quetiapine = try Cabinet.medicine("quetiapine", ["antipsychotic"])
    let old = CheckedPerson(conditions: [.init("Dementia")], birthDate: Cabinet.born(1950))
    #expect(alerts(quetiapine, old) == ["major: quetiapine with age 76, Dementia"])
    #expect(alerts(quetiapine, CheckedPerson(birthDate: Cabinet.born(1950))).isEmpty)
  }
}

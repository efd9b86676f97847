import Domain
import Testing

@Suite struct SubstanceNameTests {
  @Test(arguments: [
    (
      "LEVOTHYROXINE SODIUM ANHYDROUS",
      ["levothyroxine sodium anhydrous", "levothyroxine sodium", "levothyroxine"]
    ),
    ("AMLODIPINE BESYLATE", ["amlodipine besylate", "amlodipine"]),
    ("INSULIN LISPRO", ["insulin lispro"]),
    ("POTASSIUM CHLORIDE", ["potassium chloride", "potassium"]),
    ("SODIUM", ["sodium"]), ("Folic Acid", ["folic acid"]), ("  ", []),
  ])
  func `salts and waters behind a substance are left out one by one`(
    name: String,
    readings: [String]
  ) {
    #expect(SubstanceName.readings(of: name) == readings)
  }
}

import Testing

@testable import Domain

@Suite struct ScanReaderTests {
  private let reader = ScanReader(year: 2026)

  private static let package = "01003123456789061727113010A1B2\u{1D}21SN-0001"

  private func facts(_ scan: Scan) -> [String?] {
    [
      scan.kind.rawValue, scan.gtin?.text, scan.lot, scan.expiresOn?.description, scan.serial,
    ]
  }

  @Test(
    arguments: [
      package, "]d2" + package, "]C1" + package, "]Q3" + package, "]e0" + package,
      "\u{1D}" + package, package + "\r\n",
      #"01003123456789061727113010A1B2\x1d21SN-0001"#,
      "01003123456789061727113010A1B2|21SN-0001", "010031234567890610A1B2|17271130|21SN-0001",
      "10A1B2|21SN-0001|010031234567890617271130",
      "(01)00312345678906(17)271130(10)A1B2(21)SN-0001",
    ]) func `a drug package is read however the scanner sends it`(input: String)
  {
    let scan = ScanReader(year: 2026, separatorSubstitute: "|").read(input)
    #expect(facts(scan) == ["gs1", "00312345678906", "A1B2", "2027-11-30", "SN-0001"])
    #expect(scan.ndc == nil)
    #expect(scan.errors == [])
  }

  @Test func `the whole document is written`() {
    let scan = reader.read("(01)00312345678906(17)271100(37)12")
    #expect(
      scan.json.text
        == #"{"input":"(01)00312345678906(17)271100(37)12","kind":"gs1","elements":["#
        + #"{"ai":"01","title":"GTIN","value":"00312345678906"},"#
        + #"{"ai":"17","title":"USE BY or EXPIRY","value":"271100"},"#
        + #"{"ai":"37","title":"COUNT","value":"12"}],"gtin":"00312345678906","ndc":null,"#
        + #""lot":null,"expiresOn":"2027-11-30","serial":null,"errors":[]}"#
    )
  }

  @Test(
    arguments: [
      ("https://id.gs1.org/01/00312345678906/10/A1B2/21/SN-0001?17=271130"),
      ("http://example.com/some/shop/01/312345678906/10/A1B2/21/SN-0001?17=271130&linkType=x"),
      ("HTTPS://example.com/01/00312345678906/10/A1%422/21/SN-0001?17=271130#page"),
    ]) func `a digital link is read`(input: String)
  {
    #expect(
      facts(reader.read(input))
        == ["digitalLink", "00312345678906", "A1B2", "2027-11-30", "SN-0001"]
    )
    #expect(reader.read(input).isValid)
  }

  @Test(
    arguments: [
      ("0069-4200-30", Scan.Kind.ndc, "00300694200305", "0069-4200-30"),
      ("00069420030", .ndc, "00300694200305", "00069-4200-30"),
      ("300694200305", .upc, "00300694200305", nil),
      ("4006381333931", .upc, "04006381333931", nil),
      ("50312345678901", .upc, "50312345678901", nil),
      ("96385074", .upc, "00000096385074", nil), ("]E00300694200305", .upc, "00300694200305", nil),
    ] as [(String, Scan.Kind, String?, String?)]
  )
  func `plain numbers are recognized`(
    input: String,
    kind: Scan.Kind,
    gtin: String?,
    ndc: String?
  ) {
    let scan = reader.read(input)
    #expect(scan.kind == kind)
    #expect(scan.gtin?.text == gtin)
    #expect(scan.ndc?.description == ndc)
    #expect(scan.isValid)
  }

  @Test(
    arguments: [
      ("0100312345678905", "01", ScanProblem.wrongCheckDigit(expected: 6, found: 5)),
      ("]d201003123456789", "01", .wrongLength(found: 12, expected: 14...14)),
      ("]d20100312345678906171327", "17", .wrongLength(found: 4, expected: 6...6)),
      ("010031234567890617271330", "17", .noSuchDate("271330")),
      ("010031234567890617270230", "17", .noSuchDate("270230")),
      ("0100312345678906172A1130", "17", .wrongCharacter("A")),
      ("010031234567890610ABCDEFGHIJKLMNOPQRSTU", "10", .wrongLength(found: 21, expected: 1...20)),
      ("010031234567890610A B", "10", .wrongCharacter(" ")),
      ("]d2010031234567890610\u{1D}21X", "10", .wrongLength(found: 0, expected: 1...20)),
      ("(01)00312345678906(88)1", "88", .unknownIdentifier),
      ("]d20100312345678906\u{1D}99X\u{1D}88X", "88", .unknownIdentifier),
      ("10A\u{1D}10B", "10", .repeatedWithAnotherValue),
      ("00106141412345678907", "00", .wrongCheckDigit(expected: 8, found: 7)),
      ("4140614141000038", "414", .wrongCheckDigit(expected: 6, found: 8)),
      ("0069420030", nil, .ambiguousNDC), ("0069-42-30", nil, .wrongNDC([4, 2, 2])),
      ("300694200306", nil, .wrongCheckDigit(expected: 5, found: 6)),
      ("https://example.com/shop", nil, .noIdentifier), ("hello", nil, .notRecognized),
      ("", nil, .notRecognized), ("]d2", nil, .notRecognized), ("é", nil, .notRecognized),
    ] as [(String, String?, ScanProblem)]
  )
  func `what is wrong is named with its identifier`(
    input: String,
    ai: String?,
    problem: ScanProblem
  ) {
    let scan = reader.read(input)
    #expect(scan.errors == [ScanError(ai: ai, problem: problem)])
    #expect(!scan.isValid)
  }

  @Test func `a wrong element is shown and not used, the others are used`() {
    let scan = reader.read("01003123456789051727133010A1")
    #expect(scan.elements.map(\.value) == ["00312345678905", "271330", "A1"])
    #expect(scan.errors.map(\.ai) == ["01", "17"])
    #expect(facts(scan) == ["gs1", nil, "A1", nil, nil])
  }

  @Test func `the national number for the United States gives the NDC`() {
    #expect(reader.read("(01)00300694200305(715)0069-4200-30").ndc?.ndc11 == "00069420030")
    #expect(reader.read("(01)00300694200305(714)1234567").isValid)
  }

  @Test func `a lot may hold parentheses`() {
    #expect(reader.read("(01)00312345678906(10)A(1)B(88)").lot == "A(1)B(88)")
  }

  @Test(
    arguments: [
      ("770101", 2026, "1977-01-01"), ("760101", 2026, "2076-01-01"),
      ("260228", 2026, "2026-02-28"),
      ("240200", 2026, "2024-02-29"), ("500100", 1999, "1950-01-31"),
      ("490131", 1999, "2049-01-31"),
      ("000131", 1951, "2000-01-31"), ("010131", 2051, "2101-01-31"),
    ])
  func `the century is the one around this year`(digits: String, year: Int, expected: String) {
    #expect(GS1Date.read(digits, year: year)?.description == expected)
  }

  @Test func `every identifier of the table is found at the start of its element`() {
    let codes = ApplicationIdentifier.table.keys
    #expect(codes.count > 400)
    for code in codes {
      #expect(ApplicationIdentifier.leading(code + "123456")?.code == code)
      #expect((2...4).contains(code.count))
    }
    let predefined = ApplicationIdentifier.table.values.filter(\.isPredefinedLength)
    #expect(predefined.allSatisfy { $0.length.count == 1 && $0.characters == .digits })
  }

  @Test func `whatever is typed is answered`() {
    var seed = Seed(state: 3)
    let starts = ["", "01", "(01)", "]d2", "https://a/01/", "10"]
    let alphabet = Array("0123456789()-]d2\u{1D}|/AB%=?é ")
    for _ in 0..<5000 {
      var input = starts[Int.random(in: 0..<starts.count, using: &seed)]
      for _ in 0..<Int.random(in: 0..<24, using: &seed) {
        input.append(alphabet[Int.random(in: 0..<alphabet.count, using: &seed)])
      }
      let scan = reader.read(input)
      #expect(scan.input == input)
      let isEmpty = scan.elements.isEmpty && scan.gtin == nil && scan.ndc == nil
      #expect(!isEmpty || !scan.isValid)
    }
  }
}

private struct Seed: RandomNumberGenerator {
  var state: UInt64

  mutating func next() -> UInt64 {
    state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
    return (state >> 32) | (state << 32)
  }
}

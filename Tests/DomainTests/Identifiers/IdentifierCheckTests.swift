import Testing

@testable import Domain

@Suite struct IdentifierCheckTests {
  @Test func `an NDC is shown in every form`() {
    #expect(
      IdentifierCheck(.ndc, "0069-4200-30").json.text
        == #"{"kind":"ndc","input":"0069-4200-30","valid":true,"ndc":"0069-4200-30","#
        + #""ndc11":"00069420030","gtin14":"00300694200305","error":null}"#
    )
  }

  @Test(
    arguments: [
      ("0069-4200-30", "00069420030", "00300694200305"),
      ("50242-040-62", "50242004062", "00350242040624"),
      ("50458-5551-1", "50458555101", "00350458555110"),
      ("00069-4200-30", "00069420030", "00300694200305"),
      ("12345-6789-01", "12345678901", "00312345678913"),
      ("12345-0789-21", "12345078921", "00312345789213"), ("12345-6789-21", "12345678921", nil),
      ("02345-0789-21", "02345078921", nil), ("123456-7890-12", nil, nil),
      ("012345-6789-01", "12345678901", "00312345678913"),
      ("12345678901", "12345678901", "00312345678913"),
      ("123456789012", nil, nil),
    ] as [(String, String?, String?)]
  )
  func `NDCs of every length have the forms that follow from them`(
    input: String,
    ndc11: String?,
    gtin14: String?
  ) {
    let check = IdentifierCheck(.ndc, input)
    #expect(check.isValid)
    #expect(check.ndc11 == ndc11)
    #expect(check.gtin14 == gtin14)
  }

  @Test(
    arguments: [
      (IdentifierKind.npi, "1234567893"), (.npi, "1245319599"), (.dea, "AB1234563"),
      (.dea, "f91234563"), (.gtin, "00312345678906"), (.gtin, "312345678906"), (.gtin, "96385074"),
      (.gtin, "4006381333931"), (.gtin, "036000291452"), (.npi, " 1234567893\n"),
    ]) func `valid identifiers are accepted`(kind: IdentifierKind, input: String)
  {
    #expect(IdentifierCheck(kind, input).error == nil)
  }

  @Test(
    arguments: [
      (IdentifierKind.npi, "1234567890", IdentifierError.wrongCheckDigit(expected: 3, found: 0)),
      (.npi, "123456789", .wrongLength(found: 9, expected: [10])),
      (.npi, "12345678O3", .wrongCharacter("O")), (.npi, "", .empty),
      (.dea, "AB1234567", .wrongCheckDigit(expected: 3, found: 7)),
      (.dea, "1B1234563", .wrongCharacter("1")), (.dea, "A81234563", .wrongCharacter("8")),
      (.dea, "AB123456", .wrongLength(found: 8, expected: [9])),
      (.dea, "AB12345633", .wrongLength(found: 10, expected: [9])),
      (.ndc, "0069420030", .ambiguousNDC), (.ndc, "0069-420-30", .wrongSegments([4, 3, 2])),
      (.ndc, "0069-4200", .wrongSegments([4, 4])), (.ndc, "0069-42a0-30", .wrongCharacter("a")),
      (.ndc, "0069--420030", .wrongSegments([4, 0, 6])),
      (.ndc, "006942003", .wrongLength(found: 9, expected: [11, 12])),
      (.gtin, "00312345678905", .wrongCheckDigit(expected: 6, found: 5)),
      (.gtin, "1234567", .wrongLength(found: 7, expected: [8, 12, 13, 14])),
      (.gtin, "٠٠٣١٢٣٤٥٦٧٨٩٠٦", .wrongCharacter("٠")),
    ]) func `what is wrong is named`(kind: IdentifierKind, input: String, error: IdentifierError)
  {
    let check = IdentifierCheck(kind, input)
    #expect(check.error == error)
    #expect(!check.isValid)
    #expect([check.ndc, check.ndc11, check.gtin14] == [nil, nil, nil])
    #expect(check.json["valid"] == .bool(false))
    #expect(check.json["error"] == .string(error.description))
  }

  @Test(
    arguments: [
      (IdentifierError.empty, "there is nothing to read"),
      (.wrongLength(found: 9, expected: [10]), "has 9 characters instead of 10"),
      (.wrongLength(found: 7, expected: [8, 12, 13]), "has 7 characters instead of 8, 12 or 13"),
      (.wrongCharacter("x"), "holds \"x\", which cannot stand there"),
      (.wrongCharacter("\u{1D}"), "holds the character 1D, which cannot stand there"),
      (.wrongCheckDigit(expected: 3, found: 0), "check digit is 0, expected 3"),
      (.wrongSegments([4, 3, 2]), "segments of 4-3-2 digits are no NDC"),
      (.ambiguousNDC, "ambiguous: ten digits without hyphens may be 4-4-2, 5-3-2 or 5-4-1"),
    ]) func `reasons are said in plain words`(error: IdentifierError, words: String)
  {
    #expect(error.description == words)
  }

  @Test func `one wrong digit anywhere is found`() throws {
    for (kind, text) in [(IdentifierKind.npi, "1245319599"), (.gtin, "00312345678906")] {
      for place in text.indices {
        for digit in "0123456789" where digit != text[place] {
          let changed = text[..<place] + String(digit) + text[text.index(after: place)...]
          #expect(!IdentifierCheck(kind, String(changed)).isValid)
        }
      }
    }
  }

  @Test func `a case and the digits of an NDC are told from the GTIN`() throws {
    let gtin = try GTIN(text: "50312345678901")
    #expect(gtin.indicator == 5)
    #expect(gtin.ndcDigits == "1234567890")
    #expect(try GTIN(text: "4006381333931").ndcDigits == nil)
  }
}

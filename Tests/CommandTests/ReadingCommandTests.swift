import TestSupport
import Testing

@Suite struct ReadingCommandTests {
  private let program: Program

  init() throws { program = try Program() }

  @Test func `directions are spoken back with the days that a quantity lasts`() throws {
    #expect(
      try program("sig", "1 tab po bid", "--quantity", "60", "--json").output == """
        {"input":"1 tab po bid","understood":true,"text":"Take 1 tablet by mouth 2 times a day.",\
        "clauses":[{"action":"take","amount":"1","amountMax":null,"unit":"tablet","route":"oral",\
        "frequency":{"times":2,"timesMax":null,"period":1,"periodMax":null,"periodUnit":"day"},\
        "timesOfDay":[],"when":[],"weekdays":[],"meal":null,"site":null,"asNeeded":false,\
        "asNeededFor":null,"duration":null,"count":null,"maximum":null}],"unparsed":[],\
        "daysSupply":30}

        """
    )
  }

  @Test func `each line has its answer and the worst one decides the code`() throws {
    let result = try program("sig", input: "1 tab po bid\nblorb\r\n1 tab qd")
    #expect(
      result
        == .init(
          code: 65,
          output: """
            Take 1 tablet by mouth 2 times a day.
            Not understood: “blorb”.
            1 tablet once a day.

            """,
          errors: "1 of 3 lines were not understood in full.\n"
        )
    )
    #expect(try program("sig", "--json", input: "") == .init(code: 0, output: "", errors: ""))
  }

  @Test func `a barcode is read with the separator in three spellings`() throws {
    let inputs = [
      "]d2010031234567890610A1\u{1D}17271130", "]d2010031234567890610A1\\x1d17271130",
    ]
    let result = try program("scan", input: inputs.joined(separator: "\n"))
    #expect(result.code == 0)
    let half = "gs1\n01  GTIN  00312345678906\n10  BATCH/LOT  A1\n17  USE BY or EXPIRY  271130\n"
    #expect(result.output == half + half)
    #expect(
      try program("scan", "--separator", "^", "]d2010031234567890610A1^17271130").output == half
    )
  }

  @Test func `a wrong barcode still prints its document`() throws {
    let result = try program("scan", "(01)00312345678907", "--json")
    #expect(result.code == 65)
    #expect(result.output.hasPrefix(#"{"input":"(01)00312345678907","kind":"gs1""#))
    #expect(result.errors == "The scan has errors.\n")
  }

  @Test func `an identifier is checked with its other forms`() throws {
    #expect(
      try program("id", "ndc", "0069-4200-30", "--json")
        == .init(
          code: 0,
          output: """
            {"kind":"ndc","input":"0069-4200-30","valid":true,"ndc":"0069-4200-30",\
            "ndc11":"00069420030","gtin14":"00300694200305","error":null}

            """,
          errors: ""
        )
    )
    #expect(
      try program("id", "npi", "1234567890", "--json")
        == .init(
          code: 65,
          output: """
            {"kind":"npi","input":"1234567890","valid":false,"ndc":null,"ndc11":null,\
            "gtin14":null,"error":"check digit is 0, expected 3"}

            """,
          errors: "That is not a valid identifier: check digit is 0, expected 3.\n"
        )
    )
    #expect(try program("id", "passport", "1").code == 64)
  }
}

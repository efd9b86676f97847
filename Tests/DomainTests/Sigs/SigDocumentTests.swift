import Testing

@testable import Domain

@Suite struct SigDocumentTests {
  @Test func `the document of directions has every key in its order`() {
    let written = "take 1 tablet by mouth in the morning and 1 tablet in the evening for 10 days"
    #expect(
      SigDocument.json(SigParser.parse(written)).text
        == #"{"input":"take 1 tablet by mouth in the morning and 1 tablet in the evening "#
        + #"for 10 days","understood":true,"text":"Take 1 tablet by mouth in the morning and "#
        + #"1 tablet in the evening for 10 days.","clauses":[{"action":"take","amount":"1","#
        + #""amountMax":null,"unit":"tablet","route":"oral","frequency":{"times":2,"timesMax""#
        + #":null,"period":1,"periodMax":null,"periodUnit":"day"},"timesOfDay":[],"when":["#
        + #""morning","evening"],"weekdays":[],"meal":null,"site":null,"asNeeded":false,"#
        + #""asNeededFor":null,"duration":{"value":10,"unit":"day"},"count":null,"maximum":null"#
        + #"}],"unparsed":[]}"#
    )
  }

  @Test func `an as-needed range and a maximum keep their form`() throws {
    let reading = SigParser.parse("1/2-1 tab q4-6h prn pain max 8 tablets in 24 hours")
    let clause = reading.sig.clauses.first?.json
    #expect(clause?["amount"] == .string("1/2"))
    #expect(clause?["amountMax"] == .string("1"))
    #expect(clause?["maximum"]?.text == #"{"amount":"8 tablets","hours":24}"#)
    #expect(
      clause?["frequency"]?.text
        == #"{"times":1,"timesMax":null,"period":4,"periodMax":6,"periodUnit":"hour"}"#
    )
  }

  @Test func `facts without a key of the contract have one of their own`() {
    let mixed = SigParser.parse(
      "mix 17 g in 8 oz of water and drink daily, 21 days on and 7 days off, may repeat in 2 hours"
    )
    let clause = mixed.sig.clauses.first?.json
    #expect(clause?["mixedIn"] == .string("8 ounces of water"))
    #expect(clause?["cycle"]?.text == #"{"onDays":21,"offDays":7}"#)
    #expect(clause?["mayRepeat"]?.text == #"{"afterMinutes":120,"times":null}"#)
    let pain = SigParser.parse("1 tab at onset of pain, max 4 g of apap per day").sig.clauses.first
    #expect(pain?.json["atStartOf"] == .string("pain"))
    #expect(
      pain?.json["maximum"]?.text == #"{"amount":"4 g","hours":24,"ingredient":"acetaminophen"}"#
    )
  }

  @Test func `days without doses count in the days' supply`() {
    let sig = SigParser.parse("1 tab tid, 21 days on, 7 days off").sig
    #expect(sig.daysSupply(quantity: Rational(63)) == .known(28))
  }

  @Test func `what is not understood says so and keeps what was`() {
    let reading = SigParser.parse("take 1 tablet daily zzz")
    let document = SigDocument.json(reading, quantity: Rational(30))
    #expect(!reading.isValid)
    #expect(document["understood"] == .bool(false))
    #expect(document["unparsed"] == .array([.string("zzz")]))
    #expect(document["daysSupply"] == .null)
    #expect(document["why"] == .string("The directions are not understood in full."))
  }

  @Test(arguments: [
    ("1 tab bid", "60", 30), ("take 2 tablets in the morning and 1 at bedtime", "30", 10),
    ("1-2 tabs q4-6h prn max 8 tablets in 24 hours", "40", 5), ("1 tab q6h prn", "28", 7),
    ("1/2 tab daily", "15", 30), ("1 tab weekly", "4", 28), ("1 tab qod", "15", 30),
    ("1 tab mwf", "12", 28), ("5 mL tid", "150", 10), ("1 tab daily for 10 days", "30", 10),
    ("4 tabs daily for 3 days then 2 tabs daily for 3 days", "18", 6),
    ("2 tabs in the morning and 1 tab at bedtime", "30", 10),
    ("1 tablet (500 mg) q6h prn max 2 g per day", "20", 5),
    ("1 gtt ou bid", "5", 25), ("1 drop in the right eye qhs", "2.5", 50),
    ("2 sprays in each nostril daily", "120", 30), ("apply 4 g qid", "100", 6),
  ])
  func `a quantity lasts so many days`(written: String, quantity: String, days: Int) throws {
    let reading = SigParser.parse(written)
    let units = try #require(Rational(text: quantity))
    let document = SigDocument.json(reading, quantity: units)
    #expect(document["daysSupply"] == (reading.understood ? .integer(days) : .null))
  }

  @Test(arguments: [
    ("1 tab bid", 10, 20), ("1/2 tab daily", 15, 8), ("1-2 tabs q6h prn", 5, 40),
    ("1 tab every 3 days", 30, 10),
    ("4 tabs daily for 3 days then 2 tabs daily for 3 days", 6, 18),
  ])
  func `days need a quantity`(written: String, days: Int, quantity: Int) {
    #expect(SigParser.parse(written).sig.quantity(days: days) == .known(quantity))
  }

  @Test(arguments: [
    ("bid", SigUnknown.noAmount), ("1 tab", .noFrequency), ("1 tab prn", .noMaximum),
    ("40 mg daily x5d then 20 mg daily x5d", .otherUnit), ("10 units daily", .otherUnit),
    ("take 1 g daily", .otherUnit), ("1 tab daily then 2 tabs daily", .openSteps),
    ("1 tab daily then 5 mL daily", .severalUnits),
  ])
  func `what cannot be known says why`(written: String, why: SigUnknown) {
    let document = SigDocument.json(SigParser.parse(written), quantity: Rational(30), days: 10)
    #expect(document["daysSupply"] == .null)
    #expect(document["quantity"] == .null)
    #expect(document["why"] == .string(why.rawValue))
  }
}

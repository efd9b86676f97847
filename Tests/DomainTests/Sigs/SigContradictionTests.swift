import Testing

@testable import Domain

/// Directions that read like others and mean something else, or nothing that can be followed.
@Suite struct SigContradictionTests {
  @Test(arguments: [
    ("take 10 000 units weekly", ["10 000 units"]), ("50 000 units weekly", ["50 000 units"]),
    ("1 000 mg daily", ["1 000 mg"]), ("5 0 mg daily", ["5 0 mg"]),
    ("2 00 mg daily", ["2 00 mg"]), ("1 0 tablets daily", ["1 0 tablets"]),
    ("1 5 units daily", ["1 5 units"]), ("1e3 tablets daily", ["1e3 tablets"]),
  ])
  func `numbers with gaps are no dose`(written: String, spans: [String]) {
    let reading = SigParser.parse(written)
    #expect(reading.unparsed == spans)
    #expect(reading.sig.clauses.map(\.amount) == [nil])
  }

  @Test(arguments: [
    ("1 tab qam at bedtime", ["qam at bedtime"]), ("1 tab morning at 8 pm", ["morning at 8 pm"]),
    ("1 tab at bedtime at 8 am", ["at bedtime at 8 am"]),
    ("1 tab daily at 8 am and 8 pm", ["daily at 8 am and 8 pm"]),
    ("1 tab weekly on monday and thursday", ["weekly on monday and thursday"]),
    ("2.5mg weekly mon tue wed", ["weekly mon tue wed"]),
    ("1 tab twice weekly on monday", ["twice weekly on monday"]),
    ("1 tab on monday every day", ["on monday every day"]),
    ("1 tab every other day except sunday", ["every other day except sunday"]),
    ("1 tab monthly on monday", ["monthly on monday"]),
    ("1 tab q8h for 4 hours", ["q8h for 4 hours"]),
    ("apply 1 patch daily for 12 hours", ["daily for 12 hours"]),
    ("1 tab bid and prn", ["and prn"]), ("1 tab am and 2 pm", ["2 pm"]),
    ("take 2 am and 1 pm", ["2 am and 1 pm"]),
    ("1 tab in the morning and 2 in the evening", ["2 in the evening"]),
  ])
  func `times that cannot go together are pointed at`(written: String, spans: [String]) {
    #expect(SigParser.parse(written).unparsed == spans)
  }

  @Test(arguments: [
    ("1 tab daily on empty stomach with food", ["on empty stomach with food"]),
    (
      "1 tab daily with or without food on an empty stomach",
      ["with or without food on an empty stomach"]
    ),
    ("chew 1 tablet daily. swallow whole", ["chew", "swallow whole"]),
    ("2 tabs q6h prn max 1/day", ["2 tabs", "max 1/day"]),
    ("4 tabs prn max 3 tabs per day", ["4 tabs", "max 3 tabs per day"]),
    ("1 tab qid max 3 tabs per day", ["1 tab qid max 3 tabs per day"]),
    ("1 tablet (500 mg) prn max 400 mg per day", ["1 tablet (500 mg)", "max 400 mg per day"]),
    ("10mg10mg daily", ["10mg10mg"]), ("1 tab & 1 tab daily", ["1 tab", "1 tab"]),
    ("5 mg alternating with 2.5 mg daily", ["5 mg alternating with 2.5 mg"]),
  ])
  func `facts that cannot both hold are pointed at`(written: String, spans: [String]) {
    #expect(SigParser.parse(written).unparsed == spans)
  }

  @Test(arguments: [
    "1 patch po q72h", "swallow 1 suppository daily", "inject 1 tab sc daily",
    "instill 1 tablet in both eyes bid", "2 puffs in eye bid", "apply 5 mL po bid",
    "1 suppository po daily", "inhale 1 tablet daily", "take 1 tablet iv daily",
  ])
  func `a form does not go where it cannot`(written: String) {
    let reading = SigParser.parse(written)
    #expect(!reading.understood)
    #expect(!reading.text.contains("mouth") && !reading.text.contains("eye"))
  }

  @Test(arguments: [
    "inhale 1 capsule daily", "2 puffs po bid", "1 tablet sl prn", "insert 1 tablet vaginally qhs",
    "1 drop po daily", "use 2 sprays in each nostril daily", "apply 1 inch to the left arm daily",
    "take 10 units sc daily", "apply 1 patch to the back daily, remove after 12 hours",
    "1 tab in the morning on an empty stomach 2 hours after meals",
  ])
  func `unusual ways that can be stay understood`(written: String) {
    let reading = SigParser.parse(written)
    #expect(reading.unparsed == [])
    #expect(SigParser.parse(reading.text).sig == reading.sig)
  }

  /// What is left over changes the dose: then no dose is said.
  @Test(arguments: [
    "no longer take 1 tab daily", "hold 1 tab daily", "discontinue 1 tab daily",
    "not 1 tab daily", "stop taking 1 tab daily", "1 tab daily until Friday",
    "take 1 tab bid hold for 2 days", "1 tab daily except when dizzy",
    "take 1 tablet daily, may increase to 2 tablets daily", "1 t po bid", "1 tab am and 2 pm",
    "one dozen tablets daily", "1 tab am, 2 later",
  ])
  func `half of a sentence never gives an amount`(written: String) {
    let reading = SigParser.parse(written)
    #expect(!reading.understood)
    #expect(reading.sig.clauses.allSatisfy { $0.amount == nil }, "\(reading.text)")
    #expect(!reading.text.contains("Friday"))
  }

  @Test func `food that is forbidden is not food that is asked for`() {
    let reading = SigParser.parse("1 tab daily not with food")
    #expect(reading.unparsed == ["not with food"])
    #expect(reading.sig.clauses.allSatisfy { $0.meal == nil })
  }

  @Test func `an eye is not said where two are written`() {
    let reading = SigParser.parse("1 gtt od os bid")
    #expect(reading.unparsed == ["od os"])
    #expect(reading.sig.clauses.map(\.site) == [nil])
  }
}

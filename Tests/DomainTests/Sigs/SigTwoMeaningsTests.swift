import Testing

@testable import Domain

/// Amounts and times that may be meant in two ways, one of which is many times the other.
@Suite struct SigTwoMeaningsTests {
  @Test(arguments: [
    ("20/10 units daily", "20/10"), ("10/5 mg daily", "10/5"),
    ("4/2 tablets daily", "4/2"), ("3/2 tabs daily", "3/2"),
    ("5/500 mg daily", "5/500"), ("5/10 mg daily", "5/10"),
    ("10.000 units weekly", "10.000"), ("1.000 mg daily", "1.000"),
    ("1.500 units daily", "1.500"), ("12.500 mg daily", "12.500"),
  ])
  func `digits of which two amounts can be made are no dose`(written: String, digits: String) {
    let reading = SigParser.parse(written)
    #expect(reading.unparsed.first?.hasPrefix(digits) == true)
    #expect(!reading.understood)
    #expect(reading.sig.clauses.map(\.amount) == reading.sig.clauses.map { _ in nil })
  }

  @Test(arguments: [
    ("1/2 tab daily", Rational(1, 2)), ("3/4 tab daily", Rational(3, 4)),
    ("1-1/2 tabs daily", Rational(3, 2)), ("1 1/2 tabs daily", Rational(3, 2)),
    ("0.125 mg daily", Rational(1, 8)), ("0.375 mg daily", Rational(3, 8)),
    ("0.500 mg daily", Rational(1, 2)), ("2.5 mg daily", Rational(5, 2)),
    ("1.25 mg daily", Rational(5, 4)), ("1.125 mg daily", Rational(9, 8)),
    ("10,000 units daily", Rational(10_000)),
  ])
  func `parts and decimals of one meaning are read`(written: String, amount: Rational) {
    let reading = SigParser.parse(written)
    #expect(reading.unparsed == [])
    #expect(reading.sig.clauses.map(\.amount) == [amount])
  }

  @Test(arguments: ["1 tab ac hs", "1 tab pc hs", "1 tab ac & hs", "1 tab qid ac hs"])
  func `before meals and bedtime without an and is four doses`(written: String) {
    let reading = SigParser.parse(written)
    #expect(reading.unparsed == [])
    #expect(reading.sig.clauses.map(\.when) == [[.breakfast, .lunch, .dinner, .bedtime]])
    #expect(SigParser.parse(reading.text).sig == reading.sig)
  }

  @Test(arguments: [
    "1 tab qhs ac", "1 tab hs pc", "1 tab at bedtime before meals",
    "1 tab before food at bedtime",
  ])
  func `bedtime beside meals that may be meant besides is asked about`(written: String) {
    let reading = SigParser.parse(written)
    #expect(!reading.understood)
    #expect(!reading.text.contains("tablet"))
  }

  @Test func `twice a day beside four moments is pointed at`() {
    #expect(!SigParser.parse("1 tab bid ac hs").understood)
  }

  @Test(arguments: [
    "2/1 tabs am/pm", "1 tab first monday of the month", "1 tab last friday of the month",
    "1 tab every other monday", "20/10 units am/pm", "1 tab on the second tuesday",
  ])
  func `a part that was not understood takes amount and time with it`(written: String) {
    let reading = SigParser.parse(written)
    #expect(!reading.understood)
    #expect(!reading.text.contains { $0.isNumber })
    #expect(!reading.text.contains("day") && !reading.text.contains("tablet"))
  }

  @Test(arguments: [
    ("1 tab every other morning", "1 tablet in the morning every other day."),
    ("1 tab every 3rd day", "1 tablet every 3 days."),
    ("1 tab po fortnightly", "Take 1 tablet by mouth every 2 weeks."),
    (
      "take 1 tab half an hour before breakfast",
      "Take 1 tablet 30 minutes before breakfast."
    ),
    (
      "take 1 tab daily without regard to food",
      "Take 1 tablet once a day. With or without food."
    ),
  ])
  func `rhythms and meals in other words are read`(written: String, text: String) {
    let reading = SigParser.parse(written)
    #expect(reading.unparsed == [])
    #expect(reading.text == text)
    #expect(SigParser.parse(reading.text).sig == reading.sig)
  }
}

import Testing

@testable import Domain

@Suite struct SigParserTests {
  @Test func `an evening and a morning dose for ten days are read into every fact`() {
    let reading = SigParser.parse("1 tab po qam and qpm x10d")
    var clause = SigClause()
    clause.action = .take
    clause.amount = Rational(1)
    clause.unit = "tablet"
    clause.route = .oral
    clause.frequency = SigFrequency(2, per: 1, .day)
    clause.when = [.morning, .evening]
    clause.duration = SigDuration(10, .day)
    #expect(reading.understood)
    #expect(reading.sig == Sig(clauses: [clause]))
  }

  @Test(arguments: [
    ("1 tab po bid x10d", "Take 1 tablet by mouth 2 times a day for 10 days."),
    (
      "take one tablet by mouth twice daily with food for 10 days",
      "Take 1 tablet by mouth 2 times a day with food for 10 days."
    ),
    (
      "i-ii tabs q4-6h prn pain max 8 tablets in 24 hours",
      "1 to 2 tablets every 4 to 6 hours as needed for pain. No more than 8 tablets in 24 hours."
    ),
    ("1/2 tab po qhs", "Take half tablet by mouth at bedtime."),
    ("1\u{BD} tab ac", "1 and a half tablets before meals."),
    ("one and one-half tablets b.i.d.", "1 and a half tablets 2 times a day."),
    ("take one (1) tablet 4 four times a day", "Take 1 tablet 4 times a day."),
    ("Take 1 tablet(s) by mouth 2 (two) times daily", "Take 1 tablet by mouth 2 times a day."),
    ("2 500 mg tablets daily", "2 tablets (1,000 mg) once a day."),
    ("1 tsp po bid", "Take 5 mL by mouth 2 times a day."),
    ("1x3 pc", "A dose of 1 after meals 3 times a day."),
    ("1-0-1", "A dose of 1 in the morning and a dose of 1 in the evening."),
    ("2-0-1 tabs", "2 tablets in the morning and 1 tablet in the evening."),
    ("1 tab OD", "1 tablet once a day."),
    ("1 gtt OD bid", "Instill 1 drop in the right eye 2 times a day."),
    ("2 gtts ou qid x 5 days", "Instill 2 drops in both eyes 4 times a day for 5 days."),
    ("3 drops AS bid", "Instill 3 drops in the left ear 2 times a day."),
    ("use 1 spray in each nostril twice daily", "Use 1 spray in each nostril 2 times a day."),
    ("apply thin layer to face qhs", "Apply a thin layer to the face at bedtime."),
    ("1 patch to skin q72h", "Apply 1 patch on the skin every 72 hours."),
    ("take 1 tabelt by mouht dialy", "Take 1 tablet by mouth once a day."),
    ("take 1 tablet 3 timesdaily prnas needed", "Take 1 tablet 3 times a day as needed."),
    ("tid with meals and at bedtime", "3 times a day with food. Also at bedtime."),
    ("take 1 tablet every morning at 8 am", "Take 1 tablet at 8:00 AM."),
    (
      "take 1 tablet at 8 am & 8 pm", "Take 1 tablet at 8:00 AM and 1 tablet at 8:00 PM."
    ),
    ("take 1 tablet at 0800 and 2000", "Take 1 tablet at 8:00 AM and 1 tablet at 8:00 PM."),
    ("take 1 capsule 30 minutes before breakfast", "Take 1 capsule 30 minutes before breakfast."),
    ("5 mg on mon wed fri", "5 mg every Monday, Wednesday and Friday."),
    (
      "5 mg Mon-Wed and 2.5 mg thu fri",
      "5 mg every Monday, Tuesday and Wednesday and 2.5 mg every Thursday and Friday."
    ),
    (
      "take 4 tablets daily for 3 days then 3 tablets daily for 3 days then stop",
      "Take 4 tablets once a day for 3 days. Then take 3 tablets once a day for 3 days. Then stop."
    ),
    (
      "take two tablets on day 1, then one tablet daily on days 2 through 5",
      "Take 2 tablets once a day for 1 day. Then take 1 tablet once a day for 4 days."
    ),
    (
      "1 tab q6h prn up to 4 times daily",
      "1 tablet every 6 hours as needed. No more than 4 doses in 24 hours."
    ),
    ("not to exceed 4 g/day", "No more than 4 g in 24 hours."),
    (
      "take one tablet bid mdd:2",
      "Take 1 tablet 2 times a day. No more than 2 tablets in 24 hours."
    ),
    (
      "1 tab daily must last 30 days do not fill before 12/20/2026",
      "1 tablet once a day. Must last 30 days. Do not fill before December 20, 2026."
    ),
    (
      "apply 1 patch in the morning and remove at bedtime",
      "Apply 1 patch in the morning. Remove at bedtime."
    ),
    (
      "apply 1 patch to left upper arm daily, remove after 12 hours",
      "Apply 1 patch to the left upper arm once a day. Remove after 12 hours."
    ),
    ("inject 0.5 ml into the right thigh weekly", "Inject 0.5 mL in the right thigh once a week."),
    (
      "take 1 tab daily except sunday",
      "Take 1 tablet once a day on Monday, Tuesday, Wednesday, Thursday, Friday and Saturday."
    ),
    (
      "2.5 mg on mon and fri, 5 mg on all other days",
      "2.5 mg every Monday and Friday and 5 mg every Tuesday, Wednesday, Thursday, Saturday and Sunday."
    ),
    (
      "1 tab 4 times a day with meals and at bedtime",
      "1 tablet with breakfast, 1 tablet with lunch, 1 tablet with dinner and 1 tablet at bedtime."
    ),
    (
      "1 tab po qid ac & hs",
      """
      Take 1 tablet by mouth before breakfast, 1 tablet before lunch, 1 tablet before dinner and \
      1 tablet at bedtime.
      """
    ),
    (
      "6 tabs on day 1, 5 tabs on day 2",
      "6 tablets once a day for 1 day. Then 5 tablets once a day for 1 day."
    ),
    (
      "1 tab in the morning, noon, evening, bedtime",
      "1 tablet in the morning, 1 tablet at noon, 1 tablet in the evening and 1 tablet at bedtime."
    ),
    ("8 tablets (20 mg) once a week on monday", "8 tablets (20 mg) every Monday."),
    (
      "1 tab twice daily, one in the morning and one at bedtime",
      "1 tablet in the morning and 1 tablet at bedtime."
    ),
    (
      "2 in the am and 1 in the pm", "A dose of 2 in the morning and a dose of 1 in the evening."
    ),
    ("1 tab am and 2 hs", "1 tablet in the morning and 2 tablets at bedtime."),
    (
      "1 in the morning, 1 at noon and 2 at night",
      "A dose of 1 in the morning and a dose of 1 at noon and a dose of 2 at night."
    ),
    (
      "take 1 tab in the morning at noon and at bedtime",
      "Take 1 tablet in the morning, 1 tablet at noon and 1 tablet at bedtime."
    ),
    ("1 tab daily except mon-fri", "1 tablet once a day on Saturday and Sunday."),
    ("1 patch qam take off at pm", "1 patch in the morning. Remove in the evening."),
    ("one hundred twenty units daily", "120 units once a day."),
    ("two thousand five hundred units weekly", "2,500 units once a week."),
    ("2 puffs bid rinse mouth", "2 puffs 2 times a day. Rinse mouth after use."),
    (
      "1 inhalation bid. rinse mouth with water and spit",
      "1 inhalation 2 times a day. Rinse mouth after use."
    ),
    ("rinse mouth with 15 mL twice daily", "Rinse 15 mL 2 times a day."),
    (
      "1 gtt od qam & 1 gtt os qpm",
      "Instill 1 drop in the right eye in the morning. Also instill 1 drop in the left eye in the evening."
    ),
    ("1 gtt od qhs", "Instill 1 drop in the right eye at bedtime."),
    (
      "1 drop left eye and 2 drops right eye bid",
      "Instill 1 drop in the left eye 2 times a day. Also instill 2 drops in the right eye 2 times a day."
    ),
    ("1 gtt L ear bid", "Instill 1 drop in the left ear 2 times a day."),
    ("1 gtt R eye bid", "Instill 1 drop in the right eye 2 times a day."),
    ("1 tab M/W/F", "1 tablet every Monday, Wednesday and Friday."),
    ("1-1/2 tabs daily", "1 and a half tablets once a day."),
    ("1 tab at six am", "1 tablet at 6:00 AM."),
    ("1 tab 8a/8p", "1 tablet at 8:00 AM and 1 tablet at 8:00 PM."),
    ("1 tab 30 min ac", "1 tablet 30 minutes before meals."),
    ("1 tab bid #30", "1 tablet 2 times a day. Dispense 30."),
    ("1 tab prn max 3 tablets per week", "1 tablet as needed. No more than 3 tablets in 7 days."),
    (
      "1 tab prn no more than 3 tablets in 1 hour",
      "1 tablet as needed. No more than 3 tablets in 1 hour."
    ),
    ("1 tab at 12 pm and 12am", "1 tablet at midnight and 1 tablet at 12 noon."),
    ("1/3 tablet daily", "One third of a tablet once a day."),
    ("0.125 tablet daily", "One eighth of a tablet once a day."),
    ("bid", "2 times a day."), ("prn", "As needed."), ("x 10 days", "For 10 days."),
  ])
  func `what prescribers write is said in plain words`(written: String, words: String) {
    let reading = SigParser.parse(written)
    #expect(reading.unparsed == [])
    #expect(reading.understood)
    #expect(reading.text == words)
    #expect(ForbiddenSigns.violations(in: reading.text) == [])
  }

  @Test(arguments: [
    ("10U sc qhs", ["10U"]), ("take 10 IU daily", ["10 IU"]), ("1 tab MS daily", ["MS"]),
    ("ss tab daily", ["ss tab"]), ("tablet DC", ["tablet DC"]),
    ("take 1 tablet biweekly", ["biweekly"]),
    ("instill 1 drop in each eye OD", ["OD"]), ("apply HS", ["HS"]),
    ("3x1", ["3x1"]), ("2x3 pc", ["2x3"]),
    ("take 3 tablets a day", ["a day"]), ("10 mg/day", ["/day"]), ("take 1 tablet at 8", ["at 8"]),
    ("take one (2) tablets daily", ["one (2) tablets"]),
    ("take 1 tablet twice daily every 8 hours", ["twice daily every 8 hours"]),
    ("1 tablet daily weekly", ["daily weekly"]),
    ("bid at bedtime", ["bid at bedtime"]),
    ("2 to 1 tablets daily", ["2 to 1 tablets"]), ("0 tablets daily", ["0 tablets"]),
    ("1,5 mL daily", ["1,5 mL"]),
    ("do not take 1 tablet daily", ["do not take 1 tablet daily"]),
    (
      "take 1 tablet daily, may increase to 2 tablets daily", ["may increase to 2 tablets daily"]
    ),
    ("take 1 tablet daily do not take with grapefruit", ["do not take with grapefruit"]),
    ("take 1 tablet daily. don't take with milk. max 3 tablets a day", ["don't take with milk"]),
    ("take 1 tablet if systolic over 140", ["if systolic over 140"]),
    ("1 tab daily for 21 days then 7 days off", ["7 days off"]),
    (
      "1 tab at onset, may repeat if pain returns after 2 hours",
      ["may repeat if pain returns after 2 hours"]
    ),
    ("apply 1 patch daily, remove old patch first", ["remove old patch first"]),
    ("1 tab bid instr replaces her 30 mg dose do not crush", ["replaces her 30 mg dose"]),
    (
      "1 tab daily instr: 3 tabs for 3 days then 2 tabs for 3 days",
      ["1 tab", "3 tabs for 3 days then 2 tabs for 3 days"]
    ),
    ("2 puffs q6h prn instr 15 minutes before exercise", ["15 minutes before exercise"]),
    ("take -1 tab daily", ["-"]), ("take 4 tabs at once", ["at once"]),
    ("1 tab with food and at bedtime", ["with food and at bedtime"]),
    ("1 tab with a meal and at bedtime", ["with a meal and at bedtime"]),
    ("1 tab before meals and at night", ["before meals and at night"]),
    ("1 t po bid", ["1 t"]), ("2 t", ["2 t"]), ("t po bid", ["t"]),
    ("tome una tableta tres veces al dia", ["tome una tableta tres veces al dia"]),
    ("tome once tabletas al dia", ["tome", "tabletas al dia"]),
    ("take 1 tablet by mouth at bedtime oral 90", ["90"]),
    ("take 1 tablet once at bedtime", ["once at bedtime"]),
    ("decrease to 1 tablet every 14 days", ["every 14 days"]),
    ("bid with meals and at bedtime", ["bid", "at bedtime"]), ("1/3 mg daily", ["1/3 mg"]),
    ("1 1/12 tabs daily", ["1 1/12 tabs"]), ("take for od", ["for od"]),
    ("1 tab in the morning and 2 tabs in the morning", ["in the morning"]),
    ("hello world", ["hello world"]),
  ])
  func `what is unclear is pointed at`(written: String, spans: [String]) {
    let reading = SigParser.parse(written)
    #expect(!reading.understood)
    #expect(reading.unparsed == spans)
  }

  @Test(arguments: [
    "take 1 capsule every morning before breakfast", "1 capsule qam 30 minutes before breakfast",
    "1 tab nightly at bedtime", "1 tab every morning by mouth at 8 am", "1 tab every night at 9 pm",
    "1 tab in the evening with dinner",
    "1 tablet daily at noon with lunch", "1 tab qd in the morning on waking",
  ])
  func `one moment said twice is one dose a day`(written: String) {
    let reading = SigParser.parse(written)
    #expect(reading.understood)
    #expect(reading.sig.clauses.map(\.frequency) == [SigFrequency(1, per: 1, .day)])
    #expect(reading.sig.clauses.map(\.slotCount) == [1])
  }

  @Test func `twice a day is not every twelve hours and names no moment`() {
    let clause = SigParser.parse("bid").sig.clauses.first
    #expect(clause?.frequency == SigFrequency(2, per: 1, .day))
    #expect(clause?.when == [])
    #expect(
      SigParser.parse("bid q12h").sig.clauses.first?.frequency == SigFrequency(1, per: 12, .hour)
    )
  }

  @Test func `nothing, noise and hostile bytes are refused`() {
    #expect(
      SigParser.parse("")
        == SigReading(input: "", sig: Sig(clauses: []), unparsed: [], isTooLong: false)
    )
    #expect(SigParser.parse("1 tab\u{0} daily").unparsed == ["\u{0}"])
    #expect(SigParser.parse("1 tab \u{202E}daily").understood == false)
    #expect(SigParser.parse("999999999999 tablets daily").understood == false)
    #expect(SigParser.parse("1/0 tablets every 99999999 hours").understood == false)
    #expect(SigParser.parse(String(repeating: "\u{301}", count: 500)).understood == false)
    let huge = "9999999.9999 mg prn max 9999999.9999 doses per day"
    #expect(
      SigParser.parse(huge).unparsed == ["9999999.9999 mg", "max 9999999.9999 doses per day"]
    )
    #expect(SigParser.parse("999.9999 9999.9999 mg tablets daily").understood == false)
    let long = SigParser.parse(String(repeating: "take 1 tablet ", count: 700_000))
    #expect(long.isTooLong && !long.understood)
    #expect(long.input.unicodeScalars.count == SigParser.longest)
  }

  @Test func `random words never trap and never lose what they could not read`() {
    var numbers = SeededNumbers(seed: 3)
    let words =
      SigVocabulary.words.sorted() + [
        "0", "9999999", "1/2", "-", "/", "(", ")", "9999999.9999", "0.0001", "zzz", "1.5", ",",
      ]
    for _ in 0..<3000 {
      let text = (0..<Int.random(in: 1...12, using: &numbers)).map { _ in
        words[Int.random(in: 0..<words.count, using: &numbers)]
      }
      .joined(separator: " ")
      let reading = SigParser.parse(text)
      #expect(reading.understood == reading.unparsed.isEmpty)
      #expect(!reading.understood || !reading.text.isEmpty)
      _ = SigDocument.json(reading, quantity: Rational(9_999_999), days: 36_500)
      _ = reading.sig.scheduleProposals(start: LocalMinute(minute: 0))
      if reading.understood {
        #expect(SigParser.parse(reading.text).sig == reading.sig, "\(text) => \(reading.text)")
      }
    }
  }
}

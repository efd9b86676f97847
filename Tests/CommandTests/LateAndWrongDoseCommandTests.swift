import Foundation
import TestSupport
import Testing

/// Doses that came late, twice, in a wrong amount or under a name nobody knows, as a script meets
/// them with the catalogue that is shipped.
@Suite struct LateAndWrongDoseCommandTests {
  private let program: Program

  init() throws {
    program = try Program()
    let made = try program(
      "init",
      "--rehearsal",
      "--name",
      "Ruth Alvarez",
      "--birth",
      "1980-03-04",
      "--home",
      "America/New_York"
    )
    try #require(made.code == 0)
  }

  private func run(_ now: String, _ arguments: String...) throws -> Program.Result {
    try program.run(["--now", "\(now):00-05:00"] + arguments, input: [])
  }

  private func methotrexate() throws {
    let added = try run(
      "2026-11-16T07:00",
      "medication",
      "add",
      "methotrexate",
      "--strength",
      "2.5 mg",
      "--sig",
      "6 tabs every Monday"
    )
    try #require(added.code == 0)
  }

  @Test func `a tablet of last Monday that is swallowed today is told as taken today`() throws {
    try methotrexate()
    let taken = try run("2026-11-23T06:00", "dose", "take", "1", "--due", "2026-11-16T08:00")
    try #require(taken.code == 0)
    let today = try run("2026-11-23T08:05", "today")
    #expect(
      today.output.contains(
        "Monday, November 16, 8:00 AM  methotrexate 2.5 mg, 6 tablets: taken at 6:00 AM"
      )
    )
    #expect(today.output.contains("due now, but methotrexate 2.5 mg was TAKEN at 6:00 AM"))
    let json = try run("2026-11-23T08:05", "today", "--json")
    #expect(json.output.contains(#""local":"2026-11-16T08:00""#))
    #expect(json.output.contains(#""takenAt":"2026-11-23T06:00:00-05:00""#))
    // The day it was due still shows it, too.
    let then = try run("2026-11-23T08:05", "today", "--date", "2026-11-16", "--json")
    #expect(then.output.contains(#""state":"taken""#))
  }

  @Test func `a second weekly dose cannot come by another bottle, a larger amount or a log`() throws
  {
    try methotrexate()
    let second = try run(
      "2026-11-16T07:30",
      "medication",
      "add",
      "methotrexate",
      "--strength",
      "2.5 mg",
      "--sig",
      "6 tabs every Thursday"
    )
    #expect(second.code == 65)
    #expect(second.errors.contains("has its weekly dose already"))
    let rule = """
      {"kind":"times","times":[{"at":"08:00","amount":"60 tablets"}],"weekdays":["mon"],\
      "start":"2026-11-16"}
      """
    let edited = try run("2026-11-16T07:30", "schedule", "edit", "1", "--rule", rule)
    #expect(edited.code == 65)
    #expect(edited.errors.contains("150 mg of methotrexate in a week"))

    _ = try run("2026-11-16T08:00", "dose", "take", "1", "--due", "2026-11-16T08:00")
    let log = try run("2026-11-16T09:00", "dose", "log", "methotrexate", "--amount", "6 tablets")
    #expect(log.code == 65)
    #expect(log.errors.contains("Call 1-800-222-1222 if you took more"))
    let anyway = try run(
      "2026-11-16T09:00",
      "dose",
      "log",
      "methotrexate",
      "--amount",
      "6 tablets",
      "--anyway",
      "I took it twice"
    )
    #expect(anyway.code == 0)
  }

  @Test(arguments: ["MTX", "MS", "MSO4", "MgSO4", "HCT"])
  func `letters with two meanings are never a medicine`(name: String) throws {
    for more in [[], ["--outside-catalogue"]] {
      let added = try program.run(
        ["--now", "2026-11-16T07:00:00-05:00", "medication", "add", name, "--sig", "1 tab daily"]
          + more,
        input: []
      )
      #expect(added.code == 65)
      #expect(added.errors.contains("write the whole name"))
    }
  }

  @Test func `a brand is the drug, and a generic of several forms is asked about`() throws {
    let brand = try run(
      "2026-11-16T07:00",
      "medication",
      "add",
      "Coumadin",
      "--strength",
      "5 mg",
      "--sig",
      "1 tab daily",
      "--json"
    )
    #expect(brand.code == 0)
    #expect(brand.output.contains(#""known":true"#))
    let several = try run(
      "2026-11-16T07:00",
      "medication",
      "add",
      "nitroglycerin",
      "--sig",
      "1 tab daily"
    )
    #expect(several.code == 65)
    #expect(several.errors.contains("nitroglycerin patch or nitroglycerin sublingual"))
    let near = try run(
      "2026-11-16T07:00",
      "medication",
      "add",
      "metoprolol succinate extended-release",
      "--sig",
      "1 tab daily"
    )
    #expect(!near.errors.contains("methylphenidate"))
  }

  @Test func `an allergy is understood as people write it, or said to be uncheckable`() throws {
    let saved = try run("2026-11-16T07:00", "profile", "add-allergy", "PCN")
    #expect(saved.output == "Saved.\n")
    let amoxicillin = try run("2026-11-16T07:00", "check", "amoxicillin", "--for", "ruth")
    #expect(amoxicillin.output.contains("This is what you are allergic to."))

    let unknown = try run("2026-11-16T07:00", "profile", "add-allergy", "codine")
    #expect(unknown.output.contains("CANNOT BE CHECKED"))
    #expect(unknown.output.contains("codeine"))
    #expect(try run("2026-11-16T07:00", "profile").output.contains("codine, unknown, CANNOT BE"))
    let incomplete = try run(
      "2026-11-16T07:00",
      "check",
      "lisinopril",
      "--for",
      "ruth",
      "--json"
    )
    #expect(incomplete.code == 65)
    #expect(incomplete.output.contains(#""complete":false"#))
    #expect(incomplete.errors.contains("codine"))
  }

  @Test(arguments: ["PCN (hives)", "ASA", "sulfa", "NSAIDs", "allergic to penicillin", "SMX-TMP"])
  func `an allergy written in usual letters is checked`(name: String) throws {
    let saved = try run("2026-11-16T07:00", "profile", "add-allergy", name, "--json")
    #expect(saved.output.contains(#""checked":true"#))
  }

  @Test func `an impossible amount is asked about`() throws {
    _ = try run(
      "2026-11-16T07:00",
      "medication",
      "add",
      "warfarin",
      "--strength",
      "5 mg",
      "--sig",
      "1 tab daily at 6 pm"
    )
    let take = ["dose", "take", "1", "--due", "2026-11-16T18:00", "--amount", "50 tablets"]
    let now = ["--now", "2026-11-16T18:00:00-05:00"]
    let refused = try program.run(now + take, input: [])
    #expect(refused.code == 65)
    #expect(refused.errors.contains("50 tablets: planned is 1 tablet"))
    #expect(refused.errors.contains("--amount-is-meant"))
    #expect(try program.run(now + take + ["--amount-is-meant"], input: []).code == 0)
  }

  @Test func `an amount that is not the table's is asked about, and another reading contradicts`()
    throws
  {
    let rule = """
      {"kind":"byReading","times":[{"at":"08:00"}],"start":"2026-11-16","table":[\
      {"from":70,"to":149,"units":"2 units"},{"from":150,"to":200,"units":"4 units"}]}
      """
    let added = try run(
      "2026-11-16T07:00",
      "medication",
      "add",
      "insulin lispro",
      "--strength",
      "100 units per mL",
      "--rule",
      rule
    )
    try #require(added.code == 0)
    func take(_ reading: String, _ amount: String, _ more: String...) throws -> Program.Result {
      try program.run(
        [
          "--now", "2026-11-16T08:00:00-05:00", "dose", "take", "1", "--due", "2026-11-16T08:00",
          "--reading", reading, "--amount", amount,
        ] + more,
        input: []
      )
    }
    let wrong = try take("180", "40 units")
    #expect(wrong.code == 65)
    #expect(wrong.errors.contains("The table says for 180: 4 units"))
    let outside = try take("250", "4 units")
    #expect(outside.code == 65)
    #expect(outside.errors.contains("No row of the table holds 250. Do not guess. Call."))
    #expect(try take("180", "4 units").code == 0)
    #expect(try take("180", "4 units").code == 0)
    #expect(try take("60", "4 units", "--amount-is-meant").code == 65)
  }

  @Test func `a row of a reading table says how its amount is named`() throws {
    let rule = """
      {"kind":"byReading","times":[{"at":"08:00"}],"start":"2026-11-16","table":[\
      {"from":70,"to":149,"amount":"2 units"}]}
      """
    let preview = try program(
      "schedule",
      "preview",
      "--rule",
      rule,
      "--from",
      "2026-11-16T00:00",
      "--to",
      "2026-11-17T00:00"
    )
    #expect(preview.code == 65)
    #expect(preview.errors.contains("says “units”"))
  }

  @Test func `clozapine of last evening is not offered an hour before the next`() throws {
    _ = try run(
      "2026-11-15T20:00",
      "medication",
      "add",
      "clozapine",
      "--strength",
      "100 mg",
      "--sig",
      "1 tab at 8 am and 8 pm"
    )
    _ = try run("2026-11-15T20:00", "dose", "take", "1", "--due", "2026-11-15T20:00")
    _ = try run("2026-11-16T08:00", "dose", "take", "1", "--due", "2026-11-16T08:00")
    #expect(try run("2026-11-17T01:00", "today", "--json").output.contains(#""state":"late""#))
    #expect(!(try run("2026-11-17T07:00", "today", "--json").output.contains(#""state":"late""#)))
  }

  @Test func `a patch stays until somebody answers for it, and says since when none is on`() throws
  {
    let added = try run(
      "2026-11-16T05:00",
      "medication",
      "add",
      "fentanyl patch",
      "--strength",
      "25 mcg per hour",
      "--rule",
      """
      {"kind":"times","times":[{"at":"06:00","amount":"1 patch"}],"everyDays":3,\
      "start":"2026-11-16"}
      """
    )
    try #require(added.code == 0)
    #expect(
      try run("2026-11-18T22:00", "today", "--json").output.contains(
        #""local":"2026-11-16T06:00""#
      )
    )
  }

  @Test func `a dose of every third day is open until half the way to the next`() throws {
    _ = try run(
      "2026-11-16T07:00",
      "medication",
      "add",
      "digoxin",
      "--strength",
      ".125 mg",
      "--rule",
      """
      {"kind":"times","times":[{"at":"08:00","amount":"1 tablet"}],"everyDays":3,\
      "start":"2026-11-16"}
      """
    )
    let open = try run("2026-11-17T19:00", "today")
    #expect(open.output.contains("digoxin 0.125 mg, 1 tablet: late"))
    #expect(!(try run("2026-11-17T21:00", "today").output.contains("late")))
  }

  @Test(
    arguments: [
      (["fentanyl patch", "oxycodone"], "opioids"),
      (["buprenorphine patch", "oxycodone"], "opioids"),
      (["buprenorphine and naloxone", "methadone"], "opioids"),
      (["carvedilol", "timolol eye drops"], "beta blockers"),
    ]
  )
  func `two of one class count by whatever way they enter the body`(
    drugs: [String],
    words: String
  ) throws {
    let alerts = try program.run(["check"] + drugs, input: [])
    #expect(alerts.output.contains(words), "\(alerts.output)")
  }

  @Test func `directions against food are told, and so is what one and the same alert says once`()
    throws
  {
    let added = try run(
      "2026-11-16T07:00",
      "medication",
      "add",
      "rivaroxaban",
      "--strength",
      "20 mg",
      "--sig",
      "1 tab daily on an empty stomach"
    )
    #expect(added.output.contains("The directions say without food"))
    #expect(added.output.contains("taken without food"))
    let both = try program("check", "sulfamethoxazole and trimethoprim", "methotrexate")
    #expect(both.output.components(separatedBy: "methotrexate with").count <= 2, "\(both.output)")
  }

  @Test func `nothing is not checked`() throws {
    let nothing = try program("check", "")
    #expect(nothing.code == 65)
    #expect(!nothing.output.contains("No alert"))
    let johns = try program("check", "st johns wort", "warfarin")
    #expect(johns.code == 0)
    #expect(try program("drug", "search", "st johns wort").output.contains("John"))
  }
}

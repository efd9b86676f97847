import Domain
import Screens
import Store
import Terminal
import TestSupport
import Testing

@MainActor @Suite struct ScheduleEditorTests {
  private let desk: PlanDesk

  init() throws { desk = try PlanDesk() }

  private func rule() throws -> String? {
    try desk.items().first?.schedules.first?.rule.json.text
  }

  @Test func `one line becomes a medicine, spoken back before it is saved`() throws {
    desk.press(.character("a"))
    desk.type("metformin 500 mg 1 tab po bid with meals x90d")
    #expect(desk.text.contains("Take 1 tablet by mouth 2 times a day with food for 90 days."))
    #expect(desk.text.contains("Next doses  today 6:00 PM, 1 tablet"))
    #expect(try desk.items().isEmpty)
    desk.press(.enter, .control("s"))
    let item = try #require(try desk.items().first)
    #expect(item.label.title == "metformin 500 mg")
    // The label's words, and not those of the program.
    #expect(item.label.instructions == "1 tab po bid with meals x90d")
    #expect(item.medication.details[item.schedules[0].id]?.special == "with food")
    #expect(
      try rule() == """
        {"kind":"times","times":[{"at":"08:00","amount":"1 tablet"},\
        {"at":"18:00","amount":"1 tablet"}],"start":"2026-11-24T08:05","count":180}
        """
    )
    #expect(desk.text.contains("Added: metformin 500 mg. U takes it back."))
    desk.press(.character("u"))
    #expect(try desk.items().isEmpty)
  }

  @Test func `what is not understood is pointed at and not saved`() throws {
    desk.press(.character("a"))
    desk.type("metformin 500 mg 1 tab blargh bid")
    #expect(desk.text.contains("Not understood: \"blargh\""))
    desk.press(.control("s"))
    #expect(try desk.items().isEmpty)
    #expect(desk.text.contains("ADD A MEDICINE"))
    #expect(desk.text.contains("! Not understood: \"blargh\""))
    for _ in 0..<10 { desk.press(.backspace) }
    desk.type("bid")
    desk.press(.control("s"))
    #expect(try desk.items().count == 1)
  }

  @Test func `a patch that comes off has a schedule for taking it off`() throws {
    desk.add("lidocaine 5 % apply 1 patch daily remove after 12 hours")
    let item = try #require(try desk.items().first)
    #expect(item.schedules.map(\.rule.kind) == [.times, .linked])
    #expect(item.schedules[1].follows == item.schedules[0].id)
    #expect(item.medication.details[item.schedules[1].id]?.special == "remove 1 patch")
  }

  @Test func `a change before today is refused`() throws {
    desk.add("metformin 500 mg 1 tab bid")
    desk.press(.enter, .tab, .control("u"))
    desk.type("2026-11-01")
    desk.press(.tab)
    #expect(desk.text.contains("What was before today stays as it was"))
  }

  @Test func `a taper is changed from the day it has reached`() throws {
    desk.add("prednisone 10 mg 4 tabs daily x5d then 2 tabs daily x5d")
    desk.test.clock.advance(days: 2)
    desk.shell.refresh(.minute)
    #expect(desk.shell.settle())
    desk.press(.enter)
    let text = desk.picture(columns: 120).text
    #expect(text.contains("4 days 4 tablets at 8:00 AM; 5 days"))
    desk.press(.tab, .control("u"))
    desk.type("tomorrow")
    #expect(desk.picture(columns: 120).text.contains("3 days 4 tablets at 8:00 AM; 5 days"))
  }

  @Test func `leaving asks when something was typed`() {
    desk.press(.character("a"), .escape)
    #expect(desk.text.contains("YOUR LIST IS EMPTY"))
    desk.press(.character("a"))
    desk.type("met")
    desk.press(.escape)
    #expect(desk.text.contains("What you typed has not been saved."))
    desk.press(.character("d"))
    #expect(desk.text.contains("YOUR LIST IS EMPTY"))
  }

  @Test func `a medicine that is on the list already is pointed out`() {
    desk.add("metformin 500 mg 1 tab bid")
    desk.press(.character("a"))
    desk.type("metformin 850 mg 1 tab daily")
    desk.press(.enter)
    #expect(desk.text.contains("metformin 500 mg is on your list already."))
  }

  /// Opens the first medicine and types other directions into the line.
  private func change(to line: String) {
    desk.press(.enter)
    desk.type(line)
    desk.press(.tab)
  }

  /// Goes to the last field, says who told it, and saves.
  private func told() {
    desk.press(.backTab)
    for _ in 0..<12 where !desk.text.contains("Dr. Shah by phone") { desk.press(.tab) }
    desk.type("Dr. Shah")
    desk.press(.control("s"))
  }

  @Test func `directions of another kind take the place of those before`() throws {
    desk.add("ibuprofen 200 mg 1 tab bid with food")
    change(to: "1 tab q6h prn pain")
    let text = desk.picture(rows: 40, columns: 120).text
    #expect(text.contains("No more: Take 1 tablet at 8:00 AM and 1 tablet"), "\(text)")
    told()
    let item = try #require(try desk.items().first)
    #expect(item.schedules.filter { !$0.isEnded }.map(\.rule.kind) == [.asNeeded])
    #expect(desk.text.contains("Changed: ibuprofen 200 mg."), "\(desk.text)")
    desk.press(.character("u"))
    #expect(try desk.items().first?.schedules.map(\.rule.kind) == [.times])
  }

  @Test func `how it is taken changes with the directions, and back`() throws {
    desk.add("metformin 500 mg 1 tab bid with food")
    change(to: "1 tab bid on an empty stomach")
    told()
    let item = try #require(try desk.items().first)
    let schedule = try #require(item.schedules.first)
    #expect(item.schedules.count == 1)
    #expect(item.medication.details[schedule.id]?.special == "on an empty stomach")
    desk.press(.character("u"))
    let before = try #require(try desk.items().first)
    #expect(before.medication.details[schedule.id]?.special == "with food")
  }

  @Test func `the line holds whichever key leaves it, and goes when fields are chosen instead`() {
    desk.add("metformin 500 mg 1 tab bid")
    change(to: "2 tabs daily")
    let text = desk.picture(rows: 40, columns: 120).text
    #expect(text.contains("as the line above says"), "\(text)")
    desk.press(.tab, .right)
    #expect(!desk.picture(rows: 40, columns: 120).text.contains("2 tabs daily"))
  }
}

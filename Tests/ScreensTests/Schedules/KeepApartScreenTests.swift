import Domain
import Foundation
import Services
import Store
import Terminal
import TestSupport
import Testing

@testable import Screens

/// Medicines that must not meet in the stomach: seen on the week, and put right with one key.
@MainActor @Suite struct KeepApartScreenTests {
  private let desk: PlanDesk

  init() throws {
    desk = try PlanDesk()
    let folder = #filePath.components(separatedBy: "/Tests/")[0] + "/SampleDB/catalogue"
    _ = try CatalogueLoader(folder: folder).load(into: desk.test.database)
  }

  /// Enters a line and keeps it, whatever the checks say.
  private func keep(_ line: String) throws {
    let before = try desk.items().count
    desk.add(line)
    if try desk.items().count == before { desk.press(.character("k")) }
    #expect(try desk.items().count == before + 1, "\(desk.text)")
  }

  private func times(_ index: Int) throws -> [String] {
    guard case .times(let rule) = try desk.items()[index].schedules[0].rule else { return [] }
    return rule.times.map(\.at.description)
  }

  @Test func `the week marks what stands too near, in words beside the mark`() throws {
    try keep("levothyroxine 75 mcg 1 tab every day at 7 AM")
    try keep("calcium carbonate 500 mg 1 tab every day at 9 AM")
    desk.press(.home)
    #expect(KeptPicture.isSame("schedules-apart", desk.picture()), "\(desk.text)")
    let wide = desk.picture(rows: 40, columns: 120)
    #expect(KeptPicture.isSame("schedules-apart-wide", wide), "\(wide.text)")
    #expect(desk.text.contains("9 AM!"))
    #expect(desk.text.contains("! too near to levothyroxine 75 mcg"))
    #expect(desk.text.contains("keep 4 hours"))
    // Yesterday is past: nothing is to be moved there.
    #expect(!desk.text.contains("7 AM!  7 AM!  7 AM!  7 AM!  7 AM!  7 AM!  7 AM!"))
  }

  @Test func `while times are typed the nearest free one is offered, and one key takes it`() throws
  {
    try keep("levothyroxine 75 mcg 1 tab every day at 7 AM")
    desk.press(.character("a"))
    desk.type("calcium carbonate 500 mg 1 tab every day at 9 AM")
    #expect(desk.text.contains("9:00 AM is too near to levothyroxine 75 mcg at 7:00 AM"))
    #expect(desk.text.contains("The nearest free time is 11:00 AM. ^T takes it."))
    desk.press(.control("t"))
    #expect(!desk.text.contains("too near"), "\(desk.text)")
    desk.press(.control("s"))
    #expect(try times(1) == ["11:00"], "\(desk.text)")
    #expect(!desk.text.contains("too near"))
  }

  @Test func `on the week F opens the change with the free time, and asks only who said so`() throws
  {
    try keep("levothyroxine 75 mcg 1 tab every day at 7 AM")
    try keep("calcium carbonate 500 mg 1 tab every day at 9 AM and 9 PM")
    desk.press(.end, .character("f"))
    #expect(desk.text.contains("11:00 AM"))
    desk.type("Elm Pharmacy")
    desk.press(.control("s"))
    #expect(try times(1) == ["11:00", "21:00"], "\(desk.text)")
    #expect(desk.text.contains("Changed: calcium carbonate 500 mg."))
    desk.press(.character("u"))
    #expect(try times(1) == ["09:00", "21:00"])
  }

  @Test func `a course that is moved keeps its length`() throws {
    try keep("calcium carbonate 500 mg 1 tab every day at 8 AM")
    desk.press(.character("a"))
    desk.type("ciprofloxacin 500 mg 1 tab every day at 9 AM x10d")
    #expect(desk.text.contains("too near to calcium carbonate 500 mg"), "\(desk.text)")
    desk.press(.control("t"), .control("s"))
    if try desk.items().count == 1 { desk.press(.character("k")) }
    guard case .times(let rule) = try desk.items()[1].schedules[0].rule else {
      Issue.record("not at times")
      return
    }
    #expect(rule.span.end != nil || rule.span.count != nil)
    #expect(try times(1) != ["09:00"])
  }

  @Test func `what only meets on one weekday is marked on that day alone`() throws {
    try keep("calcium carbonate 500 mg 1 tab every day at 7 AM")
    try keep("alendronate 70 mg 1 tab every friday at 7 AM")
    desk.press(.home)
    let line = desk.text.split(separator: "\n").first { $0.contains("calcium") }
    #expect(line.map { $0.split(separator: "!").count - 1 } == 1, "\(desk.text)")
  }

  @Test func `a medicine that rests stands near to nothing`() throws {
    try keep("levothyroxine 75 mcg 1 tab every day at 7 AM")
    try keep("calcium carbonate 500 mg 1 tab every day at 9 AM")
    let id = try desk.items()[0].label.medication
    _ = try desk.context.session.write(
      SetMedicationStatus(medication: id, change: .pause(until: nil))
    )
    desk.shell.refresh(.minute)
    #expect(desk.shell.settle())
    #expect(!desk.text.contains("too near"))
    desk.press(.end, .character("f"))
    #expect(desk.text.contains("Nothing on the list stands too near to it."))
  }
}

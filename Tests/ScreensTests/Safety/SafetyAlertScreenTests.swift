import Domain
import Foundation
import Services
import Store
import Terminal
import TestSupport
import Testing

@testable import Screens

@MainActor @Suite struct SafetyAlertScreenTests {
  private let desk: PlanDesk

  init() throws {
    desk = try PlanDesk()
    let folder = #filePath.components(separatedBy: "/Tests/")[0] + "/SampleDB/catalogue"
    _ = try CatalogueLoader(folder: folder).load(into: desk.test.database)
  }

  /// Types one line into the editor and saves it; what speaks against it is on the screen then.
  private func enter(_ line: String, on shell: Shell) {
    press(.character("a"), on: shell)
    desk.clock.advance(by: .seconds(1))
    shell.type(line)
    #expect(shell.settle())
    press(.enter, .control("s"), on: shell)
  }

  /// Adds a medicine that has words of its own to read, and keeps it with them.
  private func keep(_ line: String) throws {
    let before = try desk.items().count
    enter(line, on: desk.shell)
    press(.character("k"), on: desk.shell)
    #expect(try desk.items().count == before + 1)
  }

  private func press(_ keys: Key..., on shell: Shell, after seconds: Int = 1) {
    for key in keys {
      desk.clock.advance(by: .seconds(seconds))
      shell.press(key)
      #expect(shell.settle())
    }
  }

  private func text(_ shell: Shell, rows: Int = 24, columns: Int = 80) -> String {
    shell.draw(Size(rows: rows, columns: columns)).text
  }

  @Test func `a person reads what speaks against a medicine and keeps it with one key`() throws {
    try keep("warfarin 5 mg 1 tab daily")
    enter("ibuprofen 400 mg 1 tab bid with food", on: desk.shell)
    let shown = text(desk.shell)
    for words in [
      "STOP AND READ", "SERIOUS", "ibuprofen 400 mg with warfarin 5 mg", "not yet checked",
    ] {
      #expect(shown.contains(words), "\(words)\n\(shown)")
    }
    #expect(try desk.items().count == 1)
    press(.control("s"), on: desk.shell)
    #expect(try desk.items().count == 1)
    press(.character("k"), on: desk.shell)
    #expect(try desk.items().map(\.label.drugName) == ["warfarin", "ibuprofen"])
    press(.character("d"), on: desk.shell)
    let details = text(desk.shell, rows: 40)
    #expect(
      details.contains("SERIOUS: ibuprofen 400 mg with warfarin 5 mg (not yet checked)"),
      "\(details)"
    )
  }

  @Test func `keys in the first half second answer nothing`() throws {
    try keep("warfarin 5 mg 1 tab daily")
    enter("ibuprofen 400 mg 1 tab bid with food", on: desk.shell)
    press(.character("k"), on: desk.shell, after: 0)
    #expect(try desk.items().count == 1)
    press(.escape, on: desk.shell)
    #expect(text(desk.shell).contains("ADD A MEDICINE"))
  }

  @Test func `what must never be together asks once more`() throws {
    desk.add("fluoxetine 20 mg 1 cap daily")
    enter("phenelzine 15 mg 1 tab tid", on: desk.shell)
    #expect(text(desk.shell).contains("DANGER"))
    press(.character("k"), on: desk.shell)
    #expect(try desk.items().count == 1)
    press(.character("y"), on: desk.shell)
    #expect(try desk.items().count == 2)
  }

  @Test func `a weekly medicine taken daily is on no list, and nothing offers to keep it`() throws {
    enter("methotrexate 2.5 mg 6 tabs daily", on: desk.shell)
    let shown = text(desk.shell)
    #expect(shown.contains("STOP AND READ"), "\(shown)")
    #expect(shown.contains("It cannot be put on the list like this."), "\(shown)")
    #expect(!shown.contains("Keep it on my list"))
    press(.character("k"), on: desk.shell)
    #expect(try desk.items().isEmpty)
    press(.escape, on: desk.shell)
    #expect(text(desk.shell).contains("ADD A MEDICINE"))
  }

  @Test func `a digit on the page of alerts throws nothing away`() throws {
    try keep("warfarin 5 mg 1 tab daily")
    enter("ibuprofen 400 mg 1 tab bid with food", on: desk.shell)
    press(.character("1"), on: desk.shell)
    #expect(text(desk.shell).contains("STOP AND READ"))
    press(.escape, on: desk.shell)
    #expect(text(desk.shell).contains("ibuprofen 400 mg"))
  }

  @Test func `a name outside the catalogue is asked about, with the names near it`() throws {
    enter("metfromin 500 mg 1 tab bid", on: desk.shell)
    let shown = text(desk.shell)
    #expect(shown.contains("Not in the catalogue"), "\(shown)")
    #expect(shown.contains("I mean metformin"), "\(shown)")
    #expect(try desk.items().isEmpty)
    press(.character("1"), .control("s"), on: desk.shell)
    if text(desk.shell).contains("not yet checked") { press(.character("k"), on: desk.shell) }
    #expect(try desk.items().map(\.label.drugName) == ["metformin"])
  }

  @Test func `a name nobody knows is kept on purpose only`() throws {
    enter("plenitudin 5 mg 1 tab daily", on: desk.shell)
    press(.escape, on: desk.shell)
    #expect(try desk.items().isEmpty)
    press(.control("s"), .character("k"), on: desk.shell)
    #expect(try desk.items().map(\.label.drugName) == ["plenitudin"])
  }

  @Test(arguments: ["MTX 2.5 mg 6 tabs daily", "MS 15 mg 1 tab q4h"])
  func `letters with two meanings are no medicine, whatever is pressed`(line: String) throws {
    enter(line, on: desk.shell)
    #expect(text(desk.shell).contains("write the whole name"), "\(text(desk.shell))")
    press(.control("s"), .character("k"), on: desk.shell)
    #expect(try desk.items().isEmpty)
  }

  @Test func `a medicine without alerts costs no key`() throws {
    desk.add("amlodipine 5 mg 1 tab daily")
    #expect(try desk.items().count == 1)
  }

  @Test func `a pharmacist overrides with three keys and a typed reason`() throws {
    desk.add("fluoxetine 20 mg 1 cap daily")
    _ = try desk.test.database.acting(as: CareDatabase.founder, for: 0).write(
      AddPerson(
        NewPerson(
          handle: "ortiz",
          firstName: "J.",
          lastName: "Ortiz",
          zone: "America/New_York",
          roles: [.pharmacist]
        )
      )
    )
    let people = try desk.test.database.people()
    let shell = Shell(
      root: SchedulesScreen(
        ScreenContext(
          database: desk.test.database,
          actor: people[1],
          person: people[0],
          people: people
        )
      ),
      mailbox: try Mailbox(),
      clock: desk.clock.clock
    )
    #expect(shell.settle())
    enter("phenelzine 15 mg 1 tab tid", on: shell)
    #expect(text(shell).contains("It cannot go on without a reason."))
    press(.character("k"), on: shell)
    #expect(try desk.items().count == 1)
    press(.character("o"), on: shell)
    press(.control("s"), on: shell)
    #expect(text(shell).contains("Write a few words."))
    desk.clock.advance(by: .seconds(1))
    shell.type("washed out in hospital")
    #expect(shell.settle())
    press(.control("s"), on: shell)
    #expect(try desk.items().count == 1)
    press(.character("y"), on: shell)
    #expect(try desk.items().count == 2)
  }

  @Test(arguments: [(24, 80), (40, 120), (24, 60)])
  func `every line is free of forbidden signs and fits`(rows: Int, columns: Int) throws {
    try keep("warfarin 5 mg 1 tab daily")
    desk.add("levothyroxine 50 mcg 1 tab daily at 8 am")
    enter("ibuprofen 400 mg 1 tab bid with food", on: desk.shell)
    press(.character("s"), on: desk.shell)
    let picture = desk.shell.draw(Size(rows: rows, columns: columns))
    for line in picture.lines.dropLast() {
      #expect(ForbiddenSigns.violations(in: line).isEmpty, "\(line)")
    }
  }
}

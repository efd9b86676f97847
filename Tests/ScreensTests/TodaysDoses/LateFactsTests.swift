import Domain
import Foundation
import Services
import Store
import Terminal
import TestSupport
import Testing

@testable import Screens

/// What the catalogue knows of late doses and of treatments that were broken off, as Today says it.
@MainActor @Suite struct LateFactsTests {
  private static func house(_ drug: String, _ strength: String, _ times: String...) throws
    -> TestHousehold
  {
    let house = try TestHousehold()
    let root = URL(fileURLWithPath: #filePath).deletingLastPathComponent()
      .deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()
    _ = try CatalogueLoader(folder: root.appendingPathComponent("SampleDB/catalogue").path)
      .load(into: house.home.database)
    let entries = times.map { #"{"at":"\#($0)","amount":"1 tablet"}"# }.joined(separator: ",")
    try house.add(
      drug,
      strength,
      #"{"kind":"times","times":[\#(entries)],"start":"2026-11-20"}"#
    )
    return house
  }

  @Test func `three days without clozapine stop Enter, and the page says whom to call`() throws {
    let house = try Self.house("clozapine", "100 mg", "21:00")
    try house.takeAll(before: "2026-11-24T08:00:00-05:00")
    try house.open(at: "2026-11-27T21:05:00-05:00")
    #expect(house.picture().contains("NO DOSE RECORDED FOR 4 DAYS."))
    house.press(.enter)
    let picture = house.picture()
    #expect(picture.contains("NO DOSE RECORDED FOR 4 DAYS: DO NOT RESTART BY YOURSELF. CALL."))
    #expect(picture.contains("FDA label, clozapine, section 2"))
    #expect(KeptPicture.isSame("do-not-restart", try #require(house.shell).draw(.standard)))
    house.press(.enter, .enter)
    #expect(try house.takenToday() == [])
    house.press(.character("y"))
    #expect(try house.takenToday() == ["9:00 PM clozapine"])
  }

  @Test func `clozapine missed for a day goes on as usual`() throws {
    let house = try Self.house("clozapine", "100 mg", "21:00")
    try house.takeAll(before: "2026-11-24T08:00:00-05:00")
    try house.open(at: "2026-11-24T21:05:00-05:00")
    house.press(.enter)
    #expect(try house.takenToday() == ["9:00 PM clozapine"])
  }

  @Test func `a command does not restart it either unless somebody was asked`() throws {
    let house = try Self.house("clozapine", "100 mg", "21:00")
    try house.takeAll(before: "2026-11-24T08:00:00-05:00")
    try house.home.clock.set("2026-11-27T21:05:00-05:00")
    let line = try #require(try house.session.read(DayQuery()).lines.first)
    func take(restarts: Bool) throws -> DoseAnswer {
      try house.session.write(
        RecordDose(
          schedule: line.dose.schedule,
          due: .minute(line.dose.occurrence.dueMinute),
          action: .take(at: nil, amount: nil, withFood: nil),
          via: .command,
          restarts: restarts
        )
      )
    }
    #expect(throws: DoseRefusal.brokenOff(hours: 96)) { try take(restarts: false) }
    #expect(try take(restarts: true).isNew)
  }

  @Test func `the label's words with source stand where nobody wrote for this person`() throws {
    let house = try Self.house("apixaban", "5 mg", "08:00", "19:00")
    let board = DayBoard(try house.session.read(DayQuery()))
    let line = try #require(board.sheet.lines.first)
    let words = DoseWords.lateInstruction(line, board)
    #expect(words[0].contains("(FDA label, apixaban"))
    #expect(!words[0].contains("RxNorm"))
    #expect(words[1].contains("Do not"))
    #expect(line.dose.closesAt == Instant(text: "2026-11-23T19:00:00-05:00"))
  }

  @Test func `where nothing is known it says so`() throws {
    let house = try Self.house("folic acid", "1 mg", "08:00")
    let board = DayBoard(try house.session.read(DayQuery()))
    let words = DoseWords.lateInstruction(try #require(board.sheet.lines.first), board)
    #expect(words[0] == "No instruction is stored for a late dose.")
  }
}

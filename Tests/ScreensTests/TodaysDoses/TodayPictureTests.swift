import Domain
import Store
import Terminal
import TestSupport
import Testing

@testable import Screens

@MainActor @Suite struct TodayPictureTests {
  @Test func `a list that cannot be read is never an empty day`() throws {
    let house = try TestHousehold.usual()
    let shell = try house.open()
    house.home.database.close()
    shell.refresh(.minute)
    shell.settle()
    #expect(house.row(2).hasPrefix(" I CANNOT READ YOUR MEDICINES"))
    #expect(!house.picture().contains("NOTHING TO TAKE"))
  }

  @Test func `nothing but ASCII where the terminal has no more`() throws {
    let house = try TestHousehold.usual()
    try house.open(glyphs: .ascii)
    let picture = house.picture()
    let isPlain = picture.allSatisfy { $0.isASCII }
    #expect(isPlain)
    #expect(picture.contains("*[ ] metformin 500 mg"))
  }

  @Test(arguments: [
    Size(rows: 24, columns: 80), Size(rows: 12, columns: 40), Size(rows: 40, columns: 120),
    Size(rows: 18, columns: 62),
  ])
  func `the full name and birth date stand in line 1 at every size`(size: Size) throws {
    let house = try TestHousehold.usual()
    try house.open(size: size)
    for key: Key in [.enter, .character("a"), .escape, .character("d"), .escape, .character("!")] {
      #expect(house.row(0).hasPrefix(" Ruth Alvarez   born March 4, 1955"))
      house.press(key)
    }
  }

  @Test func `the state can be read without color: reverse video marks the box of now`() throws {
    let house = try TestHousehold.usual()
    let shell = try house.open()
    #expect(shell.draw(.standard).cell(row: 2, column: 1).style.attributes.contains(.reverse))
    house.press(.enter)
    #expect(!shell.draw(.standard).cell(row: 2, column: 1).style.attributes.contains(.reverse))
  }

  @Test func `the cursor sits on the selected dose`() throws {
    let house = try TestHousehold.usual()
    let shell = try house.open()
    house.press(.down, .down)
    #expect(shell.draw(.standard).cursor == Position(row: 6, column: 0))
  }

  @Test func `a daily medicine that began after its hour is for every day`() throws {
    let house = try TestHousehold()
    try house.add(
      "lisinopril",
      "10 mg",
      #"{"kind":"times","times":[{"at":"08:00","amount":"1 tablet"}],"start":"2026-11-24T09:00"}"#
    )
    try house.open(at: "2026-11-24T09:15:00-05:00")
    #expect(house.picture().contains("lisinopril 10 mg        every day"))
  }
}

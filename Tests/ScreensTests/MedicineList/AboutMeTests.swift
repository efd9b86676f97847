import Domain
import Store
import Terminal
import TestSupport
import Testing

@testable import Screens

/// Entering what the checks need to know, from the page of one's medicines.
@MainActor @Suite struct AboutMeTests {
  private let house: TestHousehold

  init() throws {
    house = try TestHousehold.usual()
    try house.open()
    house.press(.character("m"))
  }

  private func page() throws -> MedicinePage { try house.session.read(MedicinePageQuery()) }

  @Test func `kidney function and weight are typed with their days`() throws {
    house.press(.character("e"))
    #expect(KeptPicture.isSame("about-me", try #require(house.shell).draw(.standard)))
    house.type("64")
    house.press(.tab)
    house.type("October 14")
    house.press(.tab, .tab, .tab)
    house.type("66.4")
    house.press(.control("s"))
    let body = try page().body
    #expect(body.eGFR == .init(64, on: CalendarDate(year: 2026, month: 10, day: 14)))
    #expect(body.weightGrams?.value == 66_400)
    #expect(body.weightGrams?.on == CalendarDate(year: 2026, month: 11, day: 24))
    #expect(body.pregnancy == nil)
  }

  @Test func `looking at what is known and saving gives nothing a new day`() throws {
    let day = CalendarDate(year: 2025, month: 3, day: 1)
    _ = try house.session.write(SetBodyFacts(eGFR: .init(64, on: day)))
    house.press(.character("m"), .character("m"), .character("e"), .control("s"))
    #expect(try page().body.eGFR == .init(64, on: day))
  }

  @Test func `an allergy that nobody here knows is never called checked`() throws {
    house.press(.character("a"))
    house.type("xyzzy")
    house.press(.control("s"))
    #expect(house.picture().contains("No medicine here is called \"xyzzy\""))
    #expect(try page().allergies == [])
    house.press(.character("k"))
    #expect(house.picture().contains("CANNOT BE CHECKED HERE"), "\(house.picture())")
    #expect(!house.picture().contains("checked anew"))
    #expect(try page().allergies.map(\.isChecked) == [false])
  }

  @Test func `an allergy is entered, and taken off again`() throws {
    house.press(.character("a"))
    house.type("penicillin")
    house.press(.control("s"))
    #expect(try page().allergies.map(\.name) == ["penicillin"])
    #expect(house.picture().contains("penicillin"))
    house.press(.character("x"), .character("1"))
    #expect(try page().allergies == [])
  }
}

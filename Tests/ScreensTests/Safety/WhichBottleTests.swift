import Domain
import Foundation
import Services
import Store
import Terminal
import TestSupport
import Testing

@testable import Screens

/// The same medicine from two bottles, as after a stay in hospital.
@MainActor @Suite struct WhichBottleTests {
  private let desk: PlanDesk

  init() throws {
    desk = try PlanDesk()
    let folder = #filePath.components(separatedBy: "/Tests/")[0] + "/SampleDB/catalogue"
    _ = try CatalogueLoader(folder: folder).load(into: desk.test.database)
    desk.add("furosemide 40 mg 1 tab every day at 8 AM")
    desk.add("Lasix 20 mg 1 tab every day at 9 AM")
    desk.press(.character("k"))
  }

  private func list() throws -> [String] {
    try desk.items().map { "\($0.label.title) \($0.label.status)" }
  }

  @Test func `keeping asks which bottle, and the key that asked is not the answer`() throws {
    #expect(KeptPicture.isSame("which-bottle", desk.picture()), "\(desk.text)")
    #expect(desk.text.contains("Which bottle do you keep?"))
    desk.press(.character("k"), .enter)
    #expect(try list() == ["furosemide 40 mg active"])
  }

  @Test func `the new one stops the old one in one go`() throws {
    desk.press(.character("n"))
    #expect(try list() == ["Lasix 20 mg active", "furosemide 40 mg stopped"])
    #expect(desk.text.contains("Stopped: furosemide 40 mg. Put that bottle away."), "\(desk.text)")
    #expect(try desk.items()[1].medication.statusReason == "replaced by Lasix")
    // Taking back the new one alone would leave her with neither.
    desk.press(.character("u"))
    #expect(try list() == ["Lasix 20 mg active", "furosemide 40 mg stopped"])
  }

  @Test func `the old one adds nothing`() throws {
    desk.press(.character("l"))
    #expect(try list() == ["furosemide 40 mg active"])
    #expect(desk.text.contains("You keep furosemide 40 mg. Nothing was added"), "\(desk.text)")
  }

  @Test func `both stay when somebody said so`() throws {
    desk.press(.character("b"))
    #expect(try list() == ["furosemide 40 mg active", "Lasix 20 mg active"])
  }

  @Test(arguments: ["Tylenol", "St. John's wort", "fish oil", "salt substitute", "aspirin"])
  func `what needs no prescription is known by the name people use`(name: String) throws {
    let answer = try desk.context.session.write(
      AddMedication(
        NewMedication(
          drugName: name,
          origin: "otc",
          schedules: [NewSchedule(rule: .unscheduled)]
        )
      )
    )
    let sheet = try desk.context.session.read(
      SafetyQuery(.onList(medication: answer.medication))
    )
    #expect(sheet.isKnown)
  }

  @Test func `adding a medicine names what needs no prescription`() {
    desk.press(.escape, .escape, .escape, .character("d"))
    desk.press(.character("a"))
    #expect(desk.text.contains("wort, fish oil, salt substitute."), "\(desk.text)")
  }
}

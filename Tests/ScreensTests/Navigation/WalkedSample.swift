import Domain
import Foundation
import Screens
import Services
import Store
import Terminal
import TestSupport
import Testing

/// The sample as its first person opens it on an ordinary morning, and every screen that the walk
/// finds in it.
///
/// Made once for all tests that look at all screens.
@MainActor final class WalkedSample {
  static let shared = Result { try WalkedSample() }

  let context: ScreenContext
  let screens: [KeyWalk.Found]
  private let test: TestDatabase

  private init() throws {
    test = try TestDatabase(
      now: "2026-11-24T08:05:00-05:00",
      info: NewDatabase(isRehearsal: true, isSample: true)
    )
    let folder = GeneratedPage.root.appendingPathComponent("SampleDB").path
    _ = try SampleLoader(folder: folder, home: "America/New_York").load(into: test.database)
    let people = try test.database.people()
    let ruth = try #require(people.first { $0.handle == "ruth" })
    context = ScreenContext(
      database: test.database,
      actor: ruth.adding(.demo),
      person: ruth,
      people: people
    )
    let database = test.database
    let abroad = ScreenContext(
      database: database,
      actor: ruth.adding(.demo),
      person: ruth,
      people: people,
      machineZone: "Asia/Tokyo"
    )
    let otto = try #require(people.first { $0.handle == "otto" })
    _ = try database.acting(as: otto.acting, for: otto.user).write(BeginStay())
    let inHospital = ScreenContext(database: database, actor: otto, person: otto, people: people)
    screens = try KeyWalk.screens(in: context, circumstances: [abroad, inHospital])
  }
}

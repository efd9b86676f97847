import Domain
import Foundation
import Screens
import Store

/// The keys that stand in the manual: those of the places, read from their tables of actions.
///
/// A screen says its keys once it has something to show them for, so the places are opened on a
/// record that is gone afterwards.
struct ManualKeys {
  private let run: CommandRun

  init(_ run: CommandRun) { self.run = run }

  /// - Throws: ``StoreError`` when no temporary record can be made
  func pages() throws -> [KeyPage] {
    let folder = try DemoCommand.makeFolder()
    defer { try? FileManager.default.removeItem(atPath: folder) }  // It is of no use to anybody.
    let database = try DatabaseFile.create(
      path: folder + "/manual.sqlite",
      info: NewDatabase(isRehearsal: true, isSample: true),
      environment: run.live.store(keyFolder: folder + "/keys")
    )
    defer { database.close() }
    _ = try database.acting(as: CareDatabase.founder, for: 0).write(
      AddPerson(NewPerson(handle: "reader", firstName: "Reader", lastName: "", zone: "UTC"))
    )
    let person = try WhoActs(database).actor(handle: nil).adding(.demo)
    return try MainActor.assumeIsolated {
      try KeyWalk.pages(
        in: ScreenContext(database: database, actor: person, person: person, people: [person]),
        depth: 0
      )
    }
  }
}

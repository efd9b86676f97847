import Domain
import Foundation
import GRDB
import Services
import Store
import TestSupport

/// The sample as it stands when it is opened at an instant in a zone, in a database of its own.
final class LoadedSample: Sendable {
  let test: TestDatabase
  let home: String

  /// Opened on an ordinary day, for tests that only read.
  static let ordinary = Result { try LoadedSample(now: "2026-11-24T10:20:00-05:00") }

  static var folder: String { GeneratedPage.root.appendingPathComponent("SampleDB").path }

  /// `now` is the instant of opening, in ISO 8601 with an offset.
  init(now: String, home: String = "America/New_York") throws {
    self.home = home
    test = try TestDatabase(now: now, info: NewDatabase(isRehearsal: true, isSample: true))
    try SampleLoader(folder: Self.folder, home: home).load(into: test.database)
  }

  /// What the Today screen of a person shows at the instant of opening.
  func today(of handle: String) throws -> DaySheet {
    let user = try number("SELECT user_id FROM users WHERE handle = '\(handle)'")
    let actor = Acting(userID: user, handle: handle, roles: [.patient])
    return try test.database.acting(as: actor, for: user).read(DayQuery())
  }

  func number(_ sql: String) throws -> Int {
    try read { try Int.fetchOne($0, sql: sql) ?? 0 }
  }

  func texts(_ sql: String) throws -> [String] { try read { try String.fetchAll($0, sql: sql) } }

  func read<Value>(_ body: (Database) throws -> Value) throws -> Value {
    var configuration = Configuration()
    configuration.readonly = true
    return try DatabaseQueue(path: test.path, configuration: configuration).read(body)
  }
}

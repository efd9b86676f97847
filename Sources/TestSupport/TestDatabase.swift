import Domain
import Foundation
import Services
import Store

/// A database of its own in a temporary folder, which goes away with it.
///
/// Its clock stands still until a test moves it, and its random bytes are the same in every run.
package final class TestDatabase: Sendable {
  /// The folder of the database and its keys; removed when this object goes.
  package let folder: String
  package let path: String
  package let clock: TestClock
  package let environment: StoreEnvironment
  package let database: CareDatabase

  /// Makes a database.
  ///
  /// - Parameters:
  ///   - now: where the clock stands, in ISO 8601 with an offset.
  ///   - info: what kind of database; a counter's by default.
  /// - Throws: ``TestDatabaseError``, ``TemporaryFolder/NotMade`` and what making a database throws.
  package init(
    now: String = "2026-11-24T15:12:00+00:00",
    info: NewDatabase = NewDatabase(isCounter: true)
  ) throws {
    let folder = try TemporaryFolder.make("test")
    let clock = try TestClock(now)
    let random = TestRandom()
    let zones = SystemZones()
    self.folder = folder
    self.clock = clock
    path = folder + "/test.sqlite"
    environment = StoreEnvironment(
      now: { @Sendable in clock.now },
      realNow: { @Sendable in clock.now },
      randomBytes: { @Sendable count in random.bytes(count) },
      zone: { @Sendable identifier in try zones.rules(for: identifier) },
      keyFolder: folder + "/keys",
      agent: "test"
    )
    database = try DatabaseFile.create(path: path, info: info, environment: environment)
  }

  deinit {
    database.close()
    try? FileManager.default.removeItem(atPath: folder)  // The folder is of no use to anybody.
  }

  /// The same file opened once more, as another terminal would.
  package func reopened() throws -> CareDatabase {
    try DatabaseFile.open(path: path, environment: environment)
  }

  /// The database as one person may use it, for herself or for somebody else.
  ///
  /// A pharmacist unless other roles are given.
  package func session(
    as user: Int,
    for subject: Int? = nil,
    roles: Set<Role> = [.pharmacist]
  ) -> ActingSession {
    let actor = Acting(userID: user, handle: "user\(user)", roles: roles)
    return database.acting(as: actor, for: subject ?? user)
  }
}

/// Why a test database cannot be had.
package enum TestDatabaseError: Error, Equatable {
  case badInstant(String)
}

/// A clock that stands still until it is moved.
package final class TestClock: @unchecked Sendable {
  // Unchecked: `instant` is guarded by `lock`.
  private let lock = NSLock()
  private var instant: Instant

  /// A clock that stands at an instant in ISO 8601 with an offset.
  package init(_ text: String) throws(TestDatabaseError) {
    guard let instant = Instant(text: text) else { throw .badInstant(text) }
    self.instant = instant
  }

  package var now: Instant { lock.withLock { instant } }

  package func set(_ text: String) throws(TestDatabaseError) {
    guard let instant = Instant(text: text) else { throw .badInstant(text) }
    lock.withLock { self.instant = instant }
  }

  package func advance(seconds: Int) { lock.withLock { instant = instant + seconds } }

  package func advance(days: Int) { advance(seconds: days * 86_400) }
}

/// Bytes and numbers that look random and are the same in every run.
package final class TestRandom: RandomNumberGenerator, @unchecked Sendable {
  // Unchecked: `state` is guarded by `lock`.
  private let lock = NSLock()
  private var state: UInt64

  package init(seed: UInt64 = 1) { state = seed }

  /// The next number of SplitMix64.
  package func next() -> UInt64 {
    lock.withLock {
      state &+= 0x9E37_79B9_7F4A_7C15
      var mixed = state
      mixed = (mixed ^ (mixed >> 30)) &* 0xBF58_476D_1CE4_E5B9
      mixed = (mixed ^ (mixed >> 27)) &* 0x94D0_49BB_1331_11EB
      return mixed ^ (mixed >> 31)
    }
  }

  package func bytes(_ count: Int) -> [UInt8] {
    (0..<count).map { _ in UInt8(truncatingIfNeeded: next()) }
  }
}

import Domain
import Foundation
import GRDB

/// One database file: a reader pool, a single gated writer, and nothing that goes past them.
///
/// The writer is a `DatabaseQueue`, since a pool would lower `synchronous` from FULL and could write
/// to the file on opening, outside the gate. Both are opened when first needed.
package final class CareDatabase: Sendable {
  package let path: String
  package let info: DatabaseInfo
  package let environment: StoreEnvironment
  /// Why nothing can be written, or nil.
  package let readOnly: StoreError.ReadOnlyReason?

  private let gate: WriteGate
  private let pool: DatabasePool
  private let writer: LazyWriter
  private let uses = UseCount()

  /// The size of the write-ahead log above which a commit is followed by a checkpoint, in bytes.
  static let checkpointSize = 4 << 20

  init(
    path: String,
    info: DatabaseInfo,
    environment: StoreEnvironment,
    gate: WriteGate,
    pool: DatabasePool,
    key: DatabaseKey?,
    readOnly: StoreError.ReadOnlyReason?
  ) {
    self.path = path
    self.info = info
    self.environment = environment
    self.gate = gate
    self.pool = pool
    self.readOnly = readOnly
    writer = LazyWriter(path: path, key: key)
  }

  /// The way to the data: everything read and written hangs on who acts and for whom.
  package func acting(as actor: Acting, for subject: Int) -> ActingSession {
    ActingSession(database: self, actor: actor, subject: subject)
  }

  /// Where the database stands: a home's owner is the person who was added first, its members are
  /// those of the owner's household.
  func place(_ db: Database) throws -> AccessPolicy.Place {
    guard !info.isCounter else { return .counter }
    let owner = try Row.fetchOne(
      db,
      once: "SELECT user_id, household FROM users ORDER BY user_id LIMIT 1"
    )
    // Before the first person there is nobody's record to protect: whoever sets the home up owns it.
    guard let owner else { return .home(owner: CareDatabase.founder.userID, members: []) }
    let household: String? = owner["household"]
    let members = try Int.fetchSet(
      db,
      sql: "SELECT user_id FROM users WHERE household = ?",
      arguments: [household]
    )
    return .home(owner: owner["user_id"], members: members.union([owner["user_id"]]))
  }

  /// Who acts while a database is being set up, before the first person is in it.
  package static let founder = Acting(userID: 0, handle: "setup", roles: [.administrator])

  /// Who acts when the program reminds of its own accord.
  package static let timer = Acting(userID: 0, handle: "timer", roles: [])

  /// How many transactions all processes have committed; cheap enough to ask at every tick.
  package var changeCount: UInt64 { gate.changeCount }

  /// The file to watch for changes of ``changeCount``.
  package var changeFile: String { DatabaseFile.gatePath(for: path) }

  func read<Value>(_ body: (Database, StoreEnvironment) throws -> Value) throws -> Value {
    do {
      return try uses.use { try pool.read { try body($0, environment) } }
    } catch let error as DatabaseError {
      throw StoreError(error)
    }
  }

  func write<Value>(
    _ body: (Database, DatabaseKey, StoreEnvironment) throws -> Value
  ) throws -> Value {
    if let readOnly { throw StoreError.readOnly(readOnly) }
    return try uses.use { try writeOpened(body) }
  }

  private func writeOpened<Value>(
    _ body: (Database, DatabaseKey, StoreEnvironment) throws -> Value
  ) throws -> Value {
    let (queue, key) = try writer.open()
    do {
      return try queue.writeWithoutTransaction { db in
        try gate.enter()
        defer { gate.leave() }
        var answer: Value?
        try db.inTransaction(.immediate) {
          answer = try body(db, key, environment)
          return .commit
        }
        gate.countChange()
        Self.checkpointIfLarge(db, path: path)
        guard let answer else { throw StoreError.inputOutput(code: 0) }
        return answer
      }
    } catch let error as DatabaseError {
      throw StoreError(error)
    }
  }

  /// Runs `body` while no write of this process is under way, for stopping the program with ^Z.
  package func holdingWriter(_ body: () -> Void) {
    guard let queue = writer.opened else { return body() }
    queue.inDatabase { _ in body() }
  }

  /// Moves the log into the file and closes every connection.
  ///
  /// Reads under way are broken off, writes are finished. Failing to close loses nothing: the log is
  /// replayed at the next opening.
  package func close() {
    guard uses.beginClosing() else { return }
    pool.interrupt()
    uses.waitUntilUnused()
    if let queue = writer.opened {
      try? queue.writeWithoutTransaction { db in  // Nothing depends on it: the log stays valid.
        try gate.enter()
        defer { gate.leave() }
        Self.checkpoint(db)
      }
      try? queue.close()  // A connection that cannot be closed ends with the process.
    }
    try? pool.close()  // As above.
  }

  private static func checkpointIfLarge(_ db: Database, path: String) {
    let attributes = try? FileManager.default.attributesOfItem(atPath: path + "-wal")
    guard let size = attributes?[.size] as? Int, size > checkpointSize else { return }
    checkpoint(db)
  }

  /// Copies the log into the file; when readers are in the way it is left for later.
  private static func checkpoint(_ db: Database) {
    // A checkpoint that fails leaves a longer log and no other trace.
    _ = try? db.checkpoint(.truncate)
  }
}

/// The writing connection, opened when something is first written.
private final class LazyWriter: @unchecked Sendable {
  // Unchecked: `queue` is guarded by `lock`.
  private let path: String
  private let key: DatabaseKey?
  private let lock = NSLock()
  private var queue: DatabaseQueue?

  init(path: String, key: DatabaseKey?) {
    self.path = path
    self.key = key
  }

  var opened: DatabaseQueue? { lock.withLock { queue } }

  func open() throws -> (DatabaseQueue, DatabaseKey) {
    guard let key else { throw StoreError.readOnly(.asked) }
    return try lock.withLock {
      if let queue { return (queue, key) }
      let opened = try DatabaseQueue(path: path, configuration: DatabaseFile.writing)
      queue = opened
      return (opened, key)
    }
  }
}

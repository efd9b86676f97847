import Domain
import Foundation
import GRDB

/// Making and opening database files.
package enum DatabaseFile {
  static func gatePath(for path: String) -> String { path + "-gate" }

  /// Makes a database; nothing is left behind when it fails.
  ///
  /// - Throws: ``StoreError/exists(path:)``, ``StoreError/unreachable(path:errno:)`` and what
  ///   ``open(path:environment:readOnly:)`` throws.
  package static func create(
    path: String,
    info: NewDatabase,
    environment: StoreEnvironment
  ) throws -> CareDatabase {
    let folder = (path as NSString).deletingLastPathComponent
    if !folder.isEmpty { try PrivateFiles.makeFolder(folder) }
    try PrivateFiles.create(path)
    do {
      let key = try DatabaseKey.make(in: environment)
      let gate = try WriteGate(
        path: gatePath(for: realPath(path)),
        timeout: environment.gateTimeout
      )
      try gate.enter()
      defer { gate.leave() }
      let queue = try DatabaseQueue(path: path, configuration: writing)
      try SchemaMigration.migrator.migrate(queue)
      try queue.write { db in
        try db.execute(
          sql: """
            INSERT INTO database_info
              (only_row, mode, is_rehearsal, is_sample, key_fingerprint, created_at)
            VALUES (1, ?, ?, ?, ?, ?)
            """,
          arguments: [
            info.isCounter ? "counter" : "home", info.isRehearsal, info.isSample, key.fingerprint,
            environment.realNow().milliseconds,
          ]
        )
        try LedgerSeal().begin(auditHead: AuditChain.head(of: db).digest, key: key, in: db)
        try db.execute(sql: "PRAGMA application_id = \(SchemaMigration.applicationID)")
      }
      try queue.close()
    } catch {
      for suffix in ["", "-wal", "-shm", "-gate"] {
        try? FileManager.default.removeItem(atPath: path + suffix)  // Best effort after a failure.
      }
      throw (error as? DatabaseError).map { StoreError($0) } ?? error
    }
    return try open(path: path, environment: environment)
  }

  /// Closes a database that could not be filled and removes it with its key.
  package static func discard(_ database: CareDatabase) {
    database.close()
    let key = DatabaseKey.path(of: database.info.keyFingerprint, in: database.environment)
    for path in ["", "-wal", "-shm", "-gate"].map({ database.path + $0 }) + [key] {
      try? FileManager.default.removeItem(atPath: path)  // Best effort after a failure.
    }
  }

  /// Opens a database, brings an older one up to date and refuses a newer one untouched.
  ///
  /// Without its key a database opens read-only, and the reason says so; likewise on a clock that
  /// does not show the real time, unless the database was made for rehearsal.
  ///
  /// - Throws: ``StoreError``
  package static func open(
    path: String,
    environment: StoreEnvironment,
    readOnly asked: StoreError.ReadOnlyReason? = nil,
    onRehearsalClock: Bool = false
  ) throws -> CareDatabase {
    var isFolder: ObjCBool = false
    guard FileManager.default.fileExists(atPath: path, isDirectory: &isFolder) else {
      throw StoreError.missing(path: path)
    }
    guard !isFolder.boolValue else { throw StoreError.unreachable(path: path, errno: EISDIR) }
    guard FileManager.default.isReadableFile(atPath: path) else {
      throw StoreError.unreachable(path: path, errno: EACCES)
    }
    let real = realPath(path)
    do {
      let gate = try WriteGate(path: gatePath(for: real), timeout: environment.gateTimeout)
      let isLocked = gate.isReadOnly
      var pool = try DatabasePool(
        path: isLocked ? writeProtected(real) : real,
        configuration: reading
      )
      let version = try checkedVersion(pool, path: path)
      if version < SchemaMigration.currentVersion {
        guard asked == nil, !isLocked else {
          throw StoreError.outdated(version: version, known: SchemaMigration.currentVersion)
        }
        try pool.close()
        try migrate(path: real, gate: gate, environment: environment)
        pool = try DatabasePool(path: real, configuration: reading)
      }
      let info = try pool.read(DatabaseInfo.fetch)
      let isOutOfTime = onRehearsalClock && !info.isRehearsal
      let (key, reason) = keyAndReason(
        info,
        environment: environment,
        path: real,
        asked: asked ?? (isOutOfTime ? .rehearsalClock : isLocked ? .fileMode : nil)
      )
      return CareDatabase(
        path: real,
        info: info,
        environment: environment,
        gate: gate,
        pool: pool,
        key: key,
        readOnly: reason
      )
    } catch let error as DatabaseError {
      if error.resultCode == .SQLITE_NOTADB { throw StoreError.foreign(path: path) }
      throw StoreError(error)
    }
  }

  private static func keyAndReason(
    _ info: DatabaseInfo,
    environment: StoreEnvironment,
    path: String,
    asked: StoreError.ReadOnlyReason?
  ) -> (DatabaseKey?, StoreError.ReadOnlyReason?) {
    do throws(StoreError) {
      let key = try DatabaseKey.load(fingerprint: info.keyFingerprint, from: environment)
      if asked == nil, !FileManager.default.isWritableFile(atPath: path) { return (key, .fileMode) }
      return (key, asked)
    } catch {
      return (
        nil,
        .keyMissing(fingerprint: info.keyFingerprint, folder: environment.keyFolder)
      )
    }
  }

  private static func checkedVersion(_ pool: DatabasePool, path: String) throws -> Int {
    try pool.read { db in
      let application = try Int.fetchOne(db, sql: "PRAGMA application_id") ?? 0
      guard application == SchemaMigration.applicationID else {
        throw StoreError.foreign(path: path)
      }
      let version = try Int.fetchOne(db, sql: "PRAGMA user_version") ?? 0
      let isSuperseded = try SchemaMigration.migrator.hasBeenSuperseded(db)
      guard version <= SchemaMigration.currentVersion, !isSuperseded else {
        throw StoreError.newer(version: version, known: SchemaMigration.currentVersion)
      }
      return version
    }
  }

  private static func migrate(
    path: String,
    gate: WriteGate,
    environment: StoreEnvironment
  ) throws {
    try gate.enter()
    defer { gate.leave() }
    let queue = try DatabaseQueue(path: path, configuration: writing)
    let before = try queue.read { try Int.fetchOne($0, sql: "PRAGMA user_version") ?? 0 }
    try SchemaMigration.migrator.migrate(queue)
    if before < SchemaMigration.sealedSince {
      // Without its key a database is not sealed, and `verify` says so.
      let info = try queue.read(DatabaseInfo.fetch)
      if let key = try? DatabaseKey.load(fingerprint: info.keyFingerprint, from: environment) {
        try queue.write { try LedgerSeal.beginOverExisting(key: key, in: $0) }
      }
    }
    gate.countChange()
    try queue.close()
  }

  private static func realPath(_ path: String) -> String {
    URL(fileURLWithPath: path).resolvingSymlinksInPath().path
  }

  /// The name under which SQLite opens a file of which nothing can be written beside it.
  ///
  /// A database in WAL mode needs a file of shared memory even for reading, unless it is told that
  /// nobody can change the file. Where a log stands beside it, which that would leave out, SQLite is
  /// left to say what it thinks of it.
  private static func writeProtected(_ path: String) -> String {
    let files = FileManager.default
    let log = (try? files.attributesOfItem(atPath: path + "-wal"))?[.size] as? Int
    guard log ?? 0 == 0, !files.fileExists(atPath: path + "-shm") else { return path }
    var allowed = CharacterSet.urlPathAllowed
    allowed.remove(charactersIn: "?#%")
    let escaped = path.addingPercentEncoding(withAllowedCharacters: allowed)
    return escaped.map { "file:\($0)?immutable=1" } ?? path
  }

  /// How the writing connection is set up; what durability rests on is asserted, not hoped for.
  static var writing: Configuration {
    var configuration = Configuration()
    configuration.label = "prescripcare.writer"
    configuration.prepareDatabase { db in
      let settings: [(name: String, set: String, expected: String)] = [
        ("journal_mode", "WAL", "wal"), ("synchronous", "FULL", "2"),
        ("wal_autocheckpoint", "0", "0"), ("foreign_keys", "ON", "1"),
        ("cell_size_check", "ON", "1"), ("trusted_schema", "OFF", "0"), ("mmap_size", "0", "0"),
      ]
      for setting in settings {
        try db.execute(sql: "PRAGMA \(setting.name) = \(setting.set)")
        let value = try Row.fetchOne(db, sql: "PRAGMA \(setting.name)").map {
          String.fromDatabaseValue($0[0]) ?? "\(Int.fromDatabaseValue($0[0]) ?? -1)"
        }
        // A build without memory mapping answers with no row at all.
        guard value == setting.expected || (value == nil && setting.name == "mmap_size") else {
          throw StoreError.unsafeSetting(name: setting.name, value: value ?? "none")
        }
      }
    }
    return configuration
  }

  /// How reading connections are set up.
  static var reading: Configuration {
    var configuration = Configuration()
    configuration.label = "prescripcare.reader"
    configuration.readonly = true
    configuration.maximumReaderCount = 3
    configuration.prepareDatabase { db in
      try db.execute(sql: "PRAGMA trusted_schema = OFF")
      try db.execute(sql: "PRAGMA cell_size_check = ON")
      try db.execute(sql: "PRAGMA mmap_size = 0")
    }
    return configuration
  }
}

/// What kind of database to make.
package struct NewDatabase: Equatable, Sendable {
  package var isCounter: Bool
  package var isRehearsal: Bool
  package var isSample: Bool

  package init(isCounter: Bool = false, isRehearsal: Bool = false, isSample: Bool = false) {
    self.isCounter = isCounter
    self.isRehearsal = isRehearsal
    self.isSample = isSample
  }
}

/// What a database says of itself.
package struct DatabaseInfo: Equatable, Sendable {
  package let isCounter: Bool
  /// Whether a rehearsal clock may write here.
  package let isRehearsal: Bool
  package let isSample: Bool
  package let keyFingerprint: String
  package let catalogueVersion: String?

  static func fetch(_ db: Database) throws -> DatabaseInfo {
    guard let row = try Row.fetchOne(db, sql: "SELECT * FROM database_info WHERE only_row = 1")
    else { throw StoreError.damaged(detail: "database_info is empty") }
    return DatabaseInfo(
      isCounter: row["mode"] == "counter",
      isRehearsal: row["is_rehearsal"],
      isSample: row["is_sample"],
      keyFingerprint: row["key_fingerprint"],
      catalogueVersion: row["catalogue_version"]
    )
  }
}

import Foundation
import GRDB
import Services

/// A temporary folder that goes away with its owner.
final class Scratch {
  let folder: String

  init() throws {
    do {
      folder = try TemporaryFolder.make("bench")
    } catch {
      throw NotMeasured(reason: "no temporary folder, error \(error.errno)")
    }
  }

  deinit {
    try? FileManager.default.removeItem(atPath: folder)  // The folder is of no use to anybody.
  }
}

/// Fills a database past the program, with fast SQL: what the rows are made of is not measured.
struct Filler {
  private let queue: DatabaseQueue

  init(_ path: String) throws {
    var configuration = Configuration()
    configuration.foreignKeysEnabled = false
    queue = try DatabaseQueue(path: path, configuration: configuration)
    try queue.writeWithoutTransaction { db in
      try db.execute(sql: "PRAGMA journal_mode = MEMORY")
      try db.execute(sql: "PRAGMA synchronous = OFF")
      try db.execute(sql: "PRAGMA cache_size = -200000")
    }
  }

  func execute(_ sql: String, _ arguments: StatementArguments = []) throws {
    try queue.write { db in try db.execute(sql: sql, arguments: arguments) }
  }

  func number(_ sql: String) throws -> Int {
    try queue.read { db in try Int.fetchOne(db, sql: sql) ?? 0 }
  }

  /// Leaves the file as the program expects it.
  func finish() throws {
    try queue.writeWithoutTransaction { db in
      try db.execute(sql: "PRAGMA journal_mode = WAL")
      try db.execute(sql: "ANALYZE")
      try db.checkpoint(.truncate)
    }
    try queue.close()
  }
}

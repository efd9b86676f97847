import Foundation
import GRDBSQLite

/// Hears every statement that SQLite runs in this process, with its values put in, so that the very
/// same SQL can be given to the `sqlite3` shell.
enum SQLTrace {
  /// Guards what was heard.
  private static let lock = NSLock()
  nonisolated(unsafe) private static var statements: [String] = []
  nonisolated(unsafe) private static var isListening = false

  /// To be called before a database is opened: connections opened later are heard.
  static func install() {
    typealias Entry =
      @convention(c) (
        OpaquePointer?, UnsafeMutablePointer<UnsafePointer<CChar>?>?, OpaquePointer?
      ) -> Int32
    let entry: Entry = { database, _, _ in
      sqlite3_trace_v2(
        database,
        UInt32(SQLITE_TRACE_STMT),
        { _, _, statement, _ in
          SQLTrace.hear(OpaquePointer(statement))
          return 0
        },
        nil
      )
    }
    // SQLite calls an entry point with the three arguments above whatever the declaration says.
    sqlite3_auto_extension(unsafeBitCast(entry, to: (@convention(c) () -> Void).self))
  }

  /// What ran while `body` did.
  static func statements(of body: () throws -> Void) rethrows -> [String] {
    lock.withLock {
      statements = []
      isListening = true
    }
    defer { lock.withLock { isListening = false } }
    try body()
    return lock.withLock { statements }
  }

  private static func hear(_ statement: OpaquePointer?) {
    lock.withLock {
      guard isListening, let text = sqlite3_expanded_sql(statement) else { return }
      statements.append(String(cString: text))
      sqlite3_free(text)
    }
  }
}

import Domain
import GRDB

/// What can go wrong with a database, as facts; what is said about it is decided by each front end.
package enum StoreError: Error, Equatable, Sendable {
  /// There is no database at the path.
  case missing(path: String)
  /// A database stands at the path already.
  case exists(path: String)
  /// The path cannot be created or opened: the system's error number.
  case unreachable(path: String, errno: Int32)
  /// The file is not a database of this program.
  case foreign(path: String)
  /// The file was written by a newer program; nothing was changed.
  case newer(version: Int, known: Int)
  /// The file is from an older program and cannot be brought up to date read-only.
  case outdated(version: Int, known: Int)
  /// The key with this fingerprint is not in the state folder.
  case keyMissing(fingerprint: String, folder: String)
  /// The database is open for reading only.
  case readOnly(ReadOnlyReason)
  /// Another process held the write gate for the whole time allowed, in seconds.
  case busy(seconds: Int)
  /// The program is ending and uses the database no more.
  case closed
  /// SQLite found the file damaged.
  case damaged(detail: String)
  /// The disk is full.
  case full
  /// Writing or syncing failed: SQLite's extended code.
  case inputOutput(code: Int)
  /// The program asked SQLite for something that cannot be: a mistake of ours.
  case fault(detail: String)
  /// A setting that durability rests on is not in force.
  case unsafeSetting(name: String, value: String)
  /// A transaction changed rows and put nothing into the audit.
  case unaudited(transaction: String)
  /// A transaction wrote medicines and passed no check: a mistake of ours.
  case unchecked(transaction: String)
  /// The checks stopped it; nothing was changed.
  case safety(SafetyStop)
  /// The policy refused.
  case notPermitted(AccessDenial)
  /// There is no such row.
  case notFound(what: String, id: String)
  /// Somebody else changed the row meanwhile.
  case changedMeanwhile(what: String, id: String)
  /// The values break a rule of the data; nothing was changed.
  case invalid(String)
  /// A rule of the stock refused; nothing was changed.
  case stock(StockFault)

  /// Why a database is open for reading only.
  package enum ReadOnlyReason: Equatable, Sendable {
    case asked
    case rehearsalClock
    case keyMissing(fingerprint: String, folder: String)
    case fileMode
  }

  /// The fact behind an error of SQLite.
  init(_ error: DatabaseError) {
    switch error.resultCode {
    case .SQLITE_BUSY, .SQLITE_LOCKED: self = .busy(seconds: 0)
    case .SQLITE_CORRUPT, .SQLITE_NOTADB:
      self = .damaged(detail: error.message ?? "unknown")
    case .SQLITE_FULL: self = .full
    case .SQLITE_READONLY: self = .readOnly(.fileMode)
    case .SQLITE_CONSTRAINT: self = .invalid(error.message ?? "constraint")
    case .SQLITE_ERROR, .SQLITE_MISUSE: self = .fault(detail: error.message ?? "unknown")
    default: self = .inputOutput(code: Int(error.extendedResultCode.rawValue))
    }
  }
}

import CLinux
import Foundation

extension DatabaseFile {
  /// Makes a database whole or not at all.
  ///
  /// It is made and filled under a name of its own in the same folder, brought to the disk, and only
  /// then gets the name that was asked for; a process that is killed half way leaves no database,
  /// and the next one clears away what it left. An existing file is never replaced.
  ///
  /// - Throws: ``StoreError/exists(path:)``, what ``create(path:info:environment:)`` and `fill` throw
  package static func build<Value>(
    path: String,
    info: NewDatabase,
    environment: StoreEnvironment,
    fill: (CareDatabase) throws -> Value
  ) throws -> Value {
    guard !FileManager.default.fileExists(atPath: path) else { throw StoreError.exists(path: path) }
    clearDrafts(of: path)
    let draft = "\(path)\(draftMark)\(getpid())"
    let database = try create(path: draft, info: info, environment: environment)
    let value: Value
    do {
      value = try fill(database)
      database.close()
      try publish(draft, as: path)
    } catch {
      discard(database)
      throw error
    }
    return value
  }

  private static let draftMark = ".unfinished-"

  private static let companions = ["", "-wal", "-shm", "-gate"]

  /// Gives a closed database its name, the file before the name.
  private static func publish(_ draft: String, as path: String) throws(StoreError) {
    let attributes = try? FileManager.default.attributesOfItem(atPath: draft + "-wal")
    // What still stands in the log would be lost with it.
    guard (attributes?[.size] as? Int ?? 0) == 0 else {
      throw .unreachable(path: draft, errno: EBUSY)
    }
    try sync(draft)
    guard link(draft, path) == 0 else {
      throw errno == EEXIST ? .exists(path: path) : .unreachable(path: path, errno: errno)
    }
    for suffix in companions { unlink(draft + suffix) }
    let folder = (path as NSString).deletingLastPathComponent
    try sync(folder.isEmpty ? "." : folder)
  }

  private static func sync(_ path: String) throws(StoreError) {
    let descriptor = pc_open(path, O_RDONLY, 0)
    guard descriptor >= 0 else { throw .unreachable(path: path, errno: errno) }
    defer { close(descriptor) }
    guard fsync(descriptor) == 0 else { throw .unreachable(path: path, errno: errno) }
  }

  /// Removes what processes left that are no more.
  private static func clearDrafts(of path: String) {
    let folder = (path as NSString).deletingLastPathComponent
    let beginning = (path as NSString).lastPathComponent + draftMark
    // A folder that cannot be listed holds nothing to clear, or says so when the file is made.
    let names = (try? FileManager.default.contentsOfDirectory(atPath: folder)) ?? []
    for name in names where name.hasPrefix(beginning) {
      let digits = name.dropFirst(beginning.count).prefix { $0.isASCII && $0.isNumber }
      guard let process = Int32(digits), process == getpid() || kill(process, 0) != 0 else {
        continue
      }
      unlink((folder as NSString).appendingPathComponent(name))
    }
  }
}

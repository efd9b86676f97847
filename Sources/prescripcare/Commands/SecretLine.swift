import Foundation

/// A secret that comes through a descriptor, so that it stands neither in the list of processes nor
/// in the history of a shell.
enum SecretLine {
  /// The first line that can be read, without its end; `what` names it when there is none.
  static func read(from descriptor: Int32, what: String) throws -> String {
    guard
      let data = try? FileHandle(fileDescriptor: descriptor, closeOnDealloc: false).read(
        upToCount: 1024
      ), let line = String(data: data, encoding: .utf8)?.split(separator: "\n").first
    else {
      throw CommandFailure(.missingInput, "No \(what) could be read from descriptor \(descriptor).")
    }
    return String(line)
  }
}

import Foundation
import TestSupport

@testable import Domain
@testable import Services

/// A folder with programs written for one test, and what they leave behind in it.
final class ReceiverFolder {
  let path: String

  init() throws {
    path = try TemporaryFolder.make("receiver")
  }

  deinit { try? FileManager.default.removeItem(atPath: path) }

  /// Writes a shell program; `$here` in it is this folder.
  @discardableResult
  func program(_ name: String, _ body: String) throws -> String {
    let file = "\(path)/\(name)"
    try ProgramFile.write(file, "here='\(path)'\n\(body)")
    return file
  }

  func text(_ name: String) throws -> String {
    try String(contentsOfFile: "\(path)/\(name)", encoding: .utf8)
  }

  func exists(_ name: String) -> Bool { FileManager.default.fileExists(atPath: "\(path)/\(name)") }

  /// The programs of this folder first, then those of the system.
  var programs: OutsidePrograms {
    OutsidePrograms(folders: [path] + OutsidePrograms.usualFolders)
  }
}

extension DeliveryMessage {
  static func sample(
    title: String = "Due: 2 medicines",
    body: String = "2 medicines, due 8:00 AM.",
    priority: DeliveryPriority = .normal,
    isSilent: Bool = false
  ) -> DeliveryMessage {
    DeliveryMessage(
      notification: 41,
      title: title,
      body: body,
      priority: priority,
      isSilent: isSilent
    )
  }
}

extension DeliveryChannel {
  /// What comes of a message.
  func outcome(_ message: DeliveryMessage = .sample()) async -> DeliveryOutcome {
    await withCheckedContinuation { continuation in
      deliver(message) { continuation.resume(returning: $0) }
    }
  }
}

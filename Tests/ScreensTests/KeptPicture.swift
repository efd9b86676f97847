import Foundation
import Terminal

/// Pictures of screens that are kept as text under `Pictures` and compared with what is drawn.
///
/// With `PRESCRIPCARE_WRITE_PICTURES` set they are written anew, to be looked at before they are
/// committed.
@MainActor enum KeptPicture {
  /// Whether the kept picture of that name is what the canvas shows.
  static func isSame(_ name: String, _ canvas: Canvas) -> Bool {
    let file = URL(fileURLWithPath: #filePath).deletingLastPathComponent()
      .appendingPathComponent("Pictures/\(name).txt")
    let text = canvas.text + "\n"
    if ProcessInfo.processInfo.environment["PRESCRIPCARE_WRITE_PICTURES"] != nil {
      try? text.write(to: file, atomically: true, encoding: .utf8)  // Compared just below.
    }
    return text == (try? String(contentsOf: file, encoding: .utf8))  // Missing is unlike any.
  }
}

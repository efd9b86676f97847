import CLinux
import Foundation

/// Keys from a terminal descriptor.
struct TerminalInput {
  /// What a read brought.
  enum Outcome: Equatable {
    case bytes
    case nothing
    /// The other side is gone.
    case hungUp
  }

  /// Bytes read since the beginning, for the idle report.
  private(set) var bytesRead = 0
  private let descriptor: Int32
  private var decoder: KeyDecoder
  private var emptyReads = 0

  /// Reads that bring nothing although the terminal was ready; so many in a row mean it is gone.
  private static let emptyReadLimit = 20

  init(descriptor: Int32, extraKeys: [[UInt8]: Key]) {
    self.descriptor = descriptor
    decoder = KeyDecoder(extra: extraKeys)
  }

  /// Whether an Escape may still turn out to begin something longer.
  var isWaiting: Bool { decoder.isWaiting }

  /// Reads what is there; call only when the terminal is ready.
  mutating func read() -> Outcome {
    var buffer = [UInt8](repeating: 0, count: 4096)
    let count = Glibc.read(descriptor, &buffer, buffer.count)
    if count > 0 {
      emptyReads = 0
      bytesRead += count
      decoder.feed(buffer[..<count])
      return .bytes
    }
    if count < 0, errno == EINTR || errno == EAGAIN { return .nothing }
    if count < 0 { return .hungUp }
    emptyReads += 1
    return emptyReads >= Self.emptyReadLimit ? .hungUp : .nothing
  }

  /// The next key among what was read.
  mutating func next(flush: Bool) -> Key? {
    decoder.next(flush: flush)
  }
}

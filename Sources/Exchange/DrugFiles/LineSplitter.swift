/// Cuts a stream of bytes into lines as the pieces come, and holds no more than one line of it.
///
/// Lines end in LF or CRLF; the last one may lack its end.
package struct LineSplitter: Sendable {
  /// The longest line that is kept, in bytes; of a longer one the beginning is, and it is marked.
  package static let longest = 65_536

  private var open: [UInt8] = []
  private var isTooLong = false
  private var number = 0

  package init() {}

  /// One line without its end.
  package struct Line: Sendable {
    /// From 1.
    package let number: Int
    package let bytes: [UInt8]
    package let isTooLong: Bool

    /// Without the mark that some programs write before UTF-8.
    var withoutMark: Line {
      guard bytes.starts(with: [0xEF, 0xBB, 0xBF]) else { return self }
      return Line(number: number, bytes: Array(bytes.dropFirst(3)), isTooLong: isTooLong)
    }
  }

  /// Takes the next piece and hands over each line that it completes.
  package mutating func take<Failure: Error>(
    _ piece: [UInt8],
    _ body: (Line) throws(Failure) -> Void
  ) throws(Failure) {
    var start = 0
    while let end = piece[start...].firstIndex(of: 0x0A) {
      keep(piece[start..<end])
      try body(close())
      start = end + 1
    }
    keep(piece[start...])
  }

  /// Hands over the last line, where it has no end.
  package mutating func finish<Failure: Error>(
    _ body: (Line) throws(Failure) -> Void
  ) throws(Failure) {
    guard !open.isEmpty || isTooLong else { return }
    try body(close())
  }

  private mutating func keep(_ bytes: ArraySlice<UInt8>) {
    let room = Self.longest - open.count
    if bytes.count > room { isTooLong = true }
    open.append(contentsOf: bytes.prefix(room))
  }

  private mutating func close() -> Line {
    if open.last == 0x0D { open.removeLast() }
    number += 1
    defer {
      open.removeAll(keepingCapacity: true)
      isTooLong = false
    }
    return Line(number: number, bytes: open, isTooLong: isTooLong)
  }
}

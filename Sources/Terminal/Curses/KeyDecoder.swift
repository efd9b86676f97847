/// Turns the bytes a terminal sends into keys.
///
/// The terminal is read directly instead of through curses' input functions: a paste is then one
/// key whatever it holds, bytes that are not UTF-8 cannot stall the queue, and all of it can be
/// tested without a terminal. Both encodings of the arrow keys are known, and those of xterm,
/// VT220, rxvt and the Linux console. Sequences nobody knows, and keys with Alt, are dropped
/// whole, so that none of their letters acts.
package struct KeyDecoder: Sendable {
  /// Bytes of one paste that are taken.
  package static let pasteLimit = 65_536

  private var bytes: ArraySlice<UInt8> = []
  private var paste: PasteCollector?
  private let extra: [[UInt8]: Key]

  /// A decoder that also knows the sequences in `extra`, such as those of terminfo.
  package init(extra: [[UInt8]: Key] = [:]) {
    self.extra = extra
  }

  /// Takes in bytes from the terminal.
  package mutating func feed(_ new: some Sequence<UInt8>) {
    bytes.append(contentsOf: new)
  }

  /// Whether the bytes so far may be the beginning of something longer.
  ///
  /// After 25 milliseconds without more, call `next(flush: true)`: it was a bare Escape.
  package var isWaiting: Bool { !bytes.isEmpty && paste == nil }

  /// The next key, or nothing when more bytes must come first.
  package mutating func next(flush: Bool = false) -> Key? {
    while !bytes.isEmpty {
      if paste != nil {
        guard let finished = collectPaste() else { return nil }
        return finished
      }
      switch step(flush: flush) {
      case .key(let key, let length):
        bytes.removeFirst(length)
        return key
      case .dropped(let length):
        bytes.removeFirst(length)
      case .pasteBegins(let length):
        bytes.removeFirst(length)
        paste = PasteCollector(limit: Self.pasteLimit)
      case .incomplete:
        if !flush { return nil }
        bytes.removeAll()
      }
    }
    return nil
  }

  private enum Step {
    case key(Key, Int)
    case dropped(Int)
    case pasteBegins(Int)
    case incomplete
  }

  private mutating func collectPaste() -> Key? {
    guard var collector = paste else { return nil }
    let rest = collector.take(bytes)
    bytes = ArraySlice(rest ?? [])
    paste = rest == nil ? collector : nil
    return rest == nil ? nil : collector.key
  }

  private func step(flush: Bool) -> Step {
    let first = bytes[bytes.startIndex]
    switch first {
    case 0x1B: return escapeStep(flush: flush)
    case 0x0D, 0x0A: return .key(.enter, 1)
    case 0x09: return .key(.tab, 1)
    case 0x08, 0x7F: return .key(.backspace, 1)
    case 0x00...0x1F:
      return .key(.control(Character(Unicode.Scalar(first + 0x40)).asLowercase), 1)
    default: return characterStep(at: bytes.startIndex)
    }
  }

  private func characterStep(at start: Int) -> Step {
    let first = bytes[start]
    let length: Int
    switch first {
    case 0x20...0x7E: return .key(.character(Character(Unicode.Scalar(first))), 1)
    case 0xC2...0xDF: length = 2
    case 0xE0...0xEF: length = 3
    case 0xF0...0xF4: length = 4
    default: return .dropped(1)
    }
    let present = bytes[start...].prefix(length)
    if present.dropFirst().contains(where: { $0 & 0xC0 != 0x80 }) { return .dropped(1) }
    if present.count < length { return .incomplete }
    guard let text = String(validating: present, as: UTF8.self), let character = text.first,
      let scalar = text.unicodeScalars.first, scalar.value > 0x9F
    else { return .dropped(length) }
    return .key(.character(character), length)
  }

  private func escapeStep(flush: Bool) -> Step {
    let start = bytes.startIndex
    guard bytes.count > 1 else { return flush ? .key(.escape, 1) : .incomplete }
    if let (key, length) = knownExtra() { return .key(key, length) }
    switch bytes[start + 1] {
    case UInt8(ascii: "["): return controlSequence(from: start + 2)
    case UInt8(ascii: "O"):
      guard bytes.count > 2 else { return .incomplete }
      if let key = KeySequences.afterO[bytes[start + 2]] { return .key(key, 3) }
      return .dropped(3)
    case UInt8(ascii: "]"), UInt8(ascii: "P"), UInt8(ascii: "X"), UInt8(ascii: "^"),
      UInt8(ascii: "_"):
      return stringSequence(from: start + 2)
    case 0x1B: return .key(.escape, 1)
    default: return altStep(at: start + 1)
    }
  }

  /// Escape and a character in one go is the character with Alt: no key of this program.
  private func altStep(at start: Int) -> Step {
    switch characterStep(at: start) {
    case .key(_, let length), .dropped(let length): .dropped(length + 1)
    case .incomplete: .incomplete
    case .pasteBegins: .dropped(1)
    }
  }

  private func knownExtra() -> (Key, Int)? {
    guard !extra.isEmpty else { return nil }
    for length in stride(from: min(8, bytes.count), to: 1, by: -1) {
      if let key = extra[Array(bytes.prefix(length))] { return (key, length) }
    }
    return nil
  }

  private func controlSequence(from start: Int) -> Step {
    // The Linux console sends F1 to F5 as ESC [ [ A to E.
    if start < bytes.endIndex, bytes[start] == UInt8(ascii: "[") {
      guard start + 1 < bytes.endIndex else { return .incomplete }
      let number = Int(bytes[start + 1]) - 0x40
      return (1...5).contains(number) ? .key(.function(number), 4) : .dropped(4)
    }
    var index = start
    while index < bytes.endIndex, (0x20...0x3F).contains(bytes[index]) {
      index += 1
      if index - start > 32 { return .dropped(index - bytes.startIndex) }
    }
    guard index < bytes.endIndex else { return .incomplete }
    let length = index + 1 - bytes.startIndex
    guard (0x40...0x7E).contains(bytes[index]) else { return .dropped(length - 1) }
    let parameters = Array(bytes[start..<index])
    if bytes[index] == UInt8(ascii: "~"), parameters == Array("200".utf8) {
      return .pasteBegins(length)
    }
    guard let key = KeySequences.key(parameters: parameters, final: bytes[index]) else {
      return .dropped(length)
    }
    return .key(key, length)
  }

  /// Answers of the terminal that nobody asked for: dropped to their end.
  private func stringSequence(from start: Int) -> Step {
    for index in bytes.indices[start...] {
      let length = index + 1 - bytes.startIndex
      if bytes[index] == 0x07 || length > 4096 { return .dropped(length) }
      if bytes[index] == 0x5C, bytes[index - 1] == 0x1B, index > start { return .dropped(length) }
    }
    return .incomplete
  }
}

extension Character {
  fileprivate var asLowercase: Character {
    Character(lowercased())
  }
}

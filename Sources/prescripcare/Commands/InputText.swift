import Domain
import Foundation

/// Text from outside the program: an argument, a file or stdin; never endless.
enum InputText {
  /// The largest document that is read, in bytes.
  static let largest = 4 << 20

  /// Reads a JSON document that is given as it is, as `-` for stdin, or as the path of a file.
  ///
  /// `what` names the document in sentences, as in `the rule`; `isFile` says that a text without
  /// braces can only be a path.
  ///
  /// - Throws: ``CommandFailure``
  static func document(_ argument: String, what: String, isFile: Bool = false) throws -> JSON {
    let bytes = try bytes(argument, what: what, isFile: isFile)
    let name = what.prefix(1).uppercased() + what.dropFirst()
    guard bytes.count <= largest else {
      throw CommandFailure(.badData, "\(name) is longer than \(largest >> 20) MB.")
    }
    guard let text = String(validating: bytes, as: UTF8.self) else {
      throw CommandFailure(.badData, "\(name) is not text in UTF-8.")
    }
    let isControl = bytes.contains { $0 < 0x20 && !"\n\r\t".utf8.contains($0) || $0 == 0x7F }
    guard !isControl else {
      throw CommandFailure(.badData, "\(name) holds control characters.")
    }
    do {
      return try JSON(text: text)
    } catch {
      throw CommandFailure(.badData, "\(name) is not a JSON document.")
    }
  }

  private static func bytes(_ argument: String, what: String, isFile: Bool) throws -> [UInt8] {
    if argument == "-" { return try contents(of: STDIN_FILENO, atMost: largest + 1) }
    if let first = argument.first(where: { !$0.isWhitespace }), "{[\"".contains(first) {
      return Array(argument.utf8)
    }
    let descriptor = argument.isEmpty ? -1 : open(argument, O_RDONLY | O_CLOEXEC)
    guard descriptor >= 0 else {
      guard isFile || argument.contains("/") || argument.hasSuffix(".json") else {
        return Array(argument.utf8)
      }
      let path = SafeText.forTerminal(String(argument.prefix(200)))
      throw CommandFailure(.missingInput, "There is no file \(path) that can be read.")
    }
    defer { close(descriptor) }
    return try contents(of: descriptor, atMost: largest + 1)
  }

  private static func contents(of descriptor: Int32, atMost limit: Int) throws -> [UInt8] {
    var bytes: [UInt8] = []
    while bytes.count < limit, let chunk = try chunk(of: descriptor) { bytes += chunk }
    return bytes
  }

  /// The next bytes; nil at the end.
  private static func chunk(of descriptor: Int32) throws -> [UInt8]? {
    var buffer = [UInt8](repeating: 0, count: 65_536)
    while true {
      let count = read(descriptor, &buffer, buffer.count)
      if count > 0 { return Array(buffer[..<count]) }
      if count == 0 { return nil }
      switch errno {
      case EINTR: continue
      case EISDIR: throw CommandFailure(.missingInput, "That is a folder, not a file.")
      default: throw CommandFailure(.inputOutput, "Reading failed (system error \(errno)).")
      }
    }
  }
}

extension InputText {
  /// The longest line that is kept, in bytes; the rest of a longer one is passed over.
  static let longestLine = 65_536

  /// Calls `body` with each line of stdin as soon as it is there, without its end.
  ///
  /// - Returns: How many lines there were.
  /// - Throws: ``CommandFailure`` when stdin is a terminal at which nobody would know to type.
  static func eachLineOfStdin(_ body: (String) throws -> Void) throws -> Int {
    guard isatty(STDIN_FILENO) == 0 else {
      throw CommandFailure(.usage, "Give a text, or send lines to stdin.")
    }
    var line: [UInt8] = []
    var count = 0
    var hasOpenLine = false
    func end() throws {
      if line.last == 0x0D { line.removeLast() }
      try body(String(decoding: line, as: UTF8.self))
      count += 1
      line = []
      hasOpenLine = false
    }
    while let chunk = try chunk(of: STDIN_FILENO) {
      for byte in chunk {
        if byte == 0x0A {
          try end()
        } else {
          hasOpenLine = true
          if line.count < longestLine { line.append(byte) }
        }
      }
    }
    if hasOpenLine { try end() }
    return count
  }
}

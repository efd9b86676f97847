import Foundation

/// The texts that stand in a source file between quotation marks.
///
/// What is put into a text by the program is one character: ``formatted`` where it comes from the
/// formatter, ``inserted`` otherwise.
struct SourceLiterals {
  static let inserted = "\u{E000}"
  static let formatted = "\u{E001}"

  private let bytes: [UInt8]
  private var index = 0
  private(set) var texts: [String] = []

  init(_ source: [UInt8]) {
    bytes = source
    while index < bytes.count { next() }
  }

  /// The texts of every file of the program, with the file's path below `Sources`.
  static func ofProgram() throws -> [(path: String, texts: [String])] {
    let root = #filePath.components(separatedBy: "/Tests/")[0] + "/Sources"
    let modules = [
      "Domain", "Exchange", "Store", "Services", "Terminal", "Screens", "prescripcare",
    ]
    return try modules.flatMap { module -> [(String, [String])] in
      let names = FileManager.default.enumerator(atPath: "\(root)/\(module)")
      return try (names?.compactMap { $0 as? String } ?? []).filter { $0.hasSuffix(".swift") }
        .sorted().map { name in
          let data = try Data(contentsOf: URL(fileURLWithPath: "\(root)/\(module)/\(name)"))
          return ("\(module)/\(name)", SourceLiterals(Array(data)).texts)
        }
    }
  }

  private mutating func next() {
    if starts("//") {
      while index < bytes.count, bytes[index] != UInt8(ascii: "\n") { index += 1 }
      return
    }
    var hashes = 0
    while index + hashes < bytes.count, bytes[index + hashes] == UInt8(ascii: "#") { hashes += 1 }
    guard index + hashes < bytes.count, bytes[index + hashes] == UInt8(ascii: "\"") else {
      index += max(1, hashes)
      return
    }
    index += hashes
    literal(hashes)
  }

  private func starts(_ text: StaticString, at place: Int? = nil) -> Bool {
    let start = place ?? index
    guard start + text.utf8CodeUnitCount <= bytes.count else { return false }
    return (0..<text.utf8CodeUnitCount).allSatisfy { bytes[start + $0] == text.utf8Start[$0] }
  }

  private func hasHashes(_ count: Int, at place: Int) -> Bool {
    place + count <= bytes.count
      && bytes[place..<place + count].allSatisfy { $0 == UInt8(ascii: "#") }
  }

  /// Reads one literal from its first quotation mark on.
  private mutating func literal(_ hashes: Int) {
    let isLong = starts("\"\"\"")
    index += isLong ? 3 : 1
    var text: [UInt8] = []
    while index < bytes.count {
      let isEnd = isLong ? starts("\"\"\"") : bytes[index] == UInt8(ascii: "\"")
      if isEnd, hasHashes(hashes, at: index + (isLong ? 3 : 1)) {
        index += (isLong ? 3 : 1) + hashes
        texts.append(String(decoding: text, as: UTF8.self))
        return
      }
      if bytes[index] == UInt8(ascii: "\\"), hasHashes(hashes, at: index + 1) {
        index += 1 + hashes
        text += escape()
      } else {
        text.append(bytes[index])
        index += 1
      }
    }
  }

  /// What stands behind a backslash.
  private mutating func escape() -> [UInt8] {
    guard index < bytes.count else { return [] }
    let first = bytes[index]
    index += 1
    switch first {
    case UInt8(ascii: "("):
      let isFormatted = starts("Display.")
      skipInsertion()
      return Array((isFormatted ? Self.formatted : Self.inserted).utf8)
    case UInt8(ascii: "u"):
      let digits = bytes[(index + 1)...].prefix { $0 != UInt8(ascii: "}") }
      index += digits.count + 2
      let value = UInt32(String(decoding: digits, as: UTF8.self), radix: 16)
      return value.flatMap(Unicode.Scalar.init).map { Array(String($0).utf8) } ?? []
    case UInt8(ascii: "n"): return [UInt8(ascii: "\n")]
    case UInt8(ascii: "\n"): return []
    default: return [first]
    }
  }

  /// Goes behind the parenthesis that closes an insertion; texts within it are texts, too.
  private mutating func skipInsertion() {
    var depth = 1
    while index < bytes.count, depth > 0 {
      switch bytes[index] {
      case UInt8(ascii: "("): depth += 1
      case UInt8(ascii: ")"): depth -= 1
      case UInt8(ascii: "\""):
        literal(0)
        continue
      default: break
      }
      index += 1
    }
  }
}

/// Reads one JSON document (RFC 8259), byte by byte.
///
/// Rules of schedules are read for every look at a day. Foundation's decoder finds out the kind of
/// each value by failing at the others, which made reading a dozen rules as slow as all the rest.
struct JSONReader {
  /// How deep arrays and objects may stand in each other.
  static let mostLevels = 200

  private let bytes: [UInt8]
  private var place = 0
  private var level = 0

  init(_ text: String) { bytes = Array(text.utf8) }

  /// The document, with nothing after it.
  ///
  /// - Throws: ``JSONError/unreadable``
  mutating func document() throws(JSONError) -> JSON {
    let value = try value()
    skipBlanks()
    guard place == bytes.count else { throw .unreadable }
    return value
  }

  private mutating func value() throws(JSONError) -> JSON {
    skipBlanks()
    switch peek {
    case UInt8(ascii: "{"): return try nested { reader throws(JSONError) in try reader.object() }
    case UInt8(ascii: "["): return try nested { reader throws(JSONError) in try reader.array() }
    case UInt8(ascii: "\""): return .string(try string())
    case UInt8(ascii: "t"): return try word("true", .bool(true))
    case UInt8(ascii: "f"): return try word("false", .bool(false))
    case UInt8(ascii: "n"): return try word("null", .null)
    default: return try number()
    }
  }

  /// The next byte; 0, which no document holds, at the end.
  private var peek: UInt8 { place < bytes.count ? bytes[place] : 0 }

  private mutating func skipBlanks() {
    while place < bytes.count, [0x20, 0x09, 0x0A, 0x0D].contains(bytes[place]) { place += 1 }
  }

  private mutating func take(_ byte: UInt8) throws(JSONError) {
    guard peek == byte else { throw .unreadable }
    place += 1
  }

  private mutating func word(_ word: StaticString, _ value: JSON) throws(JSONError) -> JSON {
    for index in 0..<word.utf8CodeUnitCount { try take(word.utf8Start[index]) }
    return value
  }

  private mutating func nested(
    _ read: (inout JSONReader) throws(JSONError) -> JSON
  ) throws(JSONError) -> JSON {
    level += 1
    guard level <= Self.mostLevels else { throw .unreadable }
    place += 1
    let value = try read(&self)
    level -= 1
    return value
  }

  // MARK: Arrays and objects

  private mutating func array() throws(JSONError) -> JSON {
    var values: [JSON] = []
    skipBlanks()
    if peek == UInt8(ascii: "]") {
      place += 1
      return .array(values)
    }
    while true {
      values.append(try value())
      guard try goesOn(until: UInt8(ascii: "]")) else { return .array(values) }
    }
  }

  /// The members by name; of two with one name the last one counts.
  private mutating func object() throws(JSONError) -> JSON {
    var members: [String: JSON] = [:]
    skipBlanks()
    if peek == UInt8(ascii: "}") {
      place += 1
      return .object([])
    }
    while true {
      skipBlanks()
      let key = try string()
      skipBlanks()
      try take(UInt8(ascii: ":"))
      members[key] = try value()
      guard try goesOn(until: UInt8(ascii: "}")) else { break }
    }
    return .object(members.sorted { $0.key < $1.key }.map { JSONMember($0.key, $0.value) })
  }

  /// Whether a comma follows and not the end.
  private mutating func goesOn(until end: UInt8) throws(JSONError) -> Bool {
    skipBlanks()
    guard peek != end else {
      place += 1
      return false
    }
    try take(UInt8(ascii: ","))
    return true
  }

  // MARK: Strings

  private mutating func string() throws(JSONError) -> String {
    try take(UInt8(ascii: "\""))
    let start = place
    while place < bytes.count, bytes[place] != UInt8(ascii: "\"") {
      guard bytes[place] >= 0x20 else { throw .unreadable }
      guard bytes[place] != UInt8(ascii: "\\") else { return try escaped(from: start) }
      place += 1
    }
    let text = String(decoding: bytes[start..<place], as: UTF8.self)
    try take(UInt8(ascii: "\""))
    return text
  }

  /// A string with an escape in it, of which everything from `start` to here is plain.
  private mutating func escaped(from start: Int) throws(JSONError) -> String {
    var text = Array(bytes[start..<place])
    while place < bytes.count, bytes[place] != UInt8(ascii: "\"") {
      let byte = bytes[place]
      guard byte >= 0x20 else { throw .unreadable }
      place += 1
      if byte == UInt8(ascii: "\\") {
        text.append(contentsOf: String(Character(try escape())).utf8)
      } else {
        text.append(byte)
      }
    }
    try take(UInt8(ascii: "\""))
    return String(decoding: text, as: UTF8.self)
  }

  private mutating func escape() throws(JSONError) -> Unicode.Scalar {
    let kind = peek
    place += 1
    switch kind {
    case UInt8(ascii: "\""), UInt8(ascii: "\\"), UInt8(ascii: "/"): return Unicode.Scalar(kind)
    case UInt8(ascii: "b"): return "\u{8}"
    case UInt8(ascii: "f"): return "\u{C}"
    case UInt8(ascii: "n"): return "\n"
    case UInt8(ascii: "r"): return "\r"
    case UInt8(ascii: "t"): return "\t"
    case UInt8(ascii: "u"): return try codePoint()
    default: throw .unreadable
    }
  }

  /// Four hexadecimal digits, or twice four for what lies beyond the first 65,536.
  private mutating func codePoint() throws(JSONError) -> Unicode.Scalar {
    let first = try hexadecimal()
    if let scalar = Unicode.Scalar(first) {
      guard first > 0 else { throw .unreadable }
      return scalar
    }
    guard (0xD800..<0xDC00).contains(first) else { throw .unreadable }
    try take(UInt8(ascii: "\\"))
    try take(UInt8(ascii: "u"))
    let second = try hexadecimal()
    guard (0xDC00..<0xE000).contains(second),
      let scalar = Unicode.Scalar(0x10000 + (first - 0xD800) << 10 + (second - 0xDC00))
    else { throw .unreadable }
    return scalar
  }

  private mutating func hexadecimal() throws(JSONError) -> UInt32 {
    var number: UInt32 = 0
    for _ in 0..<4 {
      guard let digit = Character(Unicode.Scalar(peek)).hexDigitValue else { throw .unreadable }
      number = number << 4 | UInt32(digit)
      place += 1
    }
    return number
  }

  // MARK: Numbers

  private mutating func number() throws(JSONError) -> JSON {
    let start = place
    if peek == UInt8(ascii: "-") { place += 1 }
    let first = peek
    let digits = skipDigits()
    // 01 is no number.
    guard digits > 0, digits == 1 || first != UInt8(ascii: "0") else { throw .unreadable }
    var isWhole = true
    if peek == UInt8(ascii: ".") {
      place += 1
      isWhole = false
      guard skipDigits() > 0 else { throw .unreadable }
    }
    if peek == UInt8(ascii: "e") || peek == UInt8(ascii: "E") {
      place += 1
      isWhole = false
      if peek == UInt8(ascii: "+") || peek == UInt8(ascii: "-") { place += 1 }
      guard skipDigits() > 0 else { throw .unreadable }
    }
    let text = String(decoding: bytes[start..<place], as: UTF8.self)
    if isWhole, let integer = Int(text) { return .integer(integer) }
    guard let decimal = Double(text), decimal.isFinite else { throw .unreadable }
    return .decimal(decimal)
  }

  private mutating func skipDigits() -> Int {
    let start = place
    while (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(peek) { place += 1 }
    return place - start
  }
}

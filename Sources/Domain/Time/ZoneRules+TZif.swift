/// Why bytes are not a time zone this program can use.
package enum ZoneError: Error, Equatable, Sendable {
  /// The bytes do not begin as a zone file does.
  case notTZif
  /// The bytes end before `byte`, or something stands there that the format forbids.
  case damaged(byte: Int)
  /// The file counts leap seconds, as those below `right/` do; this program's instants do not.
  case leapSeconds
  /// The rule for the years to come cannot be read.
  case unreadableRule(String)
}

extension ZoneRules {
  /// A time zone from the bytes of a zone file (TZif versions 1 to 4, RFC 8536 and 9636).
  ///
  /// The 64-bit block is used where there is one. The rule of the footer is written out for four
  /// hundred years, after which the Gregorian calendar repeats.
  ///
  /// - Throws: ``ZoneError``
  package init(identifier: String, tzif: [UInt8]) throws(ZoneError) {
    var file = TZifReader(bytes: tzif)
    var header = try file.header()
    var width = 4
    if header.version >= 2 {
      try file.skip(header.size(timeWidth: 4))
      header = try file.header()
      width = 8
    }
    guard header.leapCount == 0 else { throw .leapSeconds }
    let block = try file.block(header, timeWidth: width)
    let footer = width == 8 ? try file.footer() : ""
    let rule: PosixZone? = footer.isEmpty ? nil : try PosixZone(text: footer)
    self.init(identifier: identifier, block: block, rule: rule)
  }

  private init(identifier: String, block: TZifBlock, rule: PosixZone?) {
    var times: [Int] = []
    var offsets = [block.times.isEmpty ? rule?.standard ?? block.first : block.first]
    func append(_ time: Int, _ offset: Int) {
      if offsets.last != offset {
        times.append(time)
        offsets.append(offset)
      }
    }
    for (time, offset) in zip(block.times, block.offsets) { append(time, offset) }
    guard let rule, rule.saving != nil else {
      self.init(identifier: identifier, times: times, offsets: offsets, repeating: nil)
      return
    }
    // Without any change on record the rule holds for all time: any cycle will do.
    let last = block.times.last ?? 0
    let firstYear = Self.year(of: last)
    let lastYear = firstYear + 402
    for year in firstYear - 1...lastYear {
      for change in rule.changes(in: year) where change.time > last || block.times.isEmpty {
        append(change.time, change.offset)
      }
    }
    let end = Self.start(of: lastYear)
    let start = block.times.isEmpty ? end - Self.cycle : Int.min / 2
    self.init(identifier: identifier, times: times, offsets: offsets, repeating: start..<end)
  }

  private static func year(of seconds: Int) -> Int {
    CalendarDate(day: seconds / 86_400 - (seconds % 86_400 < 0 ? 1 : 0)).components.year
  }

  /// Seconds since 1970 at the first moment of a year.
  static func start(of year: Int) -> Int {
    let previous = year - 1
    return (previous * 365 + previous / 4 - previous / 100 + previous / 400 - 719_162) * 86_400
  }
}

/// The changes a zone file lists.
private struct TZifBlock {
  var first: Int
  var times: [Int]
  var offsets: [Int]
}

/// The counts at the head of a block.
private struct TZifHeader {
  let version: Int
  let utCount: Int
  let standardCount: Int
  let leapCount: Int
  let timeCount: Int
  let typeCount: Int
  let characterCount: Int

  func size(timeWidth: Int) -> Int {
    timeCount * (timeWidth + 1) + typeCount * 6 + characterCount + leapCount * (timeWidth + 4)
      + standardCount + utCount
  }
}

/// Reads the parts of a zone file in order and never beyond its end.
private struct TZifReader {
  let bytes: [UInt8]
  var position = 0

  init(bytes: [UInt8]) { self.bytes = bytes }

  mutating func skip(_ count: Int) throws(ZoneError) {
    guard count <= bytes.count - position else { throw .damaged(byte: position) }
    position += count
  }

  mutating func integer(width: Int) throws(ZoneError) -> Int {
    let start = position
    try skip(width)
    var value = UInt64(0)
    for index in start..<position { value = value << 8 | UInt64(bytes[index]) }
    return width == 8
      ? Int(Int64(bitPattern: value)) : Int(Int32(truncatingIfNeeded: value))
  }

  mutating func header() throws(ZoneError) -> TZifHeader {
    let start = position
    guard bytes.count - start >= 44, Array(bytes[start..<start + 4]) == Array("TZif".utf8) else {
      throw start == 0 ? .notTZif : .damaged(byte: start)
    }
    let digit = bytes[start + 4]
    position = start + 20
    var counts: [Int] = []
    for _ in 0..<6 {
      let count = try integer(width: 4)
      guard (0...100_000).contains(count) else { throw .damaged(byte: position - 4) }
      counts.append(count)
    }
    return TZifHeader(
      version: digit == 0 ? 1 : Int(digit) - 48,
      utCount: counts[0],
      standardCount: counts[1],
      leapCount: counts[2],
      timeCount: counts[3],
      typeCount: counts[4],
      characterCount: counts[5]
    )
  }

  mutating func block(_ header: TZifHeader, timeWidth: Int) throws(ZoneError) -> TZifBlock {
    let end = position + header.size(timeWidth: timeWidth)
    guard header.typeCount > 0, end <= bytes.count else { throw .damaged(byte: position) }
    var times: [Int] = []
    for _ in 0..<header.timeCount {
      let time = try integer(width: timeWidth)
      guard time > times.last ?? Int.min else { throw .damaged(byte: position - timeWidth) }
      // Room for adding offsets; some files begin at the Big Bang.
      times.append(max(time, -(1 << 60)))
    }
    let kinds = bytes[position..<position + header.timeCount]
    try skip(header.timeCount)
    var types: [Int] = []
    for _ in 0..<header.typeCount {
      let offset = try integer(width: 4)
      guard abs(offset) < 26 * 3600 else { throw .damaged(byte: position - 4) }
      types.append(offset)
      try skip(2)
    }
    guard kinds.allSatisfy({ Int($0) < types.count }) else { throw .damaged(byte: position) }
    position = end
    return TZifBlock(first: types[0], times: times, offsets: kinds.map { types[Int($0)] })
  }

  mutating func footer() throws(ZoneError) -> String {
    let start = position
    let newline = UInt8(ascii: "\n")
    guard
      start < bytes.count, bytes[start] == newline,
      let end = bytes[(start + 1)...].firstIndex(of: newline)
    else { throw .damaged(byte: start) }
    position = end + 1
    return String(decoding: bytes[(start + 1)..<end], as: UTF8.self)
  }
}

import Foundation
import Testing

@testable import Domain

/// The machine's zone files, for tests only: the domain itself reads no files.
enum SystemZones {
  static let folder = "/usr/share/zoneinfo"

  static func bytes(_ identifier: String) throws -> [UInt8] {
    [UInt8](try Data(contentsOf: URL(fileURLWithPath: "\(folder)/\(identifier)")))
  }

  static func rules(_ identifier: String) throws -> ZoneRules {
    try ZoneRules(identifier: identifier, tzif: try bytes(identifier))
  }

  /// Every zone of the machine, by name, without the copies below `posix/` and those with leap
  /// seconds below `right/`.
  static func identifiers() throws -> [String] {
    let files = try #require(FileManager.default.enumerator(atPath: folder))
    var names: [String] = []
    for case let name as String in files {
      guard !name.hasPrefix("right"), !name.hasPrefix("posix") else { continue }
      guard let file = FileHandle(forReadingAtPath: "\(folder)/\(name)") else { continue }
      defer { try? file.close() }
      if (try? file.read(upToCount: 4)) == Data("TZif".utf8) { names.append(name) }
    }
    return names.sorted()
  }

  /// So many zones, always the same ones.
  static func sample(_ count: Int, seed: UInt64 = 7) throws -> [String] {
    var random = SeededNumbers(seed: seed)
    return Array(try identifiers().shuffled(using: &random).prefix(count))
  }
}

/// Numbers that look random and are the same in every run (SplitMix64).
struct SeededNumbers: RandomNumberGenerator {
  private var state: UInt64

  init(seed: UInt64) { state = seed }

  mutating func next() -> UInt64 {
    state &+= 0x9E37_79B9_7F4A_7C15
    var value = state
    value = (value ^ (value >> 30)) &* 0xBF58_476D_1CE4_E5B9
    value = (value ^ (value >> 27)) &* 0x94D0_49BB_1331_11EB
    return value ^ (value >> 31)
  }
}

/// A second reading of zone files that shares nothing with the one under test: it looks at every
/// change from the first to the last, and at every day of a year for the rule of the footer.
struct SlowZone {
  private var changes: [(time: Int, offset: Int)] = []
  private var first = 0
  private var rule: [String] = []

  init(bytes: [UInt8]) {
    func number(_ at: Int, _ width: Int) -> Int {
      var value = Int(Int8(bitPattern: bytes[at]))
      for index in 1..<width { value = value * 256 + Int(bytes[at + index]) }
      return value
    }
    func counts(_ at: Int) -> [Int] { (0..<6).map { number(at + 20 + 4 * $0, 4) } }
    let old = counts(0)
    let second = 44 + old[3] * 5 + old[4] * 6 + old[5] + old[2] * 8 + old[1] + old[0]
    let new = counts(second)
    let timesAt = second + 44
    let kindsAt = timesAt + new[3] * 8
    let typesAt = kindsAt + new[3]
    first = number(typesAt, 4)
    for index in 0..<new[3] {
      let type = Int(bytes[kindsAt + index])
      changes.append((number(timesAt + 8 * index, 8), number(typesAt + 6 * type, 4)))
    }
    let footerAt = typesAt + new[4] * 6 + new[5] + new[2] * 12 + new[1] + new[0] + 1
    let footer = String(decoding: bytes[footerAt..<(bytes.count - 1)], as: UTF8.self)
    rule = footer.components(separatedBy: ",")
  }

  func offset(at seconds: Int) -> Int {
    guard let last = changes.last, seconds >= last.time else {
      var offset = first
      for change in changes where change.time <= seconds { offset = change.offset }
      return changes.isEmpty ? ruleOffset(at: seconds) : offset
    }
    return rule[0].isEmpty ? last.offset : ruleOffset(at: seconds)
  }

  private func ruleOffset(at seconds: Int) -> Int {
    let parts = rule[0].matches(of: /(<[^>]+>|[A-Za-z]+)([-+0-9:]*)/)
    guard let head = parts.first else { return first }
    let standard = -Self.clock(String(head.output.2))
    guard parts.count > 1, rule.count == 3 else { return standard }
    let given = String(parts[1].output.2)
    let saving = given.isEmpty ? standard + 3600 : -Self.clock(given)
    let year = CalendarDate(day: Int((Double(seconds) / 86_400).rounded(.down))).components.year
    // The last change before the moment, looked for among three years of them.
    var last = (time: Int.min, offset: standard)
    for year in (year - 1)...(year + 1) {
      let begins = Self.wall(rule[1], year) - standard
      let ends = Self.wall(rule[2], year) - saving
      if begins <= seconds, begins >= last.time { last = (begins, saving) }
      if ends <= seconds, ends > last.time { last = (ends, standard) }
    }
    return last.offset
  }

  private static func clock(_ text: String) -> Int {
    let parts = text.split(separator: ":").map { abs(Int($0) ?? 0) }
    let total = zip(parts, [3600, 60, 1]).map { $0 * $1 }.reduce(0, +)
    return text.hasPrefix("-") ? -total : total
  }

  private static func wall(_ rule: String, _ year: Int) -> Int {
    let parts = rule.components(separatedBy: "/")
    let seconds = parts.count > 1 ? clock(parts[1]) : 7200
    let numbers = parts[0].split { !$0.isNumber }.compactMap { Int($0) }
    let newYear = CalendarDate(year: year, month: 1, day: 1)?.day ?? 0
    var day = newYear
    switch parts[0].first {
    case "M":
      let fitting = (0..<366).filter {
        let date = CalendarDate(day: newYear + $0)
        return date.components.year == year && date.components.month == numbers[0]
          && (date.weekday.index + 1) % 7 == numbers[2]
      }
      day += fitting[min(numbers[1], fitting.count) - 1]
    case "J":
      let february29 = CalendarDate(year: year, month: 2, day: 29)
      day += numbers[0] - 1 + (february29 != nil && numbers[0] >= 60 ? 1 : 0)
    default: day += numbers[0]
    }
    return day * 86_400 + seconds
  }
}

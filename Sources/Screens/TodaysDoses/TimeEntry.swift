import Domain
import Store

/// Reads the time at which doses were taken, as people type it.
struct TimeEntry: Sendable {
  let board: DayBoard
  let lines: [DaySheet.DoseLine]

  /// The instant that is meant, when there is exactly one that has passed.
  func instant(_ text: String) -> Instant? {
    let found = candidates(text)
    return found.count == 1 ? found.first : nil
  }

  /// What is wrong with the text, as a sentence.
  func problem(_ text: String) -> String? {
    let times = Self.times(text)
    if times.isEmpty { return "A time reads like 8:10 AM, noon or 20:10." }
    switch candidates(text).count {
    case 0: return "That time has not come yet."
    case 1: return nil
    default: return "In the morning or in the evening? Add AM or PM."
    }
  }

  private func candidates(_ text: String) -> [Instant] {
    let sheet = board.sheet
    let firstDue = lines.map(\.dose.occurrence.local.date).min() ?? sheet.date
    let days = firstDue < sheet.date ? [sheet.date, sheet.date - 1] : [sheet.date]
    let times = Self.times(text)
    for day in days {
      let found = times.map { sheet.zone.resolve(day.at($0)).instant }.filter { $0 <= sheet.now }
      if !found.isEmpty { return found }
    }
    return []
  }

  /// The times of day a text may mean: one, or morning and evening.
  static func times(_ text: String) -> [TimeOfDay] {
    var word = text.lowercased().filter { $0 != " " && $0 != "." }
    if word == "noon" { return [TimeOfDay(minuteOfDay: 720)] }
    if word == "midnight" { return [TimeOfDay(minuteOfDay: 0)] }
    var half: Character?
    if word.hasSuffix("m") { word.removeLast() }
    if let last = word.last, last == "a" || last == "p" {
      half = last
      word.removeLast()
    }
    guard let (hour, minute) = clock(word) else { return [] }
    switch (half, hour) {
    case ("a", 1...12): return [TimeOfDay(minuteOfDay: hour % 12 * 60 + minute)]
    case ("p", 1...12): return [TimeOfDay(minuteOfDay: (hour % 12 + 12) * 60 + minute)]
    case (nil, 1...12):
      let morning = hour % 12 * 60 + minute
      return [TimeOfDay(minuteOfDay: morning), TimeOfDay(minuteOfDay: morning + 720)]
    case (nil, 0...23): return [TimeOfDay(minuteOfDay: hour * 60 + minute)]
    default: return []
    }
  }

  private static func clock(_ word: String) -> (Int, Int)? {
    let parts = word.split(separator: ":", omittingEmptySubsequences: false)
    guard word.allSatisfy({ $0.isASCII && ($0.isNumber || $0 == ":") }), parts.count <= 2,
      let first = parts.first, let number = Int(first)
    else { return nil }
    let pair: (Int, Int)
    if parts.count == 2 {
      guard first.count <= 2, parts[1].count == 2, let minute = Int(parts[1]) else { return nil }
      pair = (number, minute)
    } else {
      guard first.count <= 4 else { return nil }
      pair = first.count <= 2 ? (number, 0) : (number / 100, number % 100)
    }
    return pair.0 < 24 && pair.1 < 60 ? pair : nil
  }
}

/// Reads an amount; a number alone is in the medicine's own unit.
struct AmountEntry: Sendable {
  let unit: String

  func amount(_ text: String) -> Amount? {
    // What cannot be read is told by `problem`.
    guard let amount = try? read(text), amount.quantity.isPositive else { return nil }
    return amount
  }

  func problem(_ text: String) -> String? {
    do {
      return try read(text).quantity.isPositive ? nil : "An amount is more than zero."
    } catch {
      return ErrorWords.sentence(for: error)
    }
  }

  private func read(_ text: String) throws -> Amount {
    do {
      return try Amount(text: text)
    } catch AmountError.unitMissing {
      return try Amount(text: "\(text) \(unit)")
    }
  }
}

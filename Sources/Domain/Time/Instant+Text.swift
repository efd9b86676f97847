extension Instant {
  /// `YYYY-MM-DDTHH:MM:SS+HH:MM` on a clock so many seconds east of UTC; UTC is `+00:00`.
  ///
  /// Milliseconds are dropped. An offset with seconds, as before standard time, is cut to whole
  /// minutes and the clock with it, so that the text names the same point in time.
  package func text(offset: Int) -> String {
    let minutes = offset / 60
    let wall = seconds + minutes * 60
    let minute = LocalMinute(minute: wall >= 0 ? wall / 60 : (wall - 59) / 60)
    let second = wall - minute.minute * 60
    let sign = minutes < 0 ? "-" : "+"
    let (hours, rest) = abs(minutes).quotientAndRemainder(dividingBy: 60)
    return "\(minute):\(padded(second, 2))\(sign)\(padded(hours, 2)):\(padded(rest, 2))"
  }

  /// ``text(offset:)`` on the wall clock of a zone.
  package func text(in zone: ZoneRules) -> String { text(offset: zone.offset(at: self)) }

  /// An instant from ISO 8601 text with `Z` or an offset, as in `2026-03-01T08:00:00+01:00`; nil
  /// for anything else.
  ///
  /// Seconds and their fraction may be absent; what is finer than a millisecond is dropped.
  package init?(text: some StringProtocol) {
    guard text.utf8.count <= 40, text.utf8.count > 16 else { return nil }
    let clockEnd = text.index(text.startIndex, offsetBy: 16, limitedBy: text.endIndex)
    guard let clockEnd, let minute = LocalMinute(text: text[..<clockEnd]) else { return nil }
    var rest = Array(text[clockEnd...].utf8)[...]
    var milliseconds = 0
    if rest.first == UInt8(ascii: ":") {
      guard let second = Self.digits(rest.dropFirst().prefix(2), count: 2), second < 60 else {
        return nil
      }
      rest = rest.dropFirst(3)
      milliseconds = second * 1000
      if rest.first == UInt8(ascii: ".") {
        let fraction = rest.dropFirst().prefix { (48...57).contains($0) }
        guard !fraction.isEmpty else { return nil }
        let thousandths = Array((fraction + [48, 48]).prefix(3))
        milliseconds += Self.digits(thousandths[...], count: 3) ?? 0
        rest = rest.dropFirst(1 + fraction.count)
      }
    }
    guard let offset = Self.offset(rest) else { return nil }
    self.init(milliseconds: (minute.minute * 60 - offset) * 1000 + milliseconds)
  }

  /// Seconds east of UTC from `Z` or `±HH:MM`.
  private static func offset(_ bytes: ArraySlice<UInt8>) -> Int? {
    if Array(bytes) == [UInt8(ascii: "Z")] { return 0 }
    let list = Array(bytes)
    guard
      list.count == 6, list[0] == UInt8(ascii: "+") || list[0] == UInt8(ascii: "-"),
      list[3] == UInt8(ascii: ":"),
      let hours = digits(list[1...2], count: 2), hours < 24,
      let minutes = digits(list[4...5], count: 2), minutes < 60
    else { return nil }
    return (list[0] == UInt8(ascii: "-") ? -1 : 1) * (hours * 3600 + minutes * 60)
  }

  private static func digits(_ bytes: ArraySlice<UInt8>, count: Int) -> Int? {
    guard bytes.count == count, bytes.allSatisfy({ (48...57).contains($0) }) else { return nil }
    return bytes.reduce(0) { $0 * 10 + Int($1) - 48 }
  }
}

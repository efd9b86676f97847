extension SigGrammar {
  /// `12 hours on and 12 hours off`, `21 days on, 7 days off`, `on for 12 hours, off for 12 hours`.
  ///
  /// Hours that fill a day are those of a patch; days and weeks are a cycle.
  mutating func onAndOff() -> Bool {
    let start = index
    guard let (on, end) = stretch("on", at: index) else { return false }
    var second = end
    while isMark(",", at: second) || ["and", "then"].contains(word(at: second)) { second += 1 }
    guard let (off, last) = stretch("off", at: second), on.unit == off.unit || on.unit != .hour
    else { return false }
    let range = start..<last
    if on.unit == .hour {
      guard off.unit == .hour, on.value + off.value == 24 else { return false }
      index = last
      set(\.removal, .afterHours(on.value), at: range)
      if !draft.saysWhen { keep(SigFrequency(1, per: 1, .day), at: range) }
      return true
    }
    guard let onDays = on.days, let offDays = off.days, onDays <= 366, offDays <= 366 else {
      return false
    }
    let next = isMark(",", at: last) ? last + 1 : last
    index = matches(any: ["and repeat", "then repeat", "repeat"], at: next) ?? last
    set(\.cycle, SigCycle(onDays: onDays, offDays: offDays), at: range)
    return true
  }

  /// `12 hours on`, `on for 12 hours`, `on 12 hours`.
  private func stretch(_ state: String, at start: Int) -> (SigDuration, Int)? {
    let isFirst = word(at: start) == state
    var position = isFirst ? start + 1 : start
    if word(at: position) == "for" { position += 1 }
    guard case .number(let number) = number(at: position), number.most == nil,
      let value = number.whole, (1...366).contains(value),
      let unit = word(at: number.end).flatMap({ SigVocabulary.periods[$0] }), unit != .minute
    else { return nil }
    let length = SigDuration(value, unit)
    if isFirst { return (length, number.end + 1) }
    guard word(at: number.end + 1) == state else { return nil }
    return (length, number.end + 2)
  }

  /// `on days 1 to 21 of a 28 day cycle`, `days 1-14 every 21 days`.
  mutating func daysOfCycle() -> Bool {
    let start = index
    let next = word(at: index) == "on" ? index + 1 : index
    guard word(at: next) == "days", case .number(var days) = number(at: next + 1),
      days.whole == 1
    else { return false }
    if days.most == nil, word(at: days.end) == "through",
      case .number(let last) = number(at: days.end + 1)
    {
      (days.most, days.end) = (last.least, last.end)
    }
    let links = ["of a", "of each", "of every", "every", "of", "q"]
    guard let most = days.most, most.isWhole, let link = matches(any: links, at: days.end),
      case .number(let length) = number(at: link), let all = length.whole, all <= 366
    else { return false }
    let dash = isMark("-", at: length.end) ? length.end + 1 : length.end
    guard ["day", "days"].contains(word(at: dash)), most.numerator < all else { return false }
    index = word(at: dash + 1) == "cycle" ? dash + 2 : dash + 1
    set(
      \.cycle,
      SigCycle(onDays: most.numerator, offDays: all - most.numerator),
      at: start..<index
    )
    return true
  }

  /// `M/W/F`, `m, w, f`, `Tu/Th`: letters of days of which no other reading is left.
  mutating func lettersOfDays() -> Bool {
    let lists: [([String], [Weekday])] = [
      (["m", "w", "f"], [.monday, .wednesday, .friday]), (["tu", "th"], [.tuesday, .thursday]),
      (["t", "th"], [.tuesday, .thursday]),
    ]
    let start = index
    for (letters, days) in lists {
      var position = start
      for (number, letter) in letters.enumerated() {
        if number > 0 {
          guard isMark("/", at: position) || isMark(",", at: position) || isMark("-", at: position)
          else { break }
          position += 1
        }
        guard word(at: position) == letter else { break }
        position += 1
        guard number == letters.count - 1, !isMark("/", at: position) else { continue }
        index = position
        draft.clause.weekdays += days.filter { !draft.clause.weekdays.contains($0) }
        draft.places[\.weekdays] = start..<position
        return true
      }
    }
    return false
  }

  /// "Then off 1 week" may be one pause and may be a cycle.
  mutating func pause() -> Bool {
    guard let next = matches(any: ["then off for", "then off", "off for"], at: index),
      case .number(let number) = number(at: next),
      word(at: number.end).flatMap({ SigVocabulary.periods[$0] }) != nil
    else { return false }
    leftovers.append(index..<number.end + 1)
    index = number.end + 1
    return true
  }
}

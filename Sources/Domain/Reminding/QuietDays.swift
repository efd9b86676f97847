/// The days of the week that have other quiet hours than the rest, or none.
package struct QuietDays: Hashable, Sendable {
  /// By weekday; nil stands for a day without quiet hours.
  package let windows: [Weekday: QuietWindow?]

  package init(_ windows: [Weekday: QuietWindow?] = [:]) { self.windows = windows }

  /// Days as somebody types them: `sat sun 23:00-09:00; fri none`.
  ///
  /// `window` reads what stands behind the days of each part, unless that is `none`.
  ///
  /// - Throws: ``QuietDaysError``, and what `window` throws.
  package init(text: String, window: (String) throws -> QuietWindow) throws {
    var windows: [Weekday: QuietWindow?] = [:]
    for part in text.split(separator: ";") {
      let words = part.lowercased().split(whereSeparator: { $0 == " " || $0 == "," })
      let days = words.prefix { Self.day($0) != nil }.compactMap(Self.day)
      let rest = words.dropFirst(days.count).joined(separator: " ")
      if words.isEmpty { continue }
      guard !days.isEmpty else { throw QuietDaysError.noDay(String(words[0])) }
      guard !rest.isEmpty else { throw QuietDaysError.noHours(days[0]) }
      let hours: QuietWindow? = rest == "none" ? nil : try window(rest)
      for day in days {
        guard windows.updateValue(hours, forKey: day) == nil else {
          throw QuietDaysError.twice(day)
        }
      }
    }
    self.windows = windows
  }

  /// The days as they are typed, with hours as `words` writes them.
  package func text(_ words: (QuietWindow) -> String) -> String {
    let days = windows.keys.sorted()
    return Set(windows.values).map { hours in
      (days.filter { windows[$0] == .some(hours) }, hours.map(words) ?? "none")
    }
    .sorted { ($0.0.first?.index ?? 0) < ($1.0.first?.index ?? 0) }
    .map { "\($0.0.map(\.rawValue).joined(separator: " ")) \($0.1)" }
    .joined(separator: "; ")
  }

  private static func day(_ word: Substring) -> Weekday? {
    guard word.count >= 3 else { return nil }
    return Weekday.allCases.first { $0.name.lowercased().hasPrefix(word) }
  }
}

/// Why days with other quiet hours cannot be read.
package enum QuietDaysError: Error, Equatable, Sendable {
  case noDay(String)
  case noHours(Weekday)
  case twice(Weekday)

  package var sentence: String {
    switch self {
    case .noDay(let word): "“\(word)” is no day of the week."
    case .noHours(let day): "After \(day.name) the hours are missing, or none."
    case .twice(let day): "\(day.name) stands there twice."
    }
  }
}

extension QuietHours {
  /// One window on every day, but for some days.
  package init(daily window: QuietWindow?, but others: QuietDays) {
    var windows: [Weekday: QuietWindow] = [:]
    for day in Weekday.allCases { windows[day] = others.windows[day] ?? window }
    self.init(windows)
  }
}

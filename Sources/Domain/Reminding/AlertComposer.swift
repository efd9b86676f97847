/// Puts the words of one alert together.
struct AlertComposer {
  let alert: Alert
  let reader: AlertReader
  let medications: [Int: AlertMedication]
  let zone: ZoneRules
  let today: CalendarDate
  let now: Instant

  /// Doses named one by one; further ones are counted.
  private static let mostLines = 8

  var title: String {
    if reader.detail == .fixedWords { return fixedTitle }
    guard let person = reader.person else { return ownTitle }
    return switch alert.style {
    case .critical:
      isAgain
        ? "\(person): important, no answer yet" : "\(person): an important medicine is due"
    case .doses:
      isAgain
        ? "\(person): no answer yet"
        : isAhead
          ? "\(person): \(medicines), before quiet hours" : "\(person): \(medicines) due"
    case .digest: "\(person): \(digest)"
    case .advance: "\(person): medicine soon"
    case .escalation:
      isUnheard ? "\(person): could not be reminded" : "\(person): no answer to a reminder"
    }
  }

  private var ownTitle: String {
    switch alert.style {
    case .critical:
      isAgain
        ? "Important: have you taken \(medicines)? There is no answer yet"
        : "Important: \(medicines) \(isSingle ? "is" : "are") due"
    case .doses:
      isAgain
        ? "Have you taken it? There is no answer yet"
        : isAhead ? "Before quiet hours: \(medicines)" : "Due: \(medicines)"
    case .digest: Display.sentenceStart(digest)
    case .advance: "Soon: \(medicines)"
    case .escalation: isUnheard ? "You could not be reminded" : "No answer to a reminder"
    }
  }

  /// What waited, told apart from what is only asked: nobody may read an earlier dose as one of now.
  ///
  /// How many are asked about is said where they are asked, which may be more by then.
  private var digest: String {
    let past = alert.items.count(where: \.isQuestionAboutThePast)
    let questions =
      past == 1
      ? "a question about an earlier dose"
      : "questions about earlier doses"
    guard past < alert.items.count else { return questions }
    let waited = "\(medicines) waited\(reader.person == nil ? " for you" : "")"
    return past == 0 ? waited : "\(waited), and \(questions)"
  }

  private var fixedTitle: String {
    switch alert.style {
    case .critical: "PrescripCare: important, please look now"
    case .doses, .digest: "PrescripCare: please look"
    case .advance: "PrescripCare: something is due soon"
    case .escalation:
      isUnheard
        ? "PrescripCare: somebody could not be reminded" : "PrescripCare: somebody did not answer"
    }
  }

  /// Lines of sentences; with names only as far as the reader may read them.
  func body(named: Bool) -> String {
    guard reader.detail != .fixedWords else { return "Open PrescripCare to see what it is." }
    let past = alert.items.filter(\.isQuestionAboutThePast)
    let open = alert.items.filter { !$0.isQuestionAboutThePast }
    var lines: [String] = []
    if !open.isEmpty {
      lines += self.lines(open, named: named)
      if let reason = loudReason { lines.append(reason) }
      lines.append(request)
    }
    if !past.isEmpty {
      lines.append(
        past.count == 1
          ? "A question about the past, not to be taken now:"
          : "Questions about the past, not to be taken now:"
      )
      lines += self.lines(past, named: named)
      lines.append(past.count == 1 ? "Was it taken?" : "Were they taken?")
    }
    return lines.joined(separator: "\n")
  }

  /// What the reader is asked to do.
  private var request: String {
    switch alert.style {
    case .escalation:
      let minutes = alert.items.lazy.compactMap { item -> Int? in
        guard case .unanswered(let minutes) = item.reason else { return nil }
        return minutes
      }.max()
      let waited = minutes.map { "No answer for \(Display.duration(minutes: $0)). " } ?? ""
      return unreached + waited + "Please ask whether it was taken before anybody gives it."
    case .advance: return "Nothing is to be taken yet."
    case .critical, .doses, .digest:
      if let person = reader.person { return "Look at the list of \(person) before giving any." }
      return isAgain
        ? "Have you taken \(isSingle ? "it" : "them")? Look at your list before you take any."
        : "Look at your list before you take any, and answer there."
    }
  }

  /// Since when the person could not be reminded of some dose; empty where she could of all.
  private var unreached: String {
    let since = alert.items.compactMap { item -> Instant? in
      guard case .couldNotBeReminded(let since) = item.reason else { return nil }
      return since
    }.min()
    guard let since else { return "" }
    return "\(reader.person ?? "You") could not be reminded at \(time(since)): nothing arrived. "
  }

  /// Whether the person heard of none of the doses.
  private var isUnheard: Bool {
    alert.items.allSatisfy { if case .couldNotBeReminded = $0.reason { true } else { false } }
  }

  /// Why it rings although it is quiet, or rings until answered.
  private var loudReason: String? {
    guard alert.style == .critical else { return nil }
    return alert.items.first?.reason.words(in: zone, today: today)
  }

  private func lines(_ items: [AlertItem], named: Bool) -> [String] {
    guard named, reader.detail != .noNames else { return summary(items) }
    var lines: [String] = []
    var unnamed: [AlertItem] = []
    for item in items {
      if lines.count < Self.mostLines, let line = line(item) {
        lines.append(line)
      } else {
        unnamed.append(item)
      }
    }
    guard !lines.isEmpty else { return summary(items) }
    guard !unnamed.isEmpty else { return lines }
    return lines + ["and \(Display.count(unnamed.count, "other medicine")), \(due(unnamed))."]
  }

  private func summary(_ items: [AlertItem]) -> [String] {
    ["\(Display.count(items.count, "medicine")), \(due(items))."]
  }

  private func line(_ item: AlertItem) -> String? {
    guard let medication = medications[item.medication],
      medication.mayBeNamed || reader.detail == .everything
    else { return nil }
    let amount =
      item.occurrence.amount.map { amount in
        // Beside the strength, an amount of the same kind must not be taken for another strength.
        let isMass = Strength.factor(from: amount.unit, to: "mg") != nil
        return ", \(isMass ? "amount " : "")\(Display.amount(amount))"
      } ?? ""
    return "\(medication.name)\(amount), \(due([item]))."
  }

  /// When doses are or were due: one time, or the first and the last.
  private func due(_ items: [AlertItem]) -> String {
    let times = items.map(\.occurrence.instant)
    guard let first = times.min(), let last = times.max() else { return "due" }
    guard first != last else { return "due \(time(first))" }
    return "due between \(time(first)) and \(time(last))"
  }

  private func time(_ instant: Instant) -> String {
    let local = zone.local(of: instant).0
    return local.date == today
      ? Display.clock(local.time) : Display.moment(local, today: today)
  }

  private var medicines: String {
    guard isSingle else { return Display.count(Set(current.map(\.medication)).count, "medicine") }
    return shortName ?? "a medicine"
  }

  /// The name of the only medicine, where it may stand in a title and leaves room for the rest.
  private var shortName: String? {
    guard reader.detail == .everything, let item = current.first,
      let name = medications[item.medication]?.name, name.count <= Self.longestTitleName
    else { return nil }
    return name
  }

  private static let longestTitleName = 50

  /// What is of now, and not a question about the past.
  private var current: [AlertItem] { alert.items.filter { !$0.isQuestionAboutThePast } }

  /// Whether it rings by choice before quiet hours in which the doses are due.
  private var isAhead: Bool { alert.items.allSatisfy { $0.occurrence.instant > now } }

  private var isSingle: Bool { current.count == 1 }

  private var isAgain: Bool {
    !alert.items.isEmpty && alert.items.allSatisfy { $0.key.kind == .late }
  }
}

extension Display {
  /// A text whose first letter is made capital, for the beginning of a line.
  static func sentenceStart(_ text: String) -> String {
    text.prefix(1).uppercased() + text.dropFirst()
  }
}

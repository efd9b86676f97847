/// Reads tokens into clauses, from left to right, each token once.
///
/// At every place the longest known phrase is tried, then numbers with what follows them, then the
/// words that open a construction (every, for, at, up to, maximum). What none of them takes is left
/// over. The chapters of the grammar are extensions in files of their own.
struct SigGrammar {
  let tokens: [SigToken]
  /// Whether "1 t" is a tablet for certain: the medicine comes in tablets, or the words say so.
  private let isInTablets: Bool
  var index = 0
  var drafts = [SigDraft()]
  /// Ranges of tokens that were not understood or contradict each other.
  var leftovers: [Range<Int>] = []

  /// `unit` is what the medicine is counted in, where that is known.
  init(_ tokens: [SigToken], unit: String? = nil) {
    self.tokens = tokens
    isInTablets =
      unit == "tablet" || unit == nil && tokens.contains { Self.wordsOfTablets.contains($0.text) }
  }

  /// Words that leave no other reading of "1 t" than a tablet; elsewhere it may be a teaspoon.
  private static let wordsOfTablets: Set = [
    "tab", "tabs", "tablet", "tablets", "sl", "sublingually", "chew", "crush",
  ]

  mutating func run() {
    while index < tokens.count {
      let start = index
      if question() || construction() || numeric() || phrase() { continue }
      index = start
      if !isIgnorable(tokens[index]) { leftovers.append(index..<index + 1) }
      index += 1
    }
  }

  // MARK: Looking at tokens

  func word(at index: Int) -> String? {
    tokens.indices.contains(index) && tokens[index].kind == .word ? tokens[index].text : nil
  }

  func isMark(_ mark: String, at index: Int) -> Bool {
    tokens.indices.contains(index) && tokens[index].kind == .mark && tokens[index].text == mark
  }

  /// Whether these words stand here, marks between them not counted.
  func matches(_ text: String, at start: Int) -> Int? {
    var position = start
    for expected in text.split(separator: " ") {
      guard word(at: position) == String(expected) else { return nil }
      position += 1
    }
    return position
  }

  /// The end of the first of these word groups that stands here.
  func matches(any texts: [String], at start: Int) -> Int? {
    for text in texts {
      if let end = matches(text, at: start) { return end }
    }
    return nil
  }

  func phrase(at start: Int) -> SigVocabulary.Phrase? {
    guard word(at: start) != nil else { return nil }
    let end = min(tokens.count, start + SigVocabulary.longest)
    let words = tokens[start..<end].prefix { $0.kind == .word || $0.text == "-" }.map(\.text)
    return SigVocabulary.longestPhrase(words)
  }

  func unit(at start: Int) -> String? {
    if word(at: start) == "t" { return isTablet(at: start) ? "tablet" : nil }
    return word(at: start).flatMap { SigVocabulary.units[$0] }
  }

  /// Whether a "t" stands behind a number, begins no list of days, and can only be a tablet.
  private func isTablet(at start: Int) -> Bool {
    guard isInTablets, tokens.indices.contains(start - 1) else { return false }
    if case .number = tokens[start - 1].kind {
      return !isMark("/", at: start + 1) && word(at: start + 2) != "th"
    }
    return word(at: start - 1).map { SigNumberWords.all.contains($0) } ?? false
  }

  private func isIgnorable(_ token: SigToken) -> Bool {
    guard token.kind == .mark else { return false }
    if ".,;:()[]".contains(token.text) { return true }
    guard "-\u{2013}\u{2014}".contains(token.text), !token.isAttached else { return false }
    // "-1 tablet" may be a list's dash and may be a slip of the number.
    if tokens.indices.contains(index + 1), case .number = tokens[index + 1].kind {
      return !tokens[index + 1].isAttached
    }
    return true
  }

  // MARK: Keeping facts

  var draft: SigDraft {
    get { drafts[drafts.count - 1] }
    set { drafts[drafts.count - 1] = newValue }
  }

  /// Keeps a fact, or reports both places when the directions already say something else.
  mutating func set<Value: Equatable>(
    _ path: WritableKeyPath<SigClause, Value?>,
    _ value: Value,
    at range: Range<Int>
  ) {
    guard let existing = draft.clause[keyPath: path] else {
      draft.clause[keyPath: path] = value
      draft.places[path] = range
      return
    }
    if existing != value { contradiction(path, range) }
  }

  /// Points at both places of a fact; none of the two statements is given then.
  mutating func contradiction<Value>(
    _ path: WritableKeyPath<SigClause, Value?>,
    _ range: Range<Int>
  ) {
    if let earlier = draft.places[path] { leftovers.append(earlier) }
    leftovers.append(range)
    draft.withheld.append { $0[keyPath: path] = nil }
  }

  // MARK: Phrases

  private mutating func phrase() -> Bool {
    guard let phrase = phrase(at: index) else { return false }
    let range = index..<index + phrase.words.count
    index = range.upperBound
    keep(phrase.meaning, at: range)
    return true
  }

  private mutating func keep(_ meaning: SigMeaning, at range: Range<Int>) {
    switch meaning {
    case .action(let action): keep(action, at: range)
    case .route(let route): keep(route, at: range)
    case .frequency(let frequency): keep(frequency, at: range)
    case .moment(let moment): keep(moment, at: range)
    case .clock(let time): keep([time], at: range)
    case .meal(let meal): set(\.meal, meal, at: range)
    case .mealMoment(let meal, let moment):
      set(\.meal, meal, at: range)
      keep(moment, at: range)
    case .weekdays(let days): keep(days, at: range)
    case .site(let site): set(\.site, site, at: range)
    case .asNeeded: keepAsNeeded(at: range)
    case .note(let note):
      if !draft.clause.notes.contains(note) { draft.clause.notes.append(note) }
      draft.notePlaces[note] = range
    case .vague(let amount): set(\.vagueAmount, amount, at: range)
    case .doses(let count): keepDoses(count, at: range)
    case .firstDay:
      draft.saysFirstDay = true
      set(\.duration, SigDuration(1, .day), at: range)
    case .filler: break
    case .instructionsMarker: draft.isPastMarker = true
    case .then:
      startClause(.after, opening: range)
      draft.changesDose = tokens[range].contains { Self.changes.contains($0.text) }
    case .also: startClause(.beside, opening: range)
    case .stop: draft.clause.stopsAfter = true
    }
  }

  private static let changes: Set = ["decrease", "reduce", "increase", "taper"]

  mutating func startClause(_ link: SigDraft.Link, opening range: Range<Int>) {
    if draft.isEmpty, drafts.count > 1 {
      draft.link = link
    } else if !draft.isEmpty {
      drafts.append(SigDraft(link: link, opening: range, start: range.lowerBound))
    }
  }

  private mutating func keep(_ action: SigAction, at range: Range<Int>) {
    let isOver = draft.clause.amount != nil || draft.clause.vagueAmount != nil || draft.saysWhen
    if isOver, draft.clause.action != nil || draft.saysWhen {
      startClause(.beside, opening: range)
    }
    set(\.action, action, at: range)
  }

  private mutating func keep(_ route: SigRoute, at range: Range<Int>) {
    let pair = Set([draft.clause.route, route])
    if pair == [.inhaled, .nebulized] {
      draft.clause.route = .nebulized
    } else {
      set(\.route, route, at: range)
    }
  }

  /// A part of the day.
  ///
  /// "Every morning before breakfast" and "at 9 pm at bedtime" are one moment said twice, and must
  /// not become two doses; only "and" or a repeated dose makes two of them.
  mutating func keep(_ moment: SigMoment, at range: Range<Int>) {
    if let meals = mealsBeside(moment, at: range.lowerBound) {
      draft.repeatsDose = true
      guard moment == .bedtime, draft.clause.frequency != nil || namesMeals(meals) else {
        leftovers.append((meals.lowerBound)..<range.upperBound)
        return
      }
      draft.clause.when = [.breakfast, .lunch, .dinner]
    } else if addsToFrequency(before: range.lowerBound) {
      startClause(.sameSentence, opening: range)
    }
    let earlier = draft.places[\.when] ?? draft.places[\.timesOfDay]
    draft.places[\.when] = range
    defer { draft.repeatsDose = false }
    if isAddition(at: range.lowerBound) {
      // "In the morning, at noon and at bedtime", also without the comma.
      if draft.clause.slotCount > 1 { draft.unjoined = [] }
    } else if !isListed(moment, at: range.lowerBound) {
      if draft.clause.timesOfDay.contains(where: moment.mayMean) { return }
      let closer = draft.clause.when.firstIndex { moment.closer(than: $0) != nil }
      if let closer, let one = moment.closer(than: draft.clause.when[closer]) {
        draft.clause.when[closer] = one
        return
      }
      if draft.clause.slotCount > 0, !isMark(",", at: range.lowerBound - 1) {
        draft.unjoined += [earlier, range].compactMap { $0 }
      }
    }
    if !draft.clause.when.contains(moment) { draft.clause.when.append(moment) }
  }

  /// Whether a moment stands behind a comma in a list such as "morning, noon, evening, bedtime".
  private func isListed(_ moment: SigMoment, at start: Int) -> Bool {
    guard isMark(",", at: start - 1) else { return false }
    let isEvening = moment == .evening || draft.clause.when.contains(.evening)
    return draft.clause.slotCount >= 2 || isEvening
  }

  /// Whether a moment comes on top of those before it.
  private func isAddition(at start: Int) -> Bool {
    draft.repeatsDose || word(at: start - 1) == "and" || word(at: start) == "and"
      || isMark("/", at: start - 1)
  }

  /// "3 times a day with meals and at bedtime" is a dose more, and not a contradiction.
  ///
  /// "4 times a day with meals and at bedtime" counts the bedtime dose; "2 times" leaves it open and
  /// is left over.
  private func addsToFrequency(before start: Int) -> Bool {
    guard let frequency = draft.clause.frequency, word(at: start - 1) == "and" else { return false }
    guard draft.clause.meal == nil ? (2...3).contains(frequency.times) : frequency.times == 3
    else { return false }
    return frequency.timesMax == nil && frequency.period == 1 && frequency.periodUnit == .day
      && draft.clause.slotCount == 0
  }

  /// The place of "with meals" where a moment comes on top of them: "with meals and at bedtime".
  private func mealsBeside(_ moment: SigMoment, at start: Int) -> Range<Int>? {
    guard draft.clause.meal != nil, draft.clause.slotCount == 0,
      let place = draft.places[\.meal], place.upperBound == start - (isJoined(at: start) ? 1 : 0),
      isJoined(at: start)
        || moment == .bedtime && tokens[place].allSatisfy({ ["ac", "pc"].contains($0.text) })
    else { return nil }
    let frequency = draft.clause.frequency
    return frequency == nil || frequency == SigFrequency(4, per: 1, .day) ? place : nil
  }

  /// Whether "and" or a comma stands before this place; between "ac hs" there is none.
  private func isJoined(at start: Int) -> Bool {
    word(at: start - 1) == "and" || isMark(",", at: start - 1)
  }

  /// Whether the words speak of the meals of the day, and not of food or of one meal.
  private func namesMeals(_ range: Range<Int>) -> Bool {
    let words = tokens[range].map(\.text)
    let isEach = words.contains("each") || words.contains("every")
    return words.contains {
      ["meals", "mealtimes", "ac", "pc"].contains($0) || isEach && $0 == "meal"
    }
  }

  mutating func keep(_ times: [TimeOfDay], at range: Range<Int>) {
    if !isAddition(at: range.lowerBound) {
      draft.clause.when.removeAll { moment in times.contains(where: moment.mayMean) }
      if draft.clause.slotCount > 0, !isMark(",", at: range.lowerBound - 1) {
        draft.unjoined.append(range)
      }
    }
    draft.repeatsDose = false
    for time in times where !draft.clause.timesOfDay.contains(time) {
      draft.clause.timesOfDay.append(time)
    }
    draft.places[\.timesOfDay] = range
  }

  private mutating func keep(_ days: [Weekday], at range: Range<Int>) {
    var all = days
    if days.count == 1, let through = weekdayAfterHyphen() {
      all = days[0].through(through)
    }
    draft.clause.weekdays += all.filter { !draft.clause.weekdays.contains($0) }
    draft.places[\.weekdays] = (draft.places[\.weekdays]?.lowerBound ?? range.lowerBound)..<index
    while isMark("/", at: index) || isMark("-", at: index) {
      guard case .weekdays = phrase(at: index + 1)?.meaning else { break }
      index += 1
    }
  }

  /// The second day of `mon-fri` or `Monday through Friday`.
  private mutating func weekdayAfterHyphen() -> Weekday? {
    guard isSpan(at: index), let next = phrase(at: index + 1),
      case .weekdays(let days) = next.meaning, days.count == 1, !isMark("-", at: index + 2)
    else { return nil }
    index += 1 + next.words.count
    return days[0]
  }
}

/// One clause while it is read, with the places of its facts.
struct SigDraft {
  /// How a clause stands to the one before it.
  enum Link: Hashable {
    case first
    case after
    case beside
    /// In the same sentence, so that what stands at its end holds for both.
    case sameSentence
  }

  var clause = SigClause()
  var link = Link.first
  /// The words that opened the clause.
  var opening: Range<Int>?
  /// The token at which the clause begins.
  var start = 0
  var places: [PartialKeyPath<SigClause>: Range<Int>] = [:]
  var notePlaces: [SigNote: Range<Int>] = [:]
  /// What takes facts away that were said in two ways.
  var withheld: [(inout SigClause) -> Void] = []
  /// Moments and clock times that stand beside others without "and" or a comma.
  var unjoined: [Range<Int>] = []
  /// Whether the clause before it has its times at the end of this one: "1 drop left, 2 right bid".
  var sharesTimes = false
  /// Whether the same dose was just said again, so that the next moment is one more.
  var repeatsDose = false
  /// A maximum whose unit is that of the dose.
  var unitlessMaximum: (number: Rational, within: ElapsedTime)?
  /// Whether the single dose was written as "once", which may also mean once a day.
  var saysOnce = false
  /// Whether "daily" or "every day" was written, which several moments of each day may follow.
  var saysEachDay = false
  /// Whether the clause is for the first day alone.
  var saysFirstDay = false
  /// Whether the clause opened with words like "decrease to".
  var changesDose = false
  /// Whether free instructions of an export follow, which must not name another dose.
  var isPastMarker = false

  /// Whether the dose stands before the times.
  var opensWithDose: Bool {
    guard let dose = places[\.amount] ?? places[\.vagueAmount] else { return false }
    let times: [PartialKeyPath<SigClause>] = [
      \.frequency, \.when, \.timesOfDay, \.weekdays, \.duration, \.count, \.asNeeded,
    ]
    return times.allSatisfy { dose.lowerBound <= places[$0]?.lowerBound ?? .max }
  }

  var isEmpty: Bool { clause == SigClause() && unitlessMaximum == nil }

  /// Whether a frequency, a moment, a clock time or a weekday was read.
  var saysWhen: Bool {
    clause.frequency != nil || clause.slotCount > 0 || !clause.weekdays.isEmpty
  }
}

extension SigMoment {
  /// Whether a clock time beside this part of the day is its closer statement.
  fileprivate func mayMean(_ time: TimeOfDay) -> Bool {
    let hours: ClosedRange<Int> =
      switch self {
      case .waking, .morning, .breakfast: 4...11
      case .noon, .lunch: 11...14
      case .afternoon: 12...18
      case .evening, .dinner: 16...23
      case .bedtime, .night: 18...23
      }
    return hours.contains(time.hour)
  }

  /// The one moment that two names for the same part of the day mean; nil for different parts.
  fileprivate func closer(than other: SigMoment) -> SigMoment? {
    let pairs: [(wide: SigMoment, close: SigMoment)] = [
      (.morning, .waking), (.morning, .breakfast), (.noon, .lunch), (.afternoon, .lunch),
      (.evening, .dinner), (.evening, .bedtime), (.night, .bedtime), (.evening, .night),
    ]
    return pairs.first { Set([$0.wide, $0.close]) == Set([self, other]) }?.close
  }
}

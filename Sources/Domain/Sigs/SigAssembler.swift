/// Makes clauses of what the grammar read: what a sentence shares, what follows from what.
struct SigAssembler {
  private let tokens: [SigToken]
  private var drafts: [SigDraft]
  private(set) var leftovers: [Range<Int>]

  init(_ grammar: SigGrammar) {
    tokens = grammar.tokens
    drafts = grammar.drafts.filter { !$0.isEmpty }
    leftovers = grammar.leftovers
  }

  mutating func clauses() -> [SigClause] {
    foldRemarks()
    leaveDoubledMoments()
    shareEndOfSentence()
    inherit()
    for index in drafts.indices {
      resolveMaximum(index)
      resolveReason(index)
      resolveRoute(index)
      resolveFrequency(index)
      leaveConflicts(index)
    }
    withhold()
    for index in drafts.indices {
      drafts[index].clause.isBeside =
        index > 0 && [.beside, .sameSentence].contains(drafts[index].link)
    }
    return SigClause.merged(drafts.map(\.clause).filter { $0 != SigClause() })
  }

  /// Points at facts that cannot hold together.
  private mutating func leaveConflicts(_ index: Int) {
    let draft = drafts[index]
    for conflict in draft.clause.conflicts {
      let places = conflict.compactMap { fact in
        switch fact {
        case .path(let path): draft.places[path]
        case .note(let note): draft.notePlaces[note]
        }
      }
      // A fact may have come from the clause before; then all of this one is pointed at.
      let all = Array(draft.places.values) + [draft.opening].compactMap { $0 }
      leftovers += places.isEmpty ? all : places
      if places.isEmpty, all.isEmpty { leftovers.append(draft.start..<draft.start + 1) }
      for fact in conflict { drafts[index].clause.erase(fact) }
    }
  }

  /// Takes away what was said in two ways, and the amount of a clause whose amount or time may be
  /// changed by what is left over: half of such a sentence would mislead.
  private mutating func withhold() {
    let erasures = drafts.flatMap(\.withheld)
    for index in drafts.indices {
      for erase in erasures { erase(&drafts[index].clause) }
      let end = drafts.indices.contains(index + 1) ? drafts[index + 1].start : tokens.count
      let start = index == 0 ? 0 : drafts[index].start
      let isChanged = leftovers.contains { range in
        start <= range.lowerBound && range.lowerBound < end && mayChangeDose(range)
      }
      if isChanged || drafts[index].clause.amount == nil {
        drafts[index].clause.amount = nil
        drafts[index].clause.amountMax = nil
        drafts[index].clause.equivalent = nil
      }
      let isMoved = leftovers.contains { range in
        start <= range.lowerBound && range.lowerBound < end
          && range.contains(where: isChoosing)
      }
      if isMoved { drafts[index].clause.eraseTimes() }
    }
  }

  /// Words that pick some of the days or moments beside them: every Monday is no first Monday.
  private static let choosing: Set = [
    "first", "last", "other", "alternate", "alternating", "month",
  ]

  private static let ordinals: Set = ["second", "third", "fourth"]

  /// Whether a word picks some of several days; "a second tablet" counts tablets.
  private func isChoosing(_ index: Int) -> Bool {
    if Self.choosing.contains(tokens[index].text) { return true }
    guard Self.ordinals.contains(tokens[index].text), tokens.indices.contains(index + 1) else {
      return false
    }
    switch SigVocabulary.longestPhrase([tokens[index + 1].text])?.meaning {
    case .weekdays, .moment: return true
    default: return false
    }
  }

  private func mayChangeDose(_ range: Range<Int>) -> Bool {
    // What is forbidden beside the dose: "do not take with grapefruit".
    let isProhibition = ["do", "don", "never", "avoid"].contains(tokens[range.lowerBound].text)
    return range.contains { index in
      let token = tokens[index]
      return switch token.kind {
      case .number, .time, .unreadable: true
      case .word:
        !isProhibition && (Self.changing.contains(token.text) || isChoosing(index))
          || SigNumberWords.whole[token.text] != nil
          || SigNumberWords.parts[token.text] != nil
      // "2/1 tablets am/pm": the other side of it is not known.
      case .mark: token.text == "/"
      }
    }
  }

  /// Words that make another dose or another time of what stands beside them.
  private static let changing: Set = [
    "not", "no", "except", "until", "till", "til", "hold", "skip", "discontinue", "cancel", "if",
    "unless", "without", "instead", "alternating", "alternate", "double", "increase", "decrease",
    "reduce", "titrate", "adjust", "taper", "prn", "off", "less", "more", "or", "hundred",
    "thousand", "dozen",
  ]

  /// A remark such as "take with food" belongs to the clause before it.
  private mutating func foldRemarks() {
    var kept: [SigDraft] = []
    for draft in drafts {
      let isRemark =
        draft.link == .beside && draft.clause.amount == nil && draft.clause.vagueAmount == nil
        && !draft.saysWhen
      guard isRemark, var last = kept.popLast() else {
        kept.append(draft)
        continue
      }
      leftovers += last.take(draft)
      kept.append(last)
    }
    drafts = kept
  }

  /// "1 tablet in the morning and 2 tablets in the morning" is no dose of 3.
  private mutating func leaveDoubledMoments() {
    var before: Set<SigMoment> = []
    for draft in drafts {
      if draft.link != .sameSentence { before = [] }
      let isOpen = draft.clause.weekdays.isEmpty
      if isOpen, !before.isDisjoint(with: draft.clause.when) {
        leftovers += [draft.places[\.when]].compactMap { $0 }
      }
      if isOpen { before.formUnion(draft.clause.when) }
    }
  }

  /// "1 tablet in the morning and 2 at bedtime for 10 days": the days hold for both.
  private mutating func shareEndOfSentence() {
    for index in drafts.indices.dropFirst().reversed() where drafts[index].link == .sameSentence {
      let end = drafts[index].clause
      var start = drafts[index - 1].clause
      if drafts[index].sharesTimes, !drafts[index - 1].saysWhen {
        (start.frequency, start.when) = (end.frequency, end.when)
        (start.timesOfDay, start.weekdays) = (end.timesOfDay, end.weekdays)
      }
      start.duration = start.duration ?? end.duration
      if start.count == nil {
        start.count = end.count
        start.countIsMost = end.countIsMost
      }
      if end.meal != nil, start.meal == nil, end.offset == nil,
        !(start.when + end.when).contains(where: \.isMeal)
      {
        start.meal = end.meal
      }
      start.maximum = start.maximum ?? end.maximum
      start.route = start.route ?? end.route
      start.site = start.site ?? end.site
      start.unit = start.unit ?? end.unit
      start.asNeeded = start.asNeeded || end.asNeeded
      start.asNeededFor = start.asNeededFor ?? end.asNeededFor
      start.indication = start.indication ?? end.indication
      start.until = start.until ?? end.until
      start.minimumGap = start.minimumGap ?? end.minimumGap
      start.mustLastDays = start.mustLastDays ?? end.mustLastDays
      start.dispensed = start.dispensed ?? end.dispensed
      start.earliestFill = start.earliestFill ?? end.earliestFill
      start.removal = start.removal ?? end.removal
      if start.notes.isEmpty { start.notes = end.notes }
      drafts[index - 1].clause = start
    }
  }

  /// A later clause goes on with the action, the unit, the route and the dose it does not name.
  private mutating func inherit() {
    for index in drafts.indices.dropFirst() {
      let before = drafts[index - 1].clause
      var clause = drafts[index].clause
      if clause.amount == nil, clause.vagueAmount == nil {
        clause.amount = before.amount
        clause.amountMax = before.amountMax
        clause.equivalent = before.equivalent
        clause.vagueAmount = before.vagueAmount
        clause.unit = before.unit
      }
      clause.unit = clause.unit ?? before.unit
      clause.action = clause.action ?? before.action
      clause.route = clause.route ?? before.route
      clause.site = clause.site ?? before.site
      if drafts[index].link == .sameSentence { clause.drink = clause.drink ?? before.drink }
      drafts[index].clause = clause
    }
  }

  private mutating func resolveMaximum(_ index: Int) {
    guard let maximum = drafts[index].unitlessMaximum else { return }
    let place = drafts[index].places[\.maximum]
    guard let unit = drafts[index].clause.unit else {
      leftovers += [place].compactMap { $0 }
      return
    }
    let resolved = SigMaximum(Amount(maximum.number, unit), within: maximum.within)
    if let existing = drafts[index].clause.maximum, existing != resolved {
      leftovers += [place].compactMap { $0 }
    }
    drafts[index].clause.maximum = drafts[index].clause.maximum ?? resolved
  }

  private mutating func resolveReason(_ index: Int) {
    guard drafts[index].clause.asNeeded, drafts[index].clause.asNeededFor == nil else { return }
    drafts[index].clause.asNeededFor = drafts[index].clause.indication
    drafts[index].clause.indication = nil
  }

  private mutating func resolveRoute(_ index: Int) {
    var clause = drafts[index].clause
    if let implied = clause.impliedRoute {
      if clause.route == nil {
        clause.route = implied
      } else if clause.site?.route != nil, clause.route != implied {
        leftovers += [drafts[index].places[\.route], drafts[index].places[\.site]]
          .compactMap { $0 }
      }
    }
    clause.action = clause.action ?? clause.route?.impliedAction
    drafts[index].clause = clause
  }

  /// Compares how often with the moments that are named; a contradiction is left over.
  private mutating func resolveFrequency(_ index: Int) {
    let draft = drafts[index]
    var clause = draft.clause
    clause.when.sort()
    clause.timesOfDay.sort()
    clause.weekdays.sort()
    let isUnclearOnce = draft.saysOnce && clause.slotCount > 0
    let isEachDay = draft.saysEachDay && clause.frequency == SigFrequency(1, per: 1, .day)
    let isContradictory =
      !isEachDay && !(clause.frequency?.agrees(withSlots: clause.slotCount) ?? true)
      || !draft.unjoined.isEmpty && !(clause.frequency?.isDaily(clause.slotCount) ?? false)
      || !clause.weekdaysFitFrequency(saysEachDay: draft.saysEachDay)
    // "Decrease to 1 tablet every 14 days" may mean a step every 14 days or a dose every 14 days.
    let isUnclearStep = draft.changesDose && clause.frequency?.isRarerThanDaily == true
    if isContradictory || isUnclearOnce || isUnclearStep {
      let paths: [PartialKeyPath<SigClause>] = [
        isUnclearOnce ? \.count : \.frequency, \.when, \.timesOfDay,
      ]
      leftovers += paths.compactMap { draft.places[$0] } + draft.unjoined
      if !clause.weekdays.isEmpty { leftovers += [draft.places[\.weekdays]].compactMap { $0 } }
    }
    if isContradictory {
      clause.frequency = nil
      (clause.when, clause.timesOfDay, clause.weekdays) = ([], [], [])
    }
    if isUnclearStep { clause.frequency = nil }
    clause.frequency = clause.frequency ?? clause.frequencyOfSlots
    if draft.saysFirstDay, clause.frequency == nil, clause.amount != nil {
      clause.frequency = SigFrequency(1, per: 1, .day)
    }
    if let frequency = clause.frequency, frequency.times == 1, frequency.timesMax == nil,
      clause.slotCount > 1, frequency.periodUnit != .hour
    {
      let slots = clause.slotCount
      clause.frequency?.times = slots
    }
    drafts[index].clause = clause
  }
}

extension SigClause {
  /// Takes away how often and when.
  fileprivate mutating func eraseTimes() {
    frequency = nil
    (when, timesOfDay, weekdays) = ([], [], [])
    (meal, offset) = (nil, nil)
  }

  /// The clauses with neighbours joined that differ only in the moment of the day.
  static func merged(_ clauses: [SigClause]) -> [SigClause] {
    var out: [SigClause] = []
    for clause in clauses {
      guard clause.isBeside, let last = out.last, let joined = last.joined(with: clause) else {
        out.append(clause)
        continue
      }
      out[out.count - 1] = joined
    }
    return out
  }

  private func joined(with next: SigClause) -> SigClause? {
    guard slotCount > 0, next.slotCount > 0, frequency == frequencyOfSlots,
      next.frequency == next.frequencyOfSlots, Set(when).isDisjoint(with: next.when),
      Set(timesOfDay).isDisjoint(with: next.timesOfDay)
    else { return nil }
    var both = self
    both.when = (when + next.when).sorted()
    both.timesOfDay = (timesOfDay + next.timesOfDay).sorted()
    both.frequency = both.frequencyOfSlots
    var other = next
    other.when = both.when
    other.timesOfDay = both.timesOfDay
    other.frequency = both.frequency
    other.isBeside = isBeside
    return other == both ? both : nil
  }

  /// The route that site or action leave no doubt about.
  var impliedRoute: SigRoute? {
    if let route = site?.route { return route }
    if action == .inhale { return .inhaled }
    if action == .apply, site != nil { return .topical }
    return nil
  }
}

extension SigRoute {
  /// What one does with a medicine of this route when the directions name no action.
  var impliedAction: SigAction? {
    switch self {
    case .oral: .take
    case .subcutaneous, .intramuscular, .intravenous, .intradermal: .inject
    case .inhaled, .nebulized: .inhale
    case .topical, .transdermal: .apply
    case .vaginal, .rectal: .insert
    case .ophthalmic, .otic: .instill
    case .sublingual, .buccal: .place
    case .nasal, .feedingTube: .use
    }
  }
}

extension SigDraft {
  /// Adds the facts of a remark; returns the places of those that contradict.
  fileprivate mutating func take(_ remark: SigDraft) -> [Range<Int>] {
    var conflicts: [Range<Int>] = []
    func add<Value: Equatable>(_ path: WritableKeyPath<SigClause, Value?>) {
      guard let value = remark.clause[keyPath: path] else { return }
      guard let existing = clause[keyPath: path], existing != value else {
        clause[keyPath: path] = value
        return
      }
      conflicts += [remark.places[path] ?? remark.opening].compactMap { $0 }
    }
    if remark.clause.action != clause.action, clause.action == nil { add(\.action) }
    if let action = remark.clause.action, action != clause.action {
      conflicts += [remark.places[\.action]].compactMap { $0 }
    }
    add(\.route)
    add(\.meal)
    add(\.site)
    add(\.asNeededFor)
    add(\.duration)
    add(\.count)
    add(\.maximum)
    add(\.offset)
    add(\.indication)
    add(\.until)
    add(\.minimumGap)
    add(\.mustLastDays)
    add(\.dispensed)
    add(\.earliestFill)
    add(\.removal)
    clause.asNeeded = clause.asNeeded || remark.clause.asNeeded
    clause.notes += remark.clause.notes.filter { !clause.notes.contains($0) }
    clause.countIsMost = clause.countIsMost || remark.clause.countIsMost
    clause.stopsAfter = clause.stopsAfter || remark.clause.stopsAfter
    unitlessMaximum = unitlessMaximum ?? remark.unitlessMaximum
    return conflicts
  }
}

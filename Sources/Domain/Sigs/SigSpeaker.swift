/// Speaks directions in plain words, by the standard for prescription labels.
///
/// Numerals for numbers, the dose apart from the time, every fact of the model said, and nothing
/// that ``SigParser`` would read otherwise. Source: USP General Chapter <17>, Prescription
/// Container Labeling.
package enum SigSpeaker {
  /// All clauses as sentences: `Take 1 tablet by mouth in the morning.`; empty for none.
  package static func text(of sig: Sig) -> String {
    var sentences: [String] = []
    var group: [SigClause] = []
    for clause in sig.clauses {
      if let first = group.first, clause.isBeside, first.sharesSentence(with: clause) {
        group.append(clause)
      } else {
        sentences += self.sentences(of: group, isFirst: sentences.isEmpty)
        group = [clause]
      }
    }
    sentences += self.sentences(of: group, isFirst: sentences.isEmpty)
    return sentences.joined(separator: " ")
  }

  private static func sentences(of group: [SigClause], isFirst: Bool) -> [String] {
    guard let first = group.first, let last = group.last else { return [] }
    var words: [String] = []
    if !isFirst { words.append(first.isBeside ? "also" : "then") }
    if let action = first.action { words.append(action.rawValue) }
    let doses = group.enumerated().map { index, clause in
      clause.doseAndTime(withPlace: index == 0).joined(separator: " ")
    }
    words.append(Display.list(doses))
    words += last.ending
    let main = words.filter { !$0.isEmpty }.joined(separator: " ")
    let further = group.count == 1 ? first.furtherSentences : last.furtherSentences
    return ([main] + further).filter { !$0.isEmpty }.map(Display.sentence)
  }
}

extension SigClause {
  /// Whether another clause differs from this one in dose and moment alone.
  fileprivate func sharesSentence(with other: SigClause) -> Bool {
    let hasSlots = slotCount > 0 || !weekdays.isEmpty
    let otherHasSlots = other.slotCount > 0 || !other.weekdays.isEmpty
    guard hasSlots, otherHasSlots, weekdays.isEmpty == other.weekdays.isEmpty, amount != nil,
      other.amount != nil, meal == nil,
      other.meal == nil, offset == nil, other.offset == nil, frequency == frequencyOfSlots,
      other.frequency == other.frequencyOfSlots, !stopsAfter, !other.stopsAfter
    else { return false }
    var same = other
    same.amount = amount
    same.amountMax = amountMax
    same.equivalent = equivalent
    same.when = when
    same.timesOfDay = timesOfDay
    same.weekdays = weekdays
    same.frequency = frequency
    same.isBeside = isBeside
    return same == self
  }

  fileprivate func doseAndTime(withPlace: Bool) -> [String] {
    var place: [String] = []
    let dose = doseText
    if withPlace { place = [drinkText, routeText, siteText].compactMap { $0 } }
    let slots = slotTexts
    guard !slots.isEmpty else {
      // A bare number and "3 times a day" must not stand side by side.
      let isMealFirst = offset != nil || (meal != nil && isBareNumberLast)
      return [
        dose, place.joined(separator: " "), isMealFirst ? mealText : nil, frequencyText,
        weekdayText, isMealFirst ? nil : mealText,
      ].compactMap { $0 }.filter { !$0.isEmpty }
    }
    let repeated = amount == nil ? nil : bareDoseText
    let said = slots.enumerated().map { index, slot in
      index == 0 ? slot : [repeated, slot].compactMap { $0 }.joined(separator: " ")
    }
    return [
      dose, place.joined(separator: " "),
      repeated == nil ? said.joined(separator: " and ") : Display.list(said),
      isMealSaidWithSlot ? nil : mealText,
      frequency == frequencyOfSlots ? nil : frequencyText, weekdayText,
    ].compactMap { $0 }.filter { !$0.isEmpty }
  }

  fileprivate var ending: [String] {
    var words: [String] = []
    if let cycle {
      words.append("\(Display.days(cycle.onDays)) on and \(Display.days(cycle.offDays)) off")
    }
    if let onset { words.append("at the start of \(onset)") }
    if asNeeded { words.append("as needed") }
    if let reason = asNeededFor ?? indication { words.append("for \(reason)") }
    if let until { words.append("until \(until)") }
    if let count {
      words.append("for \(countIsMost ? "up to " : "")\(Display.count(count, "dose"))")
    }
    if let duration {
      let length = Display.count(duration.value, duration.unit.rawValue)
      words.append("for \(duration.isMost ? "up to " : "")\(length)")
    }
    return words
  }

  fileprivate var furtherSentences: [String] {
    var sentences: [String] = []
    if let repetition { sentences.append(repetition.words) }
    if let maximum {
      let ingredient = maximum.ingredient.map { " of \($0)" } ?? ""
      let most = "\(Display.amount(maximum.amount))\(ingredient)"
      sentences.append("no more than \(most) in \(maximum.within.words)")
    }
    if let minimumGap {
      sentences.append(
        "keep at least \(Display.duration(minutes: minimumGap.minutes)) between doses"
      )
    }
    if let removal { sentences.append("remove \(removal.words)") }
    sentences += notes.map(\.rawValue)
    if let mustLastDays { sentences.append("must last \(Display.days(mustLastDays))") }
    if let dispensed { sentences.append("dispense \(Display.number(dispensed))") }
    if let earliestFill {
      sentences.append("do not fill before \(Display.fullDate(earliestFill))")
    }
    if stopsAfter { sentences.append("then stop") }
    return sentences
  }

  private var bareDoseText: String? {
    guard let amount else { return vagueAmount?.rawValue }
    guard let unit else {
      let most = amountMax.map { " to \(Display.quantity($0))" } ?? ""
      // A bare number would run into the times and the clock beside it.
      return "a dose of \(Display.quantity(amount))\(most)"
    }
    return Display.amount(Amount(amount, unit), to: amountMax)
  }

  private var doseText: String? {
    let vague = amount == nil ? nil : vagueAmount?.rawValue
    let parts = [bareDoseText, equivalent.map { "(\(Display.amount($0)))" }, vague]
    let text = parts.compactMap { $0 }.joined(separator: " ")
    guard !text.isEmpty else { return nil }
    return isFollowedByNumber ? "\(text)," : text
  }

  /// `in 8 ounces of water`; what is mixed is drunk.
  private var drinkText: String? {
    guard let drink else { return nil }
    let isToDrink = drink.isMixedIn && (action == .mix || action == .dissolve)
    return "\(drink.isMixedIn ? "in" : "with") \(drink.words)\(isToDrink ? " and drink" : "")"
  }

  /// Whether the dose ends with a number that has no unit.
  private var isBareNumberLast: Bool {
    unit == nil && amount != nil && equivalent == nil && routeText == nil && siteText == nil
      && drink == nil
  }

  private var isFollowedByNumber: Bool {
    guard isBareNumberLast else { return false }
    let next = offset == nil ? slotTexts.first ?? mealText ?? frequencyText : offsetText
    return next?.first?.isNumber ?? false
  }

  private var routeText: String? {
    impliedRoute == route ? nil : route?.words
  }

  private var siteText: String? {
    guard let site else { return nil }
    // The eye, the ear and the nose are gone into, and so is the skin with a needle.
    let goesIn = site.route != nil || action == .inject || site.name == "mouth"
    let preposition = goesIn ? "in" : site.name == "tongue" ? "on" : "to"
    return "\(preposition) \(site.namesItsCount ? "" : "the ")\(site.name)"
  }

  // MARK: When

  /// The route where no other word implies it: `by mouth`.
  var routeWords: String? { routeText }

  /// `in the right eye`, `to the back`.
  var siteWords: String? { siteText }

  /// `30 minutes before meals`, for a meal that is named, too.
  var mealWords: String? { meal.map { "\(offsetText)\(mealWords($0))" } }

  private var isMealSaidWithSlot: Bool { meal != nil && when.contains(where: \.isMeal) }

  /// Each moment and clock time of the day, with the meal and the time before it.
  private var slotTexts: [String] {
    var texts = when.map { moment -> String in
      if moment.isMeal, let meal { return "\(offsetText)\(meal.rawValue) \(moment.rawValue)" }
      if offset != nil, meal == nil, moment == .bedtime { return "\(offsetText)before bedtime" }
      if offset != nil, meal == nil, moment == .waking { return "\(offsetText)after waking" }
      return moment.words
    }
    texts += timesOfDay.map { "at \($0.words)" }
    return texts
  }

  private var mealText: String? {
    if let event = offset?.event, let offset {
      let meal = self.meal.map { " \(mealWords($0))" } ?? ""
      return "\(offsetText)\(offset.isAfter ? "after" : "before") \(event.rawValue)\(meal)"
    }
    guard let meal else { return nil }
    return "\(offsetText)\(mealWords(meal))"
  }

  private func mealWords(_ meal: SigMeal) -> String {
    switch meal {
    case .before: "before meals"
    case .with: "with food"
    case .after: "after meals"
    }
  }

  private var offsetText: String {
    guard let offset else { return "" }
    let isHours = offset.minutes % 60 == 0 && (offset.minutesMax ?? 0) % 60 == 0
    let divisor = isHours ? 60 : 1
    let most = offset.minutesMax.map { $0 / divisor }
    let least = offset.minutes / divisor
    let unit = isHours ? "hour" : "minute"
    let number = most.map { "\(least) to \($0)" } ?? "\(least)"
    return "\(number) \((most ?? least) == 1 ? unit : unit + "s") "
  }

  private var weekdayText: String? {
    guard !weekdays.isEmpty else { return nil }
    let word = frequency == frequencyOfSlots ? "every" : "on"
    return "\(word) \(Display.list(weekdays.map(\.name)))"
  }

  private var frequencyText: String? {
    guard let frequency else { return nil }
    if frequency == frequencyOfSlots { return nil }
    return frequency.words
  }
}

extension SigFrequency {
  /// `2 times a day`, `every 4 to 6 hours`, `up to 4 times a day`, `once a week`.
  package var words: String {
    let unit = periodUnit.rawValue
    if times == 1, timesMax == nil,
      periodUnit == .hour || periodUnit == .minute || period > 1
        || periodMax != nil
    {
      if let periodMax { return "every \(period) to \(periodMax) \(unit)s" }
      if period == 2, periodUnit == .day { return "every other day" }
      return period == 1 ? "every \(unit)" : "every \(period) \(unit)s"
    }
    let each = period == 1 ? "a \(unit)" : "every \(period) \(unit)s"
    if isUpTo, let timesMax { return "up to \(timesMax) times \(each)" }
    if let timesMax { return "\(times) to \(timesMax) times \(each)" }
    return times == 1 ? "once \(each)" : "\(times) times \(each)"
  }
}

extension SigDrink {
  /// `8 ounces of water`, `4 to 8 ounces of water or juice`, `water`.
  package var words: String {
    guard let amount else { return liquid }
    let least = Display.quantity(amount)
    let most = amountMax.map { " to \(Display.quantity($0))" } ?? ""
    let isOne = amountMax == nil && amount <= Rational(1)
    let plural = unit == "glass" ? "glasses" : unit == "mL" ? unit : unit + "s"
    return "\(least)\(most) \(isOne ? unit : plural) of \(liquid)"
  }
}

extension SigRepeat {
  /// `may repeat after 2 hours, at most once`.
  package var words: String {
    let isHours = minutes % 60 == 0
    let length = Display.count(isHours ? minutes / 60 : minutes, isHours ? "hour" : "minute")
    let most = times.map { $0 == 1 ? ", at most once" : ", at most \($0) times" } ?? ""
    return "may repeat after \(length)\(most)"
  }
}

extension SigRemoval {
  /// `after 12 hours`, `at bedtime`, `at 8:00 PM`.
  package var words: String {
    switch self {
    case .afterHours(let hours): "after \(Display.count(hours, "hour"))"
    case .at(let moment): moment.words
    case .atTime(let time): "at \(time.words)"
    }
  }
}

extension TimeOfDay {
  /// `8:00 AM`, `midnight`, and `12 noon`, which is the hour and not the meal.
  fileprivate var words: String { minute == 720 ? "12 noon" : Display.clock(self) }
}

extension SigMoment {
  /// `in the morning`, `at bedtime`, `on waking`.
  package var words: String {
    switch self {
    case .waking: "on waking"
    case .morning, .afternoon, .evening: "in the \(rawValue)"
    case .breakfast, .noon, .lunch, .dinner, .bedtime, .night: "at \(rawValue)"
    }
  }
}

extension SigRoute {
  /// `by mouth`, `under the skin`.
  package var words: String {
    switch self {
    case .oral: "by mouth"
    case .sublingual: "under the tongue"
    case .buccal: "inside the cheek"
    case .subcutaneous: "under the skin"
    case .intramuscular: "into the muscle"
    case .intravenous: "into the vein"
    case .intradermal: "into the skin"
    case .topical: "on the skin"
    case .transdermal: "through the skin"
    case .inhaled: "by inhalation"
    case .nebulized: "by nebulizer"
    case .nasal: "in the nose"
    case .ophthalmic: "in the eye"
    case .otic: "in the ear"
    case .vaginal: "in the vagina"
    case .rectal: "in the rectum"
    case .feedingTube: "by feeding tube"
    }
  }
}

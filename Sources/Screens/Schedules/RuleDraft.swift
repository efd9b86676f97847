import Domain
import Terminal

/// A rule as it stands in the fields of the editor, not yet known to be one.
struct RuleDraft {
  let shape: RuleShape
  let values: Form.Values
  let reader: EntryReader

  /// The rule that the fields make, from a start on.
  ///
  /// The last day belongs to it; nil for no end. The count is of all doses; nil for no such limit.
  ///
  /// - Throws: ``EntryError``
  func rule(start: RuleMoment, lastDay: CalendarDate?, count: Int?) throws(EntryError)
    -> ScheduleRule
  {
    var members = try kindMembers(start: start)
    if !members.contains(where: { $0.key == "start" }) {
      members.append(JSONMember("start", .string(start.description)))
    }
    if let lastDay { members.append(JSONMember("end", .string((lastDay + 1).description))) }
    if let count, shape != .asNeeded { members.append(JSONMember("count", .integer(count))) }
    do throws(RuleError) {
      return try ScheduleRule(json: .object(members))
    } catch {
      throw .rule(error)
    }
  }

  private func value(_ id: FormField.ID) -> String { values[id] ?? "" }

  private func isBlank(_ id: FormField.ID) -> Bool { value(id).allSatisfy(\.isWhitespace) }

  private func kindMembers(start: RuleMoment) throws(EntryError) -> [JSONMember] {
    switch shape {
    case .asWritten: throw .missing("the directions in one line, or choose how often")
    case .daily: return try timesMembers([])
    case .weekdays:
      var days: [Weekday] = []
      for part in EntryReader.parts(value("weekdays"), separators: ",; ") {
        guard let day = EntryReader.weekday(part) else { throw .notAWeekday(part) }
        days.append(day)
      }
      guard !days.isEmpty else { throw .missing("on which weekdays, such as Mon, Thu") }
      return try timesMembers([
        JSONMember("weekdays", .array(days.map { .string($0.rawValue) }))
      ])
    case .everyDays:
      let days = try reader.number(value("everyDays"), 1...3650)
      return try timesMembers([JSONMember("everyDays", .integer(days))])
    case .monthDays:
      var days: [JSON] = []
      for part in EntryReader.parts(value("monthDays")) {
        days.append(.integer(try reader.number(part, 1...31)))
      }
      guard !days.isEmpty else { throw .missing("on which days of the month, such as 1, 15") }
      return try timesMembers([JSONMember("monthDays", .array(days))])
    case .everyMonths:
      let months = try reader.number(value("everyMonths"), 1...120)
      return try timesMembers([JSONMember("everyMonths", .integer(months))])
    case .cycle:
      let onDays = try reader.number(value("onDays"), 1...3650)
      let offDays = try reader.number(value("offDays"), 1...3650)
      let cycle = JSON.object(["onDays": .integer(onDays), "offDays": .integer(offDays)])
      return try timesMembers([JSONMember("cycle", cycle)])
    case .byWeekday: return try oneTime(JSONMember("amounts", .object(try perDay())))
    case .sequence:
      var amounts: [JSON] = []
      for part in EntryReader.parts(value("inTurn")) {
        amounts.append(.string(try reader.amount(part).description))
      }
      guard amounts.count > 1 else { throw .missing("two amounts or more, such as 5 mg, 2.5 mg") }
      return try oneTime(JSONMember("sequence", .array(amounts)))
    case .interval: return try interval(start: start)
    case .taper: return [kind("taper"), JSONMember("steps", .array(try steps()))]
    case .asNeeded: return try asNeeded()
    }
  }

  private func kind(_ name: String) -> JSONMember { JSONMember("kind", .string(name)) }

  private func each() throws(EntryError) -> Amount? {
    isBlank("each") ? nil : try reader.amount(value("each"))
  }

  private func timesMembers(_ pattern: [JSONMember]) throws(EntryError) -> [JSONMember] {
    let times = try reader.times(value("times"), each: try each())
    for time in times {
      guard case .object(let members) = time, members.contains(where: { $0.key == "amount" }) else {
        throw .missing("how much each time, such as 1 tablet")
      }
    }
    return [kind("times"), JSONMember("times", .array(times))] + pattern
  }

  private func oneTime(_ amounts: JSONMember) throws(EntryError) -> [JSONMember] {
    let at = try reader.time(value("time"))
    let time = JSON.object([JSONMember("at", .string(at.description)), amounts])
    return [kind("times"), JSONMember("times", .array([time]))]
  }

  private func perDay() throws(EntryError) -> [JSONMember] {
    var amounts: [JSONMember] = []
    for part in EntryReader.parts(value("perDay")) {
      let words = part.split(separator: " ", maxSplits: 1)
      guard words.count == 2, let day = EntryReader.weekday(words[0]) else { throw .noDays(part) }
      let amount = try reader.amount(String(words[1]))
      guard !amounts.contains(where: { $0.key == day.rawValue }) else {
        throw .rule(.duplicate(day.name, at: ""))
      }
      amounts.append(JSONMember(day.rawValue, .string(amount.description)))
    }
    guard !amounts.isEmpty else { throw .missing("an amount for a weekday, such as Mon 5 mg") }
    return amounts
  }

  private func interval(start: RuleMoment) throws(EntryError) -> [JSONMember] {
    let hours = try reader.number(value("hours"), 1...8760)
    guard let each = try each() else { throw .missing("how much each time, such as 1 tablet") }
    let first = try reader.time(value("firstAt"))
    var members = [
      kind("interval"), JSONMember("everyHours", .integer(hours)),
      JSONMember("amount", .string(each.description)),
      JSONMember("start", .string(start.date.at(first).description)),
      JSONMember(
        "basis",
        .string(value("basis") == FormField.bases[1] ? "taken" : "schedule")
      ),
    ]
    if !isBlank("between") {
      let ends = value("between").replacing(" to ", with: ";").split(separator: ";")
      guard ends.count == 2 else { throw .notATime(value("between")) }
      let from = try reader.time(String(ends[0]))
      let to = try reader.time(String(ends[1]))
      let window = JSON.object(["from": .string(from.description), "to": .string(to.description)])
      members.append(JSONMember("window", window))
    }
    return members
  }

  /// Steps such as `5 days 40 mg at 8:00 AM`, the last one also as `then 10 mg at 8:00 AM`.
  private func steps() throws(EntryError) -> [JSON] {
    var steps: [JSON] = []
    for part in value("steps").split(separator: ";") {
      var words = part.split(separator: " ").map(String.init)
      if words.first?.lowercased() == "then" { words.removeFirst() }
      var days: Int?
      if words.count > 1, ["day", "days"].contains(words[1].lowercased()) {
        days = try reader.number(words[0], 1...3650)
        words.removeFirst(2)
      }
      let times = try stepTimes(words.joined(separator: " "), of: String(part))
      steps.append(.object(["days": .number(days), "times": .array(times)]))
    }
    guard !steps.isEmpty else { throw .missing("the steps, such as 5 days 40 mg at 8:00 AM") }
    return steps
  }

  private func stepTimes(_ text: String, of step: String) throws(EntryError) -> [JSON] {
    var times: [JSON] = []
    for dose in EntryReader.parts(text) {
      let words = dose.split(separator: " ").map(String.init)
      guard let place = words.firstIndex(where: { $0.lowercased() == "at" }), place > 0 else {
        throw .unreadableStep(step)
      }
      let amount = try reader.amount(words[..<place].joined(separator: " "))
      let time = try reader.time(words[(place + 1)...].joined(separator: " "))
      times.append(
        .object(["at": .string(time.description), "amount": .string(amount.description)])
      )
    }
    guard !times.isEmpty else { throw .unreadableStep(step) }
    return times
  }

  /// One amount, or the two of `1 tablet to 2 tablets` and `1 to 2 tablets`.
  private func range() throws(EntryError) -> [JSONMember] {
    let parts = value("each").replacing(" to ", with: "|").split(separator: "|").map(String.init)
    guard let first = parts.first, parts.count <= 2 else {
      throw .missing("how much each time, such as 1 tablet")
    }
    guard parts.count == 2 else {
      return [JSONMember("amount", .string(try reader.amount(first).description))]
    }
    let most = try reader.amount(parts[1])
    let least = try EntryReader(today: reader.today, unit: most.unit).amount(first)
    return [
      JSONMember("amount", .string(least.description)),
      JSONMember("amountMax", .string(most.description)),
    ]
  }

  private func asNeeded() throws(EntryError) -> [JSONMember] {
    var members = [kind("asNeeded")] + (try range())
    if !isBlank("gap") {
      members.append(try reader.elapsed(value("gap")).member(.minimumGap))
    }
    if !isBlank("most") {
      let most = try reader.amount(value("most"))
      let within = isBlank("mostHours") ? .day : try reader.elapsed(value("mostHours"))
      members.append(JSONMember("maximum", MaximumAmount(amount: most, within: within).json))
    }
    return members
  }
}

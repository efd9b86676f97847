extension SigClause {
  /// The clause as the commands write it: every documented key, then the facts beyond them.
  package var json: JSON {
    var members = [
      JSONMember("action", .text(action?.rawValue)),
      JSONMember("amount", .text(amount.map(numberText))),
      JSONMember("amountMax", .text(amountMax.map(numberText))),
      JSONMember("unit", .text(unit)),
      JSONMember("route", .text(route?.rawValue)),
      JSONMember("frequency", frequency?.json ?? .null),
      JSONMember("timesOfDay", .array(timesOfDay.map { .string($0.description) })),
      JSONMember("when", .array(when.map { .string($0.rawValue) })),
      JSONMember("weekdays", .array(weekdays.map { .string($0.rawValue) })),
      JSONMember("meal", .text(meal?.rawValue)),
      JSONMember("site", .text(site?.name)),
      JSONMember("asNeeded", .bool(asNeeded)),
      JSONMember("asNeededFor", .text(asNeededFor)),
      JSONMember("duration", duration?.json ?? .null),
      JSONMember("count", .number(count)),
      JSONMember("maximum", maximum?.json ?? .null),
    ]
    members += furtherFacts
    return .object(members)
  }

  /// Facts that have no documented key, written only when they are there.
  private var furtherFacts: [JSONMember] {
    var members: [JSONMember] = []
    func add(_ key: String, _ value: JSON?) {
      if let value { members.append(JSONMember(key, value)) }
    }
    add("amountInWords", vagueAmount.map { .string($0.rawValue) })
    add("amountEquals", equivalent.map { .string($0.description) })
    add("offset", offset?.json)
    add("indication", indication.map { .string($0) })
    add("until", until.map { .string($0) })
    add("durationIsMost", duration?.isMost == true ? .bool(true) : nil)
    add("countIsMost", countIsMost ? .bool(true) : nil)
    add("mixedIn", drink.flatMap { $0.isMixedIn ? .string($0.words) : nil })
    add("takenWith", drink.flatMap { $0.isMixedIn ? nil : .string($0.words) })
    add("atStartOf", onset.map { .string($0) })
    add("mayRepeat", repetition?.json)
    add("cycle", cycle?.json)
    if let minimumGap { members.append(minimumGap.member(.minimumGap)) }
    add("mustLastDays", mustLastDays.map { .integer($0) })
    add("dispensed", dispensed.map { .integer($0) })
    add("earliestFill", earliestFill.map { .string($0.description) })
    add("removal", removal?.json)
    add("notes", notes.isEmpty ? nil : .array(notes.map { .string($0.rawValue) }))
    add("beside", isBeside ? .bool(true) : nil)
    add("thenStop", stopsAfter ? .bool(true) : nil)
    return members
  }

  private func numberText(_ value: Rational) -> String {
    let isMeasured = unit.map { Amount.measures.contains($0) } ?? false
    return isMeasured ? value.decimalText ?? value.description : value.description
  }
}

extension SigFrequency {
  fileprivate var json: JSON {
    .object([
      "times": .integer(times), "timesMax": .number(timesMax), "period": .integer(period),
      "periodMax": .number(periodMax), "periodUnit": .string(periodUnit.rawValue),
    ])
  }
}

extension SigDuration {
  fileprivate var json: JSON {
    .object(["value": .integer(value), "unit": .string(unit.rawValue)])
  }
}

extension SigMaximum {
  fileprivate var json: JSON {
    // The hours are always said, if only that there are none.
    var members = [
      JSONMember("amount", .string(amount.description)),
      JSONMember("hours", .number(within.wholeHours)),
    ]
    if within.wholeHours == nil { members.append(within.member(.maximum)) }
    return .object(members + (ingredient.map { [JSONMember("ingredient", .string($0))] } ?? []))
  }
}

extension SigRepeat {
  fileprivate var json: JSON {
    .object(["afterMinutes": .integer(minutes), "times": .number(times)])
  }
}

extension SigCycle {
  /// As a rule has it.
  var json: JSON { .object(["onDays": .integer(onDays), "offDays": .integer(offDays)]) }
}

extension SigRemoval {
  fileprivate var json: JSON {
    switch self {
    case .afterHours(let hours): .object(["afterHours": .integer(hours)])
    case .at(let moment): .object(["when": .string(moment.rawValue)])
    case .atTime(let time): .object(["time": .string(time.description)])
    }
  }
}

extension SigOffset {
  fileprivate var json: JSON {
    .object([
      "minutes": .integer(minutes), "minutesMax": .number(minutesMax),
      "relation": .string(isAfter ? "after" : "before"), "event": .text(event?.rawValue),
    ])
  }
}

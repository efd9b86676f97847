import Domain
import Store
import Terminal

/// Reads the fields of the first questions, and says beside each what is wrong with it.
struct FirstRunReader: Sendable {
  let surroundings: FirstRunSurroundings

  /// Zones that a text may mean, best first: the one of that name, else those that hold the text.
  func zones(_ text: String) -> [String] {
    let wanted = text.lowercased().split(separator: " ").joined(separator: "_")
    guard !wanted.isEmpty else { return [] }
    if let exact = surroundings.zones.first(where: { $0.lowercased() == wanted }) { return [exact] }
    // What has no rules is no zone and may still be a part of a name; what has some, as `UTC+2`,
    // need not be on the list.
    if (try? surroundings.rules(text)) != nil { return [text] }
    let found = surroundings.zones.filter { $0.lowercased().contains(wanted) }
    let cities = found.filter { $0.lowercased().hasSuffix("/" + wanted) }
    return cities.count == 1 ? cities : found
  }

  func today(_ values: Form.Values) -> LocalMinute {
    let name = zones(values["zone"] ?? "").first ?? surroundings.zone
    // A zone that cannot be read is told beside its field; until then days are counted in UTC.
    let rules = (try? surroundings.rules(name)) ?? .utc
    return rules.local(of: surroundings.now).0
  }

  func problem(_ field: FormField.ID, _ values: Form.Values) -> String? {
    do throws(EntryError) {
      switch field {
      case "name": _ = try name(values)
      case "birth": _ = try birthDate(values)
      case "zone": return zoneProblem(values["zone"] ?? "")
      case "drug":
        if text("drug", values).isEmpty, !text("directions", values).isEmpty {
          throw .missing("which medicine it is")
        }
        _ = try plain("drug", values, atMost: 120)
        if let ambiguous = AmbiguousName(text("drug", values)) { return ambiguous.sentence }
      case "strength":
        let strength = text("strength", values)
        if Strength.lacksUnit(strength) {
          return "\"\(strength)\" of what? Write the unit, such as mg or mcg."
        }
        guard strength.isEmpty || Strength(text: strength) != nil else {
          return "A strength reads like 500 mg. Leave it empty if you do not know it."
        }
      case "directions": _ = try medication(values)
      case "others":
        return try others(values).lazy.compactMap { AmbiguousName($0.drugName)?.sentence }.first
      case "quiet": _ = try quietHours(values)
      default: return nil
      }
      return nil
    } catch {
      return error.sentence
    }
  }

  func answers(_ values: Form.Values) throws(EntryError) -> FirstRunAnswers {
    guard let zone = zones(values["zone"] ?? "").first else { throw .missing("your time zone") }
    return FirstRunAnswers(
      name: try name(values),
      birthDate: try birthDate(values),
      zone: zone,
      quietHours: try quietHours(values),
      medications: (try medication(values).map { [$0] } ?? []) + (try others(values))
    )
  }

  private func text(_ field: FormField.ID, _ values: Form.Values) -> String {
    (values[field] ?? "").split(separator: " ").joined(separator: " ")
  }

  private func plain(
    _ field: FormField.ID,
    _ values: Form.Values,
    atMost limit: Int
  ) throws(EntryError) -> String {
    let text = text(field, values)
    guard !text.isEmpty else { return "" }
    do throws(StoreError) {
      return try PlainText.checked(text, of: "it", atMost: limit)
    } catch {
      throw .missing("it in letters, at most \(limit)")
    }
  }

  private func name(_ values: Form.Values) throws(EntryError) -> String {
    let name = try plain("name", values, atMost: 100)
    guard !name.isEmpty else { throw .missing("your name") }
    return name
  }

  /// A birth date with its year: without one, a day would be read as a coming one.
  private func birthDate(_ values: Form.Values) throws(EntryError) -> CalendarDate? {
    let text = text("birth", values)
    guard !text.isEmpty else { return nil }
    let today = today(values).date
    let date = try EntryReader(today: today).date(text)
    let year = String(date.components.year)
    guard text.contains(year), date <= today, date.components.year >= 1890 else {
      throw .notADate(text)
    }
    return date
  }

  private func zoneProblem(_ text: String) -> String? {
    let found = zones(text)
    if found.count == 1 { return nil }
    if found.isEmpty { return "No zone has that in its name; one reads like America/New York." }
    let first = found.prefix(3).map(Self.spoken)
    return
      "Which one? \(Display.list(first, joinedBy: "or"))\(found.count > 3 ? ", and others" : "")"
  }

  /// `America/New York`: the way a person writes it.
  static func spoken(_ zone: String) -> String { zone.replacing("_", with: " ") }

  /// Directions as they are read now, for saying them back; nil while there are none.
  func directions(_ values: Form.Values) -> QuickLine? {
    let text = text("directions", values)
    return text.isEmpty ? nil : QuickLine(directions: text)
  }

  func rules(_ values: Form.Values) throws(EntryError) -> [ScheduleRule] {
    guard let line = directions(values) else { return [] }
    return try line.rules(start: today(values))
  }

  private func medication(_ values: Form.Values) throws(EntryError) -> NewMedication? {
    let drug = try plain("drug", values, atMost: 120)
    guard !drug.isEmpty else { return nil }
    guard let line = directions(values) else {
      throw .missing("how you take it, such as 1 tablet twice daily with food")
    }
    let plans = try line.plans(start: today(values))
    let unit = line.unit ?? "tablet"
    return NewMedication(
      drugName: drug,
      strength: Strength.entered(text("strength", values)),
      form: line.reading.sig.form(of: unit) ?? unit,
      dosingUnit: unit,
      purpose: line.purpose.isEmpty ? nil : line.purpose,
      instructions: text("directions", values),
      schedules: plans.isEmpty
        ? [NewSchedule(rule: .unscheduled)]
        : plans.map {
          NewSchedule(rule: $0.rule, special: $0.special, minutesOn: $0.minutesOn)
        }
    )
  }

  /// What is bought without a prescription makes half of all interactions, and is not thought of
  /// unless it is named.
  private func others(_ values: Form.Values) throws(EntryError) -> [NewMedication] {
    let names = text("others", values).split(separator: ",").map { name in
      name.split(separator: " ").joined(separator: " ")
    }
    var found: [NewMedication] = []
    for name in names where !name.isEmpty && name.lowercased() != "none" {
      do throws(StoreError) {
        let checked = try PlainText.checked(name, of: "the name", atMost: 120)
        found.append(
          NewMedication(
            drugName: checked,
            origin: "otc",
            schedules: [NewSchedule(rule: .unscheduled)]
          )
        )
      } catch {
        throw .missing("each name in letters, at most 120")
      }
    }
    return found
  }

  /// The hours offered for what has been entered so far.
  func proposedHours(_ values: Form.Values) -> String {
    // Directions that cannot be read are told beside their field; until then the usual hours are
    // offered.
    let times = ((try? rules(values)) ?? []).flatMap(\.timesOfDay)
    let hours = QuietHoursProposal.hours(around: times)
    return "\(Display.clock(hours.start)) to \(Display.clock(hours.end))"
  }

  private func quietHours(_ values: Form.Values) throws(EntryError) -> NewPerson.QuietWindow? {
    let text = text("quiet", values)
    guard !text.isEmpty, text.lowercased() != "none" else { return nil }
    let parts = text.replacing(" to ", with: "-").split(separator: "-").map(String.init)
    guard parts.count == 2 else {
      throw .missing("from when to when: 10:00 PM to 7:00 AM, or none")
    }
    let reader = EntryReader(today: today(values).date)
    let (start, end) = (try reader.time(parts[0]), try reader.time(parts[1]))
    guard let window = NewPerson.QuietWindow(start: start, end: end) else {
      throw .rule(.windowWithoutLength(start, at: "quiet"))
    }
    return window
  }
}

import Domain
import Store
import Terminal

/// Medicines that must be kept apart: asked while the times are typed, with the nearest free time
/// for one key.
extension ScheduleEditor {
  /// Asks about the times as they stand now, when they are others than those asked about last.
  func askApart() -> [Effect] {
    guard let question = apartQuestion else {
      (askedApart, apart) = (nil, [])
      return []
    }
    guard question != askedApart else { return [] }
    askedApart = question
    return [
      context.read(KeepApartQuery(question)) { [weak self] result in
        guard let self, self.askedApart == question else { return [] }
        // What cannot be asked here is asked again, and told, when it is saved.
        self.apart = (try? result.get()) ?? []
        return []
      }
    ]
  }

  /// Nil while there are no times yet.
  private var apartQuestion: KeepApartQuery.Question? {
    let entry = shownEntry
    // Times that cannot be read are told beside their field.
    guard let rules = try? entry.rules(), !rules.isEmpty else { return nil }
    switch purpose {
    case .add:
      guard var new = try? medication(entry, rules) else { return nil }
      if new.drugName.isEmpty, let line = entry.line {
        (new.drugName, new.strength) = (line.name, line.strength)
      }
      return new.drugName.isEmpty ? nil : .adding(new)
    case .change(let schedule, _):
      let others = entry.replaces(rules) ? [] : otherRules(than: schedule)
      return .changing(medication: schedule.medication, to: rules + others)
    }
  }

  var freeTimeAction: Action {
    let availability: Action.Availability =
      if apart.isEmpty {
        .disabled(reason: "Nothing on the list stands too near.")
      } else if movable == nil {
        .disabled(reason: "No free time can be put in here: ask your pharmacist.")
      } else {
        .enabled
      }
    return Action(
      id: "editor.freeTime",
      keys: [.control("t")],
      title: "Take the nearest free time",
      hint: movable == nil ? "" : "Free time",
      group: title,
      availability: availability
    )
  }

  /// The first time that can be moved to a free one, with the rule it stands in.
  private var movable: (conflict: KeepApartConflict, free: TimeOfDay, rule: TimesRule)? {
    // As long as the times cannot be read there is none to move.
    guard let rules = try? shownEntry.rules(), rules.count == 1, case .times(let rule) = rules[0]
    else { return nil }
    for conflict in apart {
      if let free = conflict.freeTime, rule.times.contains(where: { $0.at == conflict.time }) {
        return (conflict, free, rule)
      }
    }
    return nil
  }

  /// Puts the free time into the fields in place of the one that is too near.
  func takeFreeTime() -> [Effect] {
    guard let (conflict, free, rule) = movable,
      let (shape, fields) = RuleShape.fields(of: rule, moving: conflict.time, to: free)
    else { return [] }
    applyLine(always: false)
    values.merge(fields) { _, moved in moved }
    values["kind"] = shape.rawValue
    if let end = rule.span.end { values["lastDay"] = (end.date - 1).description }
    if let count = rule.span.count { values["count"] = String(count) }
    isChanged = true
    rebuild(at: item == nil ? shape.fields.first : "toldBy")
    return askApart()
  }
}

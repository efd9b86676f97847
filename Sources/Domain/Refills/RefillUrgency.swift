/// Why an interruption of a medicine is dangerous by itself.
package enum InterruptionRisk: String, CaseIterable, Sendable {
  case anticoagulant
  case insulin
  case antiepileptic
  case parkinsons
  case opioidOrBenzodiazepine
  case steroid
}

extension InterruptionRisk {
  /// The risk of a medicine whose ingredients belong to these classes; nil when none names one.
  package init?(classes: some Sequence<String>) {
    let table: [String: InterruptionRisk] = [
      "anticoagulant": .anticoagulant, "insulin": .insulin, "antiepileptic": .antiepileptic,
      "antiparkinson": .parkinsons, "opioid": .opioidOrBenzodiazepine,
      "benzodiazepine": .opioidOrBenzodiazepine, "corticosteroid": .steroid,
    ]
    let found = Set(classes.compactMap { table[$0] })
    guard let first = Self.allCases.first(where: found.contains) else { return nil }
    self = first
  }

  /// How many days earlier than usual the patient is told, so that nobody has to stop one of these
  /// over a holiday.
  package var extraAlertDays: Int { self == .anticoagulant ? 7 : 0 }

  /// The most of ``extraAlertDays``.
  package static let mostExtraAlertDays = allCases.map(\.extraAlertDays).max() ?? 0
}

/// The place of a running-out supply in the list: the day first, then the danger, then the name.
package struct RefillUrgency: Hashable, Comparable, Sendable {
  /// The day by which something must have happened; nil when it is unknown, which comes last.
  package let actBy: CalendarDate?
  /// Why a gap would be dangerous; nil when it is not more so than others.
  package let risk: InterruptionRisk?
  /// Drug and patient, to keep the order stable.
  package let name: String

  /// A place in the list.
  package init(actBy: CalendarDate?, risk: InterruptionRisk?, name: String) {
    self.actBy = actBy
    self.risk = risk
    self.name = name
  }

  /// The one that stands above is less.
  package static func < (left: RefillUrgency, right: RefillUrgency) -> Bool {
    let (leftDay, rightDay) = (left.actBy?.day ?? .max, right.actBy?.day ?? .max)
    if leftDay != rightDay { return leftDay < rightDay }
    if (left.risk == nil) != (right.risk == nil) { return left.risk != nil }
    let (leftName, rightName) = (left.name.lowercased(), right.name.lowercased())
    if leftName != rightName { return leftName < rightName }
    return left.name < right.name
  }
}

/// The days on which a pharmacy is open.
package struct OpeningDays: Hashable, Sendable {
  /// Weekdays on which it never opens.
  package let closedWeekdays: Set<Weekday>
  /// Holidays and other single days.
  package let closedDays: Set<CalendarDate>

  /// Open on every day but these.
  package init(closedWeekdays: Set<Weekday> = [], closedDays: Set<CalendarDate> = []) {
    self.closedWeekdays = closedWeekdays
    self.closedDays = closedDays
  }

  /// Whether it opens on a day.
  package func isOpen(on day: CalendarDate) -> Bool {
    !closedWeekdays.contains(day.weekday) && !closedDays.contains(day)
  }

  /// The last open day on or before a day; nil when none is open in the year before.
  package func lastOpenDay(onOrBefore day: CalendarDate) -> CalendarDate? {
    (0...366).lazy.map { day - $0 }.first { isOpen(on: $0) }
  }

  /// The day on which so many open days have passed, as when an answer is waited for; nil when the
  /// pharmacy does not open that often in the year after.
  package func day(afterOpenDays count: Int, from day: CalendarDate) -> CalendarDate? {
    guard count > 0 else { return day }
    return (1...366).lazy.map { day + $0 }.filter { isOpen(on: $0) }.dropFirst(count - 1).first
  }

  /// What a run-out on this day is treated as; nil when the pharmacy is open and nothing changes.
  package func treatment(of day: CalendarDate) -> ClosedDayTreatment? {
    guard !isOpen(on: day), let earlier = lastOpenDay(onOrBefore: day) else { return nil }
    return ClosedDayTreatment(closed: day, treatedAs: earlier)
  }

  /// The last open day on which a request still arrives before `runsOutOn`, `mailDays` before it.
  package func actBy(runsOutOn: CalendarDate, mailDays: Int = 0) -> CalendarDate? {
    lastOpenDay(onOrBefore: runsOutOn - mailDays)
  }
}

/// A run-out on a closed day, moved to the last open day before.
package struct ClosedDayTreatment: Hashable, Sendable {
  /// The day of the run-out.
  package let closed: CalendarDate
  /// The last open day before it.
  package let treatedAs: CalendarDate

  /// `closed Thursday: treat as Wednesday`.
  package var words: String {
    "closed \(closed.weekday.name): treat as \(treatedAs.weekday.name)"
  }
}

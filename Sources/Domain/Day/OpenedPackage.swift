/// A bottle, pen or pouch in use, and until when it is good.
package struct OpenedPackage: Equatable, Sendable {
  package let openedOn: CalendarDate
  /// Days it is good for after opening; nil where none are known.
  package let inUseDays: Int?
  /// Who says so.
  package let source: String?
  /// The date on the package.
  package let lotExpiresOn: CalendarDate?

  package init(
    openedOn: CalendarDate,
    inUseDays: Int? = nil,
    source: String? = nil,
    lotExpiresOn: CalendarDate? = nil
  ) {
    self.openedOn = openedOn
    self.inUseDays = inUseDays
    self.source = source
    self.lotExpiresOn = lotExpiresOn
  }

  /// No opened package is good for longer.
  package static let mostDays = 365

  /// The last day on which it is used: the earliest of the days after opening, the date on the
  /// package and one year.
  package var goodThrough: CalendarDate {
    let days = openedOn + min(inUseDays ?? Self.mostDays, Self.mostDays)
    return lotExpiresOn.map { min($0, days) } ?? days
  }

  /// How many days before the end a person is told.
  package static let daysOfNotice = 7

  /// Until when it is good, however far that is.
  package func words(today: CalendarDate) -> String {
    remark(today: today)
      ?? "Opened \(Display.date(openedOn, today: today)), good through "
      + "\(Display.date(goodThrough, today: today))."
  }

  /// What is said beside a dose; nil while the end is far.
  package func remark(today: CalendarDate) -> String? {
    let opened = Display.date(openedOn, today: today)
    let end = Display.date(goodThrough, today: today)
    if today > goodThrough {
      return "DISCARD IT: opened \(opened), good through \(end). Open a new one."
    }
    guard goodThrough - today <= Self.daysOfNotice else { return nil }
    return today == goodThrough
      ? "LAST DAY of this package (opened \(opened)): open a new one tomorrow."
      : "Good through \(end) (opened \(opened)), then open a new one."
  }
}

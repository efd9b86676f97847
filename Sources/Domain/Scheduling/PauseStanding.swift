/// Where the pause of one medicine stands: a pause that nobody looks at must not become a stop.
///
/// Nothing rings before a person says that the medicine is taken again, so a pause without an end,
/// and one whose day has come, ask until they are answered.
package enum PauseStanding: Equatable, Sendable {
  /// It is taken again on a day still to come.
  case until(CalendarDate)
  /// It was to be taken again on this day, today or past, and nobody has taken it up.
  case dayHasCome(CalendarDate)
  /// No day was named.
  case noEnd

  /// The standing on `today` of a pause after which the medicine is taken again on day `until`.
  package init(until: CalendarDate?, today: CalendarDate) {
    switch until {
    case nil: self = .noEnd
    case let day? where day > today: self = .until(day)
    case let day?: self = .dayHasCome(day)
    }
  }

  /// Whether somebody must say if the medicine is still paused.
  package var asks: Bool {
    switch self {
    case .until: false
    case .dayHasCome, .noEnd: true
    }
  }

  /// `until November 27`, `Still paused? It was until November 27`, `Still paused? No end day`.
  package func words(today: CalendarDate) -> String {
    switch self {
    case .until(let day): "until \(Display.date(day, today: today))"
    case .dayHasCome(let day): "Still paused? It was until \(Display.date(day, today: today))"
    case .noEnd: "Still paused? No end day"
    }
  }
}

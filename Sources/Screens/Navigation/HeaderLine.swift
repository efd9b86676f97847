import Domain
import Store
import Terminal

/// Line 1 of every screen: whose record, or which place, and the date and time.
@MainActor package struct HeaderLine {
  private let left: String
  private let right: String

  /// The line of a patient's screen: full name and birth date, so that nobody acts on the wrong
  /// record.
  package init(person: KnownPerson, mark: String?, now: Instant, zone: ZoneRules) {
    let birth = person.birthDate.map { "   born \(Display.fullDate($0))" } ?? ""
    let prefix = mark.map { "\($0)  " } ?? ""
    left = prefix + person.fullName + birth
    right = Self.clock(now, zone)
  }

  /// The line of a counter screen: the screen, the place, who works there.
  package init(title: String, place: String, person: String, now: Instant, zone: ZoneRules) {
    left = place.isEmpty ? title : "\(title)  \(place)"
    right = "\(person)   \(Self.clock(now, zone))"
  }

  /// Draws it in the first row, with a rule below.
  package func draw(on canvas: Canvas) {
    let columns = canvas.size.columns
    guard left.count + right.count + 4 <= columns else { return drawOnTwoRows(canvas) }
    let time = min(right.count, columns)
    canvas.put(
      left,
      row: 0,
      column: 1,
      width: max(0, columns - time - 4),
      style: .role(.title, .bold)
    )
    canvas.put(
      right,
      row: 0,
      column: max(0, columns - time - 2),
      width: time,
      style: .role(.title)
    )
    canvas.rule(row: 1)
  }

  /// A name is never cut for the date's sake: whose record is open must be beyond doubt.
  private func drawOnTwoRows(_ canvas: Canvas) {
    canvas.put(left, row: 0, column: 1, style: .role(.title, .bold))
    canvas.put(right, row: 1, column: 1, style: .role(.title))
  }

  private static func clock(_ now: Instant, _ zone: ZoneRules) -> String {
    let local = zone.local(of: now).0
    let time = Display.clock(local.time)
    let padding = String(repeating: " ", count: max(0, 8 - time.count))
    return "\(Display.weekdayAndDate(local.date, today: local.date))  \(padding)\(time)"
  }
}

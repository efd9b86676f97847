import Domain
import Store
import Terminal

/// Line 1 of every screen: whose record, or which place, and the date and time.
@MainActor package struct HeaderLine {
  private let left: String
  /// What follows on the left and is never cut.
  private let birth: String
  private let right: String

  /// The line of a patient's screen: full name and birth date, so that nobody acts on the wrong
  /// record.
  package init(person: KnownPerson, mark: String?, now: Instant, zone: ZoneRules) {
    self.init(person: person, mark: mark, title: Self.clock(now, zone))
  }

  /// The line of a screen that is about no time: whose record is open beside it, and its title.
  package init(person: KnownPerson, mark: String?, title: String) {
    let prefix = mark.map { "\($0)  " } ?? ""
    left = prefix + person.fullName
    birth = person.birthDate.map { "   born \(Display.fullDate($0))" } ?? ""
    right = title
  }

  /// The line of a counter screen: the screen, the place, who works there.
  package init(title: String, place: String, person: String, now: Instant, zone: ZoneRules) {
    left = place.isEmpty ? title : "\(title)  \(place)"
    birth = ""
    right = "\(person)   \(Self.clock(now, zone))"
  }

  /// Draws it in the first row, with a rule below.
  package func draw(on canvas: Canvas) {
    let columns = canvas.size.columns
    guard left.count + birth.count + right.count + 4 <= columns else {
      return drawOnTwoRows(canvas)
    }
    let time = min(right.count, columns)
    canvas.put(
      left + birth,
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

  /// A name is never cut for the clock's sake: whose record is open must be beyond doubt.
  ///
  /// Where even a line of its own is too short, the birth date stays whole.
  private func drawOnTwoRows(_ canvas: Canvas) {
    let style = Style.role(.title, .bold)
    let room = canvas.columns - 1 - birth.count
    let used = canvas.put(left, row: 0, column: 1, width: max(0, room), style: style)
    canvas.put(birth, row: 0, column: 1 + used, style: style)
    canvas.put(right, row: 1, column: 1, style: .role(.title))
  }

  private static func clock(_ now: Instant, _ zone: ZoneRules) -> String {
    let local = zone.local(of: now).0
    let time = Display.clock(local.time)
    let padding = String(repeating: " ", count: max(0, 8 - time.count))
    return "\(Display.weekdayAndDate(local.date, today: local.date))  \(padding)\(time)"
  }
}

extension Canvas {
  /// What stands in place of data that has not come, or could not be read.
  @MainActor func drawWaiting(_ problem: String?) {
    let style: Style = problem == nil ? .text : .role(.critical, .bold)
    wrap(problem ?? "One moment.", row: 3, column: 1, style: style)
  }
}

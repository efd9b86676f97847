import Domain
import Store
import Terminal

/// Line 1 of every screen: whose record, or which place, and the date and time.
@MainActor package struct HeaderLine {
  /// Words before the name: `DEMO`; empty for the usual.
  private let prefix: String
  private let name: String
  /// What follows on the left and is never cut.
  private let birth: String
  private let right: String
  /// The same as ``right`` where there is little room; empty when it has no shorter form.
  private let shortRight: String

  private var left: String { prefix + name }

  /// The line of a patient's screen: full name and birth date, so that nobody acts on the wrong
  /// record.
  package init(person: KnownPerson, mark: String?, now: Instant, zone: ZoneRules) {
    self.init(
      person: person,
      mark: mark,
      title: Self.clock(now, zone),
      short: Display.clock(zone.local(of: now).0.time)
    )
  }

  /// The line of a screen that is about no time: whose record is open beside it, and its title.
  package init(person: KnownPerson, mark: String?, title: String) {
    self.init(person: person, mark: mark, title: title, short: "")
  }

  private init(person: KnownPerson, mark: String?, title: String, short: String) {
    prefix = mark.map { "\($0)  " } ?? ""
    name = person.fullName
    birth = person.birthDate.map { "   born \(Display.fullDate($0))" } ?? ""
    right = title
    shortRight = short
  }

  /// The line of a counter screen: the screen, the place, who works there.
  package init(title: String, place: String, person: String, now: Instant, zone: ZoneRules) {
    prefix = ""
    name = place.isEmpty ? title : "\(title)  \(place)"
    birth = ""
    shortRight = ""
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

  /// A name is never cut for the clock's sake, nor a birth date: whose record is open must be beyond
  /// doubt.
  ///
  /// Where one line is too short for both, the birth date goes to the next, and the clock with it as
  /// far as there is room.
  private func drawOnTwoRows(_ canvas: Canvas) {
    let style = Style.role(.title, .bold)
    let room = canvas.columns - 1
    if left.count + birth.count <= room {
      canvas.put(left + birth, row: 0, column: 1, style: style)
      canvas.put(right, row: 1, column: 1, style: .role(.title))
      return
    }
    let isNameAlone = name.count + birth.count > room
    canvas.put(isNameAlone ? name : name + birth, row: 0, column: 1, style: style)
    let born = isNameAlone ? String(birth.drop { $0 == " " }) : ""
    let kept = [prefix.trimmed, born].filter { !$0.isEmpty }.joined(separator: "   ")
    let used = canvas.put(kept, row: 1, column: 1, style: style)
    let column = used == 0 ? 1 : used + 4
    let clock = [right, shortRight].first { $0.count <= room - column + 1 } ?? ""
    canvas.put(clock, row: 1, column: column, style: .role(.title))
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

import Domain
import Store

/// What waits for a word of the person beside her doses: one question at a time, the most urgent.
///
/// Stands in the attention line of Today, and one key opens it.
enum TodayQuestion {
  /// The clock jumped.
  case clock(ClockJump)
  /// The machine shows another zone.
  case zone(ZoneRules)
  /// Everything is paused: are you back?
  case stay
  /// Doses of the last days without an answer.
  case past(Int)
  /// Medicines that were changed in hospital and whose new directions are not entered yet.
  case directions([String])
  /// So many doses in the pill box must not be taken as they lie there.
  case box(Int)
  /// A counted course: longer, or what about what is left?
  case course(CourseQuestion)

  /// The first question of a day that whoever looks may answer: one of somebody else's does not hide
  /// those behind it.
  init?(_ board: DayBoard, allows: (AccessOperation, DataKind) -> Bool) {
    let waiting = Self.all(board).first { question in
      let (operation, kind) = question.answering
      return allows(operation, kind)
    }
    guard let waiting else { return nil }
    self = waiting
  }

  /// The most urgent first.
  private static func all(_ board: DayBoard) -> [TodayQuestion] {
    guard board.isToday else { return [] }
    let attention = board.sheet.attention
    return [
      attention.clockJump.map(clock),
      attention.otherZone.map(zone),
      board.sheet.person.pausedSince.map { _ in .stay },
      attention.needDirections.isEmpty ? nil : .directions(attention.needDirections),
      board.sheet.boxFaults.isEmpty ? nil : .box(board.sheet.boxFaults.count),
      // Before the past: what is asked about a course is of no use after its last capsule.
      attention.courses.first.map(course),
      attention.unanswered > 0 ? .past(attention.unanswered) : nil,
    ].compactMap { $0 }
  }

  /// What somebody does who answers.
  private var answering: (AccessOperation, DataKind) {
    switch self {
    case .clock, .past, .box: (.record, .doses)
    case .zone: (.change, .profile)
    case .stay, .course, .directions: (.change, .medications)
    }
  }

  /// The attention line.
  func sentence(_ board: DayBoard) -> String {
    let sheet = board.sheet
    switch self {
    case .clock(let jump):
      let (from, to) = Self.ends(of: jump, in: sheet.zone)
      return "CLOCK IN DOUBT: it jumped from \(from) to \(to). Nothing is closed and no as-needed "
        + "dose is offered as allowed until you say that it is right: press C."
    case .zone(let zone):
      let there = Display.clock(zone.local(of: sheet.now).0.time)
      let home = Display.clock(sheet.zone.local(of: sheet.now).0.time)
      return
        "ANOTHER TIME ZONE: here in \(ZoneWords.place(zone, at: sheet.now)) it is \(there), at "
        + "home \(home). Home time stays until you answer: press C."
    case .stay: return "BACK HOME? C goes through your medicines; nothing rings before that."
    case .past(let count):
      return "\(Display.count(count, "dose")) of the last \(PastQuestions.days) days "
        + "\(count == 1 ? "is" : "are") not recorded. C asks what you remember."
    case .directions(let titles):
      return "NEW DIRECTIONS NEEDED: \(Display.list(titles)). "
        + "\(titles.count == 1 ? "It rests" : "They rest"): do not go by the old ones. C leads "
        + "there."
    case .box(let count):
      return "THE PILL BOX IS WRONG: \(Display.count(count, "dose")) in it must not be taken as "
        + "\(count == 1 ? "it lies" : "they lie") there. C says which, and why."
    case .course(let course):
      return course.sentence
    }
  }

  /// The same for a window of 40 columns.
  var short: String {
    switch self {
    case .clock: "CLOCK IN DOUBT: press C"
    case .zone: "ANOTHER TIME ZONE: press C"
    case .stay: "BACK HOME? Press C"
    case .past(let count): "\(Display.count(count, "past dose")) not recorded: C"
    case .directions: "NEW DIRECTIONS NEEDED: press C"
    case .box: "THE PILL BOX IS WRONG: press C"
    case .course: "A COURSE asks something: press C"
    }
  }

  /// What the key does, for help.
  var title: String {
    switch self {
    case .clock: "Say whether the clock of this machine is right"
    case .zone: "Say whether you live by the time of this machine now"
    case .stay: "Back home: go through every medicine before anything rings"
    case .past: "Answer for past doses that are not recorded"
    case .directions: "Enter the new directions of what was changed in hospital"
    case .box: "See what in the pill box must not be taken, and why"
    case .course(let course): "Say what happens with the course of \(course.title)"
    }
  }

  /// From what to what the clock jumped, with the year.
  static func ends(of jump: ClockJump, in zone: ZoneRules) -> (from: String, to: String) {
    func words(_ instant: Instant) -> String {
      let local = zone.local(of: instant).0
      return "\(Display.fullDate(local.date)), \(Display.clock(local.time))"
    }
    return (words(jump.ends.from), words(jump.ends.to))
  }
}

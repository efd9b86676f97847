import ArgumentParser
import Domain
import Screens
import Store

/// `today`: the doses of a day.
struct TodayCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "today",
    abstract: "Show the doses of today, or of another day."
  )

  @OptionGroup var global: GlobalOptions

  @Option(help: "Another day, as YYYY-MM-DD.")
  var date: String?

  @Flag(help: "How the days of all stand whom you look after; each has a list of its own.")
  var household = false

  func validate() throws {
    guard !household || date == nil else {
      throw ValidationError("--household shows today; --date goes without it.")
    }
  }

  func run() throws {
    let run = try CommandRun(global)
    if household { return try showHousehold(run) }
    let day = try date.map { text in
      guard let day = CalendarDate(text: text) else {
        throw CommandFailure(.badData, "“\(text)” is not a date such as 2026-03-01.")
      }
      return day
    }
    try run.withSession { session in
      let sheet = try session.read(DayQuery(date: day))
      run.print(json: DayDocument.json(sheet), text: DayDocument.text(sheet))
    }
  }
}

extension TodayCommand {
  private func showHousehold(_ run: CommandRun) throws {
    try run.withDatabase { database in
      let who = WhoActs(database)
      let actor = try who.actor(handle: global.actingAs)
      let days = try who.visiblePeople(to: actor).prefix(12).map { person in
        HouseholdDay(
          person,
          Result { try database.acting(as: actor.acting, for: person.user).read(DayQuery()) }
        )
      }
      run.print(json: HouseholdDocument.json(days), text: HouseholdDocument.text(days))
    }
  }
}

/// The `today` document.
enum DayDocument {
  static func json(_ sheet: DaySheet) -> JSON {
    .object([
      "date": .string(sheet.date.description), "zone": .string(sheet.zone.identifier),
      "person": .string(sheet.person.fullName),
      "doses": .array(sheet.lines.map { dose($0, zone: sheet.zone) }),
      "asNeeded": .array(sheet.asNeeded.map { asNeeded($0, zone: sheet.zone) }),
    ])
  }

  private static func dose(_ line: DaySheet.DoseLine, zone: ZoneRules) -> JSON {
    let occurrence = line.dose.occurrence
    return .object([
      "schedule": .integer(line.dose.schedule), "medication": .string(line.label.title),
      "local": .string(occurrence.local.description), "fold": .integer(occurrence.fold),
      "instant": .string(occurrence.instant.text(offset: occurrence.utcOffset)),
      "amount": .text(line.amount?.description), "state": .string(line.dose.state.rawValue),
      "takenAt": .text(line.dose.record?.takenAt?.text(in: zone)),
      "critical": .bool(line.dose.isCritical), "purpose": .text(line.label.purpose),
      "special": .text(line.special),
    ])
  }

  private static func asNeeded(_ line: DaySheet.AsNeededLine, zone: ZoneRules) -> JSON {
    .object([
      "schedule": .integer(line.schedule), "medication": .string(line.label.title),
      "allowed": .string(line.decision.word),
      "nextAllowed": .text(line.decision.nextAllowed?.text(in: zone)),
      "reason": .text(line.decision.reason?.words(in: zone)),
      "careful": .text(
        line.carefulWith == nil
          ? nil : AsNeededWords.careful(line, zone: zone).joined(separator: " ")
      ),
    ])
  }

  /// The day as lines of plain text.
  static func text(_ sheet: DaySheet) -> String {
    var lines = [
      "\(sheet.person.fullName), \(Display.weekdayAndDate(sheet.date, today: sheet.today))"
    ]
    lines += warnings(sheet)
    if sheet.lines.isEmpty { lines.append("Nothing is planned for this day.") }
    for line in sheet.lines {
      let due = line.dose.occurrence.local
      let time =
        due.date == sheet.date
        ? Display.clock(due.time) : Display.moment(due, today: sheet.today)
      let amount = line.amount.map { ", \(Display.amount($0))" } ?? ""
      let off = line.takesOff ? ", take the patch OFF" : amount
      lines.append("\(time)  \(line.label.title)\(off): \(words(line, sheet))")
    }
    for line in sheet.asNeeded {
      lines.append("If needed  \(line.label.title): \(words(line.decision, zone: sheet.zone))")
      lines += AsNeededWords.careful(line, zone: sheet.zone).map { "  \($0)" }
      lines += line.uncheckedMaxima.map { "  \($0.sentence)" }
    }
    return lines.joined(separator: "\n")
  }

  /// What must be known before the doses are read.
  private static func warnings(_ sheet: DaySheet) -> [String] {
    var lines: [String] = []
    if sheet.attention.clockJump != nil {
      lines.append(
        "CLOCK IN DOUBT: nothing is closed, no as-needed dose is allowed. `reminders clock` tells."
      )
    }
    if sheet.date == sheet.today, !sheet.attention.needDirections.isEmpty {
      lines.append(
        "NEW DIRECTIONS NEEDED: \(Display.list(sheet.attention.needDirections)). Changed in "
          + "hospital: not to be taken by the old ones. `schedule edit` enters the new."
      )
    }
    if sheet.date == sheet.today, !sheet.boxFaults.isEmpty {
      lines.append(
        "PILL BOX WRONG: \(Display.count(sheet.boxFaults.count, "dose")) in it not to be taken as "
          + "they lie there. `medication box` says which, and why."
      )
    }
    if sheet.date == sheet.today, sheet.person.pausedSince != nil {
      let reason = sheet.person.pauseReason.map { ", \($0)" } ?? ""
      lines.append("REMINDERS PAUSED\(reason): nothing rings. `stay` lists what to answer.")
    }
    return lines
  }

  private static func words(_ line: DaySheet.DoseLine, _ sheet: DaySheet) -> String {
    switch line.dose.state {
    case .later: "later"
    case .due: "due now\(repetition(line, sheet))"
    case .late: "late, not recorded\(repetition(line, sheet))"
    case .snoozed: "put off\(repetition(line, sheet))"
    case .taken:
      line.dose.record?.takenAt.map { "taken \(moment($0, sheet))" } ?? "taken"
    case .skipped: "skipped"
    case .notRecorded: "not recorded"
    case .paused: "paused"
    }
  }

  /// That what it holds was taken a short time ago, which the word `due` alone would hide.
  private static func repetition(_ line: DaySheet.DoseLine, _ sheet: DaySheet) -> String {
    line.alreadyTaken.map { taken in
      ", but \(taken.medicine) was TAKEN \(moment(taken.takenAt, sheet)): "
        + "do not take it again before you have asked"
    } ?? ""
  }

  /// `at 6:00 AM`, with its day where that is not the day in hand.
  private static func moment(_ instant: Instant, _ sheet: DaySheet) -> String {
    let local = sheet.zone.local(of: instant).0
    return local.date == sheet.date
      ? "at \(Display.clock(local.time))"
      : "\(Display.weekdayAndDate(local.date, today: sheet.today)), \(Display.clock(local.time))"
  }

  private static func words(_ decision: AsNeededDecision<Int>, zone: ZoneRules) -> String {
    switch decision {
    case .yes: "you may take it now"
    case .notYet(let until, let reason):
      "not yet, wait until \(Display.clock(zone.local(of: until).0.time)): \(reason.words(in: zone))"
    case .no(let reason): "no: \(reason.words(in: zone))"
    }
  }
}

extension AsNeededDecision {
  /// What holds the dose back; nil when nothing does.
  var reason: AsNeededReason<Medication>? {
    switch self {
    case .yes: nil
    case .notYet(_, let reason), .no(let reason): reason
    }
  }
}

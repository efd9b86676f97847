import ArgumentParser
import Domain
import Screens
import Store

/// `reminders set`: whether, how often and when not.
struct ReminderSetCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "set",
    abstract: "Set quiet hours, repetitions, refills, and who else is told.",
    discussion: """
      What is not named stays as it is; without options it shows what is set. --days takes the days \
      that have other quiet hours, such as "sat sun 23:00-09:00; fri none", or "" for none.
      """
  )

  @OptionGroup var global: GlobalOptions
  @Flag(inversion: .prefixedEnableDisable, help: "Whether doses ring at all.")
  var doses: Bool?
  @Option(help: "Quiet hours of every day, such as 22:00-07:00, or none.") var quiet: String?
  @Option(help: "Days with other quiet hours.") var days: String?
  @Option(help: "Minutes before a dose at which it is announced, 0 to 720.") var advance: Int?
  @Option(help: "Minutes after which an unanswered dose rings again, 1 to 720.")
  var repeatEvery: Int?
  @Option(help: "How often it rings again, 0 to 99.") var repeatTimes: Int?
  @Flag(inversion: .prefixedEnableDisable, help: "Whether refills and stock are told.")
  var refills: Bool?
  @Option(help: "Who is told when nobody answers: a handle, or none.") var caregiver: String?
  @Option(help: "After how many minutes without an answer, 5 to 1440.") var caregiverAfter: Int?

  func run() throws {
    let run = try CommandRun(global)
    let quiet = try quiet.map { text in
      try text == "none" ? nil : Self.read { try QuietWindowEntry.window(text) }
    }
    let advance = try GivenValue.whole(advance, "--advance", 0...720)
    let days = try days.map { text in try Self.read { try QuietWindowEntry.days(text) } }
    try run.withSession { session in
      var options = try session.read(ReminderOptionsQuery())
      let before = options
      options.repeats = RepeatPlan(
        everyMinutes: repeatEvery ?? options.repeats.everyMinutes,
        atMost: repeatTimes ?? options.repeats.atMost
      )
      options.tellsRefills = refills ?? options.tellsRefills
      options.otherDays = days ?? options.otherDays
      if let caregiver {
        options.caregiver =
          caregiver == "none" ? nil : .init(handle: caregiver, afterMinutes: caregiverAfter ?? 60)
      } else if let caregiverAfter {
        guard options.caregiver != nil else {
          throw CommandFailure(.usage, "--caregiver-after needs --caregiver.")
        }
        options.caregiver?.afterMinutes = caregiverAfter
      }
      // First what may still be refused, so that nothing is half changed.
      if options != before { try session.write(SetReminderOptions(options)) }
      let board = try session.read(ReminderBoardQuery(pastLimit: 0))
      if doses != nil || quiet != nil || advance != nil {
        try session.write(
          SetQuietHours(
            isOn: doses ?? board.state.preferences.isOn,
            window: quiet ?? board.dailyWindow,
            advanceMinutes: advance ?? board.state.preferences.advanceMinutes
          )
        )
      }
      Self.show(try session.read(ReminderBoardQuery(pastLimit: 0)), options, run)
    }
  }

  private static func read<Value>(_ body: () throws -> Value) throws -> Value {
    do { return try body() } catch {
      throw CommandFailure(.badData, QuietWindowEntry.sentence(for: error))
    }
  }

  private static func show(_ board: ReminderBoard, _ options: ReminderOptions, _ run: CommandRun) {
    let preferences = board.state.preferences
    func hours(_ window: QuietWindow) -> String { "\(window.from)-\(window.to)" }
    let quiet = board.dailyWindow.map(hours)
    let days = options.otherDays.text(hours)
    let caregiver = options.caregiver
    run.print(
      json: .object([
        "doses": .bool(preferences.isOn), "quiet": .text(quiet), "days": .string(days),
        "advance": .integer(preferences.advanceMinutes),
        "repeatEvery": .integer(options.repeats.everyMinutes),
        "repeatTimes": .integer(options.repeats.atMost), "refills": .bool(options.tellsRefills),
        "caregiver": .text(caregiver?.handle), "caregiverAfter": .number(caregiver?.afterMinutes),
      ]),
      text: """
        doses: \(preferences.isOn ? "on" : "off")
        quiet: \(quiet ?? "none")
        other days: \(days.isEmpty ? "none" : days)
        announced before: \(Display.count(preferences.advanceMinutes, "minute"))
        again: \(Display.count(options.repeats.atMost, "time")), every \
        \(Display.count(options.repeats.everyMinutes, "minute"))
        refills: \(options.tellsRefills ? "on" : "off")
        then tell: \(caregiver.map { "\($0.handle) after \(Display.count($0.afterMinutes, "minute"))" } ?? "nobody")
        """
    )
  }
}

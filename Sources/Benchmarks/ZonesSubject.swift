import Dispatch
import Domain
import Foundation
import Services

extension Subject {
  /// The property that the tests check on a sample of zones, whole.
  static let zones = Subject(
    name: "zones",
    question: "does every dose ring once, at its instant, in every zone for ten years?"
  ) { run in
    let zones = SystemZones()
    let names = zones.names()
    guard !names.isEmpty else { throw NotMeasured(reason: "the system lists no zones") }
    // Of zones that are one under several names, one is walked.
    var walked: Set<ZoneRules> = []
    let different = try names.map { try zones.rules(for: $0) }
      .filter { walked.insert($0.unnamed).inserted }
    let chosen =
      run.isWhole
      ? different : different.enumerated().filter { $0.offset % 40 == 0 }.map(\.element)
    let years = run.isWhole ? Array(2026..<2036) : [2026]
    let result = ZoneCounts()
    let time = milliseconds {
      DispatchQueue.concurrentPerform(iterations: chosen.count) { index in
        if index % 20 == 0 { run.note("zones: \(index) of \(chosen.count)") }
        for year in years { result.add { try ZoneYear(chosen[index], year: year) } }
      }
    }
    let counts = try result.counts()
    return [
      Figure(
        "doses told once, \(chosen.count) zones of \(names.count) names, \(years.count) years",
        Double(counts.told),
        .reminders,
        beside: "doses planned",
        Double(counts.planned)
      ),
      Figure(
        "a thousand doses decided",
        time / Double(max(counts.told, 1)) * 1000,
        .milliseconds,
        beside: "all of them",
        time
      ),
    ]
  }
}

/// What several threads have counted, or why one of them gave up.
private final class ZoneCounts: @unchecked Sendable {
  // Unchecked: both values are guarded by `lock`.
  private let lock = NSLock()
  private var sum = (planned: 0, told: 0)
  private var problem: (any Error)?

  /// Counts one walk, unless an earlier one has failed.
  func add(_ walk: () throws -> ZoneYear) {
    guard lock.withLock({ problem == nil }) else { return }
    let result = Result {
      let walk = try walk()
      guard walk.told == walk.planned else { throw NotMeasured(reason: walk.difference) }
      return (walk.planned.count, walk.told.count)
    }
    lock.withLock {
      switch result {
      case .success(let (planned, told)): sum = (sum.planned + planned, sum.told + told)
      case .failure(let error): problem = error
      }
    }
  }

  func counts() throws -> (planned: Int, told: Int) {
    try lock.withLock {
      if let problem { throw problem }
      return sum
    }
  }
}

/// A year in one zone, with schedules of every kind that goes by the clock or by hours.
private struct ZoneYear {
  /// Instant, schedule and due minute of each dose, in order.
  let planned: [String]
  let told: [String]
  private let name: String

  private static let rules = [
    #"{"kind":"times","times":[{"at":"00:00"},{"at":"02:15"},{"at":"02:30"},{"at":"23:59"}],"start":"2020-01-01"}"#,
    #"{"kind":"times","times":[{"at":"01:30"},{"at":"03:30"}],"weekdays":["sun","wed"],"start":"2020-01-01"}"#,
    #"{"kind":"times","times":[{"at":"02:00"}],"everyDays":3,"start":"2020-01-01"}"#,
    #"{"kind":"times","times":[{"at":"08:00"}],"monthDays":[1,15,31],"start":"2020-01-01"}"#,
    #"{"kind":"times","times":[{"at":"02:45"}],"cycle":{"onDays":21,"offDays":7},"start":"2020-01-01"}"#,
    #"{"kind":"interval","everyHours":7,"start":"2020-01-01T06:00"}"#,
    #"{"kind":"interval","everyHours":5,"start":"2020-01-01T06:00","basis":"schedule","window":{"from":"22:00","to":"06:00"}}"#,
    #"{"kind":"taper","steps":[{"days":3650,"times":[{"at":"02:10","amount":"5 mg"}]}],"start":"2026-01-01"}"#,
  ]

  init(_ zone: ZoneRules, year: Int) throws {
    guard let first = CalendarDate(year: year, month: 1, day: 1),
      let last = CalendarDate(year: year + 1, month: 1, day: 1)
    else { throw NotMeasured(reason: "no such year") }
    let start = zone.resolve(first.midnight).instant
    let end = zone.resolve(last.midnight).instant
    let schedules = try Self.rules.enumerated().map { index, text in
      PlannedSchedule(
        id: index + 1,
        medication: index + 1,
        versions: [
          PlannedSchedule.Version(
            fromMinute: 0,
            rule: try ScheduleRule(json: JSON(text: text)),
            home: zone
          )
        ],
        knownFrom: first
      )
    }
    name = "\(zone.identifier) in \(year)"
    var state = ReminderState(
      zone: zone,
      schedules: schedules,
      preferences: ReminderPreferences(repeats: .none)
    )
    state.stand(at: start)
    told = ReminderSimulation(of: state, from: start, to: end).evaluations.flatMap { evaluation in
      evaluation.alerts.flatMap(\.items).map {
        "\(evaluation.at.seconds) \($0.key.schedule)@\($0.key.dueMinute)"
      }
    }.sorted()
    planned = schedules.flatMap { schedule in
      schedule.occurrences(fromDue: start.minuteOfUTC - 3 * 1440, in: zone)
        .prefix { $0.instant < end + 86_400 }
        .filter { $0.instant >= start && $0.instant < end }
        .map { "\($0.instant.seconds) \(schedule.id)@\($0.dueMinute)" }
    }.sorted()
  }

  /// What is in one and not in the other.
  var difference: String {
    let (plan, tell) = (Set(planned), Set(told))
    return "\(name): missing \(plan.subtracting(tell).sorted().prefix(3)), "
      + "too many \(tell.subtracting(plan).sorted().prefix(3)), "
      + "\(planned.count) planned, \(told.count) told"
  }
}

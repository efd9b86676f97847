import Domain
import Store

/// Directions as they stand on a label, made into schedules or refused with what is wrong.
enum WrittenDirections {
  /// Refuses what is not understood, with the words that are left over.
  static func refuseUnread(_ reading: SigReading) throws {
    guard !reading.understood else { return }
    let parts = reading.unparsed.map(GivenValue.quoted)
    throw CommandFailure(
      .badData,
      parts.isEmpty
        ? "The directions are empty; nothing was changed."
        : "Of the directions this was not understood: \(Display.list(parts)). Nothing was changed."
    )
  }

  /// The schedules that they make from a day on (nil: from now on), with what stands beside their
  /// doses.
  static func schedules(
    _ reading: SigReading,
    from first: CalendarDate?,
    special: String?,
    isCritical: Bool = false,
    _ session: ActingSession
  ) throws -> [NewSchedule] {
    let day = try session.read(DayQuery())
    let now = day.zone.local(of: day.now).0
    let begin = first.flatMap { $0 == now.date ? nil : $0.midnight } ?? now
    do throws(SigPlanError) {
      return try reading.sig.plans(start: begin).map { plan in
        let beside = [plan.special, special].compactMap { $0 }
        return NewSchedule(
          rule: plan.rule,
          special: beside.isEmpty ? nil : beside.joined(separator: ", "),
          isCritical: isCritical,
          minutesOn: plan.minutesOn
        )
      }
    } catch {
      switch error {
      case .rule(let error): throw error
      case .impossible(let reason):
        throw CommandFailure(
          .badData,
          "\(reason.rawValue) Give the times with --rule; nothing was changed."
        )
      }
    }
  }
}

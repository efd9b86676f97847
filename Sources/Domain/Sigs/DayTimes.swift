/// The clock times at which a person's day has its moments.
package struct DayTimes: Hashable, Sendable {
  package var waking: TimeOfDay
  package var breakfast: TimeOfDay
  package var lunch: TimeOfDay
  package var afternoon: TimeOfDay
  package var dinner: TimeOfDay
  package var bedtime: TimeOfDay

  package init(
    waking: TimeOfDay,
    breakfast: TimeOfDay,
    lunch: TimeOfDay,
    afternoon: TimeOfDay,
    dinner: TimeOfDay,
    bedtime: TimeOfDay
  ) {
    self.waking = waking
    self.breakfast = breakfast
    self.lunch = lunch
    self.afternoon = afternoon
    self.dinner = dinner
    self.bedtime = bedtime
  }

  /// 7:00, 8:00, noon, 15:00, 18:00 and 22:00.
  package static let usual = DayTimes(
    waking: TimeOfDay(minuteOfDay: 420),
    breakfast: TimeOfDay(minuteOfDay: 480),
    lunch: TimeOfDay(minuteOfDay: 720),
    afternoon: TimeOfDay(minuteOfDay: 900),
    dinner: TimeOfDay(minuteOfDay: 1080),
    bedtime: TimeOfDay(minuteOfDay: 1320)
  )

  package func time(of moment: SigMoment) -> TimeOfDay {
    switch moment {
    case .waking: waking
    case .morning, .breakfast: breakfast
    case .noon, .lunch: lunch
    case .afternoon: afternoon
    case .evening, .dinner: dinner
    case .bedtime, .night: bedtime
    }
  }

  /// From waking to bedtime, as a rule has it.
  var wakingHours: JSON {
    .object(["from": .string(waking.description), "to": .string(bedtime.description)])
  }

  /// The minutes from waking to bedtime.
  var minutesAwake: Int { (bedtime.minute - waking.minute + 1440) % 1440 }

  /// Times for so many doses a day; nil above 12.
  ///
  /// With food they stand at the meals, the fourth at bedtime. Without, two and three are spread over
  /// twelve hours from breakfast, four stand at the meals and bedtime, and more are spread evenly
  /// between waking and bedtime.
  package func times(aDay count: Int, withMeals: Bool = false) -> [TimeOfDay]? {
    switch (count, withMeals) {
    case (1, _): return [breakfast]
    case (2, true): return [breakfast, dinner]
    case (2, false): return [breakfast, after(breakfast, 720)].sorted()
    case (3, true): return [breakfast, lunch, dinner]
    case (3, false): return [breakfast, after(breakfast, 360), after(breakfast, 720)].sorted()
    case (4, _): return [breakfast, lunch, dinner, bedtime]
    case (5...12, _):
      let end = bedtime > waking ? bedtime.minute : bedtime.minute + 1440
      let step = (end - waking.minute) / (count - 1) / 15 * 15
      return (0..<count).map { after(waking, $0 * step) }.sorted()
    default: return nil
    }
  }

  private func after(_ time: TimeOfDay, _ minutes: Int) -> TimeOfDay {
    TimeOfDay(minuteOfDay: time.minute + minutes)
  }
}

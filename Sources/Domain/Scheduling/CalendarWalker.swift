/// Walks a plan on the wall clock forward, ordered by instant, then by local time.
///
/// Days are taken one by one. What a day plans waits until no later day can come before it: a time
/// that the clock skips may fall behind the times that follow it, even of the next day where a zone
/// dropped a whole day.
struct CalendarWalker: Sendable {
  private let plan: CalendarPlan
  private let clocks: RuleClocks
  private let wall: ZoneRules
  private var nextDay: CalendarDate?
  private var dayNumber = 0
  private var number = 0
  private var waiting: [Occurrence] = []
  private var head = 0
  /// Nothing planned from ``nextDay`` on falls before this.
  private var settledUntil = Instant(milliseconds: .min)

  /// A walk over everything planned for `day` or later on the plan's own clock.
  init(plan: CalendarPlan, clocks: RuleClocks, from day: CalendarDate) {
    self.plan = plan
    self.clocks = clocks
    wall = clocks.wall(for: plan.zoneMode)
    nextDay = plan.firstDay(onOrAfter: day)
    guard let nextDay else { return }
    dayNumber = plan.dayNumber(of: nextDay)
    number = plan.span.count == nil ? 0 : plan.occurrences(before: nextDay)
    settle()
  }

  mutating func next() -> Occurrence? {
    while true {
      if head < waiting.count {
        let first = waiting[head]
        if nextDay == nil || first.instant < settledUntil {
          head += 1
          return first
        }
      } else if nextDay == nil {
        return nil
      }
      takeDay()
    }
  }

  private mutating func takeDay() {
    guard let day = nextDay else { return }
    if head == waiting.count {
      waiting.removeAll(keepingCapacity: true)
      head = 0
    }
    let weekday = day.weekday
    var isEmpty = true
    for time in plan.times(on: day) where !plan.leavesOut(time, on: day) {
      isEmpty = false
      if let count = plan.span.count {
        guard number < count else {
          nextDay = nil
          return
        }
        number += 1
      }
      insert(
        Occurrence(
          wall: day.at(time.at),
          clocks: clocks,
          mode: plan.zoneMode,
          amount: time.amount(on: weekday, number: dayNumber),
          number: plan.span.count == nil ? nil : number
        )
      )
    }
    if !(isEmpty && day == plan.span.start.date) { dayNumber += 1 }
    nextDay = plan.firstDay(onOrAfter: day + 1)
    settle()
  }

  private mutating func insert(_ occurrence: Occurrence) {
    var index = waiting.count
    while index > head, occurrence.comesBefore(waiting[index - 1]) { index -= 1 }
    waiting.insert(occurrence, at: index)
  }

  private mutating func settle() {
    guard let nextDay else { return }
    let midnight = wall.resolve(nextDay.midnight)
    // A midnight inside a gap is resolved behind the gap by up to the gap's length: a day at most.
    settledUntil = midnight.isShifted ? midnight.instant - 86_400 : midnight.instant
  }
}

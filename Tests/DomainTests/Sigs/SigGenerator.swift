@testable import Domain

/// Makes directions of every kind that the model has, the same for the same seed.
struct SigGenerator {
  private var numbers: SeededNumbers

  init(seed: UInt64) { numbers = SeededNumbers(seed: seed) }

  mutating func sig() -> Sig {
    var clauses = [clause()]
    let more = chance(25) ? 1 : chance(5) ? 2 : 0
    for _ in 0..<more {
      var next = clause()
      let first = clauses[0]
      next.isBeside = chance(50)
      next.action = first.action
      next.route = first.route
      next.site = first.site
      next.unit = first.unit
      next.drink = first.drink
      if first.amount == nil { next.amount = nil }
      if first.amount != nil, next.amount == nil { next.amount = Rational(2) }
      if next.amount?.denominator == 3 {
        next.amount = Rational(2)
        next.amountMax = nil
      }
      if next.amount == nil || first.unit.map(Amount.measures.contains) ?? true {
        next.equivalent = nil
      }
      if next.amount == nil { next.amountMax = nil }
      // The same moment twice is no schedule that anybody means.
      let taken = Set(clauses.flatMap(\.when))
      if next.isBeside, next.slotCount > 0, !taken.isDisjoint(with: next.when) { continue }
      if !next.conflicts.isEmpty { continue }
      next.vagueAmount = first.vagueAmount
      if next.amount == nil, first.amount == nil, next.vagueAmount == nil {
        next.frequency = next.frequency ?? SigFrequency(1, per: 1, .day)
      }
      clauses.append(next)
    }
    return Sig(clauses: SigClause.merged(clauses))
  }

  /// A clause whose facts can hold together.
  private mutating func clause() -> SigClause {
    while true {
      let clause = anyClause()
      if clause.conflicts.isEmpty { return clause }
    }
  }

  private mutating func anyClause() -> SigClause {
    var clause = SigClause()
    dose(&clause)
    place(&clause)
    times(&clause)
    if chance(25) { clause.asNeeded = true }
    if chance(40), clause.asNeeded {
      clause.asNeededFor = pick(["pain", "nausea or vomiting", "shortness of breath"])
    } else if !clause.asNeeded, chance(15) {
      clause.indication = pick(["blood pressure", "right elbow pain", "diabetes"])
    }
    if chance(30) {
      let unit = pick([SigPeriod.day, .week, .month, .hour])
      clause.duration = SigDuration(number(1, 30), unit, isMost: chance(20))
    } else if chance(10) {
      clause.count = number(1, 9)
      clause.countIsMost = chance(20)
    }
    if clause.duration == nil, chance(4) { clause.until = "cough is gone" }
    limits(&clause)
    occasions(&clause)
    clause.action = clause.action ?? clause.route?.impliedAction
    return clause
  }

  private mutating func dose(_ clause: inout SigClause) {
    let units = Array(Amount.counted.keys).sorted().filter { $0 != "each" } + ["mg", "mL", "mcg"]
    if chance(6) {
      clause.vagueAmount = pick(SigVagueAmount.allCases)
      clause.action = .apply
      return
    }
    clause.amount = pick([
      Rational(1), Rational(2), Rational(3), Rational(1, 2), Rational(3, 2), Rational(10),
      Rational(1, 4), Rational(3, 4), Rational(5, 2), Rational(1000), Rational(1, 3),
      Rational(1, 8),
    ])
    clause.unit = chance(6) ? nil : pick(units)
    if Amount.measures.contains(clause.unit ?? ""), clause.amount == Rational(1, 3) {
      clause.amount = Rational(1, 8)
    }
    if chance(15), let amount = clause.amount { clause.amountMax = amount + Rational(1) }
    if chance(10), clause.amountMax == nil, clause.unit == "tablet" || clause.unit == "click" {
      clause.equivalent = Amount(Rational(25, 2), "mg")
    }
    clause.action = chance(10) ? nil : pick(SigAction.allCases)
  }

  private mutating func place(_ clause: inout SigClause) {
    if chance(60) { clause.route = pick(SigRoute.allCases) }
    if chance(20) { clause.site = pick(SigSite.all) }
    if let route = clause.impliedRoute, clause.site?.route != nil || clause.route == nil {
      clause.route = route
    }
  }

  private mutating func times(_ clause: inout SigClause) {
    switch number(0, 9) {
    case 0...3: clause.frequency = frequency()
    case 4...6:
      clause.when = some(of: SigMoment.allCases)
      if chance(50), clause.when.contains(where: \.isMeal) { clause.meal = pick(SigMeal.allCases) }
      if clause.when == [.bedtime], chance(30) {
        clause.offset = SigOffset(minutes: 30, isAfter: false)
      }
    case 7:
      let times = [0, 485, 720, 1200, 1439].map { TimeOfDay(minuteOfDay: $0) }
      clause.timesOfDay = some(of: times)
    case 8: clause.weekdays = some(of: Weekday.allCases)
    default: break
    }
    if clause.slotCount > 0, chance(10) { clause.weekdays = some(of: Weekday.allCases) }
    clause.frequency = clause.frequency ?? clause.frequencyOfSlots
    guard clause.slotCount == 0 else {
      if let meal = clause.meal, meal != .with, clause.when.count == 1, chance(30) {
        clause.offset = SigOffset(minutes: 30, minutesMax: 45, isAfter: meal == .after)
      }
      return
    }
    if chance(20) {
      clause.meal = pick(SigMeal.allCases)
      if let meal = clause.meal, meal != .with, chance(30) {
        clause.offset = SigOffset(minutes: 120, isAfter: meal == .after)
      }
    } else if chance(8) {
      clause.offset = SigOffset(minutes: 60, isAfter: chance(50), event: pick(SigEvent.allCases))
    }
  }

  private mutating func frequency() -> SigFrequency {
    let times = number(1, 6)
    return pick([
      SigFrequency(times, per: 1, .day), SigFrequency(1, per: number(1, 72), .hour),
      SigFrequency(1, per: 4, through: 6, .hour), SigFrequency(1, to: 4, per: 1, .day),
      SigFrequency(2, to: 3, per: 1, .day), SigFrequency(1, per: number(2, 28), .day),
      SigFrequency(times, per: 1, .week), SigFrequency(1, per: number(1, 6), .month),
      SigFrequency(2, per: 2, .week), SigFrequency(1, per: 30, .minute),
    ])
  }

  private mutating func limits(_ clause: inout SigClause) {
    if chance(12) {
      let unit = pick([clause.unit ?? "tablet", "g", "dose"])
      clause.maximum = SigMaximum(
        Amount(Rational(number(2, 9)), unit),
        within: pick([
          .day, ElapsedTime(hours: 168), ElapsedTime(hours: 12), ElapsedTime(minutes: 15),
        ]),
        of: unit == "g" && chance(50) ? "acetaminophen" : nil
      )
    }
    if chance(5) {
      clause.minimumGap = pick([
        ElapsedTime(hours: number(1, 8)), ElapsedTime(minutes: number(5, 45)),
      ])
    }
    if chance(5) { clause.dispensed = number(1, 2000) }
    if chance(5) { clause.mustLastDays = number(7, 90) }
    if chance(5) { clause.earliestFill = CalendarDate(year: 2026, month: 12, day: 20) }
    if chance(6) {
      clause.removal = pick([
        .afterHours(number(1, 72)), .at(pick(SigMoment.allCases)),
        .atTime(TimeOfDay(minuteOfDay: 1200)), .atTime(TimeOfDay(minuteOfDay: 720)),
      ])
    }
    if chance(15) { clause.notes = [pick(SigNote.allCases)] }
    if chance(5) { clause.stopsAfter = true }
  }

  /// What a dose goes into, what it is for, and whether it comes again.
  private mutating func occasions(_ clause: inout SigClause) {
    if chance(8), clause.amount != nil, clause.unit != nil {
      clause.drink = pick([
        SigDrink(Rational(8), "ounce", of: "water", isMixedIn: true),
        SigDrink(Rational(4), to: Rational(8), "ounce", of: "water or juice", isMixedIn: true),
        SigDrink(Rational(1, 2), "glass", of: "milk", isMixedIn: true),
        SigDrink(Rational(120), "mL", of: "water", isMixedIn: true),
        SigDrink(nil, "", of: "applesauce", isMixedIn: true),
        SigDrink(Rational(1), "cup", of: "water", isMixedIn: false),
      ])
      if clause.action == .mix || clause.action == .dissolve { clause.drink?.isMixedIn = true }
    }
    if chance(4) {
      clause.onset = pick(["migraine", "symptoms", "cold sores"])
      clause.asNeeded = true
      clause.asNeededFor = clause.asNeededFor ?? clause.indication
      clause.indication = nil
    }
    if chance(4) {
      clause.repetition = SigRepeat(
        afterMinutes: pick([15, 60, 120]),
        times: chance(50) ? number(1, 3) : nil
      )
    }
    let isDaily = clause.frequency?.periodUnit == .day && clause.frequency?.period == 1
    if chance(15), isDaily, clause.weekdays.isEmpty {
      clause.cycle = SigCycle(onDays: number(1, 28), offDays: number(1, 7))
    }
  }

  // MARK: Chance

  private mutating func chance(_ percent: Int) -> Bool { number(1, 100) <= percent }

  private mutating func number(_ least: Int, _ most: Int) -> Int {
    Int.random(in: least...most, using: &numbers)
  }

  private mutating func pick<Value>(_ values: [Value]) -> Value {
    values[number(0, values.count - 1)]
  }

  private mutating func some<Value: Comparable>(of values: [Value]) -> [Value] {
    let count = number(1, min(3, values.count))
    return Array(values.shuffled(using: &numbers).prefix(count)).sorted()
  }
}

import Domain
import Store

/// The supply of one medicine over the year: what was counted at first, what every fill brought,
/// and what is left after today's doses.
struct SampleSupply {
  let medication: SampleMedication
  let year: DoseYear

  private static let parts = Deductions.parts

  /// Adds the balance and its entries; nothing where the supply is not counted.
  func add(to batch: inout SampleBatch) {
    guard let onHand = medication.onHand else { return }
    let day = medication.person.day
    let atDawn = onHand.numerator * (Self.parts / onHand.denominator)
    let usedBefore = year.days.dropLast().reduce(0) { $0 + $1.used }
    let usedToday = year.days.last?.used ?? 0
    let fill = (medication.quantity ?? 0) * Self.parts
    let count = fill > 0 ? (atDawn + usedBefore) / fill : 0
    let first = atDawn + usedBefore - count * fill
    let fills = fillDays(count: count, first: first, fill: fill)
    let begin = max(medication.start, day.today - 365)
    let begun = day.midnight(begin) + 7 * 3600
    if first > 0 || fills.isEmpty {
      add("count", first, at: begun, note: "counted when the list was begun", to: &batch)
    }
    for date in fills {
      add("fill", fill, at: min(day.midnight(date) + 16 * 3600, day.now), note: nil, to: &batch)
    }
    let counted = fills.last.map { min(day.midnight($0) + 16 * 3600, day.now) } ?? begun
    batch.add(
      .supplyBalances,
      [
        BulkValue(medication.id), BulkValue(Rational(atDawn - usedToday, Self.parts).stored),
        BulkValue(counted),
      ]
    )
  }

  /// The days of the fills: each when the supply had run down, the last as it stands in the file.
  private func fillDays(count: Int, first: Int, fill: Int) -> [CalendarDate] {
    guard count > 0 else { return [] }
    var days: [CalendarDate] = []
    var left = first
    let reserve = fill / 8
    let begin = max(0, year.days.count - 1 - (year.today - medication.start))
    for index in begin..<year.days.count - 1 where days.count < count - 1 {
      while left - year.days[index].used < reserve, days.count < count - 1 {
        days.append(year.date(index))
        left += fill
      }
      left -= year.days[index].used
    }
    let last = medication.lastFill ?? (year.today - 20)
    let ordered = days.map { min($0, last) }
    return ordered + Array(repeating: last, count: count - ordered.count)
  }

  private func add(
    _ kind: String,
    _ change: Int,
    at instant: Instant,
    note: String?,
    to batch: inout SampleBatch
  ) {
    batch.add(
      .supplyEntries,
      [
        BulkValue(medication.id), BulkValue(kind),
        BulkValue(Rational(change, Self.parts).stored), BulkValue(instant),
        BulkValue(medication.person.user), BulkValue(note),
      ]
    )
  }

  /// How many days a fill lasts at the rate of the plan; nil where that is not known.
  var daysSupply: Int? {
    guard let quantity = medication.quantity else { return nil }
    if case .asNeeded(let rule)? = medication.schedules.first?.planned.rule {
      guard let maximum = rule.maximum, let parts = Deductions(medication).of(maximum.amount)?.parts
      else { return nil }
      return max(1, quantity * Self.parts * maximum.within.minutes / (1440 * parts))
    }
    let used = year.days.reduce(0) { $0 + $1.used }
    let taken = year.days.reduce(0) { $0 + $1.taken }
    let scheduled = year.days.reduce(0) { $0 + $1.scheduled - $1.excused }
    let first = year.days.firstIndex { $0.scheduled > 0 }
    guard used > 0, taken > 0, let first else { return nil }
    // At the rate as planned: what was not taken counts as if it had been.
    let planned = used * scheduled / taken
    let length = year.days.count - 1 - first
    return length > 0 ? max(1, quantity * Self.parts * length / planned) : nil
  }
}

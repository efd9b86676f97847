import Domain
import Store

/// A medicine of a person, with all that the making of its year needs.
struct SampleMedication {
  let id: Int
  let person: SamplePerson
  let key: String
  let row: SampleRow
  let drug: CatalogueText.Drug?
  let drugName: String
  let strengthText: String
  let form: String
  /// What doses and supply are counted in.
  let unit: String
  let status: String
  /// Doses taken of a thousand planned.
  let adherence: Int
  /// Minutes by which a dose is usually late.
  let lateness: Int
  /// `with`, `after`, `before`, `withMeal`, or nil.
  let food: String?
  let isCritical: Bool
  let latePolicy: LatePolicy?
  let start: CalendarDate
  let onHand: Rational?
  /// What a fill brings, in dosing units.
  let quantity: Int?
  let lastFill: CalendarDate?
  let refills: Int?
  let writtenOn: CalendarDate?
  let provider: (id: Int, name: String)?
  let number: String?
  let pharmacy: Int?
  let product: String?
  let origin: String
  var schedules: [SampleSchedule] = []
  var pauses: [SamplePause] = []

  var strength: Strength? { Strength(text: strengthText) }
  var isTaken: Bool { status == "active" || status == "paused" }

  /// Whether its line stands alone and asks its own question: what is injected or stuck on, what is
  /// controlled, what is taken once a week or more rarely, and what varies.
  func asksOwnQuestion(_ rule: ScheduleRule) -> Bool {
    let isHandled = ["injector", "vial", "patch"].contains { form.contains($0) }
    let isRare = rule.frequency?.isWeeklyOrRarer ?? false
    return isHandled || isRare || drug?.control != nil || rule.varies
  }
}

/// One schedule of a medicine.
struct SampleSchedule {
  let planned: PlannedSchedule
  let label: String
  let row: SampleRow

  var id: Int { planned.id }
}

/// A time during which doses do not count.
struct SamplePause {
  let from: CalendarDate
  /// The last day; nil while the pause still holds.
  let through: CalendarDate?

  func contains(_ day: CalendarDate) -> Bool { day >= from && (through.map { day <= $0 } ?? true) }
}

extension ScheduleRule {
  /// Whether amounts differ from dose to dose.
  fileprivate var varies: Bool {
    switch self {
    case .byReading, .taper: true
    case .times(let rule):
      rule.times.contains { time in
        switch time.amount {
        case .byWeekday, .sequence: true
        case .none, .fixed: false
        }
      }
    case .interval, .linked, .asNeeded, .unscheduled: false
    }
  }
}

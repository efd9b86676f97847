import Domain
import GRDB

/// What lies in a compartment of the pill box and does not belong there any more.
package struct BoxFault: Equatable, Sendable {
  package enum Reason: Equatable, Sendable {
    case stopped
    case paused
    /// No dose is planned for that time any more.
    case noDoseThen
    /// The directions of now say another amount, in dosing units.
    case otherAmount(Rational)
    /// It came from a bottle of another strength than the one in use.
    case otherStrength
    /// It is kept outside, as its product is now.
    case staysOutside(String)
    /// It was not taken, by the records, and its time is over.
    case leftOver
  }

  /// As it was when it was put there.
  package let label: MedicationLabel
  package let schedule: Int
  package let dueMinute: Int
  package let due: LocalMinute
  /// Dosing units that lie there.
  package let units: Rational
  package let reason: Reason

  /// Whether it must not be taken as it lies there; what was left over is only looked for.
  package var mustComeOut: Bool { reason != .leftOver }

  /// `1 tablet of metformin 500 mg`.
  package var content: String {
    "\(Display.amount(Amount(units, label.dosingUnit))) of \(label.title)"
  }

  /// Why, and what to do.
  package var words: String {
    switch reason {
    case .stopped: "it was stopped: take it out"
    case .paused: "it is paused: take it out"
    case .noDoseThen: "the directions changed, no dose at that time any more: take it out"
    case .otherAmount(let units):
      "the directions changed, now \(Display.amount(Amount(units, label.dosingUnit))): "
        + "take it out and fill it anew"
    case .otherStrength:
      "it is of the old bottle with another strength: take it out and fill it anew"
    case .staysOutside(let why): "\(why): take it out"
    case .leftOver: "not taken by the records: still there? Take it out"
    }
  }
}

/// The compartments of the pill box that were filled, held against the directions of now.
struct BoxSlots {
  /// Names a dose in a compartment.
  struct Key: Hashable {
    let schedule: Int
    let dueMinute: Int
  }

  /// Dosing units by dose, taken ones included.
  let units: [Key: Rational]
  /// Dosing units of the bottles in use that still lie in the box, by medication: what was taken
  /// from it does not, and what came from a bottle that was put away is not part of what is left.
  let inBox: [Int: Rational]
  /// What lies there and does not belong there any more.
  let faults: [Key: BoxFault]
  /// Whether anything lies in the box at all.
  let isInUse: Bool

  /// Whether what belongs into a compartment lies in it, or was taken from it.
  func isFilled(_ key: Key) -> Bool { units[key] != nil && faults[key] == nil }

  /// What does not belong there, by its time.
  var inOrder: [BoxFault] {
    faults.values.sorted {
      ($0.due.minute, $0.label.medication, $0.schedule)
        < ($1.due.minute, $1.label.medication, $1.schedule)
    }
  }

  init(
    _ context: ReadContext,
    labels: [Int: MedicationLabel],
    schedules: [PlannedSchedule],
    products: ProductHistory,
    zone: ZoneRules
  ) throws {
    let rows = try Row.fetchAll(
      context.db,
      once: """
        SELECT b.schedule_id, b.due_minute, b.units, b.filled_at, s.medication_id, e.status
        FROM box_slots AS b
        JOIN medication_schedules AS s ON s.schedule_id = b.schedule_id
        LEFT JOIN dose_events AS e ON e.user_id = b.user_id AND e.due_minute = b.due_minute
          AND e.schedule_id = b.schedule_id AND e.nth = 0
        WHERE b.user_id = ?
        """,
      arguments: [context.subject]
    )
    let byID = Dictionary(uniqueKeysWithValues: schedules.map { ($0.id, $0) })
    var units: [Key: Rational] = [:]
    var inBox: [Int: Rational] = [:]
    var faults: [Key: BoxFault] = [:]
    var isInUse = false
    for row in rows {
      guard let quantity = Rational(stored: row["units"]) else {
        throw StoreError.damaged(detail: "a compartment of the pill box")
      }
      let key = Key(schedule: row["schedule_id"], dueMinute: row["due_minute"])
      units[key] = quantity
      let status: Int? = row["status"]
      guard status != DoseRow.Status.taken.rawValue else { continue }
      isInUse = true
      let medication: Int = row["medication_id"]
      let filledAt = Instant(milliseconds: row["filled_at"])
      if !products.isReplaced(medication, since: filledAt) {
        inBox[medication, default: .zero] = inBox[medication, default: .zero] + quantity
      }
      guard let label = labels[medication], let schedule = byID[key.schedule],
        let reason = Self.reason(
          quantity,
          key,
          label,
          schedule,
          isOld: products.isReplaced(medication, since: filledAt),
          isOver: status != nil,
          zone: zone
        )
      else { continue }
      faults[key] = BoxFault(
        label: products.label(label, at: filledAt),
        schedule: key.schedule,
        dueMinute: key.dueMinute,
        due: LocalMinute(minute: key.dueMinute),
        units: quantity,
        reason: reason
      )
    }
    self.units = units
    self.inBox = inBox
    self.faults = faults
    self.isInUse = isInUse
  }

  /// What is wrong with a compartment; nil where it holds what belongs there.
  private static func reason(
    _ units: Rational,
    _ key: Key,
    _ label: MedicationLabel,
    _ schedule: PlannedSchedule,
    isOld: Bool,
    isOver: Bool,
    zone: ZoneRules
  ) -> BoxFault.Reason? {
    if label.status != "active", label.status != "paused" { return .stopped }
    if isOld { return .otherStrength }
    if isOver { return .leftOver }
    if label.status == "paused" { return .paused }
    if let why = label.reasonOutsideBox { return .staysOutside(why) }
    guard schedule.isActive, schedule.isOnWallClock,
      let amount = schedule.occurrence(due: key.dueMinute, in: zone)?.amount,
      let now = label.units(in: amount)
    else { return .noDoseThen }
    return now == units ? nil : .otherAmount(now)
  }
}

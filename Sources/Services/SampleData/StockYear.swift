import Domain
import Store

/// A quantity that must have left the shelf at a known time.
struct PlannedDispense {
  let at: Instant
  /// Thousandths of the billing unit.
  let quantity: Int
  let reference: String
  /// The fill it belongs to.
  let fill: Int?
  /// The lot it came from, where that is known.
  let lot: String?
}

/// A movement on its way into the ledger, before the movements are numbered by their time.
struct PlannedMovement {
  let at: Instant
  let lot: Int
  let product: Int
  let kind: MovementKind
  /// Into the lot above zero, out of it below.
  let quantity: Int
  var reason: MovementReason?
  var reference: String?
  var fill: Int?
  var staff: Int
  var witness: Int?
  /// Whether it brought a lot that is on the shelf at opening.
  var bringsLot: SampleLot?
}

/// Makes the movements of one product over the year before opening so that they end exactly in the
/// lots on hand.
///
/// What is on the shelf was received on its day in whole packages; what is missing of an opened
/// package was dispensed since. Everything else that the demand asks for came from lots that are
/// used up: each was received a few days before it was begun.
struct StockYear {
  let product: SampleProduct
  let day: SampleDay
  let staff: [Int]
  private var chance: SampleChance
  private(set) var movements: [PlannedMovement] = []

  init(product: SampleProduct, day: SampleDay, staff: [Int]) {
    self.product = product
    self.day = day
    self.staff = staff
    chance = SampleChance(product.key)
  }

  mutating func make(
    _ planned: [PlannedDispense],
    shelf: inout SampleShelf,
    batch: inout SampleBatch
  ) {
    for lot in product.lots {
      bring(lot, planned.filter { $0.lot == lot.number })
    }
    let other = planned.filter { $0.lot == nil }
    useUp(events(with: other), shelf: &shelf, batch: &batch)
  }

  // MARK: Lots on the shelf

  private mutating func bring(_ lot: SampleLot, _ planned: [PlannedDispense]) {
    let known = planned.reduce(0) { $0 + $1.quantity }
    let received = product.wholePackages(lot.onHand + known)
    let receivedAt = at(lot.receivedOn, minute: 9 * 60 + 40 + chance.below(120))
    add(
      PlannedMovement(
        at: receivedAt,
        lot: lot.id,
        product: product.id,
        kind: .receipt,
        quantity: received,
        reference: "INV-\(10_000 + chance.below(90_000))",
        staff: chance.pick(staff),
        bringsLot: lot
      )
    )
    for dispense in planned {
      add(
        dispense,
        from: lot.id,
        quantity: dispense.quantity,
        at: max(dispense.at, receivedAt + 60)
      )
    }
    let rest = received - lot.onHand - known
    guard rest > 0 else { return }
    let days = max(1, day.today - lot.receivedOn)
    let date = lot.receivedOn + 1 + chance.below(days)
    let when = max(at(date, minute: 600 + chance.below(400)), receivedAt + 120)
    guard known == 0 else {
      // Whoever received a recalled lot is known: the rest went to the other shop.
      return add(
        PlannedMovement(
          at: when,
          lot: lot.id,
          product: product.id,
          kind: .transferOut,
          quantity: -rest,
          reference: "Cedar branch",
          staff: chance.pick(staff)
        )
      )
    }
    add(
      PlannedMovement(
        at: when,
        lot: lot.id,
        product: product.id,
        kind: .dispense,
        quantity: -rest,
        reference: number(),
        staff: chance.pick(staff)
      )
    )
  }

  // MARK: The year before

  /// Something that takes from the shelf, or puts something back.
  private struct Event {
    let at: Instant
    let kind: MovementKind
    let quantity: Int
    var reason: MovementReason?
    let reference: String?
    var fill: Int?
  }

  private mutating func events(with planned: [PlannedDispense]) -> [Event] {
    let usual = usualQuantity
    let count = min(52, max(3, product.dailyDemand * 365 / usual))
    let quantity = max(usual, roundedUp(product.dailyDemand * 365 / count, to: usual))
    var events = planned.map {
      Event(
        at: $0.at,
        kind: $0.quantity > 0 ? .dispense : .returnToStock,
        quantity: $0.quantity,
        reference: $0.reference,
        fill: $0.fill
      )
    }
    for index in 0..<count {
      let days = 362 - index * 360 / count - chance.below(max(1, 300 / count))
      events.append(
        Event(
          at: at(day.today - max(2, days), minute: 540 + chance.below(500)),
          kind: .dispense,
          quantity: chance.happens(120) ? quantity * 2 : quantity,
          reference: number()
        )
      )
    }
    if chance.happens(180) { events.append(mishap()) }
    return events.sorted { $0.at < $1.at }
  }

  private mutating func mishap() -> Event {
    let kinds: [(MovementKind, MovementReason?)] = [
      (.waste, .damaged), (.waste, .expired), (.adjustmentOut, .lost), (.countLoss, nil),
      (.adjustmentOut, .recordedTooMuchIn),
      (.waste, product.unit == .milliliter ? .spilled : .damaged),
    ]
    let (kind, reason) = chance.pick(kinds)
    return Event(
      at: at(day.today - chance.within(30...330), minute: 1000),
      kind: kind,
      quantity: product.step,
      reason: reason,
      reference: nil
    )
  }

  private var usualQuantity: Int {
    guard product.isBreakable else { return product.packageSize }
    return product.packageSize >= 30_000 ? 30_000 : product.packageSize
  }

  private func roundedUp(_ number: Int, to step: Int) -> Int { (number + step - 1) / step * step }

  /// Draws the events from lots that are opened one after the other and used up.
  private mutating func useUp(
    _ events: [Event],
    shelf: inout SampleShelf,
    batch: inout SampleBatch
  ) {
    var remaining = 0
    var lot = 0
    var need = events.reduce(0) { $0 + max(0, $1.quantity) }
    var last = day.midnight(day.today - 365) + 8 * 3600
    let size = max(product.wholePackages(product.maximum), product.packageSize)
    for event in events {
      if event.quantity < 0 {
        if lot == 0 { continue }
        add(event, from: lot, quantity: event.quantity)
        remaining -= event.quantity
        continue
      }
      var open = event.quantity
      while open > 0 {
        if remaining == 0 {
          remaining = product.wholePackages(min(size, max(need, product.packageSize)))
          lot = receiveLot(remaining, before: event.at, after: last, &shelf, &batch)
        }
        let part = min(open, remaining)
        add(event, from: lot, quantity: part)
        open -= part
        need -= part
        remaining -= part
      }
      last = event.at
    }
    guard remaining > 0, lot != 0 else { return }
    let rest = Event(
      at: min(last + 5400, day.now - 60),
      kind: .dispense,
      quantity: remaining,
      reference: number()
    )
    add(rest, from: lot, quantity: remaining)
  }

  /// Receives a lot some days before it is begun.
  private mutating func receiveLot(
    _ quantity: Int,
    before begun: Instant,
    after last: Instant,
    _ shelf: inout SampleShelf,
    _ batch: inout SampleBatch
  ) -> Int {
    let earlier = begun - (1 + chance.below(4)) * 86_400 - chance.below(7200)
    let receivedAt = min(max(earlier, day.midnight(day.today - 365) + 9 * 3600), begun - 300)
    let date = day.zone.local(of: receivedAt).0.date
    let letters = Array("BCDEFGHJKLMNPRSTVWXYZ")
    let name = "\(chance.pick(letters))\(chance.pick(letters))\(1000 + chance.below(9000))"
    let lot = shelf.addUsedLot(
      name,
      of: product,
      receivedOn: date,
      expiresOn: date + 360 + chance.below(400),
      to: &batch
    )
    add(
      PlannedMovement(
        at: receivedAt,
        lot: lot,
        product: product.id,
        kind: .receipt,
        quantity: quantity,
        reference: "INV-\(10_000 + chance.below(90_000))",
        staff: chance.pick(staff)
      )
    )
    return lot
  }

  // MARK: Movements

  private mutating func add(_ event: Event, from lot: Int, quantity: Int) {
    let needsWitness = product.isControlled && event.kind.needsSecondPersonWhenControlled
    add(
      PlannedMovement(
        at: event.at,
        lot: lot,
        product: product.id,
        kind: event.kind,
        quantity: -quantity,
        reason: event.reason,
        reference: event.reference,
        fill: event.fill,
        staff: staff[0],
        witness: needsWitness ? staff[1] : nil
      )
    )
  }

  private mutating func add(
    _ dispense: PlannedDispense,
    from lot: Int,
    quantity: Int,
    at instant: Instant
  ) {
    add(
      PlannedMovement(
        at: min(instant, day.now),
        lot: lot,
        product: product.id,
        kind: .dispense,
        quantity: -quantity,
        reference: dispense.reference,
        fill: dispense.fill,
        staff: chance.pick(staff)
      )
    )
  }

  private mutating func add(_ movement: PlannedMovement) { movements.append(movement) }

  /// The number of a fill that nobody asks about any more.
  private mutating func number() -> String { "\(50_000 + chance.below(19_000))" }

  private func at(_ date: CalendarDate, minute: Int) -> Instant {
    min(day.midnight(date) + minute * 60, day.now - 600)
  }
}

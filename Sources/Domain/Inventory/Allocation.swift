/// What an allocation may draw on from one lot.
package struct AllocationLot<ID: Hashable & Sendable>: Hashable, Sendable {
  /// How the caller names the lot.
  package let id: ID
  /// Free units of the lot, zero or more: what is on hand less what is reserved.
  package let units: Int
  /// Units in a closed pack, one or more.
  package let packSize: Int
  /// What decides whether it may be used.
  package let condition: LotCondition

  /// A lot of an allocation.
  ///
  /// `units` must not be negative, and `packSize` must be above zero. Both count the same thing,
  /// whatever the caller allocates in: billing units or thousandths of them.
  package init(id: ID, units: Int, packSize: Int, condition: LotCondition) {
    precondition(units >= 0 && packSize > 0, "a lot holds zero or more units in packs of some size")
    self.id = id
    self.units = units
    self.packSize = packSize
    self.condition = condition
  }
}

/// Which lots meet a need, first expiry first.
package struct Allocation<ID: Hashable & Sendable>: Hashable, Sendable {
  /// What is taken from one lot.
  package struct Taking: Hashable, Sendable {
    /// The lot as the caller named it.
    package let lot: ID
    /// Units taken, above zero.
    package let units: Int
    /// Units in a pack of that lot.
    package let packSize: Int

    /// The same in packs; a fraction when a pack is opened.
    package var packs: Rational { Rational(units, packSize) }
  }

  /// A lot that may not be used, and why.
  package struct PassedOver: Hashable, Sendable {
    /// The lot as the caller named it.
    package let lot: ID
    /// Why it may not be used.
    package let reason: UnusableReason
  }

  /// Above zero each, earliest expiry first.
  package let takings: [Taking]
  /// Units of the need that no usable stock meets.
  package let short: Int
  /// Every lot that may not be used, in the same order as the takings, whether it was needed or not.
  package let passedOver: [PassedOver]

  /// Units taken from all lots.
  package var total: Int { takings.reduce(0) { $0 + $1.units } }
}

extension Allocation {
  /// Allocates `need` units from lots, earliest expiry first.
  ///
  /// Lots without an expiry come last; lots of one day keep the order given. Lots whose
  /// ``LotCondition/usability(on:usableThrough:)`` forbids it are passed over. Packs are opened as
  /// needed, unless `wholePacks`: see ``WholePacks``.
  package init(
    need: Int,
    from lots: [AllocationLot<ID>],
    on day: CalendarDate,
    usableThrough: CalendarDate? = nil,
    wholePacks: Bool = false
  ) {
    let ordered = lots.enumerated().sorted { left, right in
      let (first, second) = (left.element.condition.expiresOn, right.element.condition.expiresOn)
      switch (first, second) {
      case (let first?, let second?) where first != second: return first < second
      case (.some, .none): return true
      case (.none, .some): return false
      default: return left.offset < right.offset
      }
    }
    var usable: [AllocationLot<ID>] = []
    var passedOver: [PassedOver] = []
    for (_, lot) in ordered {
      switch lot.condition.usability(on: day, usableThrough: usableThrough) {
      case .usable: usable.append(lot)
      case .unusable(let reason): passedOver.append(PassedOver(lot: lot.id, reason: reason))
      }
    }
    let units = wholePacks ? Self.whole(need, usable) : Self.opened(need, usable)
    takings = zip(usable, units).filter { $0.1 > 0 }.map { lot, units in
      Taking(lot: lot.id, units: units, packSize: lot.packSize)
    }
    short = max(0, need - units.reduce(0, +))
    self.passedOver = passedOver
  }

  private static func opened(_ need: Int, _ lots: [AllocationLot<ID>]) -> [Int] {
    var remaining = max(0, need)
    return lots.map { lot in
      let taken = min(remaining, lot.units)
      remaining -= taken
      return taken
    }
  }

  private static func whole(_ need: Int, _ lots: [AllocationLot<ID>]) -> [Int] {
    let shelf = lots.map { WholePacks.Lot(packs: $0.units / $0.packSize, packSize: $0.packSize) }
    let packs = WholePacks(lots: shelf).packs(meeting: max(0, need))
    return zip(packs, shelf).map { $0 * $1.packSize }
  }
}

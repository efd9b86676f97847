import Domain

/// Why a change of stock was refused, as facts; nothing was changed.
package enum StockFault: Equatable, Sendable {
  /// The lot does not hold so much beside what is reserved of it.
  case notEnough(
    lot: String,
    onHand: StockQuantity,
    reserved: StockQuantity,
    asked: StockQuantity
  )
  /// All usable lots together do not hold so much.
  case short(product: String, free: StockQuantity, asked: StockQuantity)
  /// Less of the lot is reserved than is to be released or dispensed.
  case notReserved(lot: String, reserved: StockQuantity, asked: StockQuantity)
  /// The lot is known with another expiry.
  case otherExpiry(lot: String, known: CalendarDate?, given: CalendarDate?)
  /// The product leaves and enters the shelf in whole packages only, of these sizes.
  case splitsPackage(product: String, sizes: [StockQuantity])
  /// The quantity is zero, or goes the wrong way.
  case badQuantity(StockQuantity)
  /// A controlled substance, or a count: a second person must confirm.
  case needsSecondPerson(product: String)
  /// The second person is the acting one.
  case samePerson
  /// There is no such active person among the staff.
  case unknownPerson(Int)
  /// The reason is absent or belongs to another kind of movement.
  case wrongReason(MovementReason?, kind: MovementKind)
  /// The status needs a reason in words.
  case reasonMissing
  /// The lot may not be used.
  case unusable(lot: String, reason: UnusableReason)
  /// A recall is lifted by closing it with a second person, not by releasing the lot.
  case recalled(lot: String)
  /// The movement was reversed before.
  case alreadyReversed(movement: Int)
  /// A movement of this kind is not put right by a reversal.
  case notReversible(movement: Int, kind: MovementKind)
  /// The operation was recorded before with other content.
  case operationReused
  /// The package with this serial number was received before.
  case serialReceived(gtin: String?, serial: String)
  /// A count below what is reserved of the lot: reservations must be released first.
  case countBelowReserved(lot: String, reserved: StockQuantity, counted: StockQuantity)
  /// Several products fit the text.
  case ambiguousProduct(text: String)
  /// Nothing was given to record.
  case nothingGiven
}

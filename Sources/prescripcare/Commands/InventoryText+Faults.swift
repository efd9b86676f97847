import Domain
import Store

extension InventoryText {
  /// What a refused change of stock is told as: what happened, and what can be done.
  ///
  /// Nothing was changed whenever one of these is said.
  static func sentence(_ fault: StockFault) -> String {
    switch fault {
    case .notEnough(let lot, let onHand, let reserved, let asked):
      "Lot \(lot) holds \(onHand), of which \(reserved) are reserved; \(asked) cannot be taken."
    case .short(let product, let free, let asked):
      "Only \(free) of \(product) are free; \(asked) were asked for."
    case .notReserved(let lot, let reserved, let asked):
      "Of lot \(lot) \(reserved) are reserved, not \(asked)."
    case .otherExpiry(let lot, let known, let given):
      "Lot \(lot) is known with expiry \(expiry(known)), not \(expiry(given)); check the package."
    case .splitsPackage(let product, let sizes):
      "\(product) moves in whole packages of \(list(sizes)) only."
    case .badQuantity(let quantity): "\(quantity) is not a quantity for this."
    case .needsSecondPerson(let product):
      "\(product) is a controlled substance: a second person must confirm, with --witness."
    case .samePerson: "The second person must be somebody else."
    case .unknownPerson(let person): "There is no active member of the staff with number \(person)."
    case .wrongReason(nil, let kind):
      "A reason is needed: one of \(reasons(kind))."
    case .wrongReason(let reason?, let kind):
      "\(reason.rawValue) is no reason for \(kind.rawValue); the reasons are \(reasons(kind))."
    case .reasonMissing: "A reason in words is needed, of at most 300 characters."
    case .unusable(let lot, let reason): "Lot \(lot) may not be used: \(words(reason))."
    case .recalled(let lot):
      "Lot \(lot) is recalled; releasing it needs a second person, with --witness."
    case .alreadyReversed(let movement): "Movement \(movement) was reversed before."
    case .notReversible(let movement, let kind):
      "Movement \(movement) is a \(kind.rawValue), which is not undone by a reversal."
    case .operationReused: "This operation was recorded before with other content."
    case .serialReceived(_, let serial):
      "The package with serial number \(serial) was received before."
    case .countBelowReserved(let lot, let reserved, let counted):
      "Of lot \(lot) \(reserved) are reserved and \(counted) were counted; release a reservation."
    case .ambiguousProduct(let text): "Several products fit \"\(text)\"; give the NDC."
    case .nothingGiven: "Nothing was given to record."
    }
  }

  /// Why a case of allocation cannot be read.
  static func sentence(_ error: AllocationCaseError) -> String {
    switch error {
    case .document(.unreadable): "The case is not JSON."
    case .document(.unknownKey(let key, let place)): "The key \(key) is not known in \(place)."
    case .document(.missingKey(let key, let place)): "The key \(key) is missing in \(place)."
    case .document(.wrongType(let key, let place, let expected)):
      "The key \(key) in \(place) must be \(expected)."
    case .badDate(let text, let key): "\"\(text)\" in \(key) is not a date."
    case .badStatus(let text, let lot): "\"\(text)\" of lot \(lot) is not a status."
    case .outOfRange(let number, let key): "\(number) in \(key) is out of range."
    case .duplicateLot(let lot): "Lot \(lot) stands in the case twice."
    case .usableThroughBeforeToday: "usableThrough is before today."
    }
  }

  private static func expiry(_ date: CalendarDate?) -> String { date?.description ?? "none" }

  private static func list(_ sizes: [StockQuantity]) -> String {
    sizes.isEmpty ? "one unit" : sizes.map(\.description).joined(separator: " or ")
  }

  private static func reasons(_ kind: MovementKind) -> String {
    let reasons = kind.allowedReasons.map(\.rawValue)
    return reasons.isEmpty ? "none" : reasons.joined(separator: ", ")
  }

  private static func words(_ reason: UnusableReason) -> String {
    switch reason {
    case .expired: "it has expired"
    case .expiresDuringUse: "it expires before the supply is used up"
    case .hold: "it is on hold"
    case .quarantine: "it is in quarantine"
    case .recalled: "it is recalled"
    case .damaged: "it is damaged"
    }
  }
}

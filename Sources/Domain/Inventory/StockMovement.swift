/// A kind of row in the stock ledger.
package enum MovementKind: String, CaseIterable, Sendable {
  case receipt
  case dispense
  case returnToStock
  case adjustmentIn
  case adjustmentOut
  case countGain
  case countLoss
  case transferIn
  case transferOut
  case waste
  case supplierReturn
  case recall
  /// The opposite of an earlier row, whichever way that went.
  case reversal

  /// Which way stock moves; nil for a reversal, whose direction is that of the row it undoes.
  package var direction: StockDirection? {
    switch self {
    case .receipt, .returnToStock, .adjustmentIn, .countGain, .transferIn: .inward
    case .dispense, .adjustmentOut, .countLoss, .transferOut, .waste, .supplierReturn, .recall:
      .outward
    case .reversal: nil
    }
  }

  /// The reasons that may stand on such a row; where the set is empty the row explains itself
  /// through what it belongs to (an order, a fill, a count).
  package var allowedReasons: [MovementReason] {
    MovementReason.allCases.filter { $0.kinds.contains(self) }
  }

  /// Whether a reason must be given.
  package var requiresReason: Bool { !allowedReasons.isEmpty }

  /// Whether a second person must confirm such a row of a controlled substance.
  package var needsSecondPersonWhenControlled: Bool {
    switch self {
    case .adjustmentIn, .adjustmentOut, .countGain, .countLoss, .waste, .reversal: true
    case .receipt, .dispense, .returnToStock, .transferIn, .transferOut, .supplierReturn, .recall:
      false
    }
  }

  /// Whether this change of the lot goes the way of this kind and moves anything at all.
  package func accepts(change: StockQuantity) -> Bool {
    switch direction {
    case .inward: change > .zero
    case .outward: change < .zero
    case nil: change != .zero
    }
  }
}

/// Into the lot or out of it.
package enum StockDirection: String, Sendable {
  case inward
  case outward

  /// 1 for inward, -1 for outward.
  package var sign: Int {
    switch self {
    case .inward: 1
    case .outward: -1
    }
  }
}

/// Why a row stands in the ledger that no order, fill or count explains.
package enum MovementReason: String, CaseIterable, Sendable {
  case foundOnShelf
  case receivedNotRecorded
  case recordedTooMuchOut
  case openingBalance
  case lost
  case theft
  case recordedTooMuchIn
  case usedInCompounding
  case damaged
  case expired
  case spilled
  case contaminated
  case temperatureExcursion
  case patientReturnDestroyed
  case orderedInError
  case shortDated
  case excessStock
  case wrongLotEntered
  case wrongQuantityEntered
  case wrongProductEntered
  case enteredTwice

  /// The kinds of movement on which this reason may stand.
  package var kinds: Set<MovementKind> {
    switch self {
    case .foundOnShelf, .receivedNotRecorded, .recordedTooMuchOut, .openingBalance: [.adjustmentIn]
    case .lost, .theft, .recordedTooMuchIn, .usedInCompounding: [.adjustmentOut]
    case .damaged, .expired: [.waste, .supplierReturn]
    case .spilled, .contaminated, .temperatureExcursion, .patientReturnDestroyed: [.waste]
    case .orderedInError, .shortDated, .excessStock: [.supplierReturn]
    case .wrongLotEntered, .wrongQuantityEntered, .wrongProductEntered, .enteredTwice: [.reversal]
    }
  }

  /// The reason in plain words, lower case.
  package var words: String {
    switch self {
    case .foundOnShelf: "found on the shelf"
    case .receivedNotRecorded: "received and not recorded"
    case .recordedTooMuchOut: "too much was recorded as going out"
    case .openingBalance: "opening balance"
    case .lost: "lost"
    case .theft: "theft"
    case .recordedTooMuchIn: "too much was recorded as coming in"
    case .usedInCompounding: "used in compounding"
    case .damaged: "damaged"
    case .expired: "expired"
    case .spilled: "spilled"
    case .contaminated: "contaminated"
    case .temperatureExcursion: "out of its temperature range"
    case .patientReturnDestroyed: "returned by a patient, for destruction"
    case .orderedInError: "ordered in error"
    case .shortDated: "expires too soon to sell"
    case .excessStock: "more than is needed"
    case .wrongLotEntered: "the wrong lot was entered"
    case .wrongQuantityEntered: "the wrong quantity was entered"
    case .wrongProductEntered: "the wrong product was entered"
    case .enteredTwice: "entered twice"
    }
  }
}

import Domain
import Store

/// What went wrong with stock, as a sentence: what happened, what was kept, what to do.
enum StockWords {
  static func sentence(for error: any Error) -> String {
    switch error {
    case StoreError.stock(let fault): sentence(for: fault)
    case StoreError.notPermitted:
      "Not saved: your role may not do that. Ask the pharmacist on duty."
    case StoreError.notFound(what: "product", id: let text):
      "No product fits \(quoted(text)). Try its NDC, or fewer letters of its name."
    case StoreError.changedMeanwhile(what: "lot", id: let lot):
      "Not saved: lot \(short(lot)) was moved meanwhile. Look again."
    case StoreError.invalid("trading partner"):
      "Not saved: a package with a serial number needs its supplier."
    default: ErrorWords.sentence(for: error)
    }
  }

  /// Why nothing can be shown, and what to do about it.
  static func reading(_ error: any Error) -> String {
    switch error {
    case StoreError.notPermitted:
      "You may not see the stock here. Ask the manager to give you a role at the counter."
    case StoreError.damaged:
      "The file is damaged. Do not rely on this screen: restore the newest backup."
    case StoreError.busy: "The stock cannot be read now: another program is writing. Try again."
    default: "The stock cannot be read. Do not rely on this screen; look at the shelf."
    }
  }

  static func sentence(for fault: StockFault) -> String {
    switch fault {
    case .notEnough(let lot, let onHand, let reserved, let asked):
      """
      Not saved: lot \(short(lot)) holds \(onHand), \(reserved) of it reserved; \
      \(asked) cannot leave.
      """
    case .short(let product, let free, let asked):
      "Not saved: \(free) of \(short(product)) are free, \(asked) were asked for."
    case .notReserved(let lot, let reserved, let asked):
      "Not saved: \(reserved) of lot \(short(lot)) are reserved, not \(asked)."
    case .otherExpiry(let lot, let known, let given):
      """
      Not saved: lot \(short(lot)) is known with expiry \(date(known)), not \(date(given)). \
      Look at the package.
      """
    case .splitsPackage(let product, let sizes):
      "Not saved: \(short(product)) moves in whole packages of \(list(sizes))."
    case .badQuantity: "Not saved: a quantity is a number above zero."
    case .needsSecondPerson: "Not saved: a controlled substance needs a second person."
    case .samePerson: "Not saved: the second person must be somebody else."
    case .unknownPerson: "Not saved: the second person is not active staff."
    case .wrongReason: "Not saved: choose a reason that fits."
    case .reasonMissing: "Not saved: write a reason, up to 300 characters."
    case .unusable(let lot, let reason):
      "Not saved: lot \(short(lot)) may not be used, \(StockFigures.words(reason))."
    case .recalled(let lot):
      "Not saved: lot \(short(lot)) is recalled; releasing it needs a second person."
    case .alreadyReversed(let movement): "Not saved: movement \(movement) was reversed before."
    case .notReversible(_, let kind):
      "Not saved: what was \(StockFigures.words(kind)) is not undone here."
    case .operationReused: "Not saved: this was recorded before with other numbers. Look again."
    case .serialReceived(_, let serial):
      "Not saved: the package with serial number \(short(serial)) was received before."
    case .countBelowReserved(let lot, let reserved, let counted):
      """
      Not saved: \(reserved) of lot \(short(lot)) are reserved and \(counted) were counted. \
      Look in the will-call bags.
      """
    case .ambiguousProduct(let text):
      "Several products fit \(quoted(text)). Type more of the name, or the NDC."
    case .nothingGiven: "Not saved: nothing was typed."
    }
  }

  private static func list(_ sizes: [StockQuantity]) -> String {
    sizes.isEmpty ? "1" : Display.list(sizes.map(\.description), joinedBy: "or")
  }

  private static func date(_ date: CalendarDate?) -> String { date.map(Display.fullDate) ?? "none" }

  private static func quoted(_ text: String) -> String { "\"\(short(text))\"" }

  /// A name in a sentence of one line.
  private static func short(_ text: String) -> String {
    text.count > 24 ? text.prefix(23) + "…" : text
  }
}

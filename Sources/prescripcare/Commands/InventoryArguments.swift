import ArgumentParser
import Domain
import Store

/// Which lot is meant.
struct LotArguments: ParsableArguments {
  @Argument(help: "NDC, GTIN, number or name.")
  var product: String

  @Argument(help: "The lot number.")
  var lot: String

  var reference: LotReference { InventoryArguments.lot(lot, of: product) }
}

/// What makes a second attempt the same movement.
struct RetryOption: ParsableArguments {
  @Option(help: "A UUID, the same for a retry.")
  var id: String?

  func operation() throws(CommandFailure) -> StockOperation? {
    guard let id else { return nil }
    guard let operation = StockOperation(uuid: id) else {
      throw CommandFailure(.usage, "\"\(id)\" is not a UUID.")
    }
    return operation
  }
}

/// The words of inventory commands as values; each failure says what was expected.
enum InventoryArguments {
  static func quantity(_ text: String) throws(CommandFailure) -> StockQuantity {
    let isNegative = text.hasPrefix("-")
    let digits = isNegative || text.hasPrefix("+") ? String(text.dropFirst()) : text
    guard let quantity = StockQuantity(text: digits) else {
      throw CommandFailure(.usage, "\"\(text)\" is not a quantity such as 30 or 2.5.")
    }
    return isNegative ? -quantity : quantity
  }

  static func date(_ text: String?) throws(CommandFailure) -> CalendarDate? {
    guard let text, text != "none" else { return nil }
    guard let date = CalendarDate(text: text) else {
      throw CommandFailure(.usage, "\"\(text)\" is not a date such as 2027-11-30.")
    }
    return date
  }

  static func reason(_ text: String?) throws(CommandFailure) -> MovementReason? {
    guard let text else { return nil }
    guard let reason = MovementReason(rawValue: text) else {
      let known = MovementReason.allCases.map(\.rawValue).joined(separator: ", ")
      throw CommandFailure(.usage, "\"\(text)\" is not a reason; there are \(known).")
    }
    return reason
  }

  static func kind(_ text: String?) throws(CommandFailure) -> MovementKind? {
    guard let text else { return nil }
    guard let kind = AdjustStock.kinds.first(where: { $0.rawValue == text }) else {
      let known = AdjustStock.kinds.map(\.rawValue).joined(separator: ", ")
      throw CommandFailure(.usage, "\"\(text)\" is not an adjustment; there are \(known).")
    }
    return kind
  }

  static func alert(_ text: String?) throws(CommandFailure) -> StockAlert? {
    guard let text else { return nil }
    guard let alert = StockAlert.allCases.first(where: { $0.word == text.uppercased() }) else {
      let known = StockAlert.allCases.map { $0.word.lowercased() }.joined(separator: ", ")
      throw CommandFailure(.usage, "\"\(text)\" is not an alert; there are \(known).")
    }
    return alert
  }

  static func lot(_ number: String, of product: String) -> LotReference {
    .number(number, of: .text(product))
  }
}

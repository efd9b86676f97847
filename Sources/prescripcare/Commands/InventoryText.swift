import Domain
import Store

/// Inventory as one line of text or one object of JSON.
enum InventoryText {
  static func amount(_ quantity: StockQuantity, _ unit: BillingUnit) -> String {
    quantity.text(in: unit)
  }

  static func json(_ row: InventoryRow) -> JSON {
    let position = row.position
    func text(_ quantity: StockQuantity) -> JSON { .string(amount(quantity, row.unit)) }
    return .object([
      "product": .integer(row.product), "name": .string(row.name),
      "why": .text(row.why?.word.lowercased()),
      "alerts": .array(row.alerts.map { .string($0.word.lowercased()) }),
      "unit": .string(row.unit.rawValue), "onHand": text(row.onHand),
      "free": text(position.free), "owed": text(position.owed),
      "onOrder": text(position.onOrder), "reorderPoint": text(position.reorderPoint),
      "daysLeft": .number(position.daysLeft), "nextExpiry": .text(row.nextExpiry?.description),
      "arrivesOn": .text(row.arrivesOn?.description),
      "controlled": .text(row.controlSchedule?.code),
      "storage": .array(row.storage.map(JSON.string)),
    ])
  }

  static func line(_ row: InventoryRow) -> String {
    let why = row.why?.word ?? "-"
    let flags = [row.controlSchedule?.code].compactMap { $0 } + row.storage
    let name = ([row.name] + flags).joined(separator: " ")
    let counts = [row.onHand, row.position.free, row.position.owed].map { amount($0, row.unit) }
    let days = row.position.daysLeft.map(Display.days) ?? "-"
    let expiry = row.nextExpiry?.description ?? "-"
    return "\(why)  \(name)  hand \(counts[0])  free \(counts[1])  owed \(counts[2])"
      + "  \(days)  \(expiry)"
  }

  static func json(_ lot: StockLot, in lots: ProductLots) -> JSON {
    let unit = lots.product.unit
    return .object([
      "lot": .string(lot.lotNumber), "expiresOn": .text(lot.expiresOn?.description),
      "status": .string(lot.status.rawValue), "reason": .text(lot.statusReason),
      "usable": .bool(lots.usability(of: lot) == .usable), "bin": .text(lot.bin),
      "receivedOn": .text(lot.receivedOn?.description),
      "onHand": .string(amount(lot.onHand, unit)),
      "reserved": .string(amount(lot.reserved, unit)),
      "free": .string(amount(lot.free(on: lots.day), unit)),
    ])
  }

  static func line(_ lot: StockLot, in lots: ProductLots) -> String {
    let unit = lots.product.unit
    let use =
      switch lots.usability(of: lot) {
      case .usable: lot.status.rawValue
      case .unusable(let reason): reason.rawValue
      }
    return "lot \(lot.lotNumber)  hand \(amount(lot.onHand, unit))"
      + "  reserved \(amount(lot.reserved, unit))  expires \(lot.expiresOn?.description ?? "never")"
      + "  \(use)  \(lot.bin ?? "-")"
  }

  static func json(_ entry: LedgerEntry, _ unit: BillingUnit) -> JSON {
    .object([
      "movement": .integer(entry.movement), "lot": .string(entry.lotNumber),
      "kind": .string(entry.kind.rawValue), "quantity": .string(signed(entry.quantity, unit)),
      "reason": .text(entry.reason?.rawValue), "reference": .text(entry.reference),
      "at": .string(entry.at.text(in: .utc)), "by": .text(entry.by),
      "witness": .text(entry.witness), "reverses": .number(entry.reverses),
      "reversedBy": .number(entry.reversedBy),
    ])
  }

  static func line(_ entry: LedgerEntry, _ unit: BillingUnit) -> String {
    let reason = entry.reason?.words ?? entry.reference ?? ""
    return "\(entry.movement)  \(entry.at.text(in: .utc))  \(entry.kind.rawValue)"
      + "  \(signed(entry.quantity, unit))  lot \(entry.lotNumber)  \(entry.by ?? "-")  \(reason)"
  }

  static func answer(_ receipt: StockReceipt, _ run: CommandRun) {
    let numbers = receipt.movements.map(String.init).joined(separator: ", ")
    run.print(
      json: .object([
        "recorded": .bool(receipt.isNew),
        "movements": .array(receipt.movements.map(JSON.integer)),
      ]),
      text: receipt.isNew
        ? "Recorded as movement \(numbers)." : "Recorded before, as movement \(numbers)."
    )
  }

  private static func signed(_ quantity: StockQuantity, _ unit: BillingUnit) -> String {
    quantity.isNegative ? "-" + amount(-quantity, unit) : amount(quantity, unit)
  }
}

import Domain
import GRDB

/// Sets stock aside for somebody: the earliest expiry first, and never what may not be used.
package struct ReserveStock: NamedTransaction {
  /// What to do when there is less than is needed.
  package enum Shortage: Sendable {
    /// Reserve nothing.
    case refuse
    /// Reserve what there is; the rest is owed.
    case takeWhatThereIs
  }

  /// From which lots to take.
  package enum Choice: Equatable, Sendable {
    case firstExpiry
    /// From this lot alone, against the order of expiry, for a reason.
    case lot(Int, reason: String)
  }

  package var product: Int
  package var need: StockQuantity
  /// The last day on which the supply is used; a lot that expires before is passed over.
  package var usableThrough: CalendarDate?
  package var shortage: Shortage
  package var choice: Choice

  package var dataKind: DataKind { .stock }
  package var operation: AccessOperation { .record }

  package init(
    product: Int,
    need: StockQuantity,
    usableThrough: CalendarDate? = nil,
    shortage: Shortage = .refuse,
    choice: Choice = .firstExpiry
  ) {
    self.product = product
    self.need = need
    self.usableThrough = usableThrough
    self.shortage = shortage
    self.choice = choice
  }

  package func run(_ context: WriteContext) throws -> ShelfReservation {
    try context.reserve(self, on: try context.reading.counterDay())
  }
}

/// Stock that is set aside, lot by lot.
package struct ShelfReservation: Equatable, Sendable {
  /// What is taken from one lot.
  package struct Taking: Hashable, Sendable {
    package let lot: Int
    /// Above zero.
    package let quantity: StockQuantity

    package init(lot: Int, quantity: StockQuantity) {
      self.lot = lot
      self.quantity = quantity
    }
  }

  /// The earliest expiry first.
  package let takings: [Taking]
  /// What no usable stock meets.
  package let short: StockQuantity
  package let passedOver: [Allocation<Int>.PassedOver]
}

/// Gives back what was set aside.
package struct ReleaseReservation: NamedTransaction {
  package var takings: [ShelfReservation.Taking]

  package var dataKind: DataKind { .stock }
  package var operation: AccessOperation { .record }

  package init(takings: [ShelfReservation.Taking]) {
    self.takings = takings
  }

  package func run(_ context: WriteContext) throws {
    try context.release(takings, on: try context.reading.counterDay())
  }
}

extension WriteContext {
  /// Sets stock aside; a part of every transaction that fills something.
  func reserve(_ wish: ReserveStock, on day: CalendarDate) throws -> ShelfReservation {
    guard wish.need > .zero else { throw StoreError.stock(.badQuantity(wish.need)) }
    let product = try StockProduct.fetch(.id(wish.product), in: db)
    let step = try product.requireStep(for: wish.need).thousandths
    let shelf = try lots(for: wish, on: day)
    // Counted in steps, so that no taking splits a package.
    let allocation = Allocation(
      need: wish.need.thousandths / step,
      from: shelf.map {
        AllocationLot(
          id: $0.id,
          units: $0.unreserved.thousandths / step,
          packSize: 1,
          condition: $0.condition
        )
      },
      on: day,
      usableThrough: wish.usableThrough
    )
    let short = StockQuantity(thousandths: allocation.short * step)
    if short > .zero, wish.shortage == .refuse {
      throw StoreError.stock(
        .short(product: product.name, free: wish.need - short, asked: wish.need)
      )
    }
    let takings = allocation.takings.map {
      ShelfReservation.Taking(
        lot: $0.lot,
        quantity: StockQuantity(thousandths: $0.units * step)
      )
    }
    for taking in takings { try setAside(taking, choice: wish.choice) }
    if !takings.isEmpty { try assess(product: product.id, on: day) }
    return ShelfReservation(takings: takings, short: short, passedOver: allocation.passedOver)
  }

  private func lots(for wish: ReserveStock, on day: CalendarDate) throws -> [StockLot] {
    switch wish.choice {
    case .firstExpiry: return try StockLot.shelf(of: wish.product, in: db)
    case .lot(let id, let reason):
      guard !reason.isEmpty else { throw StoreError.stock(.reasonMissing) }
      let lot = try StockLot.fetch(.id(id), in: db)
      guard lot.productID == wish.product else {
        throw StoreError.notFound(what: "lot", id: "\(id)")
      }
      try requireUsable(lot, on: day, through: wish.usableThrough)
      return [lot]
    }
  }

  private func setAside(_ taking: ShelfReservation.Taking, choice: ReserveStock.Choice) throws {
    try db.execute(
      sql: """
        UPDATE lots
        SET reserved = reserved + :q, version = version + 1
        WHERE lot_id = :lot AND on_hand - reserved >= :q
        """,
      arguments: ["q": taking.quantity.thousandths, "lot": taking.lot]
    )
    guard db.changesCount == 1 else {
      throw StoreError.changedMeanwhile(what: "lot", id: "\(taking.lot)")
    }
    var detail: [JSONMember] = [
      JSONMember("thousandths", .integer(taking.quantity.thousandths))
    ]
    if case .lot(_, let reason) = choice { detail.append(JSONMember("reason", .string(reason))) }
    audit(
      AuditEntry(
        action: "stock.reserve",
        table: "lots",
        record: "\(taking.lot)",
        detail: .object(detail)
      )
    )
  }

  /// Gives back what was set aside.
  func release(_ takings: [ShelfReservation.Taking], on day: CalendarDate) throws {
    var touched: Set<Int> = []
    for taking in takings {
      guard taking.quantity > .zero else { throw StoreError.stock(.badQuantity(taking.quantity)) }
      let lot = try StockLot.fetch(.id(taking.lot), in: db)
      try db.execute(
        sql: """
          UPDATE lots
          SET reserved = reserved - :q, version = version + 1
          WHERE lot_id = :lot AND reserved >= :q
          """,
        arguments: ["q": taking.quantity.thousandths, "lot": taking.lot]
      )
      guard db.changesCount == 1 else {
        throw StoreError.stock(
          .notReserved(lot: lot.lotNumber, reserved: lot.reserved, asked: taking.quantity)
        )
      }
      audit(
        AuditEntry(
          action: "stock.release",
          table: "lots",
          record: "\(taking.lot)",
          detail: .object(["thousandths": .integer(taking.quantity.thousandths)])
        )
      )
      touched.insert(lot.productID)
    }
    for product in touched.sorted() { try assess(product: product, on: day) }
  }

  /// - Throws: ``StockFault/unusable(lot:reason:)``
  func requireUsable(
    _ lot: StockLot,
    on day: CalendarDate,
    through last: CalendarDate? = nil
  ) throws(StoreError) {
    if case .unusable(let reason) = lot.condition.usability(on: day, usableThrough: last) {
      throw .stock(.unusable(lot: lot.lotNumber, reason: reason))
    }
  }
}

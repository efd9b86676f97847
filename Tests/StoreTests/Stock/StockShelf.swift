import Domain
import Foundation
import GRDB
import TestSupport
import Testing

@testable import Store

/// A pharmacy with two people and a few products, on Tuesday, November 24, 2026 in New York.
struct StockShelf {
  let test: TestDatabase
  /// The pharmacist.
  let session: ActingSession

  static let pharmacist = 1
  static let technician = 2
  /// Breakable, twice its reorder point of 100, demand 10 a day.
  static let metformin = 1
  /// Schedule II.
  static let oxycodone = 2
  /// Pens in packages of five that may not be opened.
  static let insulin = 3

  init() throws {
    test = try TestDatabase()
    session = test.session(as: Self.pharmacist, roles: [.pharmacist])
    try test.database.write { db, _, _ in
      for (id, handle) in [(1, "ortiz"), (2, "lee")] {
        try db.execute(
          sql: """
            INSERT INTO users (user_id, public_id, handle, created_at, updated_at)
            VALUES (?, randomblob(16), ?, 0, 0)
            """,
          arguments: [id, handle]
        )
        try db.execute(
          sql: """
            INSERT INTO user_profiles (user_id, first_name, last_name, timezone)
            VALUES (?, ?, '', 'America/New_York')
            """,
          arguments: [id, handle]
        )
        try db.execute(
          sql: "INSERT INTO user_roles (user_id, role, granted_at) VALUES (?, 'technician', 0)",
          arguments: [id]
        )
      }
      try db.execute(
        sql: "INSERT INTO suppliers (supplier_id, name, lead_days) VALUES (1, 'Northern', 2)"
      )
      try Self.insert(db, 1, "metFORMIN 500 mg tab", package: ("0093-1048-01", 100))
      try Self.insert(db, 2, "oxyCODONE 5 mg tab", schedule: "II", package: ("0406-0552-01", 100))
      try Self.insert(
        db,
        3,
        "insulin glargine pen",
        isBreakable: false,
        package: ("0088-2219-05", 5)
      )
    }
  }

  private static func insert(
    _ db: Database,
    _ id: Int,
    _ name: String,
    isBreakable: Bool = true,
    schedule: String? = nil,
    package: (ndc: String, size: Int)
  ) throws {
    try db.execute(
      sql: """
        INSERT INTO products (product_id, public_id, product_name, display_name, strength,
          dosage_form, billing_unit, is_breakable, control_schedule, reorder_point, maximum_stock,
          daily_demand, supplier_id, counted_on)
        VALUES (?, randomblob(16), ?, ?, '', 'tablet', 'EA', ?, ?, 100000, 300000, 10000, 1,
          '2026-11-01')
        """,
      arguments: [id, name.lowercased(), name, isBreakable, schedule]
    )
    try db.execute(
      sql: "INSERT INTO product_search (rowid, names) VALUES (?, ?)",
      arguments: [id, name]
    )
    try db.execute(
      sql: "INSERT INTO packages (product_id, ndc, package_size) VALUES (?, ?, ?)",
      arguments: [id, package.ndc, package.size * 1000]
    )
  }

  /// Receives a lot and returns its number in the database.
  @discardableResult
  func receive(
    _ product: Int = metformin,
    _ lot: String = "A1",
    _ units: Int = 100,
    expires: String? = "2028-01-31"
  ) throws -> Int {
    try perform(
      ReceiveStock(lines: [
        ReceivedLine(
          product: .id(product),
          lotNumber: lot,
          expiresOn: expires.flatMap { CalendarDate(text: $0) },
          quantity: StockQuantity(units)
        )
      ])
    )
    return try self.lot(lot, product).id
  }

  func lot(_ number: String = "A1", _ product: Int = metformin) throws -> StockLot {
    let lots = try session.read(LotsQuery(product: .id(product), scope: .all)).lots
    return try #require(lots.first { $0.lotNumber == number })
  }

  func row(_ product: Int = metformin) throws -> InventoryRow {
    try #require(
      try session.read(InventoryQuery(limit: 100)).first { $0.product == product }
    )
  }

  /// Runs a transaction as the pharmacist.
  @discardableResult
  func perform<Transaction: NamedTransaction>(
    _ transaction: Transaction
  ) throws -> Transaction.Answer {
    try session.write(transaction)
  }

  /// What goes wrong in a transaction.
  func fault<Transaction: NamedTransaction>(_ transaction: Transaction) -> StoreError? {
    do {
      _ = try session.write(transaction)
      return nil
    } catch {
      return error as? StoreError
    }
  }

  func execute(_ sql: String, _ arguments: StatementArguments = StatementArguments()) throws {
    try test.database.write { db, _, _ in try db.execute(sql: sql, arguments: arguments) }
  }

  func count(_ sql: String) throws -> Int {
    try test.database.read { db, _ in try Int.fetchOne(db, sql: sql) ?? -1 }
  }

  static func operation(_ number: UInt8) throws -> StockOperation {
    try #require(StockOperation(bytes: [UInt8](repeating: number, count: 16)))
  }
}

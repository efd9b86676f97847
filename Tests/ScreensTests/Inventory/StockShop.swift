import Domain
import Foundation
import GRDB
import Screens
import Services
import Terminal
import TestSupport
import Testing

@testable import Store

/// A pharmacy with a pharmacist and a technician, on Tuesday, November 24, 2026 in New York.
@MainActor struct StockShop {
  let test: TestDatabase
  let ortiz: KnownPerson
  let lee: KnownPerson

  nonisolated static let zone = "America/New_York"

  init() throws {
    let test = try TestDatabase()
    try test.database.write { db, _, _ in
      try db.execute(
        sql: """
          INSERT INTO pharmacies (pharmacy_id, public_id, pharmacy_name, pharmacy_type)
          VALUES (1, randomblob(16), 'Elm Pharmacy', 'community')
          """
      )
      for (id, handle, first, last, role) in [
        (1, "ortiz", "Jamie", "Ortiz", "pharmacist"), (2, "lee", "Sam", "Lee", "technician"),
      ] {
        try Self.insertPerson(db, id, handle, first, last, role)
      }
      try db.execute(
        sql: """
          INSERT INTO suppliers (supplier_id, name, lead_days) VALUES (1, 'Northern', 2),
            (2, 'Western', 1)
          """
      )
    }
    self.test = test
    ortiz = try #require(try test.database.person(handle: "ortiz"))
    lee = try #require(try test.database.person(handle: "lee"))
  }

  private nonisolated static func insertPerson(
    _ db: Database,
    _ id: Int,
    _ handle: String,
    _ first: String,
    _ last: String,
    _ role: String
  ) throws {
    try db.execute(
      sql: """
        INSERT INTO users (user_id, public_id, handle, created_at, updated_at)
        VALUES (?, randomblob(16), ?, 0, 0)
        """,
      arguments: [id, handle]
    )
    try db.execute(
      sql: """
        INSERT INTO user_profiles (user_id, first_name, last_name, timezone, pharmacy_id)
        VALUES (?, ?, ?, ?, 1)
        """,
      arguments: [id, first, last, Self.zone]
    )
    try db.execute(
      sql: "INSERT INTO user_roles (user_id, role, granted_at) VALUES (?, ?, 0)",
      arguments: [id, role]
    )
  }

  func execute(_ sql: String, _ arguments: StatementArguments = StatementArguments()) throws {
    try test.database.write { db, _, _ in try db.execute(sql: sql, arguments: arguments) }
  }

  func count(_ sql: String) throws -> Int {
    try test.database.read { db, _ in try Int.fetchOne(db, sql: sql) ?? -1 }
  }

  /// Puts a product into the catalogue; its package holds `package` units.
  func product(
    _ id: Int,
    _ name: String,
    schedule: String? = nil,
    storage: String = "[]",
    ndc: String? = nil,
    gtin: String? = nil,
    package: Int = 100,
    reorder: Int = 100,
    demand: Int = 10,
    owed: Int = 0,
    onOrder: Int = 0,
    counted: String? = "2026-11-01"
  ) throws {
    try execute(
      """
      INSERT INTO products (product_id, public_id, product_name, display_name, strength,
        dosage_form, billing_unit, is_breakable, control_schedule, storage, reorder_point,
        maximum_stock, daily_demand, supplier_id, counted_on, owed, on_order)
      VALUES (?, randomblob(16), ?, ?, '', 'tablet', 'EA', 1, ?, ?, ?, ?, ?, 1, ?, ?, ?)
      """,
      [
        id, name.lowercased(), name, schedule, storage, reorder * 1000, reorder * 3000,
        demand * 1000, counted, owed * 1000, onOrder * 1000,
      ]
    )
    try execute("INSERT INTO product_search (rowid, names) VALUES (?, ?)", [id, name])
    try execute(
      "INSERT INTO packages (product_id, ndc, gtin, package_size) VALUES (?, ?, ?, ?)",
      [id, ndc ?? "00000-0000-\(id)", gtin, package * 1000]
    )
  }

  /// Receives a lot; returns its number in the database.
  @discardableResult
  func receive(
    _ product: Int,
    _ lot: String,
    _ units: Int,
    expires: String = "2028-03-31",
    bin: String? = nil
  ) throws -> Int {
    let line = ReceivedLine(
      product: .id(product),
      lotNumber: lot,
      expiresOn: CalendarDate(text: expires),
      quantity: StockQuantity(units),
      bin: bin
    )
    _ = try session.write(ReceiveStock(lines: [line]))
    return try self.lot(lot, product).id
  }

  var session: ActingSession { test.database.acting(as: ortiz.acting, for: ortiz.user) }

  func lot(_ number: String, _ product: Int) throws -> StockLot {
    let lots = try session.read(LotsQuery(product: .id(product), scope: .all)).lots
    return try #require(lots.first { $0.lotNumber == number })
  }

  func context(as person: KnownPerson? = nil) -> ScreenContext {
    let person = person ?? ortiz
    return ScreenContext(
      database: test.database,
      actor: person,
      person: person,
      people: [person]
    )
  }

  /// The shelf of the picture: one recall, one short, two out, one low, one that expires, one at
  /// rest.
  static func picture() throws -> StockShop {
    let shop = try StockShop()
    try shop.product(1, "losartan 50 mg tab", ndc: "00000-0000-30", reorder: 300)
    try shop.product(2, "apixaban 5 mg tab", owed: 18, onOrder: 120)
    try shop.product(3, "oxyCODONE 5 mg tab", schedule: "II", storage: #"["SAFE"]"#)
    try shop.product(4, "insulin glargine pen", storage: #"["FRIDGE"]"#, onOrder: 25)
    try shop.product(5, "metFORMIN 500 mg tab", reorder: 600, demand: 60)
    try shop.product(6, "methotrexate 2.5 mg tab", storage: #"["HAZ"]"#, reorder: 50, demand: 2)
    try shop.product(7, "lisinopril 10 mg tab")
    try shop.receive(1, "A1178", 220, expires: "2027-08-31", bin: "R1")
    try shop.receive(1, "A1203", 120, expires: "2027-10-31", bin: "R1")
    try shop.receive(2, "X1", 42)
    try shop.receive(5, "M7", 310, expires: "2027-08-31")
    try shop.receive(6, "H1", 300, expires: "2027-01-31", bin: "H2")
    try shop.receive(7, "L1", 250, expires: "2028-05-31")
    try shop.receive(7, "L2", 1250, expires: "2028-06-30")
    try shop.execute("UPDATE lots SET reserved = on_hand WHERE product_id = 2")
    try shop.execute("UPDATE lots SET reserved = 60000 WHERE product_id = 5")
    for lot in ["A1178", "A1203"] {
      _ = try shop.session.write(
        SetLotStatus(
          lot: .number(lot, of: .id(1)),
          status: .recalled,
          reason: "recall, class II"
        )
      )
    }
    try shop.execute(
      """
      INSERT INTO recalls (product_id, lot_numbers, recall_class, reason, announced_on, entered_at,
        entered_by)
      VALUES (1, '["A1178","A1203"]', 'II', 'Impurity above the limit', '2026-11-23', 0, 1)
      """
    )
    try shop.execute(
      """
      INSERT INTO purchase_orders (order_id, public_id, supplier_id, status, created_at, created_by,
        expected_on)
      VALUES (1, randomblob(16), 1, 'sent', 0, 1, '2026-11-25')
      """
    )
    try shop.execute(
      """
      INSERT INTO purchase_order_lines (order_id, product_id, packs, quantity)
      VALUES (1, 2, 1, 120000), (1, 4, 1, 25000)
      """
    )
    // What was put in behind the transactions' backs is judged when the screen opens.
    try shop.execute("UPDATE products SET reassess_on = '2026-11-24'")
    return shop
  }
}

/// Somebody at the keyboard: keys come a tenth of a second apart, and every answer is awaited.
@MainActor final class Clerk {
  let shell: Shell
  let clock = ManualClock()
  var size = Size.standard

  init(_ screen: any Screen, glyphs: Glyphs = .unicode) throws {
    shell = Shell(root: screen, mailbox: try Mailbox(), clock: clock.clock, glyphs: glyphs)
    settle()
  }

  private func settle() {
    shell.settle()
    // A window is only as large as when it was last drawn.
    _ = shell.draw(size)
  }

  func press(_ keys: Key...) {
    for key in keys {
      clock.advance(by: .milliseconds(100))
      shell.press(key)
      settle()
    }
  }

  func type(_ text: String) {
    for character in text { press(.character(character)) }
  }

  /// Types as a scanner does: 5 ms between characters, Enter at the end.
  func scan(_ text: String) {
    clock.advance(by: .seconds(1))
    for character in text {
      clock.advance(by: .milliseconds(5))
      shell.press(character == "\u{1D}" ? .control("]") : .character(character))
    }
    clock.advance(by: .milliseconds(5))
    shell.press(.enter)
    settle()
  }

  /// Answers a question once it takes answers.
  func answer(_ key: Key) {
    clock.advance(by: .seconds(1))
    press(key)
  }

  /// Compares the picture with the one that is kept.
  func expect(_ name: String, sourceLocation: SourceLocation = #_sourceLocation) {
    let picture = picture
    let isSame = KeptPicture.isSame(name, picture)
    #expect(isSame, "\(name) is now\n\(picture.text)", sourceLocation: sourceLocation)
    #expect(picture.lines.allSatisfy { $0.count <= picture.columns })
  }

  var picture: Canvas { shell.draw(size) }
  var text: String { picture.text }
  func line(_ row: Int) -> String { picture.line(row) }
}

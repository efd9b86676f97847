import Domain
import Foundation
import GRDB
import Store
import TestSupport

extension Subject {
  /// Resident memory with very long lists.
  static let memory = Subject(
    name: "memory",
    question: "how much memory does a list of a million products take?"
  ) { run in
    let scratch = try Scratch()
    let calendar = scratch.folder + "/calendar"
    try History.calendar(in: calendar, today: CalendarDate(day: Int(time(nil)) / 86_400))
    let calcurse = try WatchedTerminal.calcurse(calendar)
    _ = try calcurse.untilShown(["levothyroxine"])
    let person = try History.household()
    let idle = try WatchedTerminal.program(person)
    _ = try idle.untilShown(["levothyroxine"])
    let idleMemory = idle.residentMegabytes
    let products = 1_000_000
    let empty = try Inventory(products: 0).scrolled()
    run.note("memory: filling \(products) products")
    let full = try Inventory(products: products).scrolled()
    return [
      Figure(
        "idle on Today, ten years of doses",
        idleMemory,
        .megabytes,
        beside: "calcurse, same items",
        calcurse.residentMegabytes
      ),
      Figure(
        "inventory of \(products), scrolled",
        full,
        .megabytes,
        beside: "inventory of none",
        empty
      ),
    ]
  }
}

/// A counter whose inventory is open on the screen.
private struct Inventory {
  private let household: Household

  init(products: Int) throws {
    household = try Household(
      info: NewDatabase(isCounter: true, isRehearsal: true),
      roles: [.pharmacist, .manager, .patient]
    )
    guard products > 0 else { return }
    let filler = try Filler(household.path)
    try filler.execute(Self.productSQL, ["count": products])
    try filler.execute(Self.lotSQL)
    try filler.finish()
  }

  /// Resident megabytes after the list was paged through and its end was shown.
  func scrolled() throws -> Double {
    let watched = try WatchedTerminal.program(household)
    _ = try watched.untilShown(["Ruth"])
    _ = watched.press(":")
    _ = watched.press("inventory")
    _ = watched.press(.enter)
    guard watched.terminal.wait(seconds: 20, until: { $0.text.contains("INVENTORY") }) else {
      throw NotMeasured(reason: "no inventory is offered on the screens")
    }
    for _ in 0..<100 { _ = watched.press(.pageDown) }
    _ = watched.press(.end)
    _ = watched.press(.home)
    return watched.residentMegabytes
  }

  private static let productSQL = """
    WITH RECURSIVE n (i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < :count)
    INSERT INTO products (product_id, public_id, product_name, display_name, strength, dosage_form,
      billing_unit, is_breakable, reorder_point, daily_demand, on_hand, usable, free, urgency,
      urgency_key, assessed_on, reassess_on)
    SELECT i, randomblob(16), 'product ' || i, 'product ' || i || ' 5 mg tab', '5 mg', 'tablet',
      'EA', 1, 100000, 5000, 90000, 90000, 90000, 3, i, '2026-11-24', NULL
    FROM n
    """

  private static let lotSQL = """
    INSERT INTO lots (lot_id, product_id, lot_number, expires_on, status, bin, received_on, on_hand)
    SELECT product_id, product_id, 'L' || product_id, '2027-11-30', 'approved', 'R1', '2026-11-01',
      90000
    FROM products
    """
}

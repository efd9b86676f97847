import Testing

@testable import Domain

@Suite struct StockAlertTests {
  private let today = CalendarDate(text: "2026-11-24") ?? CalendarDate(day: 0)

  private func position(
    usable: Int,
    reserved: Int = 0,
    owed: Int = 0,
    onOrder: Int = 0
  ) -> StockPosition {
    var position = StockPosition(usable: StockQuantity(usable))
    position.reserved = StockQuantity(reserved)
    position.owed = StockQuantity(owed)
    position.onOrder = StockQuantity(onOrder)
    position.reorderPoint = StockQuantity(600)
    position.maximum = StockQuantity(1500)
    position.packSize = StockQuantity(100)
    position.demandPerDay = Rational(60)
    position.leadTimeDays = 2
    return position
  }

  @Test func `plenty is no alert`() {
    #expect(position(usable: 900).alerts(on: today) == [])
  }

  @Test func `what is low is ordered up to the maximum in whole packs`() {
    let low = position(usable: 310, reserved: 60)
    #expect(low.alerts(on: today) == [.low])
    #expect(low.daysLeft == 4)
    #expect(low.suggestedOrder == StockQuantity(1200))
    #expect(position(usable: 601).suggestedOrder == .zero)
    #expect(position(usable: 600).suggestedOrder == StockQuantity(900))
  }

  @Test func `what is on order is not ordered again`() {
    let coming = position(usable: 310, onOrder: 1000)
    #expect(coming.suggestedOrder == .zero)
    #expect(coming.alerts(on: today) == [])
    #expect(position(usable: 100, onOrder: 1000).alerts(on: today) == [.low])
  }

  @Test func `what is owed and not free is short before it is out`() {
    #expect(position(usable: 42, reserved: 42, owed: 18).alerts(on: today) == [.short, .out])
    #expect(position(usable: 0).alerts(on: today) == [.out])
  }

  @Test func `a product nobody wants is not out`() {
    #expect(StockPosition(usable: .zero).alerts(on: today) == [])
  }

  @Test func `recalled stock stands above everything`() {
    var held = position(usable: 0, owed: 30)
    held.recalled = StockQuantity(340)
    held.countDueOn = today
    #expect(held.alerts(on: today) == [.recall, .short, .out, .count])
  }

  @Test(arguments: [(89, [StockAlert.expiry]), (90, []), (-1, [.expiry])])
  func `stock that expires in under ninety days is named`(days: Int, alerts: [StockAlert]) {
    var stock = position(usable: 900)
    stock.earliestExpiry = today + days
    #expect(stock.alerts(on: today) == alerts)
  }

  @Test(
    arguments: [
      (0, Rational.zero), (300, Rational(1, 4)), (600, Rational(1, 2)), (1050, Rational(3, 4)),
      (1500, Rational(1)), (9000, Rational(1)),
    ]) func `the bar is half full at the reorder point`(usable: Int, fraction: Rational)
  {
    #expect(position(usable: usable).barFraction == fraction)
  }

  @Test func `a bar without reorder point or maximum is full while anything is there`() {
    #expect(StockPosition(usable: StockQuantity(1)).barFraction == Rational(1))
    #expect(StockPosition(usable: .zero).barFraction == .zero)
  }

  @Test func `demand leaves out the days without stock`() {
    #expect(
      StockPosition.demandPerDay(used: StockQuantity(90), days: 30, stockOutDays: 12) == Rational(5)
    )
    #expect(StockPosition.demandPerDay(used: .zero, days: 3, stockOutDays: 3) == nil)
    #expect(
      StockPosition.reorderPoint(
        demandPerDay: Rational(5, 2),
        leadTimeDays: 3,
        safetyStock: StockQuantity(10)
      )
        == StockQuantity(18)
    )
  }

  @Test func `the list is sorted by alert, days and name`() {
    var expiring = position(usable: 900)
    expiring.earliestExpiry = today + 3
    let list = [
      StockUrgency(position(usable: 900), name: "fine", on: today),
      StockUrgency(expiring, name: "old", on: today),
      StockUrgency(position(usable: 500), name: "low later", on: today),
      StockUrgency(position(usable: 200), name: "Low b", on: today),
      StockUrgency(position(usable: 200), name: "low a", on: today),
      StockUrgency(position(usable: 0), name: "out", on: today),
      StockUrgency(position(usable: 0, owed: 1), name: "short", on: today),
    ].sorted()
    #expect(
      list.map(\.name) == ["short", "out", "low a", "Low b", "low later", "old", "fine"]
    )
    #expect(
      StockAlert.allCases.map(\.word) == ["RECALL", "SHORT", "OUT", "LOW", "EXPIRY", "COUNT"]
    )
  }
}

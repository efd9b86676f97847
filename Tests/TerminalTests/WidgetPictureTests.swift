import Terminal
import Testing

@Suite struct WidgetPictureTests {
  private let table = Table([
    .init("Product", width: 10, isFlexible: true), .init("Free", width: 4, alignment: .trailing),
    .init("Owed", width: 4, alignment: .trailing, priority: 1),
    .init("Order", width: 5, priority: 2),
  ])

  @Test(arguments: [
    (40, "Product             Free Owed Order\nlosartan 50 mg         1    2 120W"),
    (20, "Product    Free Owed\nlosartan …    1    2"), (15, "Product    Free\nlosartan …    1"),
  ])
  func `columns give way by priority`(width: Int, expected: String) {
    let canvas = Canvas(rows: 2, columns: width)
    table.drawHeader(on: canvas, row: 0)
    table.draw(
      [.init("losartan 50 mg"), .init("1"), .init("2"), .init("120W")],
      on: canvas,
      row: 1
    )
    #expect(
      canvas.text.split(separator: "\n").map { $0.split(separator: " ") }
        == expected.split(separator: "\n").map { $0.split(separator: " ") }
    )
    #expect(table.places(width: width).last.map { $0.column + $0.width } ?? 0 <= width)
  }

  @Test(arguments: [
    (0, 100, "....|....", Role.stockOut), (1, 100, "#...|....", .stockLow),
    (50, 100, "##..|....", .stockLow), (100, 100, "####|....", .stockLow),
    (150, 100, "####|##..", .text), (9999, 100, "####|####", .text),
    (-5, 100, "....|....", .stockOut), (3, 0, "####|####", .text),
    (Int.max, 2, "####|####", .text),
  ])
  func `stock stands against its reorder point`(
    amount: Int,
    point: Int,
    expected: String,
    role: Role
  ) {
    let bar = StockBar(amount: amount, reorderPoint: point)
    #expect(bar.text() == expected)
    #expect(bar.role == role)
  }

  @Test func `a sparkline marks what was not measured`() {
    let canvas = Canvas(rows: 1, columns: 10)
    Sparkline([120, nil, 130, 140]).draw(on: canvas, row: 0, width: 10)
    #expect(canvas.text == "▁·▅█")
    #expect(canvas.roles(row: 0) == [.chartLow, .chartNone, .chartMid, .chartHigh])
  }

  @Test func `a sparkline shows the newest values`() {
    let canvas = Canvas(rows: 1, columns: 10, glyphs: .ascii)
    Sparkline([9, 9, 1, nil, 3]).draw(on: canvas, row: 0, width: 3)
    #expect(canvas.text == "_?#")
  }

  @Test func `a heat map says each day with a mark`() {
    let canvas = Canvas(rows: 3, columns: 40)
    HeatMap(
      weekdays: ["Mon", "Tue", "Wed"],
      weeks: [
        .init("Nov 16", [.init("4", .taken), .init("3", .missed), .init("-", .muted)]),
        .init("Nov 23", [.init("4", .taken), .init("2", .due), nil]),
      ]
    ).draw(on: canvas)
    #expect(
      canvas.text == """
               Mon Tue Wed
        Nov 16   4   3   -
        Nov 23   4   2
        """
    )
  }

  @Test func `tabs show the open one without color`() {
    let canvas = Canvas(rows: 1, columns: 40)
    Tabs(["Today", "Schedules"], selected: 1).draw(on: canvas, row: 0)
    #expect(canvas.text == "  1 Today  [2 Schedules]")
  }

  @Test(arguments: [
    (0, 10, "[..........]  0 %"), (5, 10, "[#####.....] 50 %"), (10, 10, "[##########]100 %"),
    (20, 10, "[##########]100 %"),
  ])
  func `progress has a number`(done: Int, total: Int, expected: String) {
    #expect(ProgressBar(done: done, total: total).text(width: 17) == expected)
  }

  @Test func `progress without an end counts`() {
    #expect(ProgressBar(done: 7, total: nil).text(width: 17) == "7 so far")
  }
}

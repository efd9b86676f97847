import Terminal
import Testing

@Suite struct ListStateTests {
  @Test func `a million rows ask only for those in sight`() {
    var list = ListState(count: 1_000_000)
    list.layout(rows: 20)
    list.perform("list.last")
    list.layout(rows: 20)
    let canvas = Canvas(rows: 20, columns: 20)
    var asked: [Int] = []
    list.draw(on: canvas) { index, row, _ in
      asked.append(index)
      row.put("row \(index)", row: 0)
    }
    #expect(asked == Array(999_980..<1_000_000))
    #expect(canvas.line(19) == "▌row 999999")
    #expect(canvas.cursor == Position(row: 19, column: 0))
  }

  @Test func `moving keeps the mark in sight and the window still`() {
    var list = ListState(count: 10)
    list.layout(rows: 4)
    for _ in 1...5 { list.perform("list.down") }
    list.layout(rows: 4)
    #expect(list.window(rows: 4) == 2..<6)
    list.perform("list.up")
    list.layout(rows: 4)
    #expect(list.window(rows: 4) == 2..<6)
    #expect(list.selected == 4)
  }

  @Test func `the mark stays inside when rows vanish`() {
    var list = ListState(count: 10)
    list.select(9)
    list.count = 3
    #expect(list.selected == 2)
    list.count = 0
    #expect(list.selected == 0)
    #expect(list.window(rows: 5) == 0..<0)
  }

  @Test func `pages overlap by one row`() {
    var list = ListState(count: 100)
    list.layout(rows: 10)
    list.perform("list.pageDown")
    #expect(list.selected == 9)
    list.perform("list.pageUp")
    #expect(list.selected == 0)
  }
}

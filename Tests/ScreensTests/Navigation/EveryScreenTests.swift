import Domain
import Screens
import Terminal
import Testing

/// What holds for every screen, form and question of the program in every window and with every
/// set of characters: the walk finds them, so that a new one cannot be forgotten.
@MainActor @Suite struct EveryScreenTests {
  /// Something of its own that each screen shows, in whatever window from 80 by 24 on.
  private static let content = [
    "Today": "TAKE NOW", "Only if needed": "ONLY IF YOU NEED IT", "Details": "NEXT DOSES|Due ",
    "Schedules": "THIS WEEK", "Add a medicine": "In one line", "Alerts": "ALERTS",
    "Change metformin 500 mg": "New directions", "Refills": "RUNNING LOW",
    "Inventory": "RECALL 2", "Lots": "May it be used?", "Ledger": "Change", "Receive": "Product",
    "Refill alerts": "WITHOUT SUPPLY", "Help me": "Poison help", "Who": "Ruth Alvarez",
    "Reminders": "several", "Quiet hours": "Minutes before",
    "Drugs": "Name, brand, NDC or barcode", "Past doses": "NOT RECORDED",
    "Extra dose": "Took too many?", "Pill box": "PILL BOX",
    "My medicines": "MEDICINES OF", "Time zone": "WHICH TIME DO YOU LIVE BY?",
    "Back home": "PAUSED since",
  ]

  @Test(arguments: [(12, 40), (20, 60), (24, 80), (40, 120), (60, 200)], [false, true])
  func `every screen keeps its promises in every window`(
    size: (rows: Int, columns: Int),
    ascii: Bool
  ) throws {
    let sample = try WalkedSample.shared.get()
    #expect(sample.screens.count > 30)
    for found in sample.screens {
      found.shell.glyphs = ascii ? .ascii : .unicode
      let picture = ScreenPicture(found, Size(rows: size.rows, columns: size.columns))
      let broken = picture.brokenPromises(content: Self.content)
      #expect(broken == [], "\(picture.name)\n\(picture.canvas.text)")
    }
  }

  @Test(arguments: [(24, 80), (60, 200)])
  func `a screen reader is given words, and one thing below the other`(
    size: (rows: Int, columns: Int)
  ) throws {
    let sample = try WalkedSample.shared.get()
    var linear = Self.content
    linear["Reminders"] = "Doses by the clock"
    for found in sample.screens {
      found.shell.glyphs = .unicode.linear
      let picture = ScreenPicture(found, Size(rows: size.rows, columns: size.columns))
      let drawn = picture.canvas.lines.filter { line in
        line.contains { "─│┌┐└┘▌▁▂▃▄▅▆▇█▒·".contains($0) }
          || line.firstMatch(of: /[-=_#|+]{2}/) != nil || CellText.width(of: line) > 80
      }
      #expect(drawn == [], "\(picture.name)\n\(picture.canvas.text)")
      let broken = picture.brokenPromises(content: linear)
      #expect(broken == [], "\(picture.name)\n\(picture.canvas.text)")
    }
  }
}

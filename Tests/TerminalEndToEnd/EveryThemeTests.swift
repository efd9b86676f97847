import CLinux
import Foundation
import Terminal
import TestSupport
import Testing

/// Every place in every theme, as a terminal shows it.
@Suite(.serialized) struct EveryThemeTests {
  /// The places that open with a marked row.
  private static let places = ["1", "2", "3", "4", "5", "6"]
  private static let drugs = "7"
  private static let folder = GeneratedPage.root.appendingPathComponent("Themes")

  /// The sample on a terminal, in the first theme.
  private func demo(
    _ household: Household,
    _ arguments: [String] = [],
    variables: [String: String] = [:]
  ) throws -> PseudoTerminal {
    let terminal = try PseudoTerminal(
      Executables.program,
      ["demo", "--zone", Household.zone, "--idle-fd", "\(PseudoTerminal.idleDescriptor)"]
        + household.arguments + arguments,
      environment: household.variables.merging(variables) { $1 }
    )
    #expect(terminal.waitUntilIdle(seconds: 60) == .idle)
    return terminal
  }

  @Test func `every word on every place can be read in every theme`() throws {
    let terminal = try demo(try Household())
    let names = ThemeFile.names(in: Self.folder)
    var seen: Set<String> = []
    var inventory: Set<[String]> = []
    for turn in names.indices {
      let name = turn == 0 ? "dark" : terminal.nextTheme()
      let theme = try ThemeFile.load(name, from: Self.folder)
      seen.insert(name)
      for place in Self.places + [Self.drugs] {
        terminal.press(TerminalKeys(bytes: Array(place.utf8)))
        let faint = terminal.screen.colorsOfWords.filter {
          $0.contrast(in: theme) < ThemeCheck.leastContrast
        }
        #expect(faint.isEmpty, "\(name), place \(place): \(faint)")
        let lines = terminal.screen.lines
        // A line that came by itself may stand in the last rows, until it was seen.
        if lines[0].contains("INVENTORY") { inventory.insert(Array(lines.dropFirst().dropLast(4))) }
      }
    }
    #expect(seen == Set(names))
    // A theme changes how words look and no word.
    #expect(inventory.count == 1)
  }

  @Test func `without colors the marked row is seen all the same, in ASCII too`() throws {
    let terminal = try demo(try Household(), ["--ascii"], variables: ["NO_COLOR": "1"])
    for place in Self.places {
      terminal.press(TerminalKeys(bytes: Array(place.utf8)))
      #expect(terminal.screen.colorsOfWords.map(\.foreground) == [-1])
      let row = terminal.screen.cursor.row
      #expect(terminal.screen.lines[row].hasPrefix("*"), "\(place)\n\(terminal.screen.text)")
    }
    #expect(terminal.output.allSatisfy { $0 < 0x80 })
  }
}

extension PseudoTerminal {
  /// Goes on to the next theme and returns its name.
  fileprivate func nextTheme() -> String {
    press(":", "Next theme", .enter)
    let notice = screen.lines.first { $0.contains("Theme: ") } ?? ""
    return notice.split(separator: " ").last.map { String($0.dropLast()) } ?? ""
  }
}

/// What letters and digits are drawn with.
private struct WordColors: Hashable {
  let foreground: Int
  let background: Int

  func contrast(in theme: Theme) -> Double {
    rgb(foreground, theme.foreground).contrast(with: rgb(background, theme.background))
  }

  /// A color as libvterm tells it: -1 for the terminal's own, a number, or red, green and blue.
  private func rgb(_ color: Int, _ own: RGB) -> RGB {
    guard color >= 0 else { return own }
    guard color > 255 else { return RGB.indexed(color) }
    return RGB(
      UInt8(color >> 16 & 255),
      UInt8(color >> 8 & 255),
      UInt8(color & 255)
    )
  }
}

extension TerminalScreen {
  /// Those of the first character of every word: a word has one look.
  fileprivate var colorsOfWords: Set<WordColors> {
    var colors: Set<WordColors> = []
    for (row, line) in lines.enumerated() {
      var isInWord = false
      for (column, character) in line.enumerated() {
        let begins = !isInWord && (character.isLetter || character.isNumber)
        isInWord = character.isLetter || character.isNumber
        guard begins else { continue }
        let look = look(row: row, column: column)
        colors.insert(WordColors(foreground: look.foreground, background: look.background))
      }
    }
    return colors
  }
}

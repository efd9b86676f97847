import Domain
import Services
import Store
import Terminal
import TestSupport
import Testing

@testable import Screens

@MainActor @Suite struct FirstRunScreenTests {
  /// The first questions on a keyboard, with a record that is made by saying so.
  private final class Newcomer {
    let hands = ManualClock()
    let shell: Shell

    @MainActor init(alerts: [String] = []) throws {
      let zones = SystemZones()
      let screen = FirstRunScreen(
        FirstRunSurroundings(
          zone: "America/New_York",
          zones: ["America/New_York", "Europe/Berlin"],
          now: try #require(Instant(text: "2026-11-24T08:05:00-05:00")),
          rules: { @Sendable name in try zones.rules(for: name) }
        ),
        make: { @Sendable _ in alerts }
      )
      shell = Shell(root: screen, mailbox: try Mailbox(), clock: hands.clock)
      _ = shell.draw(.standard)
    }

    @MainActor func press(_ key: Key) {
      hands.advance(by: .seconds(2))
      shell.press(key)
      shell.settle()
      _ = shell.draw(.standard)
    }
  }

  @Test(arguments: [Key.escape, .enter])
  func `what the checks found is read, and there is nothing to cancel any more`(key: Key) throws {
    let newcomer = try Newcomer(alerts: ["SERIOUS: warfarin and aspirin: bleeding is more likely."])
    newcomer.shell.type("Ada Berg")
    newcomer.press(.control("s"))
    let picture = newcomer.shell.draw(.standard).text
    #expect(picture.contains("bleeding is more likely"))
    #expect(picture.contains("I have read it: show my day"))
    #expect(!picture.contains("Cancel"))
    newcomer.press(key)
    #expect(newcomer.shell.hasEnded)
  }

  @Test func `without alerts the day follows at once`() throws {
    let newcomer = try Newcomer()
    newcomer.shell.type("Ada Berg")
    newcomer.press(.control("s"))
    #expect(newcomer.shell.hasEnded)
  }

  @Test(arguments: [(12, 40), (20, 60), (24, 80), (40, 120), (60, 200)], [false, true])
  func `the questions keep what holds for every screen`(
    size: (rows: Int, columns: Int),
    ascii: Bool
  ) throws {
    let newcomer = try Newcomer()
    newcomer.shell.glyphs = ascii ? .ascii : .unicode
    let size = Size(rows: size.rows, columns: size.columns)
    let picture = ScreenPicture(newcomer.shell, size, name: "Welcome", who: "WELCOME")
    #expect(picture.brokenPromises(content: ["Welcome": "Your name"]) == [])
  }
}

import Foundation
import Terminal
import Testing

@MainActor @Suite struct NavigationTests {
  /// Two screens by their digits.
  final class Switcher: Navigation {
    let screens = [SampleScreen("Today"), SampleScreen("Schedules")]

    var actions: [Action] {
      screens.enumerated().map { index, screen in
        Action(
          id: Action.ID("go.\(index)"),
          keys: [.character(Character("\(index + 1)"))],
          title: "Go to \(screen.title)",
          group: "Screens"
        )
      }
    }

    func perform(_ action: Action.ID) -> [Effect] {
      [.replaceAll(screens[action == "go.0" ? 0 : 1])]
    }
  }

  @Test func `digits switch screens, also through the palette`() throws {
    let switcher = Switcher()
    let shell = try Shell.sample(switcher.screens[0])
    shell.navigation = switcher
    shell.press(.character("2"))
    #expect(shell.screens.map(\.title) == ["Schedules"])
    shell.type(":go tod")
    shell.press(.enter)
    #expect(shell.screens.map(\.title) == ["Today"])
  }

  @Test func `a list that leads elsewhere asks about what was typed beneath it`() throws {
    let editor = SampleScreen("Editor")
    editor.onClosing = { [.notice(Notice("Not saved yet"))] }
    let list = ProgressOverlay(title: "Who", total: 1) {}
    let shell = try Shell.sample(editor)
    shell.apply([.open(list)], from: editor)
    shell.apply([.replaceAll(SampleScreen("Other")), .done("Open now")], from: list)
    #expect(shell.screens.map(\.title) == ["Editor"])
    #expect(shell.notice?.text == "Not saved yet")
    editor.onClosing = { nil }
    shell.apply([.replaceAll(SampleScreen("Other"))], from: editor)
    #expect(shell.screens.map(\.title) == ["Other"])
  }

  @Test func `work shows its progress, can be cancelled, and ends with its answer`() throws {
    let screen = SampleScreen()
    let cancelled = Flag()
    let overlay = ProgressOverlay(title: "Import", total: 10) { cancelled.set() }
    screen.onPerform = { _ in [.open(overlay)] }
    let shell = try Shell.sample(screen)
    shell.press(.character("s"))
    shell.mailbox.post { _ in overlay.done = 5 }
    shell.takeMessages()
    #expect(shell.picture.text.contains("50 %"))
    shell.press(.escape, .escape, .character("q"))
    #expect(cancelled.isSet)
    #expect(shell.screens.count == 2)
    shell.apply([.closeScreen(overlay)], from: nil)
    #expect(shell.screens.count == 1)
  }

  @Test func `every screen hears of the end, and its work is waited for`() throws {
    let root = SampleScreen("Root")
    root.onEnding = { reason in
      [.work({ $0(reason) }, then: { reason in [.done("kept on \(reason)")] })]
    }
    let shell = try Shell.sample(root)
    shell.end(.hangUp)
    #expect(shell.settle())
    #expect(shell.notice == Notice("kept on hangUp"))
  }
}

/// Something that can be set once, from anywhere.
final class Flag: Sendable {
  private let lock = NSLock()
  private nonisolated(unsafe) var value = false

  var isSet: Bool { lock.withLock { value } }

  func set() { lock.withLock { value = true } }
}

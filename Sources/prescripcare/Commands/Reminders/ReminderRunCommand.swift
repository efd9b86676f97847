import ArgumentParser
import CLinux
import Domain
import Foundation
import Services
import Store
import Terminal

/// `reminders run`: the engine without a screen, until it is told to end.
struct ReminderRunCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "run",
    abstract: "Remind everybody of the database without a window, until the process is ended."
  )

  @OptionGroup var global: GlobalOptions

  func run() throws {
    // Before the database starts threads: they must not take the signals that end this process.
    SignalSet.blockBeforeThreadsStart()
    let run = try CommandRun(global)
    try run.withDatabase { database in
      if let reason = database.readOnly { throw StoreError.readOnly(reason) }
      _ = try WhoActs(database).actor(handle: global.actingAs)
      guard global.subject == nil else {
        throw CommandFailure(.usage, "It reminds everybody of the database: leave --for out.")
      }
      let presence = ReminderPresence(of: run.path)
      let ways = ReminderWays(database, ChannelMaker(programs: run.live.programs))
      let service = ReminderService(
        database,
        ReminderService.Setting(
          people: nil,
          offered: ReminderWays.withoutWindow,
          channel: ways.channel,
          log: Self.log
        )
      )
      service.start()
      Self.log("reminders: running")
      Self.waitForEnd()
      service.stop()
      Self.log("reminders: ended")
      withExtendedLifetime(presence) {}
    }
  }

  private static func log(_ line: String) {
    FileHandle.standardError.write(Data((line + "\n").utf8))
  }

  /// Waits for a signal that asks for the end.
  private static func waitForEnd() {
    let descriptor = cl_terminal_signal_descriptor()
    guard descriptor >= 0 else { return }
    defer { close(descriptor) }
    var wanted = pollfd(fd: descriptor, events: Int16(POLLIN), revents: 0)
    while true {
      _ = poll(&wanted, 1, -1)
      switch cl_next_signal(descriptor) {
      case SIGTERM, SIGINT, SIGHUP: return
      default: continue
      }
    }
  }
}

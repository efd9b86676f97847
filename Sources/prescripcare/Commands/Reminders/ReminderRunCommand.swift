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
    abstract: "Remind without a window, until the process is ended."
  )

  @OptionGroup var global: GlobalOptions

  func run() throws {
    // Before the database starts threads: they must not take the signals that end this process.
    SignalSet.blockBeforeThreadsStart()
    let run = try CommandRun(global)
    try run.withDatabase { database in
      if let reason = database.readOnly { throw StoreError.readOnly(reason) }
      _ = try WhoActs(database).actor(handle: global.actingAs)
      let presence = ReminderPresence(of: run.path)
      let service = ReminderService(
        database,
        ReminderWays(run, database: database).setting(log: Self.log)
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

/// The ways that a process without a window has.
struct ReminderWays {
  private let run: CommandRun
  private let database: CareDatabase

  init(_ run: CommandRun, database: CareDatabase) {
    self.run = run
    self.database = database
  }

  func setting(log: @escaping @Sendable (String) -> Void) -> ReminderService.Setting {
    ReminderService.Setting(
      people: nil,
      offered: [],
      channel: { @Sendable _, _ in nil },
      log: log
    )
  }
}

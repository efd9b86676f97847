import ArgumentParser

/// `reminders`: what will ring, when and why, on which ways, and the engine that rings it.
struct RemindersCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "reminders",
    abstract: "See what will ring, choose on which ways, and keep it ringing without a window.",
    subcommands: [
      ReminderListCommand.self, ReminderSimulateCommand.self, ReminderRunCommand.self,
      ReminderInstallCommand.self, ReminderSetCommand.self, ChannelCommand.self, TestWays.self,
      ZoneCommand.self, ClockCommand.self, PastCommand.self, CodeCommand.self,
    ]
  )
}

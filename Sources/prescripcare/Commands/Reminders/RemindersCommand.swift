import ArgumentParser

/// `reminders`: what will ring, and on which ways.
struct RemindersCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "reminders",
    abstract: "Choose and test the ways on which reminders come.",
    subcommands: [ChannelCommand.self, TestWays.self]
  )
}

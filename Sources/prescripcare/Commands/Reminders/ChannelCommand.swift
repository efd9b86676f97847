import ArgumentParser
import Domain
import Foundation
import Services
import Store

/// `reminders channel`: the ways on which a person is told.
struct ChannelCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "channel",
    abstract: "Set and test the ways on which reminders come.",
    subcommands: [List.self, Set.self, Off.self, Test.self],
    defaultSubcommand: List.self
  )
}

extension DeliveryMethod: ExpressibleByArgument {}

extension ChannelCommand {
  struct List: ParsableCommand {
    static let configuration = CommandConfiguration(abstract: "Show the ways and their last test.")
    @OptionGroup var global: GlobalOptions

    func run() throws {
      let run = try CommandRun(global)
      try run.withSession { session in
        let document = ChannelDocument(try session.read(ChannelsQuery()))
        run.print(json: document.json, text: document.text)
      }
    }
  }

  struct Set: ParsableCommand {
    static let configuration = CommandConfiguration(
      abstract: "Switch a way on.",
      discussion: """
        screen and desktop need nothing more; terminal needs osc9, osc777 or osc99; email an address; \
        push an address such as https://ntfy.example.org/topic; command a program and its arguments \
        after --. Medications are named on a way only with --names, and opioids never.
        """
    )
    @OptionGroup var global: GlobalOptions
    @Argument(help: "screen, terminal, desktop, email, command or push.") var method: DeliveryMethod
    @Argument(help: "The address, or the program and its arguments after --.")
    var target: [String] = []
    @Flag(help: "Medications may be named there.") var names = false
    @Option(help: "Read the token of a push server from this descriptor.") var tokenFd: Int32?

    func run() throws {
      let run = try CommandRun(global)
      let settings: ChannelSettings
      do {
        settings = ChannelSettings(
          target: try ChannelTarget(method, words: target),
          allowsNames: names || method == .screen
        )
      } catch {
        throw CommandFailure(.usage, error.sentence)
      }
      let token = try tokenFd.map { try SecretLine.read(from: $0, what: "token") }
      try run.withSession { session in
        try session.save(settings, token: token)
        let document = ChannelDocument(try session.read(ChannelsQuery()))
        run.print(json: document.json, text: document.text)
      }
    }
  }

  struct Off: ParsableCommand {
    static let configuration = CommandConfiguration(
      abstract: "Switch a way off; what was set is kept."
    )
    @OptionGroup var global: GlobalOptions
    @Argument(help: "screen, terminal, desktop, email, command or push.") var method: DeliveryMethod

    func run() throws {
      let run = try CommandRun(global)
      try run.withSession { session in
        let known = try session.read(ChannelsQuery())
        guard let record = known.first(where: { $0.method == method }) else {
          throw CommandFailure(.badData, "The way \(method.rawValue) was never set.")
        }
        try session.save(
          ChannelSettings(
            target: record.settings.target,
            isOn: false,
            allowsNames: record.settings.allowsNames
          )
        )
        let document = ChannelDocument(try session.read(ChannelsQuery()))
        run.print(json: document.json, text: document.text)
      }
    }
  }

  struct Test: ParsableCommand {
    static let configuration = CommandConfiguration(
      abstract: "Send a test on one way and say what came of it."
    )
    @OptionGroup var global: GlobalOptions
    @Argument(help: "terminal, desktop, email, command or push.") var method: DeliveryMethod

    func run() throws {
      let run = try CommandRun(global)
      try WayTests(run).run { $0.method == method }
    }
  }
}

/// `reminders test`: a test on every way that is on.
struct TestWays: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "test",
    abstract: "Send a test on every way that is on and say what came of each."
  )
  @OptionGroup var global: GlobalOptions

  func run() throws {
    let run = try CommandRun(global)
    // Screen and terminal belong to a window; the command has none but the one it was typed in.
    try WayTests(run).run { $0.settings.isOn && $0.method != .screen }
  }
}

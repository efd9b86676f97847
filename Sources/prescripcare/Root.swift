import ArgumentParser
import Foundation

/// The program: full-screen when called alone, and a command for everything a screen can do.
struct Root: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "prescripcare",
    abstract: "What to take now, whether it was taken, what runs out when.",
    discussion: "Without a command the screens open.",
    version: "0.1.0",
    subcommands: CommandList.all
  )

  @OptionGroup var global: GlobalOptions

  func run() throws {
    let run = try CommandRun(global)
    let firstRun = FirstRun(run)
    if firstRun.isWanted {
      guard try MainActor.assumeIsolated({ try firstRun.begin() }) else { return }
    }
    try run.withDatabase { database in
      _ = try MainActor.assumeIsolated {
        try OpenScreens(run, database: database, actorHandle: global.actingAs).show()
      }
    }
  }
}

/// Runs the program with the arguments it was given.
enum Program {
  /// Whether these arguments ask for the screens and not for a command that prints.
  static func opensScreens(_ arguments: [String]) -> Bool {
    let words = ArgumentOrder.normalized(Array(arguments.dropFirst()))
    return words.first.map { $0.hasPrefix("-") || $0 == "demo" } ?? true
  }

  /// The exit code.
  static func run(_ arguments: [String]) -> Int32 {
    do {
      var command = try Root.parseAsRoot(ArgumentOrder.normalized(arguments))
      try command.run()
      return ExitStatus.done.rawValue
    } catch let failure as CommandFailure {
      return report(failure)
    } catch let code as ExitCode {
      return code.rawValue
    } catch {
      guard isParserError(error) else { return report(FailureText.failure(for: error)) }
      return reportParser(error)
    }
  }

  private static func report(_ failure: CommandFailure) -> Int32 {
    let line = SafeText.sentence(failure.sentence) + "\n"
    FileHandle.standardError.write(Data(line.utf8))
    return failure.status.rawValue
  }

  /// Help and versions go to stdout, usage errors to stderr with the parser's suggestion.
  private static func reportParser(_ error: any Error) -> Int32 {
    let code = Root.exitCode(for: error)
    let message = Root.fullMessage(for: error)
    if code == .success {
      print(message)
    } else {
      FileHandle.standardError.write(Data((SafeText.sentence(message) + "\n").utf8))
    }
    return code.rawValue
  }

  private static func isParserError(_ error: any Error) -> Bool {
    error is ValidationError || error is CleanExit
      || String(reflecting: type(of: error)).hasPrefix("ArgumentParser.")
  }
}

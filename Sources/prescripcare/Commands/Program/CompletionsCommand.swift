import ArgumentParser

/// `completions`: a script with which a shell completes the words of a command.
struct CompletionsCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "completions",
    abstract: "Print the completion script for bash, zsh or fish."
  )

  /// The shells that are known.
  enum Shell: String, CaseIterable, ExpressibleByArgument {
    case bash
    case zsh
    case fish
  }

  @OptionGroup var global: GlobalOptions
  @Argument(help: "bash, zsh or fish.") var shell: Shell

  func run() throws {
    let shell: CompletionShell =
      switch shell {
      case .bash: .bash
      case .zsh: .zsh
      case .fish: .fish
      }
    print(Root.completionScript(for: shell))
  }
}

/// `man`: the manual page.
struct ManCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "man",
    abstract: "Print the manual page in roff."
  )

  @OptionGroup var global: GlobalOptions

  func run() throws {
    let keys = try ManualKeys(CommandRun(global)).pages()
    print(try ManualPage(keys: keys), terminator: "")
  }
}

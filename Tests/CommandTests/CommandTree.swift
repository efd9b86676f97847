import Foundation
import TestSupport

/// What the program says of its own commands, so that a new one cannot be forgotten.
struct CommandTree {
  /// A command that does something, and what it takes beside the options of all commands.
  struct Leaf {
    /// `dose take`.
    let name: String
    /// Names of what stands without an option, in their order.
    let positionals: [String]
    /// Options that take a value, with their dashes.
    let options: [String]
    /// How many words the name has.
    var depth: Int { name.split(separator: " ").count }
    /// Whether something must be given.
    let needsArguments: Bool
  }

  let leaves: [Leaf]

  /// Asks the program.
  init(_ program: Program) throws {
    let text = try program("--experimental-dump-help").output
    let dump = try JSONDecoder().decode(Dump.self, from: Data(text.utf8))
    let common = Set((dump.command.arguments ?? []).compactMap(\.option))
    leaves = Self.leaves(of: dump.command, path: [], common: common)
  }

  private static func leaves(
    of command: Dump.Command,
    path: [String],
    common: Set<String>
  ) -> [Leaf] {
    let inner = (command.subcommands ?? []).filter { $0.commandName != "help" }
    guard inner.isEmpty else {
      return inner.flatMap { leaves(of: $0, path: path + [$0.commandName], common: common) }
    }
    let arguments = command.arguments ?? []
    return [
      Leaf(
        name: path.joined(separator: " "),
        positionals: arguments.filter { $0.kind == "positional" }.compactMap(\.valueName),
        options: arguments.compactMap(\.option).filter { !common.contains($0) },
        needsArguments: arguments.contains { !$0.isOptional }
      )
    ]
  }

  private struct Dump: Decodable {
    let command: Command

    struct Command: Decodable {
      let commandName: String
      let arguments: [Argument]?
      let subcommands: [Command]?
    }

    struct Argument: Decodable {
      let kind: String
      let valueName: String?
      let isOptional: Bool
      let preferredName: Name?

      /// The option that takes a value; nothing for flags and positionals.
      var option: String? {
        guard kind == "option", let preferredName else { return nil }
        return "--\(preferredName.name)"
      }
    }

    struct Name: Decodable { let name: String }
  }
}

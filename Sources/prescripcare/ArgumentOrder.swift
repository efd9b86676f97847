import ArgumentParser

/// Puts the options that every command shares behind the words of the command.
///
/// `prescripcare --db x dose take`, `prescripcare dose --db x take` and `prescripcare dose take --db
/// x` mean the same; the parser knows only the last form.
enum ArgumentOrder {
  static let withValue: Set<String> = [
    "--db", "--as", "--for", "--now", "--zone", "--theme", "--idle-fd",
  ]
  static let flags: Set<String> = ["--json", "--ascii", "--linear", "--no-color", "--read-only"]

  /// The arguments with the shared options that stand before or between the words of the command
  /// moved to the end, yet before a `--` after which everything is taken as it is.
  static func normalized(_ arguments: [String]) -> [String] {
    var moved: [String] = []
    var words: [String] = []
    var commands = CommandList.all
    var index = 0
    scan: while index < arguments.count {
      let word = arguments[index]
      if flags.contains(word) || withValue.contains(where: { word.hasPrefix($0 + "=") }) {
        moved.append(word)
        index += 1
      } else if withValue.contains(word) {
        moved += arguments[index..<min(index + 2, arguments.count)]
        index += 2
      } else if let command = commands.first(where: { $0._commandName == word }) {
        words.append(word)
        commands = command.configuration.subcommands
        index += 1
      } else {
        break scan
      }
    }
    let rest = words + arguments[min(index, arguments.count)...]
    guard let terminator = rest.firstIndex(of: "--") else { return rest + moved }
    return Array(rest[..<terminator]) + moved + Array(rest[terminator...])
  }
}

/// Puts the options that every command shares behind the words of the command.
///
/// `prescripcare --db x today` and `prescripcare today --db x` mean the same; the parser knows only
/// the second form.
enum ArgumentOrder {
  static let withValue: Set<String> = [
    "--db", "--as", "--for", "--now", "--zone", "--theme", "--idle-fd",
  ]
  static let flags: Set<String> = ["--json", "--ascii", "--no-color", "--read-only"]

  /// The arguments with the shared options that stand before the first other word moved to the end,
  /// yet before a `--` after which everything is taken as it is.
  static func normalized(_ arguments: [String]) -> [String] {
    var leading: [String] = []
    var index = 0
    scan: while index < arguments.count {
      let word = arguments[index]
      if flags.contains(word) || withValue.contains(where: { word.hasPrefix($0 + "=") }) {
        leading.append(word)
        index += 1
      } else if withValue.contains(word) {
        leading += arguments[index..<min(index + 2, arguments.count)]
        index += 2
      } else {
        break scan
      }
    }
    let rest = Array(arguments[min(index, arguments.count)...])
    guard let terminator = rest.firstIndex(of: "--") else { return rest + leading }
    return Array(rest[..<terminator]) + leading + Array(rest[terminator...])
  }
}

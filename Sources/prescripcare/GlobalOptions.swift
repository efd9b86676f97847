import ArgumentParser

/// The options that every command takes.
struct GlobalOptions: ParsableArguments {
  @Option(help: "The database file.")
  var db: String?

  @Option(name: .customLong("as"), help: "Who acts.")
  var actingAs: String?

  @Option(name: .customLong("for"), help: "Whose record; the acting person's own by default.")
  var subject: String?

  @Option(help: "The instant at which the program's clock starts, in ISO 8601.")
  var now: String?

  @Option(help: "The time zone in force for this run, such as Europe/Berlin.")
  var zone: String?

  @Flag(help: "Answer with one JSON document.")
  var json = false

  @Option(help: "The theme of the screens.")
  var theme: String?

  @Flag(help: "Draw with ASCII characters only.")
  var ascii = false

  @Flag(help: "Draw for a screen reader: in words, without boxes, panes and charts.")
  var linear = false

  @Flag(help: "Use no colors.")
  var noColor = false

  @Flag(help: "Change nothing.")
  var readOnly = false

  @Option(help: .hidden)
  var idleFd: Int32?
}

/// A sequence that asks a terminal for a notification of its own.
///
/// It moves no cursor and changes no cell. A terminal that does not know it ignores it.
package enum NotificationSequence: String, CaseIterable, Sendable {
  case osc9
  case osc777
  case osc99

  /// What is sent for a title and a text, from which everything is taken that could end the sequence
  /// or be one.
  package func text(title: String, body: String) -> String {
    let (title, body) = (Self.plain(title), Self.plain(body))
    return switch self {
    case .osc9: "\u{1B}]9;\(title): \(body)\u{1B}\\"
    case .osc777: "\u{1B}]777;notify;\(Self.field(title));\(Self.field(body))\u{1B}\\"
    case .osc99:
      "\u{1B}]99;i=prescripcare:d=0;\(title)\u{1B}\\"
        + "\u{1B}]99;i=prescripcare:p=body;\(body)\u{1B}\\"
    }
  }

  /// Only what can be typed on one line, at most 200 characters.
  private static func plain(_ text: String) -> String {
    String(
      text.unicodeScalars.filter { (0x20..<0x7F).contains($0.value) }.prefix(200).map(
        Character.init
      )
    )
  }

  /// Text between semicolons.
  private static func field(_ text: String) -> String {
    String(text.map { $0 == ";" ? "," : $0 })
  }
}

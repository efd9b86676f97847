import Domain
import Foundation

/// A message as a mail: headers that nothing can break out of, and a body for any server.
struct MailText {
  let message: DeliveryMessage
  let address: MailAddress

  /// The whole mail, with line ends as `sendmail` reads them.
  var bytes: [UInt8] {
    let lines = [
      "To: \(address)", "Subject: \(Self.header(message.title))", "MIME-Version: 1.0",
      "Content-Type: text/plain; charset=utf-8", "Content-Transfer-Encoding: base64",
      "Auto-Submitted: auto-generated", "X-Priority: \(priority)", "",
    ]
    return Array((lines + wrapped(Array(message.body.utf8)) + [""]).joined(separator: "\n").utf8)
  }

  private var priority: Int {
    switch message.priority {
    case .critical: 1
    case .high: 2
    case .normal: 3
    case .low: 5
    }
  }

  private func wrapped(_ bytes: [UInt8]) -> [String] {
    let text = Array(Data(bytes).base64EncodedString())
    return stride(from: 0, to: text.count, by: 76).map {
      String(text[$0..<min($0 + 76, text.count)])
    }
  }

  /// A text as the value of one header: control characters become blanks, and what is not ASCII is
  /// put into encoded words (RFC 2047).
  static func header(_ text: String) -> String {
    let line = String(
      String.UnicodeScalarView(
        text.unicodeScalars.map { $0.value < 0x20 || $0.value == 0x7F ? " " : $0 }
      )
    )
    guard line.unicodeScalars.contains(where: { !$0.isASCII }) || line.contains("=?") else {
      return line
    }
    return encodedWords(line).joined(separator: " ")
  }

  /// Encoded words of at most 75 characters, cut between characters.
  private static func encodedWords(_ line: String) -> [String] {
    var words: [[UInt8]] = [[]]
    for character in line {
      let bytes = Array(String(character).utf8)
      if let last = words.last, !last.isEmpty, last.count + bytes.count > 42 { words.append([]) }
      words[words.count - 1] += bytes
    }
    return words.map { "=?utf-8?B?\(Data($0).base64EncodedString())?=" }
  }
}

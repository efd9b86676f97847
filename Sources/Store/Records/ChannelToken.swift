import Domain
import Foundation

/// Tokens of push servers: files of mode 0600 beside the keys of databases.
///
/// A token opens somebody else's server. In the file of the database it would travel with every
/// backup, export and copy; here it stays on the machine, and one that is missing is said so.
struct ChannelToken {
  let folder: String

  init(_ environment: StoreEnvironment) { folder = environment.keyFolder + "/tokens" }

  /// Writes a token into a new file and answers with its name.
  ///
  /// - Throws: ``StoreError``
  func keep(_ token: String, random: [UInt8]) throws(StoreError) -> String {
    let text = try PlainText.checked(token, of: "the token", atMost: 500)
    guard text.unicodeScalars.allSatisfy({ $0.isASCII && $0 != " " }) else {
      throw .invalid("the token holds characters that no token has")
    }
    let name = random.map { byte in
      let digits = String(byte, radix: 16)
      return digits.count == 1 ? "0" + digits : digits
    }.joined()
    try PrivateFiles.makeFolder(folder)
    try PrivateFiles.create("\(folder)/\(name)", bytes: Array(text.utf8))
    return name
  }

  /// The token in a file; nil when it is not there.
  func read(_ name: String) -> String? {
    guard Self.isName(name), let data = FileManager.default.contents(atPath: "\(folder)/\(name)")
    else { return nil }
    return String(data: data, encoding: .utf8)
  }

  /// Removes a file that nothing refers to any more.
  func forget(_ name: String) {
    guard Self.isName(name) else { return }
    // One that stays behind opens nothing here; it is still not readable by others.
    try? FileManager.default.removeItem(atPath: "\(folder)/\(name)")
  }

  private static func isName(_ text: String) -> Bool {
    text.utf8.count == 32
      && text.utf8.allSatisfy { (48...57).contains($0) || (97...102).contains($0) }
  }
}

extension ActingSession {
  /// The token of a push server; nil when its file is missing, as after a restore elsewhere.
  package func token(of record: ChannelRecord) -> String? {
    record.tokenFile.flatMap { ChannelToken(database.environment).read($0) }
  }
}

import Foundation

/// Makes folders that only this user may look into, for what is gone afterwards.
package enum TemporaryFolder {
  /// No folder can be made; `errno` says why.
  package struct NotMade: Error, Equatable {
    package let errno: Int32
  }

  /// The path of a new folder in `parent`, named after the program, its purpose and six characters
  /// that make it the only one of its name.
  package static func make(
    _ purpose: String,
    in parent: String = NSTemporaryDirectory()
  ) throws(NotMade) -> String {
    // Six times X is what `mkdtemp` puts others in the place of.
    let name = "/prescripcare-\(purpose)-" + String(repeating: "X", count: 6)
    var path = Array((parent + name).utf8CString)
    guard mkdtemp(&path) != nil else { throw NotMade(errno: errno) }
    return String(decoding: path.dropLast().map { UInt8(bitPattern: $0) }, as: UTF8.self)
  }
}

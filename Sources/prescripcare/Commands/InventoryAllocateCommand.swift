import ArgumentParser
import Domain
import Foundation

/// `inventory allocate`: which lots meet a need, from a document and nothing else.
struct InventoryAllocateCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "allocate",
    abstract: "Say which lots meet a need, the earliest expiry first."
  )

  @Option(name: .customLong("case"), help: "A file with the case in JSON, or - for stdin.")
  var file: String

  @OptionGroup var global: GlobalOptions

  /// The largest document that is read, in bytes.
  private static let largest = 4 << 20

  func run() throws {
    let document = try read()
    let allocation: Allocation<String>
    do {
      allocation = try AllocationCase(text: document).allocation
    } catch {
      throw CommandFailure(.badData, InventoryText.sentence(error))
    }
    // A document goes in, a document comes out, with --json or without.
    print(allocation.json.text)
  }

  private func read() throws -> String {
    let handle: FileHandle
    if file == "-" {
      handle = .standardInput
    } else {
      guard let opened = FileHandle(forReadingAtPath: file) else {
        throw CommandFailure(.missingInput, "There is no file \(file) that can be read.")
      }
      handle = opened
    }
    let data = try handle.read(upToCount: Self.largest + 1) ?? Data()
    guard data.count <= Self.largest, let text = String(data: data, encoding: .utf8) else {
      throw CommandFailure(.badData, "The case is not a short text in UTF-8.")
    }
    return text
  }
}

import ArgumentParser
import Domain
import Foundation
import Services
import Store

/// `demo`: the sample in a temporary place, with the screens open, gone afterwards.
struct DemoCommand: ParsableCommand {
  /// From whose side it is looked at.
  enum Side: String, ExpressibleByArgument, CaseIterable {
    case patient
    case pharmacist
    case manager

    var role: Role {
      switch self {
      case .patient: .patient
      case .pharmacist: .pharmacist
      case .manager: .manager
      }
    }
  }

  static let configuration = CommandConfiguration(
    commandName: "demo",
    abstract: "Try the program with a sample that is gone afterwards."
  )

  @OptionGroup var global: GlobalOptions

  @Option(help: "From whose side: patient, pharmacist or manager; every place without it.")
  var role: Side?

  func run() throws {
    let folder = try Self.makeFolder()
    // A signal that ends the program ends the screens first, so that this runs then too.
    defer { try? FileManager.default.removeItem(atPath: folder) }  // It is of no use to anybody.
    var options = global
    options.db = folder + "/sample.sqlite"
    let run = try CommandRun(options)
    guard let sample = run.live.paths.sample else {
      throw CommandFailure(
        .missingInput,
        "The folder SampleDB is not found near the program, so there is no sample to show."
      )
    }
    let database = try DatabaseFile.create(
      path: run.path,
      info: NewDatabase(isRehearsal: true, isSample: true),
      environment: run.live.store(keyFolder: folder + "/keys", zoneOverride: global.zone)
    )
    defer { database.close() }
    FileHandle.standardError.write(Data("Making the sample…\n".utf8))
    _ = try SampleLoader(folder: sample).load(into: database)
    let people = try database.people()
    let side = role.flatMap { side in people.first { $0.roles.contains(side.role) } }
    try MainActor.assumeIsolated {
      try OpenScreens(
        run,
        database: database,
        actorHandle: global.actingAs ?? side?.handle,
        mark: "DEMO",
        allowsSuspending: false
      ).show()
    }
  }

  private static func makeFolder() throws -> String {
    var template = Array((NSTemporaryDirectory() + "/prescripcare-demo-XXXXXX").utf8CString)
    guard mkdtemp(&template) != nil else {
      throw CommandFailure(.cannotCreate, "No temporary folder can be made.")
    }
    return String(decoding: template.dropLast().map { UInt8(bitPattern: $0) }, as: UTF8.self)
  }
}

import ArgumentParser
import Domain
import Foundation
import Services
import Store
import Terminal

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
    abstract: "Try the program with a sample that is gone afterwards.",
    discussion: """
      Fit for a visitor over SSH: it starts no other program, opens no file of yours, and ends when \
      nobody presses a key. Called by the name prescripcare-demo it is this command and takes no \
      arguments, so that it can be somebody's login shell.
      """
  )

  @OptionGroup var global: GlobalOptions

  @Option(help: "From whose side: patient, pharmacist or manager; every place without it.")
  var role: Side?

  @Option(help: "Minutes without a key after which it ends.")
  var idleMinutes = 30

  func validate() throws {
    guard (1...1440).contains(idleMinutes) else {
      throw ValidationError("--idle-minutes is 1 to 1440.")
    }
  }

  func run() throws {
    try DemoConfinement.begin(isRemote: LiveEnvironment().isRemote)
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
    FileHandle.standardError.write(Data("Making the sample.\n".utf8))
    let home = global.zone ?? run.live.systemZone
    _ = try SampleLoader(folder: sample, home: home).load(into: database)
    let people = try database.people()
    let side = role.flatMap { side in people.first { $0.roles.contains(side.role) } }
    let minutes = idleMinutes
    let reason = try MainActor.assumeIsolated {
      try OpenScreens(
        run,
        database: database,
        actorHandle: global.actingAs ?? side?.handle,
        mark: "DEMO",
        allowsSuspending: false,
        idleLimit: .seconds(minutes * 60)
      ).show()
    }
    guard reason == .idle else { return }
    let text = "The demo has ended: nobody pressed a key for \(minutes) minutes.\n"
    FileHandle.standardError.write(Data(text.utf8))
  }

  /// A temporary folder that only this user may look into.
  static func makeFolder() throws -> String {
    do {
      return try TemporaryFolder.make("demo")
    } catch {
      throw CommandFailure(.cannotCreate, "No temporary folder can be made.")
    }
  }
}

import ArgumentParser
import Domain
import Foundation

/// `doctor`: whether everything around the program is as it needs it.
struct DoctorCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "doctor",
    abstract: "Look at terminal, locale, time zones, files and themes."
  )

  @OptionGroup var global: GlobalOptions

  func run() throws {
    let run = try CommandRun(global)
    let checks = SurroundingsCheck(run).all()
    let problems = checks.filter { !$0.isFine }
    guard problems.isEmpty else {
      throw CommandFailure(
        .checkFailed,
        problems.map { "\($0.subject): \($0.detail)" }.joined(separator: "\n")
      )
    }
    run.print(
      json: .object([
        "checks": .array(
          checks.map {
            .object([
              "check": .string($0.subject), "fine": .bool($0.isFine), "detail": .string($0.detail),
            ])
          }
        )
      ]),
      text: checks.map { "\($0.subject): \($0.detail)" }.joined(separator: "\n")
    )
  }
}

import ArgumentParser
import Domain
import Store

/// `medication opened`: when the package in use was opened.
struct MedicationOpenedCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "opened",
    abstract: "A bottle, pen or pouch was opened: until when it is good.",
    discussion: """
      The days after opening are those of the catalogue where it knows them, else by --days. The \
      earliest of these, the date on the package and one year counts.
      """
  )

  @OptionGroup var global: GlobalOptions
  @Argument(help: "The medication: its number, or part of its name.") var medication: String
  @Option(help: "The day on which it was opened; today by default.") var on: String?
  @Option(help: "For how many days it is good after opening, 1 to 365.") var days: Int?
  @Option(help: "The date on the package.") var expires: String?

  func run() throws {
    let run = try CommandRun(global)
    let day = try GivenValue.date(on, "--on")
    let expires = try GivenValue.date(expires, "--expires")
    let days = try GivenValue.whole(days, "--days", 1...OpenedPackage.mostDays)
    try run.withSession { session in
      let found = try MedicationChoice(session).medication(medication)
      let fact = try session.read(OpenedPackageQuery(medication: found)).fact
      let today = try session.read(DayQuery()).today
      let package = OpenedPackage(
        openedOn: day ?? today,
        inUseDays: days ?? fact?.days,
        source: days == nil ? fact?.source : nil,
        lotExpiresOn: expires
      )
      try session.write(OpenPackage(medication: found, package: package))
      let end = Display.fullDate(package.goodThrough)
      run.print(
        json: .object([
          "medication": .integer(found), "openedOn": .string(package.openedOn.description),
          "inUseDays": .number(package.inUseDays), "source": .text(package.source),
          "expiresOn": .text(package.lotExpiresOn?.description),
          "goodThrough": .string(package.goodThrough.description),
        ]),
        text: "Good through \(end)."
      )
    }
  }
}

import ArgumentParser
import Domain
import Exchange
import Foundation
import Services

/// `import`: what others publish, into the database.
struct ImportCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "import",
    abstract: "Take publishers' files into the catalogue.",
    subcommands: [
      ImportNDCCommand.self, ImportRxNormCommand.self, ImportInteractionsCommand.self,
    ]
  )
}

/// `import ndc`: the FDA's directory of drug codes.
struct ImportNDCCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "ndc",
    abstract: "Load product.txt and package.txt of the FDA NDC directory.",
    discussion: """
      The directory of unfinished drugs is taken as well. Which file it is shows its header. What is \
      broken off goes on where it stopped when the same file is loaded again.
      """
  )

  @OptionGroup var global: GlobalOptions
  @OptionGroup var source: ImportSource

  func run() throws { try ImportRun(global, source, .ndc).run() }
}

/// `import rxnorm`: the National Library of Medicine's names of drugs.
struct ImportRxNormCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "rxnorm",
    abstract: "Load RXNCONSO.RRF, RXNREL.RRF and RXNSAT.RRF of RxNorm."
  )

  @OptionGroup var global: GlobalOptions
  @OptionGroup var source: ImportSource

  func run() throws { try ImportRun(global, source, .rxnorm).run() }
}

/// `import interactions`: a table of pairs.
struct ImportInteractionsCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "interactions",
    abstract: "Load a table of interactions in CSV, with the columns of the shipped one.",
    discussion: """
      A pair that is there already is replaced. Both sides have to be ingredients or classes of the \
      catalogue.
      """
  )

  @OptionGroup var global: GlobalOptions
  @OptionGroup var source: ImportSource

  func run() throws { try ImportRun(global, source, .interactions).run() }
}

/// Where an import reads from and where it writes what it rejects.
struct ImportSource: ParsableArguments {
  @Argument(help: "The files, in any order.", completion: .file()) var files: [String]

  @Option(
    help: "Where rejected lines go with their numbers and reasons; beside the database if not said."
  )
  var rejected: String?
}

import ArgumentParser
import Domain
import Store

/// `scan`: what a barcode scanner typed, understood.
struct ScanCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "scan",
    abstract: "Read what a scanner typed; lines on stdin without a text."
  )

  @OptionGroup var global: GlobalOptions
  @Argument(help: "What the scanner typed.") var text: String?
  @Option(help: "What the scanner sends instead of the separator 0x1D.") var separator: String?

  func run() throws {
    let run = try CommandRun(global)
    let zone = try run.live.zone(global.zone ?? run.live.systemZone)
    let today = zone.local(of: run.live.store().now()).0.date
    let reader = ScanReader(year: today.components.year, separatorSubstitute: separator)
    var failed = 0
    let codes = CatalogueCodes(run)
    defer { codes.close() }
    func answer(_ line: String) {
      let scan = codes.resolved(reader.read(line))
      if !scan.isValid { failed += 1 }
      run.print(json: scan.json, text: Self.words(scan))
    }
    var count = 1
    if let text, text != "-" {
      answer(text)
    } else {
      count = try InputText.eachLineOfStdin(answer)
    }
    guard failed > 0 else { return }
    throw CommandFailure(
      .badData,
      count == 1
        ? "The scan has errors." : "\(Display.part(failed, of: count)) scans have errors."
    )
  }

  private static func words(_ scan: Scan) -> String {
    var lines = [scan.kind == .unknown ? "Not recognized" : scan.kind.rawValue]
    lines += scan.elements.map { "\($0.identifier.code)  \($0.identifier.title)  \($0.value)" }
    if scan.elements.isEmpty, let ndc = scan.ndc { lines.append("NDC  \(ndc)") }
    if scan.elements.isEmpty, let gtin = scan.gtin { lines.append("GTIN  \(gtin.text)") }
    lines += scan.errors.map { error in
      "Error" + (error.ai.map { " in \($0)" } ?? "") + ": \(error.problem)"
    }
    return lines.joined(separator: "\n")
  }
}

/// Finds where the hyphens of a barcode's number stand, when there is a catalogue to ask.
///
/// A scan is understood without a database, too: then a number stays one without hyphens.
private final class CatalogueCodes {
  private let database: CareDatabase?
  private let session: ActingSession?

  init(_ run: CommandRun) {
    // No database, or one that this command has no business to repair, is as good as none.
    database = try? DatabaseFile.open(
      path: run.path,
      environment: run.live.store(),
      readOnly: .asked
    )
    let actor = try? database.map { try WhoActs($0).actor(handle: run.options.actingAs) }
    session = database.flatMap { database in
      actor.map { database.acting(as: $0.acting, for: $0.user) }
    }
  }

  func resolved(_ scan: Scan) -> Scan {
    guard scan.ndc == nil, let gtin = scan.gtin, gtin.ndcDigits != nil else { return scan }
    // A catalogue that cannot be asked leaves the scan as it was read.
    guard let ndc = try? session?.read(PackageCodeQuery(gtin)) else { return scan }
    return scan.with(ndc: ndc)
  }

  func close() { database?.close() }
}

/// `id`: whether an identifier is valid, and its other forms.
struct IdentifierCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "id",
    abstract: "Check an NPI, DEA number, NDC or GTIN and give its other forms."
  )

  @OptionGroup var global: GlobalOptions
  @Argument(help: "npi, dea, ndc or gtin.") var kind: IdentifierKind
  @Argument(help: "The identifier.") var value: String

  func run() throws {
    let run = try CommandRun(global)
    let check = IdentifierCheck(kind, value)
    let forms = [("NDC", check.ndc), ("NDC-11", check.ndc11), ("GTIN-14", check.gtin14)]
    let lines = forms.compactMap { name, form in form.map { "\(name)  \($0)" } }
    run.print(
      json: check.json,
      text: ([check.isValid ? "Valid" : "Not valid"] + lines).joined(separator: "\n")
    )
    if let error = check.error {
      throw CommandFailure(.badData, "That is not a valid identifier: \(error.description).")
    }
  }
}

extension IdentifierKind: ExpressibleByArgument {}

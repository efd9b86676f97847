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
    func answer(_ line: String) {
      let scan = reader.read(line)
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

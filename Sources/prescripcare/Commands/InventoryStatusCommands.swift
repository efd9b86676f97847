import ArgumentParser
import Domain
import Store

/// Which lot a decision is about and why.
struct LotDecisionOptions: ParsableArguments {
  @OptionGroup var place: LotArguments

  @Option(help: "Why, in words.")
  var reason: String

  @Option(help: "The number of the second person, to release a recalled lot.")
  var witness: Int?

  func decide(_ status: LotStatus, _ global: GlobalOptions) throws {
    let decision = SetLotStatus(
      lot: place.reference,
      status: status,
      reason: reason,
      witness: witness
    )
    let run = try CommandRun(global)
    try run.withSite { session in
      let lot = try session.write(decision)
      run.print(
        json: .object([
          "lot": .string(lot.lotNumber), "status": .string(lot.status.rawValue),
          "reason": .text(lot.statusReason),
        ]),
        text: "Lot \(lot.lotNumber): \(lot.status.rawValue)."
      )
    }
  }
}

/// `inventory hold`: sets a lot aside for a while.
struct InventoryHoldCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "hold",
    abstract: "Hold a lot: none of it is allocated until it is released."
  )

  @OptionGroup var decision: LotDecisionOptions
  @OptionGroup var global: GlobalOptions

  func run() throws { try decision.decide(.hold, global) }
}

/// `inventory quarantine`: sets a suspect lot aside.
struct InventoryQuarantineCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "quarantine",
    abstract: "Quarantine a suspect lot."
  )

  @OptionGroup var decision: LotDecisionOptions
  @OptionGroup var global: GlobalOptions

  func run() throws { try decision.decide(.quarantine, global) }
}

/// `inventory release`: puts a lot back to use.
struct InventoryReleaseCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "release",
    abstract: "Release a lot that was held."
  )

  @OptionGroup var decision: LotDecisionOptions
  @OptionGroup var global: GlobalOptions

  func run() throws { try decision.decide(.approved, global) }
}

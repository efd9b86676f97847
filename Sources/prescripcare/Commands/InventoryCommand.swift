import ArgumentParser

/// `inventory …`: what the shelf holds and what is done to it.
struct InventoryCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "inventory",
    abstract: "See and move the pharmacy's stock.",
    subcommands: [
      InventoryListCommand.self, InventoryLotsCommand.self, InventoryLedgerCommand.self,
      InventoryReceiveCommand.self, InventoryAdjustCommand.self, InventoryCountCommand.self,
      InventoryAllocateCommand.self, InventoryHoldCommand.self, InventoryQuarantineCommand.self,
      InventoryReleaseCommand.self,
    ]
  )
}

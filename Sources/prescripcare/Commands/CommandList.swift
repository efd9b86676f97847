import ArgumentParser

/// Every command, in the order of the help page.
enum CommandList {
  static let all: [any ParsableCommand.Type] = [
    InitCommand.self, TodayCommand.self, DoseCommand.self, RefillsCommand.self, InventoryCommand.self,
    PathsCommand.self,
  ]
}

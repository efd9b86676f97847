import ArgumentParser

/// Every command, in the order of the help page.
enum CommandList {
  static let all: [any ParsableCommand.Type] = [
    InitCommand.self,
    DemoCommand.self,
    TodayCommand.self,
    DoseCommand.self,
    MedicationCommand.self,
    ProfileCommand.self,
    StayCommand.self,
    ScheduleCommand.self,
    SigCommand.self,
    RefillsCommand.self,
    RemindersCommand.self,
    CheckCommand.self,
    DrugCommand.self,
    InventoryCommand.self,
    ScanCommand.self,
    IdentifierCommand.self,
    ImportCommand.self,
    AuditCommand.self,
    VerifyCommand.self,
    ThemeCommand.self,
    PathsCommand.self,
    DoctorCommand.self,
    CompletionsCommand.self,
    ManCommand.self,
  ]
}

import ArgumentParser
import Domain
import Screens
import Store

/// `schedule apart`: what stands too near to what.
struct ScheduleApartCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "apart",
    abstract: "List the times that stand too near to another medicine, with the nearest free one."
  )

  @OptionGroup var global: GlobalOptions

  func run() throws {
    let run = try CommandRun(global)
    try run.withSession { session in
      let week = try session.read(WeekPlanQuery())
      let found = week.plan.items.flatMap { item in
        (week.conflicts[item.label.medication] ?? []).map { (item.label, $0) }
      }
      run.print(
        json: .object(["tooNear": .array(found.map(Self.json))]),
        text: found.isEmpty
          ? "No time stands too near to another among the known pairs."
          : found.map(Self.text).joined(separator: "\n")
      )
    }
  }

  private static func json(_ label: MedicationLabel, _ conflict: KeepApartConflict) -> JSON {
    .object([
      "medication": .integer(label.medication), "title": .string(label.title),
      "at": .string(conflict.time.description), "other": .string(conflict.other),
      "otherAt": .string(conflict.otherTime.description),
      "minutesApart": .integer(conflict.minutesApart),
      "freeTime": .text(conflict.freeTime?.description),
    ])
  }

  private static func text(_ label: MedicationLabel, _ conflict: KeepApartConflict) -> String {
    """
    \(label.title)
       \(KeepApartWords.sentence(conflict))
       \(KeepApartWords.free(conflict))
    """
  }
}

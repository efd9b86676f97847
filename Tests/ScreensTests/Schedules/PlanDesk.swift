import Domain
import Screens
import Store
import Terminal
import TestSupport
import Testing

/// A person in front of the schedules screen of a real database, at 8:05 AM of Tuesday, November
/// 24, 2026 in New York.
@MainActor final class PlanDesk {
  let test: TestDatabase
  let shell: Shell
  let clock = ManualClock()
  let context: ScreenContext

  init(name: String = "Ruth", last: String = "Alvarez", glyphs: Glyphs = .unicode) throws {
    test = try TestDatabase(
      now: "2026-11-24T08:05:00-05:00",
      info: NewDatabase(isCounter: false)
    )
    let born = CalendarDate(year: 1955, month: 3, day: 4)
    _ = try test.database.acting(as: CareDatabase.founder, for: 0).write(
      AddPerson(
        NewPerson(
          handle: "ruth",
          firstName: name,
          lastName: last,
          birthDate: born,
          zone: "America/New_York"
        )
      )
    )
    let people = try test.database.people()
    context = ScreenContext(
      database: test.database,
      actor: people[0],
      person: people[0],
      people: people
    )
    shell = Shell(
      root: SchedulesScreen(context),
      mailbox: try Mailbox(),
      clock: clock.clock,
      glyphs: glyphs
    )
    #expect(shell.settle())
  }

  /// Presses keys a second apart, each after everything before it was answered.
  func press(_ keys: Key...) {
    for key in keys {
      clock.advance(by: .seconds(1))
      shell.press(key)
      #expect(shell.settle())
    }
  }

  /// Types a text as fast as hands do.
  func type(_ text: String) {
    clock.advance(by: .seconds(1))
    shell.type(text)
    #expect(shell.settle())
  }

  /// Adds a medicine by one line.
  func add(_ line: String) {
    press(.character("a"))
    type(line)
    press(.enter, .control("s"))
  }

  func picture(rows: Int = 24, columns: Int = 80) -> Canvas {
    shell.draw(Size(rows: rows, columns: columns))
  }

  /// The picture at the standard size as text.
  var text: String { picture().text }

  func plan() throws -> MedicationPlan { try context.session.read(MedicationPlanQuery()) }

  func items() throws -> [MedicationPlan.Item] { try plan().items }
}

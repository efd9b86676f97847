import Domain
import GRDB

/// What the clock of the machine showed when the program last looked, and a jump that nobody has
/// confirmed.
struct ReminderClock {
  let lookedAt: Instant?
  let jump: ClockJump?

  static func fetch(_ db: Database) throws -> ReminderClock {
    let row = try Row.fetchOne(
      db,
      sql: "SELECT looked_at, jumped_from, jumped_to FROM reminder_clock"
    )
    guard let row else { return ReminderClock(lookedAt: nil, jump: nil) }
    let (from, to): (Int?, Int?) = (row["jumped_from"], row["jumped_to"])
    var jump: ClockJump?
    if let from, let to {
      jump = ClockJump(from: Instant(milliseconds: from), to: Instant(milliseconds: to))
    }
    return ReminderClock(lookedAt: Instant(milliseconds: row["looked_at"]), jump: jump)
  }

  /// The clock as it is to be judged now.
  ///
  /// A jump that was taken back by itself is forgotten. A rehearsal sets the program's clock on
  /// purpose, which is no jump.
  static func judged(_ context: ReadContext) throws -> ReminderClock {
    guard !context.isOnRehearsalClock else { return ReminderClock(lookedAt: nil, jump: nil) }
    let stored = try fetch(context.db)
    let jump = stored.lookedAt.flatMap { ClockJump(from: $0, to: context.now) }
    return ReminderClock(lookedAt: stored.lookedAt, jump: jump)
  }

  /// Whether the clock ran ahead when the program last looked, by so little that it may be set right
  /// without asking: what was done meanwhile is then mended by whoever looks next.
  func ranAhead(at now: Instant) -> Bool {
    guard jump == nil, let lookedAt else { return false }
    return lookedAt >= now + ClockJump.leastAhead
  }

  /// Keeps that something was closed by the clock as it stands, although nobody looked at everything.
  static func keepClosing(_ context: WriteContext) throws {
    guard !context.reading.isOnRehearsalClock else { return }
    try context.db.execute(
      sql: """
        INSERT INTO reminder_clock (only_row, looked_at) VALUES (1, ?)
        ON CONFLICT (only_row) DO UPDATE SET looked_at = max(looked_at, excluded.looked_at)
        """,
      arguments: [context.now.milliseconds]
    )
  }

  /// Keeps what the clock shows; while it is in doubt, what it showed before stays.
  static func keep(_ judged: ReminderClock, _ context: WriteContext) throws {
    guard !context.reading.isOnRehearsalClock else { return }
    let ends = judged.jump?.ends
    let looked = judged.jump == nil ? context.now : judged.lookedAt ?? context.now
    try context.db.execute(
      sql: """
        INSERT INTO reminder_clock (only_row, looked_at, jumped_from, jumped_to)
        VALUES (1, :looked, :from, :to)
        ON CONFLICT (only_row) DO UPDATE SET
          looked_at = excluded.looked_at, jumped_from = excluded.jumped_from,
          jumped_to = excluded.jumped_to
        """,
      arguments: [
        "looked": looked.milliseconds, "from": ends?.from.milliseconds,
        "to": ends?.to.milliseconds,
      ]
    )
  }
}

extension ReadContext {
  /// Whether the program's clock was set for a rehearsal.
  var isOnRehearsalClock: Bool { abs(environment.realNow() - now) > 60 }
}

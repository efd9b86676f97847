import Domain
import GRDB

/// A reading that decided about a dose.
package struct DoseReading: Equatable, Sendable {
  /// What the meter showed; three decimals at most.
  package var value: Rational
  package var measure: ReadingMeasure

  package init(value: Rational, measure: ReadingMeasure) {
    self.value = value
    self.measure = measure
  }

  /// `210 mg per dL`.
  package var words: String {
    measure.unit.isEmpty
      ? Display.decimal(value) : "\(Display.decimal(value)) \(measure.unit)"
  }
}

/// Records a dose that hangs on a reading together with the reading: both or none.
///
/// The reading goes to the person's measurements and, in words, to the dose. Taking the dose back
/// leaves the reading: it was measured, whatever was taken after it.
package struct RecordReadingDose: NamedTransaction {
  package var dose: RecordDose
  package var reading: DoseReading

  package init(dose: RecordDose, reading: DoseReading) {
    self.dose = dose
    self.reading = reading
  }

  package var dataKind: DataKind { .doses }
  package var operation: AccessOperation { .record }

  package func run(_ context: WriteContext) throws -> DoseAnswer {
    let thousandths = reading.value * Rational(1000)
    guard thousandths.isWhole, reading.value.isPositive, reading.value < Rational(100_000) else {
      throw StoreError.invalid("a reading is a number above zero with three decimals at most")
    }
    try checkTable(context)
    let answer = try dose.run(context)
    guard answer.isNew else {
      try checkReading(answer, context)
      return answer
    }
    try context.db.execute(
      sql: """
        INSERT INTO health_metrics
          (user_id, metric_type, value_thousandths, unit, recorded_at, recorded_via)
        VALUES (?, ?, ?, ?, ?, 'manual')
        """,
      arguments: [
        context.subject, reading.measure.metric, thousandths.numerator, reading.measure.unit,
        (answer.takenAt ?? context.now).milliseconds,
      ]
    )
    context.audit(
      AuditEntry(
        action: "metric.record",
        table: "health_metrics",
        record: "\(context.db.lastInsertedRowID)",
        subject: context.subject
      )
    )
    try AddDoseNote(
      schedule: dose.schedule,
      dueMinute: answer.due.minute,
      text: "Reading \(reading.words)"
    ).run(context)
    return answer
  }

  /// Refuses an amount that the prescriber's table does not have for the reading, unless it is meant.
  private func checkTable(_ context: WriteContext) throws {
    guard case .take(_, .some(let amount), _) = dose.action, !dose.amountIsMeant else { return }
    let hand = try DoseInHand(schedule: dose.schedule, due: dose.due, context: context)
    guard case .byReading(let rule) = hand.schedule.rule else { return }
    if case .row(let index) = rule.place(of: reading.value),
      rule.table[index].plainUnits == amount.quantity
    {
      return
    }
    let sentence = rule.sentence(on: reading.value)
    throw DoseRefusal.amountInDoubt(said: amount, expected: sentence)
  }

  /// The same dose with another reading is another statement, and not the same once more.
  private func checkReading(_ answer: DoseAnswer, _ context: WriteContext) throws {
    let hand = try DoseInHand(schedule: dose.schedule, due: dose.due, context: context)
    let texts = try String.fetchAll(
      context.db,
      sql: """
        SELECT text
        FROM dose_event_notes
        WHERE user_id = ? AND schedule_id = ? AND due_minute = ? AND text LIKE 'Reading %'
        """,
      arguments: [context.subject, dose.schedule, hand.occurrence.dueMinute]
    )
    guard texts.isEmpty || texts.contains("Reading \(reading.words)") else {
      throw DoseRefusal.conflict(answer)
    }
  }
}

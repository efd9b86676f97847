import Domain
import GRDB

/// A person's medications with their rules, who changed them, and what is due next, from one
/// snapshot.
package struct MedicationPlan: Sendable {
  package let now: Instant
  package let zone: ZoneRules
  /// The day in the zone in force.
  package let today: CalendarDate
  /// Active ones first, then paused ones, then those that were stopped.
  package let items: [Item]
  /// Since when everything rests, as during a stay in hospital, and why; nil without that.
  package let pausedSince: Instant?
  package let pauseReason: String?

  /// One medication with everything its lines and its editor need.
  package struct Item: Sendable {
    package let medication: MedicationListQuery.Item
    /// Flags of its ingredients, such as `weeklyOnly` and `neverStopSuddenly`.
    package let flags: Set<String>
    /// The versions of each schedule in the order of ``PlannedSchedule/versions``.
    package let history: [Int: [Change]]
    /// The dose that waits for an answer, of schedules whose next dose depends on the last.
    package let openDue: [Int: Instant]
    /// The dose of each schedule that was taken last, and that of the whole medicine under nil.
    package let taken: [Int?: DirectionsChange.Taken]
    package let drug: Int?
    /// Whether nobody has compared it with a catalogue that knows the drug.
    package let isNotYetChecked: Bool

    package var label: MedicationLabel { medication.label }
    package var schedules: [PlannedSchedule] { medication.schedules }
  }

  /// The words for a schedule, with the name of what it follows.
  package func words(of schedule: PlannedSchedule) -> RuleWords {
    let leader = items.first { $0.schedules.contains { $0.id == schedule.follows } }
    let own = items.first { $0.schedules.contains { $0.id == schedule.id } }
    return RuleWords(
      today: today,
      follows: leader?.label.title,
      special: own?.medication.details[schedule.id]?.special
    )
  }

  /// A schedule in plain words.
  package func sentence(_ schedule: PlannedSchedule) -> String {
    guard !schedule.isEnded else {
      return "Ended; before: \(words(of: schedule).text(schedule.lastPlanned))"
    }
    return words(of: schedule).text(schedule.rule)
  }

  /// The sentences of the schedules with these numbers, in the order of the list.
  package func sentences(of ids: [Int]) -> [String] {
    items.flatMap(\.schedules).filter { ids.contains($0.id) }.map(sentence)
  }

  /// How a version of a rule came to be.
  package struct Change: Equatable, Sendable {
    /// On the schedule's own clock; far before everything for a first version.
    package let fromMinute: Int
    package let enteredAt: Instant
    /// The full name, or nil for somebody who is not there any more.
    package let enteredBy: String?
    package let toldBy: String?
  }
}

/// Asks for a person's plan of medications.
package struct MedicationPlanQuery: NamedQuery {
  package init() {}

  package var dataKind: DataKind { .medications }

  package func fetch(_ context: ReadContext) throws -> MedicationPlan {
    let zone = try context.zoneInForce()
    let flags = try flags(context)
    let history = try history(context)
    let open = try OpenDoseRecords.all(context).mapValues(\.dueAt)
    let drugs = try drugs(context)
    let doses = try TakenDoses(context, zone: zone)
    let items = try MedicationListQuery().fetch(context).map { item in
      let waiting = item.schedules.filter(\.dependsOnRecords).compactMap { schedule in
        open[schedule.id].map { (schedule.id, $0) }
      }
      let drug = drugs[item.label.medication]
      return MedicationPlan.Item(
        medication: item,
        flags: flags[item.label.medication] ?? [],
        history: history.filter { id, _ in item.schedules.contains { $0.id == id } },
        openDue: Dictionary(uniqueKeysWithValues: waiting),
        taken: taken(item.schedules.filter(\.isActive), doses),
        drug: drug?.id,
        isNotYetChecked: drug?.isUnchecked ?? false
      )
    }
    let person = try PersonHeader.fetch(context)
    return MedicationPlan(
      now: context.now,
      zone: zone,
      today: zone.local(of: context.now).0.date,
      items: items,
      pausedSince: person.pausedSince,
      pauseReason: person.pauseReason
    )
  }

  private func taken(
    _ schedules: [PlannedSchedule],
    _ doses: TakenDoses
  ) -> [Int?: DirectionsChange.Taken] {
    var taken: [Int?: DirectionsChange.Taken] = [nil: doses.last(of: schedules)].compactMapValues {
      $0
    }
    for schedule in schedules { taken[schedule.id] = doses.last(of: [schedule]) }
    return taken
  }

  private func flags(_ context: ReadContext) throws -> [Int: Set<String>] {
    let rows = try Row.fetchAll(
      context.db,
      once: """
        SELECT m.medication_id, f.value
        FROM user_medications AS m
        JOIN drug_ingredients AS d ON d.drug_id = m.drug_id
        JOIN ingredients AS i ON i.ingredient_id = d.ingredient_id
        JOIN json_each(i.flags) AS f
        WHERE m.user_id = ?
        """,
      arguments: [context.subject]
    )
    return Dictionary(grouping: rows) { row -> Int in row["medication_id"] }
      .mapValues { Set($0.map { row -> String in row["value"] }) }
  }

  private func history(_ context: ReadContext) throws -> [Int: [MedicationPlan.Change]] {
    let rows = try Row.fetchAll(
      context.db,
      once: """
        SELECT v.schedule_id, v.from_minute, v.entered_at, v.told_by,
          trim(p.first_name || ' ' || p.last_name) AS name
        FROM medication_schedules AS s
        JOIN schedule_versions AS v ON v.schedule_id = s.schedule_id
        LEFT JOIN user_profiles AS p ON p.user_id = v.entered_by
        WHERE s.user_id = ?
        ORDER BY v.schedule_id, v.from_minute
        """,
      arguments: [context.subject]
    )
    return Dictionary(grouping: rows) { row -> Int in row["schedule_id"] }.mapValues { rows in
      rows.map { row in
        MedicationPlan.Change(
          fromMinute: row["from_minute"],
          enteredAt: Instant(milliseconds: row["entered_at"]),
          enteredBy: row["name"],
          toldBy: row["told_by"]
        )
      }
    }
  }

  private func drugs(_ context: ReadContext) throws -> [Int: (id: Int?, isUnchecked: Bool)] {
    let rows = try Row.fetchAll(
      context.db,
      once:
        "SELECT medication_id, drug_id, not_yet_checked FROM user_medications WHERE user_id = ?",
      arguments: [context.subject]
    )
    return Dictionary(
      uniqueKeysWithValues: rows.map { row -> (Int, (id: Int?, isUnchecked: Bool)) in
        (row["medication_id"], (row["drug_id"], row["not_yet_checked"]))
      }
    )
  }
}

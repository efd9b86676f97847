import Domain
import Store

/// The schedules as they would stand once the editor is saved.
struct PlannedChange {
  let schedules: [PlannedSchedule]
  /// The first dose by the new directions, where another is passed over because one was taken.
  let firstAfterTaken: Occurrence?
  /// What would end with it, in sentences.
  let ending: [String]

  init(
    _ rules: [ScheduleRule],
    _ entry: EditorEntry,
    _ item: MedicationPlan.Item?,
    _ plan: MedicationPlan
  ) {
    guard case .change(let schedule, _) = entry.purpose, !rules.isEmpty else {
      schedules = Self.new(rules, plan)
      firstAfterTaken = nil
      ending = []
      return
    }
    let asked: LocalMinute?
    do throws(EntryError) {
      asked = try entry.changesFrom()
    } catch {
      // A day that cannot be read is told beside its field; until then there is nothing to show.
      (schedules, firstAfterTaken, ending) = ([], nil, [])
      return
    }
    let replaces = entry.replaces(rules)
    let change = DirectionsChange(
      to: rules,
      from: plan.now,
      after: asked == nil ? item?.taken[replaces ? nil : schedule.id] : nil,
      on: RuleClocks(zone: plan.zone)
    )
    firstAfterTaken = change.firstAfterTaken
    if replaces {
      schedules = Self.new(change.beginnings.map(\.rule), plan, change.beginnings)
      let words = PlanWords(plan: plan)
      ending = item.map { words.active($0).map { "No more: " + plan.sentence($0) } } ?? []
    } else {
      let from = asked ?? entry.now
      let minute =
        schedule.isOnWallClock ? from.minute : plan.zone.resolve(from).instant.minuteOfUTC
      schedules = change.beginnings.map { beginning in
        Self.changed(schedule, beginning, from: minute, plan)
      }
      ending = []
    }
  }

  private static func new(
    _ rules: [ScheduleRule],
    _ plan: MedicationPlan,
    _ beginnings: [DirectionsChange.Beginning] = []
  ) -> [PlannedSchedule] {
    rules.enumerated().map { index, rule in
      let passed = beginnings.indices.contains(index) ? beginnings[index].passedOver : nil
      return PlannedSchedule(
        id: -1 - index,
        medication: 0,
        versions: [
          .init(
            fromMinute: passed.map { $0.dueMinute + 1 } ?? Int.min / 2,
            rule: rule,
            home: plan.zone
          )
        ],
        knownFrom: plan.today
      )
    }
  }

  private static func changed(
    _ schedule: PlannedSchedule,
    _ beginning: DirectionsChange.Beginning,
    from minute: Int,
    _ plan: MedicationPlan
  ) -> PlannedSchedule {
    var versions = schedule.versions.filter { $0.fromMinute < minute }
    if let passed = beginning.passedOver {
      versions.append(.init(fromMinute: minute, rule: .unscheduled, home: plan.zone))
      versions.append(
        .init(fromMinute: passed.dueMinute + 1, rule: beginning.rule, home: plan.zone)
      )
    } else {
      versions.append(.init(fromMinute: minute, rule: beginning.rule, home: plan.zone))
    }
    return PlannedSchedule(
      id: schedule.id,
      medication: schedule.medication,
      versions: versions,
      knownFrom: schedule.knownFrom
    )
  }
}

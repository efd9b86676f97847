import Domain
import Store
import Terminal

/// Reminders as lines of this window, and the way from each to what it is about.
extension AppNavigation {
  /// Shows a reminder as a line, with the bell.
  ///
  /// `name` says whose reminder it is where several people are reminded here.
  package func ring(
    _ message: DeliveryMessage,
    name: String?,
    about announcement: Announcement?,
    in shell: Shell
  ) {
    let isCritical = message.priority == .critical
    let said = [name, message.title].compactMap { $0 }.joined(separator: ": ")
    // What must be on time says at once how much, and why it rings although it may be quiet.
    let body = isCritical ? message.body.split(separator: "\n").map(String.init) : []
    let words = ["\(said).\(body.isEmpty ? "" : " ")\(body.joined(separator: " "))"]
    let repeated = announcement.map(repeated) ?? []
    for id in repeated { announcements[id] = nil }
    announcements[message.notification] = announcement
    let topic = message.topic
    shell.ring(
      Ring(
        id: message.notification,
        Notice(words.joined(), role: isCritical ? .error : .warning),
        hint: { [weak self] top in self?.hint(topic, about: announcement, on: top) },
        answer: topic != .doses
          ? nil
          : Ring.Answer("go.today") { [weak self] in
            self?.show(announcement) ?? []
          }
      ),
      replacing: repeated,
      isSilent: message.isSilent
    )
  }

  /// Rings about doses of which the new one tells again.
  private func repeated(_ new: Announcement) -> Set<Ring.ID> {
    let told = announcements.filter { _, old in
      old.person == new.person && !old.doses.isEmpty && old.unanswered.isSubset(of: new.doses)
    }
    return Set(told.keys)
  }

  /// Goes to the doses of a ring, of whomever they are.
  private func show(_ announcement: Announcement?) -> [Effect] {
    guard let announcement,
      let person = context.people.first(where: { $0.user == announcement.person })
    else { return perform("go.today") }
    let doses = announcement.doses.map {
      DoseKey(schedule: $0.schedule, dueMinute: $0.dueMinute, nth: $0.nth)
    }
    return open(person, announced: Set(doses))
  }

  /// Which key leads to what a ring is about, as a sentence; nil where one is there already, or may
  /// not go there.
  private func hint(
    _ topic: DeliveryTopic,
    about announcement: Announcement?,
    on top: any Screen
  ) -> String? {
    func key(_ id: Action.ID) -> String? {
      guard let index = places.firstIndex(where: { $0.id == id }), places[index].title != top.title
      else { return nil }
      return "\(index + 1)"
    }
    switch topic {
    case .doses:
      // Also from Today, where it marks the doses.
      guard let index = places.firstIndex(where: { $0.id == "go.today" }) else { return nil }
      guard let person = announcement?.person, person != context.person.user else {
        return "\(index + 1) shows it."
      }
      let other = context.people.first { $0.user == person }
      return other.map { "\(index + 1) opens the list of \($0.fullName)." }
    case .refills:
      return (key("go.refillAlerts") ?? key("go.refills")).map { "\($0) shows it." }
    case .stock:
      let ways = [
        key("go.inventory").map { "\($0) shows the stock" },
        key("go.refillAlerts").map { "\($0) shows the refills" },
      ].compactMap { $0 }
      return ways.isEmpty ? nil : ways.joined(separator: ", ") + "."
    }
  }

  /// Takes lines back whose doses are answered, put off, or past their time.
  package func review(_ rings: [Ring]) -> [Effect] {
    let ids = Set(rings.map(\.id))
    announcements = announcements.filter { ids.contains($0.key) }
    let told = announcements.filter { !$0.value.doses.isEmpty }
    guard !told.isEmpty else { return [] }
    let session = context.database.acting(as: CareDatabase.timer, for: 0)
    return [
      context.work(
        {
          try told.mapValues { try session.read(AnnouncementQuery(.event($0.event))) }
        },
        then: { [weak self] result in
          // What cannot be read stays on the screen.
          guard let self, let now = try? result.get() else { return [] }
          return [.withdrawRings(withdrawn(told, now))]
        }
      )
    ]
  }

  private func withdrawn(
    _ told: [Ring.ID: Announcement],
    _ now: [Ring.ID: Announcement?]
  ) -> Set<Ring.ID> {
    let over = told.filter { id, then in
      guard case .some(.some(let now)) = now[id] else { return true }
      // A question about the past was about no open dose: only its answer ends it.
      return now.unanswered.isEmpty || (!then.open.isEmpty && now.open.isEmpty)
    }
    for id in over.keys { announcements[id] = nil }
    return Set(over.keys)
  }
}

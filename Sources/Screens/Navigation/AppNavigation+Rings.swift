import Domain
import Store
import Terminal

/// Reminders as lines of this window, and the way from each to what it is about.
extension AppNavigation {
  /// Shows a reminder as a line, with the bell.
  ///
  /// `name` says whose reminder it is where several people are reminded here; `ended` hears once
  /// whether anybody had it before the eyes. The answer is the number of the line in this window:
  /// that of the message is given to another one as soon as this one is in the history.
  @discardableResult package func ring(
    _ message: DeliveryMessage,
    name: String?,
    about announcement: Announcement?,
    in shell: Shell,
    ended: @escaping @MainActor @Sendable (Ring.End) -> Void = { _ in }
  ) -> Ring.ID {
    lastRing += 1
    let id = lastRing
    let isCritical = message.priority == .critical
    let said = [name, message.title].compactMap { $0 }.joined(separator: ": ")
    // What rings in the middle of quiet hours says at once why it may.
    let why = isCritical ? message.body.split(separator: "\n").filter(Self.isAboutQuiet) : []
    let words = (["\(said)."] + why.map(String.init)).joined(separator: " ")
    let repeated = announcement.map(repeated) ?? []
    for id in repeated { announcements[id] = nil }
    announcements[id] = announcement
    let topic = message.topic
    let place = place(of: topic, about: announcement)
    shell.ring(
      Ring(
        id: id,
        Notice(words, role: isCritical ? .error : .warning),
        hint: { [weak self] top in
          topic == .stock ? self?.counterHint(on: top) : self?.hint(place, about: announcement)
        },
        answer: place.map { place in
          Ring.Answer(place) { [weak self] in self?.show(announcement, at: place) ?? [] }
        },
        ended: ended
      ),
      replacing: repeated,
      isSilent: message.isSilent
    )
    return id
  }

  private static func isAboutQuiet(_ sentence: Substring) -> Bool {
    sentence.contains("quiet hours")
  }

  /// Rings about doses of which the new one tells again.
  private func repeated(_ new: Announcement) -> Set<Ring.ID> {
    let told = announcements.filter { _, old in
      old.person == new.person && !old.doses.isEmpty && old.unanswered.isSubset(of: new.doses)
    }
    return Set(told.keys)
  }

  /// Where a reminder is explained; nil for what has several places.
  private func place(of topic: DeliveryTopic, about announcement: Announcement?) -> Action.ID? {
    let isPatient = context.people.contains { $0.user == announcement?.person }
    let wanted: [Action.ID] =
      switch topic {
      case .doses: ["go.today"]
      case .refills: isPatient ? ["go.refills"] : ["go.refillAlerts", "go.refills"]
      case .stock: []
      }
    return wanted.first { id in places.contains { $0.id == id } }
  }

  /// Goes to what a ring is about, of whomever it is.
  private func show(_ announcement: Announcement?, at place: Action.ID) -> [Effect] {
    guard let announcement,
      let person = context.people.first(where: { $0.user == announcement.person })
    else { return perform(place) }
    let doses = announcement.doses.map {
      DoseKey(schedule: $0.schedule, dueMinute: $0.dueMinute, nth: $0.nth)
    }
    return open(person, at: place, announced: Set(doses))
  }

  private func key(_ place: Action.ID?) -> String? {
    places.firstIndex { $0.id == place }.map { "\($0 + 1)" }
  }

  /// Which key leads to what a ring is about, as a sentence; nil where one may not go there.
  private func hint(_ place: Action.ID?, about announcement: Announcement?) -> String? {
    guard let key = key(place) else { return nil }
    if let announcement, !announcement.doses.isEmpty, announcement.open.isEmpty {
      return questionHint(key, of: announcement.person)
    }
    guard let person = announcement?.person, person != context.person.user,
      place == "go.today" || place == "go.refills"
    else { return "\(key) shows it." }
    let what = place == "go.today" ? "list" : "refills"
    return context.people.first { $0.user == person }.map {
      "\(key) opens the \(what) of \($0.fullName)."
    }
  }

  /// Doses of the past are in no list of today: another key asks about them there.
  private func questionHint(_ key: String, of person: Int) -> String? {
    guard person != context.person.user else { return "\(key), then C asks." }
    return context.people.first { $0.user == person }.map {
      "\(key) opens the list of \($0.fullName), then C asks."
    }
  }

  /// Where a counter's work is done, but for the place one stands at.
  private func counterHint(on top: any Screen) -> String? {
    func way(_ place: Action.ID, _ words: String) -> String? {
      let isHere = places.contains { $0.id == place && $0.title == top.title }
      return isHere ? nil : key(place).map { "\($0) shows \(words)" }
    }
    let ways = [way("go.inventory", "the stock"), way("go.refillAlerts", "the refills")]
      .compactMap { $0 }
    return ways.isEmpty ? nil : ways.joined(separator: ", ") + "."
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

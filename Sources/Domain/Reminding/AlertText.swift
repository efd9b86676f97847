/// How much may be said on a way on which others may look along.
package enum AlertDetail: Hashable, Sendable {
  /// Everything: only in the program itself.
  case everything
  /// Medications by name, but never one that is stolen for.
  case names
  /// Times and numbers.
  case noNames
  /// Words that are always the same.
  case fixedWords

  /// What a way allows.
  ///
  /// What is given to a terminal shows up in other windows, and what is given to the desktop stands
  /// in a list of processes that every user of the machine can read: neither ever gets more than
  /// fixed words.
  package init(on method: DeliveryMethod, allowsNames: Bool) {
    self =
      switch method {
      case .screen: .everything
      case .terminal, .desktop: .fixedWords
      case .email, .command, .push: allowsNames ? .names : .noNames
      }
  }
}

/// A medication as an alert may name it.
package struct AlertMedication: Hashable, Sendable {
  package let name: String
  /// Whether it may be named where others look along.
  package let mayBeNamed: Bool

  /// A medication that others may not know of: an opioid, a drug of schedule II, and one that no
  /// catalogue knows, of which nobody can say that it is neither.
  package init(name: String, isInCatalogue: Bool, highAlert: String?, controlSchedule: String?) {
    self.name = name
    let isStolenFor = highAlert == "opioid" || controlSchedule == "II"
    mayBeNamed = isInCatalogue && !isStolenFor
  }
}

/// Who reads an alert, and what may be said to that reader.
package struct AlertReader: Hashable, Sendable {
  package let detail: AlertDetail
  /// Whose medicines they are, for somebody who looks after others; nil for the person herself.
  package let person: String?

  /// A reader; of a person who is named, only the screen names medications too.
  package init(detail: AlertDetail, person: String? = nil) {
    self.detail = detail == .names && person != nil ? .noNames : detail
    self.person = person.map { String($0.prefix(Self.longestName)) }
  }

  private static let longestName = 60
}

/// What is said of one alert on one way.
///
/// Free of ``ForbiddenSigns``, at most 200 and 2,000 characters, and never a word that invites a
/// second dose: it asks whether something was taken and sends the reader to the list.
package struct AlertText: Hashable, Sendable {
  /// One line.
  package let title: String
  package let body: String

  /// Words of a test of a way.
  package static let test = AlertText(
    title: "PrescripCare: this is a test",
    body: "Reminders arrive here. Nothing is to be taken because of this message."
  )

  init(title: String, body: String) {
    self.title = title
    self.body = body
  }

  /// The words for an alert, with times of a zone as read now.
  ///
  /// A medication that is missing from `medications` is not named.
  package init(
    _ alert: Alert,
    for reader: AlertReader,
    medications: [Int: AlertMedication],
    in zone: ZoneRules,
    now: Instant
  ) {
    let composer = AlertComposer(
      alert: alert,
      reader: reader,
      medications: medications,
      zone: zone,
      today: zone.local(of: now).0.date,
      now: now
    )
    let title = composer.title
    let body = composer.body(named: true)
    // Endless names must not push the times out of sight.
    self.init(
      title: title,
      body: body.count <= Self.longestBody ? body : composer.body(named: false)
    )
  }

  private static let longestBody = 2000
}

extension Alert {
  /// How urgent it is.
  package var priority: DeliveryPriority {
    switch style {
    case .critical: .critical
    case .escalation: .high
    case .doses: items.contains { $0.key.kind == .late } ? .high : .normal
    case .digest: .normal
    case .advance: .low
    }
  }
}

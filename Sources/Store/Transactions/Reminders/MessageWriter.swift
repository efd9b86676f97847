import Domain
import GRDB

/// Writes the messages of one event into the queue, one for each way.
///
/// A way that this process offers is its own to serve; another waits for a process that has it, as
/// the screen does for the next open window.
struct MessageWriter {
  let context: WriteContext
  let event: Int
  let claimant: String
  let offers: @Sendable (Int, DeliveryMethod) -> Bool

  init(
    _ context: WriteContext,
    event: Int,
    claimant: String,
    offers: @escaping @Sendable (Int, DeliveryMethod) -> Bool
  ) {
    self.context = context
    self.event = event
    self.claimant = claimant
    self.offers = offers
  }

  /// Writes the messages of an alert about doses; `lead` is the first of them.
  func write(
    _ alert: Alert,
    lead: AlertItem,
    labels: [Int: MedicationLabel],
    zone: ZoneRules
  ) throws -> [ClaimedMessage] {
    let medications = labels.mapValues { AlertMedication($0) }
    let (reader, person) = try whoIsTold(alert)
    return try write(
      to: reader,
      type: alert.storedType,
      priority: alert.priority,
      isSilent: alert.isSilent,
      about: lead
    ) { detail in
      AlertText(
        alert,
        for: AlertReader(detail: detail, person: person),
        medications: medications,
        in: zone,
        now: context.now
      )
    }
  }

  /// The caregiver for an escalation, with the name of the person it is about; else the person.
  private func whoIsTold(_ alert: Alert) throws -> (user: Int, person: String?) {
    guard alert.style == .escalation else { return (context.subject, nil) }
    guard let caregiver = try context.reading.caregiver() else { return (context.subject, nil) }
    return (caregiver, try PersonHeader.fetch(context.reading).fullName)
  }

  /// Writes the messages of an event to a person; `lead` is the dose it is about, if it is about one.
  func write(
    to user: Int,
    type: String,
    priority: DeliveryPriority,
    isSilent: Bool = false,
    about lead: AlertItem? = nil,
    words: (AlertDetail) -> AlertText
  ) throws -> [ClaimedMessage] {
    var messages: [ClaimedMessage] = []
    var isTold = false
    for way in try ReminderWay.all(context.db, user: user) {
      let text = words(way.detail)
      let isOwn = offers(user, way.method)
      try context.db.execute(
        sql: """
          INSERT OR REPLACE INTO notification_queue (notification_id, user_id, notification_type, title, message,
            scheduled_for, delivery_method, priority, status, related_medication_id, schedule_id,
            due_minute, nth, step, claimed_by, claimed_at, event_id, queued_at)
          VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
          """,
        arguments: [
          number(way.method), user, type, text.title, text.body, context.now.milliseconds,
          way.method.rawValue,
          priority.rawValue, isOwn ? "claimed" : "queued", lead?.medication, lead?.key.schedule,
          lead?.key.dueMinute, lead?.key.nth ?? 0, lead?.key.step ?? 0, isOwn ? claimant : nil,
          isOwn ? context.now.milliseconds : nil, event, context.now.milliseconds,
        ]
      )
      guard isOwn else { continue }
      isTold = true
      messages.append(
        ClaimedMessage(
          event: event,
          user: user,
          method: way.method,
          message: DeliveryMessage(
            notification: Int(context.db.lastInsertedRowID),
            title: text.title,
            body: text.body,
            priority: priority,
            isSilent: isSilent,
            topic: DeliveryTopic(stored: type)
          )
        )
      )
    }
    if !isTold { try markSent() }
    return messages
  }

  /// The number of the message on a way, which no other message ever has: an event has its own number,
  /// and one message on each way.
  private func number(_ method: DeliveryMethod) -> Int {
    let ways = DeliveryMethod.allCases
    return event * 16 + (ways.firstIndex(of: method) ?? ways.count)
  }

  /// Nothing of the event is in the hands of this process: whoever has the way takes it from the
  /// queue.
  private func markSent() throws {
    try context.db.execute(
      sql: "UPDATE alert_events SET sent_at = ? WHERE event_id = ?",
      arguments: [context.now.milliseconds, event]
    )
  }
}

extension ReadContext {
  /// Who is told when the person does not answer; nil when nobody is.
  func caregiver() throws -> Int? {
    try Int.fetchOne(
      db,
      sql: "SELECT caregiver_id FROM notification_preferences WHERE user_id = ?",
      arguments: [subject]
    )
  }
}

extension Alert {
  /// What stands in `notification_type`.
  fileprivate var storedType: String {
    switch style {
    case .critical, .doses: items.contains { $0.key.kind == .late } ? "doseLate" : "doseDue"
    case .digest: "digest"
    case .advance: "advance"
    case .escalation: "escalation"
    }
  }
}

extension DeliveryTopic {
  /// What a message of a stored type is about.
  init(stored type: String) {
    self =
      switch type {
      case "refill": .refills
      case "stock": .stock
      default: .doses
      }
  }
}

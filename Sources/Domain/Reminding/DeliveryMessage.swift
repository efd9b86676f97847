/// A way on which a person can be told something.
package enum DeliveryMethod: String, CaseIterable, Sendable {
  /// In the program: banner, attention line, bell.
  case screen
  /// A notification sequence that the terminal turns into one of its own.
  case terminal
  /// The desktop's notifications.
  case desktop
  case email
  /// A command of the person's own.
  case command
  /// An HTTP endpoint.
  case push

  /// Whether it ends at a window of this program, and at the person who sits there.
  package var needsWindow: Bool { self == .screen || self == .terminal }
}

/// How urgent a message is.
package enum DeliveryPriority: String, CaseIterable, Sendable {
  case low, normal, high, critical
}

/// What a message is about, and where in the program more is to be seen.
package enum DeliveryTopic: Sendable {
  case doses, refills, stock
}

/// What is told on one way, once.
package struct DeliveryMessage: Hashable, Sendable {
  /// The row of the queue it comes from; the same message again has the same number.
  package let notification: Int
  /// One line; names a medication only where the person allows it on this way.
  package let title: String
  package let body: String
  package let priority: DeliveryPriority
  /// Without a sound.
  package let isSilent: Bool
  package let topic: DeliveryTopic

  package init(
    notification: Int,
    title: String,
    body: String,
    priority: DeliveryPriority,
    isSilent: Bool = false,
    topic: DeliveryTopic = .doses
  ) {
    self.notification = notification
    self.title = title
    self.body = body
    self.priority = priority
    self.isSilent = isSilent
    self.topic = topic
  }
}

/// What came of telling something on one way.
package enum DeliveryOutcome: Hashable, Sendable {
  /// The receiver took it; for the screen: it was in sight.
  case delivered
  /// A window has it behind others that were not seen yet; what comes of it is said later.
  case waitsToBeSeen
  /// It held no longer before anybody saw it, and why, in words without personal data.
  case notNeeded(reason: String)
  /// It was not taken, and why, in words without personal data.
  case failed(reason: String, mayTryAgain: Bool)
}

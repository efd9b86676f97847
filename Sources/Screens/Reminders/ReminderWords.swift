import Domain
import Store
import Terminal

/// Reminders and their ways in words.
struct ReminderWords {
  let board: ReminderBoard

  /// What stands there when the person wants no reminders.
  static let switchedOff = "Reminders are OFF, as you chose. Nothing will ring. E changes it."

  /// The quiet hours as a sentence, such as `Quiet from 10:00 PM to 7:00 AM`.
  static func quiet(_ hours: QuietHours) -> String {
    let windows = Weekday.allCases.map { hours[$0] }
    guard let first = windows.compactMap({ $0 }).first else { return "No quiet hours." }
    let words = "from \(Display.clock(first.from)) to \(Display.clock(first.to))"
    return windows.allSatisfy { $0 == first } ? "Quiet \(words)." : "Quiet \(words) on some days."
  }

  func time(_ instant: Instant) -> String {
    let local = board.zone.local(of: instant).0
    let clock = Display.clock(local.time)
    guard local.date != board.today else { return clock }
    return "\(local.date.weekday.name.prefix(3)) \(clock)"
  }

  func moment(_ instant: Instant) -> String {
    Display.moment(board.zone.local(of: instant).0, today: board.today)
  }

  static func name(_ method: DeliveryMethod) -> String {
    switch method {
    case .screen: "this screen"
    case .terminal: "terminal"
    case .desktop: "desktop"
    case .email: "mail"
    case .command: "own command"
    case .push: "push"
    }
  }

  static func status(_ message: WaitingMessage) -> String {
    switch message.status {
    case .queued: "waits"
    case .deferred: "after quiet hours"
    case .claimed: "is being sent"
    case .failed: "failed, tried again"
    case .sent: "sent"
    case .cancelled: "cancelled"
    }
  }

  static func status(_ message: ToldMessage) -> String {
    switch message.status {
    case .delivered: "delivered"
    case .shown: "shown"
    case .failed: "NOT DELIVERED"
    case .cancelled: "not needed"
    case .inDigest: "told together"
    }
  }

  /// The text of a message that was told, in its lines.
  static func body(_ message: ToldMessage) -> [String] {
    message.body?.split(separator: "\n").map(String.init) ?? [
      "Of this one only the title was kept."
    ]
  }

  /// What becomes of a message that waits.
  func details(_ message: WaitingMessage) -> String {
    let moment = moment(message.scheduledFor)
    return switch message.status {
    case .failed: "it was not taken. It is tried again \(moment)."
    case .deferred: "quiet hours. It is told \(moment)."
    case .queued, .claimed, .sent, .cancelled: "due to be told \(moment)."
    }
  }

  /// All that is known of a message of the past.
  func details(_ message: ToldMessage) -> String {
    var parts = ["Meant for \(moment(message.firstFor)) on \(Self.name(message.method))."]
    if message.deliveredAt == nil, message.lastFor - message.firstFor >= 60 {
      parts.append("Tried last \(moment(message.lastFor)).")
    }
    if let at = message.deliveredAt { parts.append("Delivered \(moment(at)).") }
    if let at = message.openedAt { parts.append("Seen \(moment(at)).") }
    if let action = message.action { parts.append("Answered: \(action).") }
    if let reason = message.reason { parts.append(Display.sentence(reason)) }
    return parts.joined(separator: " ")
  }

  func test(_ record: ChannelRecord) -> String {
    switch (record.test, record.wasNoticed) {
    case (nil, _): "never tested"
    case (.failed(let at, _), _): "test FAILED \(time(at))"
    case (.delivered(let at), true): "heard or seen \(time(at))"
    case (.delivered(let at), false): "NOT noticed \(time(at))"
    case (.delivered(let at), nil): "delivered \(time(at))"
    }
  }

  /// What a way is and does, and what came of its last test.
  func details(_ method: DeliveryMethod, _ record: ChannelRecord?) -> String {
    var parts: [String]
    switch method {
    case .screen: parts = ["A line and a bell in this window."]
    case .terminal: parts = ["The terminal's own notification, in fixed words only."]
    case .desktop: parts = ["The desktop's notifications, in fixed words only."]
    case .email: parts = ["Mail through this machine's mail program."]
    case .command: parts = ["A program of yours, which reads the message."]
    case .push:
      let isPlain = record?.settings.target.text?.lowercased().hasPrefix("http://") == true
      parts = [
        isPlain
          ? "A push server on this machine; nothing is encrypted on the way to it."
          : "A push server such as ntfy, over an encrypted connection."
      ]
    }
    guard let record else { return parts[0] + " Not set: Enter sets it." }
    if case .failed(_, let reason)? = record.test { parts.append(reason) }
    if record.settings.detail == .names {
      parts.append("Medicines may be named there, opioids never.")
    } else if method == .email || method == .command || method == .push {
      parts.append("No medicine is named there.")
    }
    return parts.joined(separator: " ")
  }
}

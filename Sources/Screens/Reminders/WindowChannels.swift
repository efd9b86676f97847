import Domain
import Services
import Terminal

/// The ways that end at this window, for whoever sends reminders while it is open.
///
/// A reminder becomes a line and a bell. It never takes a key: what lies under the fingers when it
/// comes stays there.
package enum WindowChannels {
  /// The way of a target; nil for a target that needs no window.
  ///
  /// `name` says whose medicines they are, where several people are reminded at one window; `keys`
  /// which key goes to the place where more is to be seen.
  package static func channel(
    for target: ChannelTarget,
    mailbox: Mailbox,
    name: String? = nil,
    keys: [DeliveryTopic: String] = [:]
  ) -> ShownChannel? {
    switch target {
    case .screen:
      ShownChannel(.screen) { message, shown in
        mailbox.post { shell in
          let role: StyleRole = message.priority == .critical ? .error : .warning
          let words = [name, message.title].compactMap { $0 }.joined(separator: ": ")
          let hint = keys[message.topic].map { ". \($0) shows it." } ?? ""
          shell.ring(Notice(words + hint, role: role), isSilent: message.isSilent)
          shell.refresh(.dataChanged)
          shown(true)
        }
      }
    case .terminal(let sequence):
      ShownChannel(.terminal) { message, shown in
        guard let form = NotificationSequence(rawValue: sequence.rawValue) else {
          return shown(false)
        }
        mailbox.post { shell in
          shell.apply(
            [.terminalNotification(form, title: message.title, body: message.body)],
            from: nil
          )
          shown(true)
        }
      }
    case .desktop, .email, .command, .push: nil
    }
  }
}

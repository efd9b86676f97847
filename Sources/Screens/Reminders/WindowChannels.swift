import Domain
import Services
import Store
import Terminal

/// The ways that end at this window, for whoever sends reminders while it is open.
///
/// A reminder becomes a line and a bell. It never takes a key: what lies under the fingers when it
/// comes stays there.
package enum WindowChannels {
  /// The way of a target; nil for a target that needs no window.
  ///
  /// `name` says whose medicines they are, where several people are reminded at one window; `about`
  /// is asked which doses a message tells of, on a thread of its own.
  package static func channel(
    for target: ChannelTarget,
    mailbox: Mailbox,
    navigation: AppNavigation,
    name: String? = nil,
    about: @escaping @Sendable (DeliveryMessage) -> Announcement? = { _ in nil }
  ) -> ShownChannel? {
    switch target {
    case .screen:
      ShownChannel(.screen) { message, shown in
        let announcement = about(message)
        mailbox.post { shell in
          navigation.ring(message, name: name, about: announcement, in: shell)
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

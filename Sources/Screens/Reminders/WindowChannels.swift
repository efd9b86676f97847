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
  /// `user` is told; `name` says who that is, where several people are reminded at one window; `about`
  /// is asked which doses a message tells of, on a thread of its own.
  package static func channel(
    for target: ChannelTarget,
    of user: Int,
    mailbox: Mailbox,
    navigation: AppNavigation,
    name: String? = nil,
    about: @escaping @Sendable (DeliveryMessage) -> Announcement? = { _ in nil }
  ) -> ShownChannel? {
    switch target {
    case .screen:
      ShownChannel(.screen) { message, answer in
        let announcement = about(message)
        mailbox.post { shell in
          // Who hears of somebody else's doses reads that name, and need not read her own.
          let isOwn = announcement.map { $0.person == user } ?? true
          let ring = navigation.ring(
            message,
            name: isOwn ? name : nil,
            about: announcement,
            in: shell
          ) { end in answer(end.outcome) }
          // What stands in front is in sight with the next picture.
          if shell.standingRing?.id != ring { answer(.waitsToBeSeen) }
          shell.refresh(.dataChanged)
        }
      }
    case .terminal(let sequence):
      ShownChannel(.terminal) { message, answer in
        guard let form = NotificationSequence(rawValue: sequence.rawValue) else {
          return answer(ShownChannel.refused)
        }
        mailbox.post { shell in
          shell.apply(
            [.terminalNotification(form, title: message.title, body: message.body)],
            from: nil
          )
          answer(.delivered)
        }
      }
    case .desktop, .email, .command, .push: nil
    }
  }
}

extension Ring.End {
  /// What came of the message that the ring showed.
  fileprivate var outcome: DeliveryOutcome {
    switch self {
    case .seen: .delivered
    case .replaced: .notNeeded(reason: "A later reminder told of it.")
    case .withdrawn: .notNeeded(reason: "It was answered or past its time before it was seen.")
    }
  }
}

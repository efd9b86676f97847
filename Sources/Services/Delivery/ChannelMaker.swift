import Domain
import Store

/// Makes the ways on which a person is told from what she has set.
package struct ChannelMaker: Sendable {
  private let programs: OutsidePrograms
  private let window: @Sendable (ChannelTarget) -> ShownChannel?
  private let limit: Duration

  /// A maker whose programs are `programs`; `window` gives the ways that end at an open window, and
  /// nil where there is none.
  package init(
    programs: OutsidePrograms,
    limit: Duration = ProgramChannel.usualLimit,
    window: @escaping @Sendable (ChannelTarget) -> ShownChannel? = { _ in nil }
  ) {
    self.programs = programs
    self.limit = limit
    self.window = window
  }

  /// The way as it is set, whether it is on or not; nil for a way that needs a window where none is.
  package func channel(for record: ChannelRecord, token: String?) -> (any DeliveryChannel)? {
    switch record.settings.target {
    case .screen, .terminal: window(record.settings.target)
    case .desktop: ProgramChannel.desktop(programs, limit: limit)
    case .email(let address): ProgramChannel.email(to: address, programs, limit: limit)
    case .command(let words): ProgramChannel.command(words, programs, limit: limit)
    case .push(let address):
      record.tokenFile != nil && token == nil
        ? TokenMissing() : ProgramChannel.push(to: address, token: token, programs, limit: limit)
    }
  }

  /// Sends the words of a test on a way, and says what really came of it.
  package func test(
    _ record: ChannelRecord,
    token: String?,
    answer: @escaping @Sendable (DeliveryOutcome) -> Void
  ) {
    guard let channel = channel(for: record, token: token) else {
      return answer(
        .failed(reason: "It needs an open window: test it on the screen.", mayTryAgain: false)
      )
    }
    let text = AlertText.test
    channel.deliver(
      DeliveryMessage(notification: 0, title: text.title, body: text.body, priority: .normal),
      answer: answer
    )
  }
}

/// A push server whose token is gone: nothing is sent without it.
private struct TokenMissing: DeliveryChannel {
  var method: DeliveryMethod { .push }

  func deliver(
    _ message: DeliveryMessage,
    answer: @escaping @Sendable (DeliveryOutcome) -> Void
  ) {
    answer(
      .failed(
        reason: "The token of the push server is missing on this machine. Enter it again.",
        mayTryAgain: false
      )
    )
  }
}

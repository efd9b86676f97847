import Domain
import GRDB

/// A way on which a person is told, as it is kept.
package struct ChannelRecord: Hashable, Sendable {
  /// What came of the last test.
  package enum Test: Hashable, Sendable {
    case delivered(at: Instant)
    case failed(at: Instant, reason: String)
  }

  package let settings: ChannelSettings
  /// The name of the file with the token of a push server; nil without one.
  package let tokenFile: String?
  /// Nil when it was never tested as it is set now.
  package let test: Test?
  /// Whether the person has heard or seen the last test; nil when she was not asked.
  package let wasNoticed: Bool?

  package var method: DeliveryMethod { settings.method }
}

extension ChannelRecord {
  /// The ways of a person in their usual order; the screen is among them unless switched off.
  ///
  /// - Throws: ``StoreError/damaged(detail:)``
  static func all(_ db: Database, user: Int) throws -> [ChannelRecord] {
    let rows = try Row.fetchAll(
      db,
      sql: """
        SELECT method, is_on, address, arguments, names_allowed, token_file, tested_at,
          test_failure, was_noticed
        FROM notification_channels
        WHERE user_id = ?
        """,
      arguments: [user]
    )
    var found = try rows.map(record)
    if !found.contains(where: { $0.method == .screen }) {
      let screen = ChannelSettings(target: .screen, allowsNames: true)
      found.append(ChannelRecord(settings: screen, tokenFile: nil, test: nil, wasNoticed: nil))
    }
    return DeliveryMethod.allCases.flatMap { method in found.filter { $0.method == method } }
  }

  private static func record(_ row: Row) throws -> ChannelRecord {
    let name: String = row["method"]
    let damaged = StoreError.damaged(detail: "the notification channel \(name)")
    guard let method = DeliveryMethod(rawValue: name) else { throw damaged }
    let address: String? = row["address"]
    let arguments: String? = row["arguments"]
    let words = try arguments.map { try self.words(json: $0) ?? { throw damaged }() }
    let testedAt: Int? = row["tested_at"]
    let failure: String? = row["test_failure"]
    let target: ChannelTarget
    do {
      target = try ChannelTarget(method, words: words ?? address.map { [$0] } ?? [])
    } catch {
      throw damaged
    }
    return ChannelRecord(
      settings: ChannelSettings(
        target: target,
        isOn: row["is_on"],
        allowsNames: row["names_allowed"]
      ),
      tokenFile: row["token_file"],
      test: testedAt.map { milliseconds in
        let at = Instant(milliseconds: milliseconds)
        return failure.map { .failed(at: at, reason: $0) } ?? .delivered(at: at)
      },
      wasNoticed: row["was_noticed"]
    )
  }

  /// The words of a command; nil when that is not what stands there.
  private static func words(json: String) throws -> [String]? {
    guard case .array(let items) = try JSON(text: json) else { return nil }
    let words = items.compactMap { item -> String? in
      guard case .string(let word) = item else { return nil }
      return word
    }
    return words.count == items.count ? words : nil
  }
}

/// The ways on which the person is told.
package struct ChannelsQuery: NamedQuery {
  package init() {}

  package var dataKind: DataKind { .profile }

  package func fetch(_ context: ReadContext) throws -> [ChannelRecord] {
    try ChannelRecord.all(context.db, user: context.subject)
  }
}

/// The way on which a person is told, for whoever is about to tell her: only the timer asks.
///
/// Nil when it is switched off by now.
package struct WayToTellQuery: NamedQuery {
  package let method: DeliveryMethod

  package init(_ method: DeliveryMethod) { self.method = method }

  package var dataKind: DataKind { .profile }
  package var reach: AccessReach { .program }

  package func fetch(_ context: ReadContext) throws -> ChannelRecord? {
    try ChannelRecord.all(context.db, user: context.subject)
      .first { $0.method == method && $0.settings.isOn }
  }
}

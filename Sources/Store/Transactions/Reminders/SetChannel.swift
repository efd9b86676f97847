import Domain
import GRDB

/// Sets a way on which the person is told, or switches it.
///
/// Use ``ActingSession/save(_:token:)``, which keeps the token of a push server too.
package struct SetChannel: NamedTransaction {
  package var settings: ChannelSettings
  /// The file of the token; nil keeps the one before, as long as the address stays.
  var tokenFile: String?

  package init(_ settings: ChannelSettings) { self.settings = settings }

  package var dataKind: DataKind { .profile }
  package var operation: AccessOperation { .change }

  /// The file of a token that nothing refers to any more.
  package func run(_ context: WriteContext) throws -> String? {
    let before = try ChannelRecord.all(context.db, user: context.subject)
      .first { $0.method == settings.method }
    let isSameTarget = before?.settings.target == settings.target
    let kept = isSameTarget ? before?.tokenFile : nil
    let file = tokenFile ?? kept
    var words: String?
    var address: String?
    if case .command(let list) = settings.target {
      words = JSON.array(list.map(JSON.string)).text
    } else {
      address = settings.target.text
    }
    try context.db.execute(
      sql: """
        INSERT INTO notification_channels
          (user_id, method, is_on, address, arguments, names_allowed, token_file, changed_at)
        VALUES (?, ?, ?, ?, ?, ?, ?, ?)
        ON CONFLICT (user_id, method) DO UPDATE SET
          is_on = excluded.is_on, address = excluded.address, arguments = excluded.arguments,
          names_allowed = excluded.names_allowed, token_file = excluded.token_file,
          changed_at = excluded.changed_at, version = version + 1,
          tested_at = CASE WHEN ? THEN tested_at END,
          test_failure = CASE WHEN ? THEN test_failure END,
          was_noticed = CASE WHEN ? THEN was_noticed END
        """,
      arguments: [
        context.subject, settings.method.rawValue, settings.isOn, address, words,
        settings.allowsNames, file, context.now.milliseconds, isSameTarget, isSameTarget,
        isSameTarget,
      ]
    )
    context.audit(
      AuditEntry(
        action: "channel.set",
        table: "notification_channels",
        record: settings.method.rawValue,
        subject: context.subject,
        risk: settings.allowsNames && settings.method != .screen ? .medium : .low,
        detail: .object([
          "on": .bool(settings.isOn), "names": .bool(settings.allowsNames),
          "targetChanged": .bool(!isSameTarget),
        ])
      )
    )
    return before?.tokenFile == file ? nil : before?.tokenFile
  }
}

extension ActingSession {
  /// Sets a way, and keeps the token of a push server in a file of its own.
  ///
  /// - Throws: ``StoreError``
  package func save(_ settings: ChannelSettings, token: String? = nil) throws {
    let tokens = ChannelToken(database.environment)
    var change = SetChannel(settings)
    if let token {
      guard settings.method == .push else { throw StoreError.invalid("only push has a token") }
      change.tokenFile = try tokens.keep(token, random: database.environment.randomBytes(16))
    }
    do {
      if let left = try write(change) { tokens.forget(left) }
    } catch {
      if let new = change.tokenFile { tokens.forget(new) }
      throw error
    }
  }
}

/// Puts on record what came of testing a way.
package struct RecordChannelTest: NamedTransaction {
  package let method: DeliveryMethod
  package let outcome: DeliveryOutcome
  /// Whether the person has heard or seen it; nil when she was not asked yet.
  package let wasNoticed: Bool?

  package init(method: DeliveryMethod, outcome: DeliveryOutcome, wasNoticed: Bool? = nil) {
    self.method = method
    self.outcome = outcome
    self.wasNoticed = wasNoticed
  }

  package var dataKind: DataKind { .profile }
  package var operation: AccessOperation { .change }

  package func run(_ context: WriteContext) throws {
    var failure: String?
    if case .failed(let reason, _) = outcome { failure = String(reason.prefix(200)) }
    if method == .screen { try haveScreen(context) }
    try context.db.execute(
      sql: """
        UPDATE notification_channels
        SET tested_at = ?, test_failure = ?, was_noticed = ?
        WHERE user_id = ? AND method = ?
        """,
      arguments: [
        context.now.milliseconds, failure, wasNoticed, context.subject, method.rawValue,
      ]
    )
    guard context.db.changesCount == 1 else {
      throw StoreError.notFound(what: "way of reminding", id: method.rawValue)
    }
    context.audit(
      AuditEntry(
        action: "channel.test",
        table: "notification_channels",
        record: method.rawValue,
        subject: context.subject,
        detail: .object([
          "delivered": .bool(failure == nil), "noticed": wasNoticed.map(JSON.bool) ?? .null,
        ])
      )
    )
  }

  /// The screen is on without a row; a test of it needs one.
  private func haveScreen(_ context: WriteContext) throws {
    try context.db.execute(
      sql: """
        INSERT INTO notification_channels (user_id, method, is_on, names_allowed, changed_at)
        VALUES (?, 'screen', 1, 1, ?)
        ON CONFLICT (user_id, method) DO NOTHING
        """,
      arguments: [context.subject, context.now.milliseconds]
    )
  }
}

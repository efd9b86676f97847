import Domain
import Store

/// The ways of everybody, as they are set at the moment at which something is told.
package struct ReminderWays: Sendable {
  private let database: CareDatabase
  private let maker: ChannelMaker

  package init(_ database: CareDatabase, _ maker: ChannelMaker) {
    self.database = database
    self.maker = maker
  }

  /// The ways that need no window.
  package static let withoutWindow = Set(DeliveryMethod.allCases.filter { !$0.needsWindow })

  /// The way of a person; nil when it is off by now.
  ///
  /// - Throws: ``StoreError``
  package func channel(_ user: Int, _ method: DeliveryMethod) throws -> (any DeliveryChannel)? {
    let session = database.acting(as: CareDatabase.timer, for: user)
    guard let record = try session.read(WayToTellQuery(method)) else { return nil }
    return maker.channel(for: record, token: session.token(of: record))
  }
}

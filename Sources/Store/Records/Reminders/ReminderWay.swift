import Domain
import GRDB

/// A way on which a person is told, and how much may be said on it.
struct ReminderWay {
  let method: DeliveryMethod
  let detail: AlertDetail

  /// The ways of a person that are switched on.
  static func all(_ db: Database, user: Int) throws -> [ReminderWay] {
    try ChannelRecord.all(db, user: user).filter(\.settings.isOn).map { record in
      ReminderWay(method: record.method, detail: record.settings.detail)
    }
  }
}

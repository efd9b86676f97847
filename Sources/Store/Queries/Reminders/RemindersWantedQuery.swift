import Domain
import GRDB

/// Whether the person wants to be reminded at all.
package struct RemindersWantedQuery: NamedQuery {
  package init() {}

  package var dataKind: DataKind { .doses }
  package var reach: AccessReach { .program }

  package func fetch(_ context: ReadContext) throws -> Bool {
    try ReminderPreferences.fetch(context).isOn
  }
}

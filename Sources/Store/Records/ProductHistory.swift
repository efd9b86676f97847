import Domain
import GRDB

/// What the bottles of a person's medicines held before their products changed.
///
/// Records of doses name amounts and not strengths: `1 tablet` of last month is a tablet of the
/// strength of last month.
package struct ProductHistory: Sendable {
  /// A bottle of another strength or with other looks, from an instant on.
  package struct Change: Equatable, Sendable {
    package let at: Instant
    package let strength: String
    package let appearance: String?
    package let wasStrength: String
    package let wasAppearance: String?

    package var isOtherStrength: Bool { strength != wasStrength }

    /// Whether it looks different; false where it is not known how the one before looked.
    package var looksDifferent: Bool {
      guard let appearance, let wasAppearance else { return false }
      return appearance.lowercased() != wasAppearance.lowercased()
    }
  }

  /// Oldest first.
  private let changes: [Int: [Change]]

  package static let none = ProductHistory(changes: [:])

  /// The history of all medications of a person.
  static func all(_ context: ReadContext) throws -> ProductHistory {
    let rows = try Row.fetchAll(
      context.db,
      once: """
        SELECT f.medication_id, f.received_at, f.strength, f.appearance, f.was_strength,
          f.was_appearance
        FROM user_medications AS m
        JOIN medication_fills AS f ON f.medication_id = m.medication_id
        WHERE m.user_id = ?
          AND (f.strength <> f.was_strength OR f.appearance IS NOT f.was_appearance)
        ORDER BY f.medication_id, f.received_at, f.fill_entry_id
        """,
      arguments: [context.subject]
    )
    return ProductHistory(
      changes: Dictionary(grouping: rows) { row -> Int in row["medication_id"] }.mapValues {
        $0.map { row in
          Change(
            at: Instant(milliseconds: row["received_at"]),
            strength: row["strength"],
            appearance: row["appearance"],
            wasStrength: row["was_strength"],
            wasAppearance: row["was_appearance"]
          )
        }
      }
    )
  }

  /// The last change of a medication; nil when it has always been the same product.
  package func last(of medication: Int) -> Change? { changes[medication]?.last }

  /// The label as it was at an instant.
  package func label(_ label: MedicationLabel, at instant: Instant) -> MedicationLabel {
    guard let next = changes[label.medication]?.first(where: { $0.at > instant }) else {
      return label
    }
    var before = label
    before.strengthText = next.wasStrength
    before.appearance = next.wasAppearance
    return before
  }

  /// The strength of what was in the bottle at an instant; nil where it is the present one.
  func strength(of medication: Int, at instant: Instant) -> String? {
    changes[medication]?.first { $0.at > instant }?.wasStrength
  }

  /// Whether the strength has changed since an instant: what was in the bottle then is put away.
  package func isReplaced(_ medication: Int, since instant: Instant) -> Bool {
    (changes[medication] ?? []).contains { $0.at > instant && $0.isOtherStrength }
  }

  /// An amount that was taken at an instant, in units of the present product; as it is where the
  /// product is the same, nil where it cannot be worked out.
  package func present(_ amount: Amount, of label: MedicationLabel, at instant: Instant) -> Amount?
  {
    let then = self.label(label, at: instant)
    guard then.strengthText != label.strengthText, amount.unit == label.dosingUnit else {
      return amount
    }
    guard let was = then.strength, let now = label.strength else { return nil }
    return ProductChange(from: was, to: now, unit: label.dosingUnit)?.present(amount)
  }
}

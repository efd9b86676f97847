import Domain

/// Several transactions on doses as one: all of them or none, with one commit.
///
/// One key may answer for a whole group of doses; a group of which one dose is refused is refused
/// whole, so that nobody has to find out which half was recorded.
package struct WholeGroup<Part: NamedTransaction>: NamedTransaction {
  /// In the order in which they are carried out.
  package var parts: [Part]

  package init(_ parts: [Part]) { self.parts = parts }

  package var dataKind: DataKind { .doses }
  package var operation: AccessOperation { .record }

  /// The answers in the order of the parts.
  package func run(_ context: WriteContext) throws -> [Part.Answer] {
    try parts.map { try $0.run(context) }
  }
}

/// Records several doses at once.
package typealias RecordDoses = WholeGroup<RecordDose>

/// Takes back the records of several doses at once.
package typealias UndoDoses = WholeGroup<UndoDose>

/// Puts several doses off at once.
package typealias SnoozeDoses = WholeGroup<SnoozeDose>

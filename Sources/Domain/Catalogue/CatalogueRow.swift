/// One row of a publisher's file, read and checked.
package enum CatalogueRow: Hashable, Sendable {
  case product(DirectoryProduct)
  case package(DirectoryPackage)
  case name(ConceptName)
  case relation(ConceptRelation)
  case code(ConceptCode)
  case interaction(InteractionEntry)
}

/// A product of the NDC directory: what a labeler puts on the market, whatever its packages.
package struct DirectoryProduct: Hashable, Sendable {
  /// The publisher's key of the listing.
  package var listing: String
  /// Labeler and product of its NDCs, with the hyphen where it stands: `0002-0800`.
  package var code: String
  /// As published, such as `HUMAN PRESCRIPTION DRUG`.
  package var type: String
  /// The brand with its suffix, or the generic name where there is no brand.
  package var name: String
  package var genericName: String
  package var form: String
  package var routes: [String]
  package var startedOn: CalendarDate?
  package var endedOn: CalendarDate?
  package var category: String
  package var application: String
  package var labeler: String
  package var substances: [String]
  /// What each unit holds, in the words of the program; as published where its lists do not match.
  package var strength: String
  package var classes: [String]
  /// `I` to `V`, ``unknownSchedule``, or nil for a drug that is not controlled.
  package var controlSchedule: String?
  /// Why the directory leaves it out of listings that billing relies on; `N` for not at all.
  package var exclusion: String
  package var certifiedThrough: CalendarDate?

  /// Whether a strength stands there as the publisher wrote it, because nobody knows what it means:
  /// its signs may be misread, so that it is never shown without saying so.
  package static func isAsPublished(_ strength: String) -> Bool {
    strength.contains { "/;[".contains($0) }
  }

  /// What stands for a control schedule that is none.
  package static let unknownSchedule = "unknown"

  package init(
    listing: String,
    code: String,
    type: String,
    name: String,
    genericName: String,
    form: String,
    routes: [String],
    startedOn: CalendarDate?,
    endedOn: CalendarDate?,
    category: String,
    application: String,
    labeler: String,
    substances: [String],
    strength: String,
    classes: [String],
    controlSchedule: String?,
    exclusion: String,
    certifiedThrough: CalendarDate?
  ) {
    self.listing = listing
    self.code = code
    self.type = type
    self.name = name
    self.genericName = genericName
    self.form = form
    self.routes = routes
    self.startedOn = startedOn
    self.endedOn = endedOn
    self.category = category
    self.application = application
    self.labeler = labeler
    self.substances = substances
    self.strength = strength
    self.classes = classes
    self.controlSchedule = controlSchedule
    self.exclusion = exclusion
    self.certifiedThrough = certifiedThrough
  }
}

/// A package of the NDC directory.
package struct DirectoryPackage: Hashable, Sendable {
  package var listing: String
  package var ndc: NDC
  /// What is in it, as published.
  package var contents: String
  package var startedOn: CalendarDate?
  package var endedOn: CalendarDate?
  package var isSample: Bool

  package init(
    listing: String,
    ndc: NDC,
    contents: String,
    startedOn: CalendarDate?,
    endedOn: CalendarDate?,
    isSample: Bool
  ) {
    self.listing = listing
    self.ndc = ndc
    self.contents = contents
    self.startedOn = startedOn
    self.endedOn = endedOn
    self.isSample = isSample
  }
}

/// A name of an RxNorm concept.
package struct ConceptName: Hashable, Sendable {
  /// The publisher's number of this very name.
  package var atom: Int
  package var concept: Int
  /// The term type: `IN` ingredient, `BN` brand, `SCD` clinical drug, and so on.
  package var kind: String
  package var name: String
  /// Whether the publisher no longer stands by it.
  package var isObsolete: Bool

  package init(atom: Int, concept: Int, kind: String, name: String, isObsolete: Bool) {
    self.atom = atom
    self.concept = concept
    self.kind = kind
    self.name = name
    self.isObsolete = isObsolete
  }
}

/// How one RxNorm concept stands to another: "`other` is `relation` `concept`".
package struct ConceptRelation: Hashable, Sendable {
  package var concept: Int
  package var relation: String
  package var other: Int

  package init(concept: Int, relation: String, other: Int) {
    self.concept = concept
    self.relation = relation
    self.other = other
  }
}

/// An NDC of eleven digits that RxNorm gives to a concept.
package struct ConceptCode: Hashable, Sendable {
  package var concept: Int
  package var ndc11: String

  package init(concept: Int, ndc11: String) {
    self.concept = concept
    self.ndc11 = ndc11
  }
}

/// A pair of ingredients or classes and what happens when both are taken.
package struct InteractionEntry: Hashable, Sendable {
  /// An ingredient, or `class:` and the name of a class.
  package var first: String
  package var second: String
  package var severity: String
  package var kind: String
  package var mechanism: String
  package var effect: String
  package var management: String
  package var evidence: String
  package var keepApartBeforeMinutes: Int?
  package var keepApartAfterMinutes: Int?
  /// Days that must go by after the first was stopped before the second is begun; nil for none.
  package var afterFirstDays: Int?
  /// The same the other way round.
  package var afterSecondDays: Int?
  package var source: String
  package var writtenOn: CalendarDate

  package init(
    first: String,
    second: String,
    severity: String,
    kind: String,
    mechanism: String,
    effect: String,
    management: String,
    evidence: String,
    keepApartBeforeMinutes: Int?,
    keepApartAfterMinutes: Int?,
    afterFirstDays: Int? = nil,
    afterSecondDays: Int? = nil,
    source: String,
    writtenOn: CalendarDate
  ) {
    self.first = first
    self.second = second
    self.severity = severity
    self.kind = kind
    self.mechanism = mechanism
    self.effect = effect
    self.management = management
    self.evidence = evidence
    self.keepApartBeforeMinutes = keepApartBeforeMinutes
    self.keepApartAfterMinutes = keepApartAfterMinutes
    self.afterFirstDays = afterFirstDays
    self.afterSecondDays = afterSecondDays
    self.source = source
    self.writtenOn = writtenOn
  }
}

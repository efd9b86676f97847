/// What a scanner typed, understood.
package struct Scan: Hashable, Sendable {
  /// What kind of thing was scanned.
  package enum Kind: String, CaseIterable, Sendable {
    case gs1
    case digitalLink
    case ndc
    case upc
    case unknown
  }

  /// What was typed, unchanged.
  package let input: String
  /// What it was taken for.
  package let kind: Kind
  /// The elements of a GS1 barcode or link, in the order read, those with an error included.
  package let elements: [ScanElement]
  /// Everything wrong, in the order read.
  package let errors: [ScanError]
  /// Fourteen digits; nil when there is none or it has an error.
  package private(set) var gtin: GTIN?
  /// Known only from an NDC with its segments: a GTIN does not tell where the hyphens stand.
  package private(set) var ndc: NDC?
  /// The lot number (10).
  package private(set) var lot: String?
  /// The last day of use (17).
  package private(set) var expiresOn: CalendarDate?
  /// The serial number (21).
  package private(set) var serial: String?

  /// The same scan with the NDC that a catalogue knows for its number.
  package func with(ndc: NDC) -> Scan {
    var scan = self
    scan.ndc = ndc
    return scan
  }

  /// Whether nothing is wrong, and so whether the exit code is 0.
  package var isValid: Bool { errors.isEmpty }

  init(input: String, kind: Kind, gtin: GTIN? = nil, ndc: NDC? = nil, errors: [ScanError] = []) {
    (self.input, self.kind, self.gtin, self.ndc, self.errors) = (input, kind, gtin, ndc, errors)
    elements = []
  }

  init(input: String, kind: Kind, elements: [ScanElement], errors: [ScanError], year: Int) {
    (self.input, self.kind, self.elements, self.errors) = (input, kind, elements, errors)
    let wrong = Set(errors.map(\.ai))
    for element in elements where !wrong.contains(element.identifier.code) {
      switch element.identifier.code {
      case "01": gtin = try? GTIN(text: element.value)  // Checked: it stands under no error.
      case "10": lot = element.value
      case "17": expiresOn = GS1Date.read(element.value, year: year)
      case "21": serial = element.value
      case "715": ndc = try? NDC(text: element.value)  // Ten digits alone say no more than a GTIN.
      default: break
      }
    }
  }

  /// The document of the command line.
  package var json: JSON {
    .object([
      "input": .string(input), "kind": .string(kind.rawValue),
      "elements": .array(
        elements.map {
          .object([
            "ai": .string($0.identifier.code), "title": .string($0.identifier.title),
            "value": .string($0.value),
          ])
        }
      ),
      "gtin": .text(gtin?.text), "ndc": .text(ndc?.description), "lot": .text(lot),
      "expiresOn": .text(expiresOn?.description), "serial": .text(serial),
      "errors": .array(
        errors.map {
          .object(["ai": .text($0.ai), "error": .string($0.problem.description)])
        }
      ),
    ])
  }
}

/// One element of a GS1 barcode: its identifier and the text after it.
package struct ScanElement: Hashable, Sendable {
  /// What the value means.
  package let identifier: ApplicationIdentifier
  /// The text after the identifier, without separator.
  package let value: String
}

/// What is wrong with a scan, and in which element.
package struct ScanError: Error, Hashable, Sendable {
  /// The application identifier; nil when the error lies in no element.
  package let ai: String?
  /// What is wrong.
  package let problem: ScanProblem
}

/// What can be wrong with a scan.
package enum ScanProblem: Hashable, Sendable {
  case notRecognized
  case unknownIdentifier
  case noIdentifier
  case wrongLength(found: Int, expected: ClosedRange<Int>)
  case wrongCharacter(Character)
  case wrongCheckDigit(expected: Int, found: Int)
  case noSuchDate(String)
  case repeatedWithAnotherValue
  case ambiguousNDC
  case wrongNDC([Int])
}

extension ScanProblem: CustomStringConvertible {
  /// The same problem, found in a scan.
  package init(_ error: IdentifierError) {
    switch error {
    case .empty: self = .notRecognized
    case .wrongLength(let found, let expected):
      self = .wrongLength(found: found, expected: (expected.min() ?? 0)...(expected.max() ?? 0))
    case .wrongCharacter(let character): self = .wrongCharacter(character)
    case .wrongCheckDigit(let expected, let found):
      self = .wrongCheckDigit(expected: expected, found: found)
    case .wrongSegments(let lengths): self = .wrongNDC(lengths)
    case .ambiguousNDC: self = .ambiguousNDC
    }
  }

  /// The problem in plain words, as it stands in the documents of the command line.
  package var description: String {
    switch self {
    case .notRecognized: "this is no barcode that is known here"
    case .unknownIdentifier: "unknown application identifier"
    case .noIdentifier: "the link names no product"
    case .wrongLength(let found, let expected):
      expected.count == 1
        ? "has \(found) characters instead of \(expected.lowerBound)"
        : "has \(found) characters instead of \(expected.lowerBound) to \(expected.upperBound)"
    case .wrongCharacter(let character):
      IdentifierError.wrongCharacter(character).description
    case .wrongCheckDigit(let expected, let found):
      IdentifierError.wrongCheckDigit(expected: expected, found: found).description
    case .noSuchDate(let digits): "\(digits) is no date"
    case .repeatedWithAnotherValue: "stands twice with different values"
    case .ambiguousNDC: IdentifierError.ambiguousNDC.description
    case .wrongNDC(let lengths): IdentifierError.wrongSegments(lengths).description
    }
  }
}

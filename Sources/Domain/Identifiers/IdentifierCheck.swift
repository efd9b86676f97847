/// The kinds of identifier that can be checked by themselves.
package enum IdentifierKind: String, CaseIterable, Sendable {
  case npi
  case dea
  case ndc
  case gtin
}

/// The answer to "is this a valid identifier, and what are its other forms?".
package struct IdentifierCheck: Hashable, Sendable {
  /// What it was said to be.
  package let kind: IdentifierKind
  /// The text as given.
  package let input: String
  /// The segments with hyphens, when an NDC was given.
  package private(set) var ndc: String?
  /// Eleven digits for claims, where they exist.
  package private(set) var ndc11: String?
  /// Fourteen digits of the barcode, where they are known.
  package private(set) var gtin14: String?
  /// Why it is not valid; nil when it is.
  package private(set) var error: IdentifierError?

  /// Whether the exit code is 0.
  package var isValid: Bool { error == nil }

  /// Checks a text as an identifier of a kind.
  package init(_ kind: IdentifierKind, _ input: String) {
    self.kind = kind
    self.input = input
    do throws(IdentifierError) {
      switch kind {
      case .npi: _ = try NPI(text: input)
      case .dea: _ = try DEANumber(text: input)
      case .gtin: gtin14 = try GTIN(text: input).text
      case .ndc:
        let code = try NDC(text: input)
        (ndc, ndc11, gtin14) = (code.description, code.ndc11, code.gtin?.text)
      }
    } catch {
      self.error = error
    }
  }

  /// The document of the command line.
  package var json: JSON {
    .object([
      "kind": .string(kind.rawValue), "input": .string(input), "valid": .bool(isValid),
      "ndc": .text(ndc), "ndc11": .text(ndc11), "gtin14": .text(gtin14),
      "error": .text(error?.description),
    ])
  }
}

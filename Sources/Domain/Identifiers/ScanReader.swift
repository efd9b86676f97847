/// Understands what a wedge scanner types.
///
/// Reads GS1 element strings with or without the symbology prefix, their printed form, GS1 Digital
/// Links, NDCs and the plain numbers of retail barcodes.
package struct ScanReader: Hashable, Sendable {
  /// The year from which the century of a two-digit year is found.
  package let year: Int
  /// What this scanner sends in place of the separator (0x1D), which keyboards cannot type.
  package let separatorSubstitute: String?

  /// The longest input that is read, in UTF-8 bytes.
  package static let longestInput = 2000

  /// A reader for one scanner; `separatorSubstitute` is nil when it sends 0x1D itself.
  package init(year: Int, separatorSubstitute: String? = nil) {
    self.year = year
    self.separatorSubstitute = separatorSubstitute
  }

  /// Understands one scan; what cannot be understood is a scan with errors.
  package func read(_ input: String) -> Scan {
    guard input.utf8.count <= Self.longestInput else { return unknown(input) }
    let (symbology, body) = Self.splitPrefix(identifierTrimmed(withSeparators(input)))
    if DigitalLink.isLink(body) { return link(input, body) }
    if symbology == .gs1 || body.contains(ElementString.separator) {
      return gs1(input, ElementString.read(body, year: year))
    }
    if body.hasPrefix("(") { return gs1(input, ElementString.readPrinted(body, year: year)) }
    let isNumber = !body.isEmpty && body.allSatisfy { $0.isASCII && $0.isNumber }
    if isNumber { return number(input, body, isRetail: symbology == .retail) }
    if body.contains("-"), body.allSatisfy({ $0.isASCII && $0.isNumber || $0 == "-" }) {
      return ndc(input, body)
    }
    guard ApplicationIdentifier.leading(body) != nil else { return unknown(input) }
    return gs1(input, ElementString.read(body, year: year))
  }

  /// A number without anything around it may be several things: a valid check digit decides, then
  /// whether it reads as a GS1 barcode from end to end.
  private func number(_ input: String, _ digits: String, isRetail: Bool) -> Scan {
    if digits.count == 10 || digits.count == 11, !isRetail { return ndc(input, digits) }
    var retailProblem: ScanProblem?
    if [8, 12, 13, 14].contains(digits.count) {
      do throws(IdentifierError) {
        return Scan(input: input, kind: .upc, gtin: try GTIN(text: digits))
      } catch {
        retailProblem = ScanProblem(error)
      }
    }
    let elements = ElementString.read(digits, year: year)
    if !isRetail, elements.errors.isEmpty { return gs1(input, elements) }
    if let retailProblem {
      return Scan(input: input, kind: .upc, errors: [ScanError(ai: nil, problem: retailProblem)])
    }
    return elements.elements.isEmpty || isRetail ? unknown(input) : gs1(input, elements)
  }

  private func ndc(_ input: String, _ text: String) -> Scan {
    do throws(IdentifierError) {
      let ndc = try NDC(text: text)
      return Scan(input: input, kind: .ndc, gtin: ndc.gtin, ndc: ndc)
    } catch {
      return Scan(
        input: input,
        kind: .ndc,
        errors: [ScanError(ai: nil, problem: ScanProblem(error))]
      )
    }
  }

  private func link(_ input: String, _ body: String) -> Scan {
    let pairs = DigitalLink.pairs(in: body)
    guard !pairs.isEmpty else {
      let error = ScanError(ai: nil, problem: .noIdentifier)
      return Scan(input: input, kind: .digitalLink, errors: [error])
    }
    let read = ElementString.read(pairs: pairs, year: year)
    return Scan(
      input: input,
      kind: .digitalLink,
      elements: read.elements,
      errors: read.errors,
      year: year
    )
  }

  private func gs1(_ input: String, _ read: ElementString) -> Scan {
    guard !read.elements.isEmpty || !read.errors.isEmpty else { return unknown(input) }
    return Scan(input: input, kind: .gs1, elements: read.elements, errors: read.errors, year: year)
  }

  private func unknown(_ input: String) -> Scan {
    Scan(input: input, kind: .unknown, errors: [ScanError(ai: nil, problem: .notRecognized)])
  }
}

extension ScanReader {
  private enum Symbology {
    case gs1
    case retail
    case other
  }

  /// Puts the real separator wherever a stand-in for it is: the text `\x1d`, or the substitute.
  private func withSeparators(_ input: String) -> String {
    let separator = String(ElementString.separator)
    var text = input
    if let separatorSubstitute, !separatorSubstitute.isEmpty {
      text = text.replacing(separatorSubstitute, with: separator)
    }
    return text.replacing("\\x1d", with: separator).replacing("\\x1D", with: separator)
  }

  /// Cuts off the symbology identifier, a bracket and two characters.
  ///
  /// Source: ISO/IEC 15424.
  private static func splitPrefix(_ text: String) -> (Symbology, String) {
    guard text.hasPrefix("]"), text.count >= 3 else { return (.other, text) }
    let rest = String(text.dropFirst(3))
    switch text.prefix(3) {
    case "]d2", "]C1", "]Q3", "]e0", "]J1": return (.gs1, rest)
    case "]E0", "]E4", "]I1": return (.retail, rest)
    default: return (.other, rest)
    }
  }
}

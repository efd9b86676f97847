extension ForbiddenSigns {
  /// What the list does not apply to, and how it is known.
  ///
  /// Source: The Joint Commission, Official "Do Not Use" List, which exempts laboratory results and
  /// codes; ISMP, which exempts what is quoted to warn of it.
  package enum Exemption: CaseIterable, Sendable {
    /// Written for programs: zones, addresses of the net, files, words of a command line, UCUM and
    /// FHIR. Known by their form.
    case coded
    /// Names of products and people, such as `Humulin R U/500`. Whoever checks a text names them.
    case properName
    /// What a person wrote herself. Whoever checks a text names it.
    case ownWords
    /// Verbatim, and marked by quotation marks: a label, or what somebody is to type.
    case quotation
  }
}

extension ForbiddenSigns.Exemption {
  /// The line without its codes.
  static func blankingCodes(_ line: String) -> String {
    guard line.contains(where: { "/@<+".contains($0) }) else { return line }
    return line.split(separator: " ", omittingEmptySubsequences: false).map { word in
      isCode(word) ? "\u{1}" : String(word)
    }.joined(separator: " ")
  }

  private static func isCode(_ word: Substring) -> Bool {
    isZone(word) || isAddress(word) || isPlaceholder(word) || isPath(word) || isKey(word)
  }

  private static let areas: Set<Substring> = [
    "Africa", "America", "Antarctica", "Arctic", "Asia", "Atlantic", "Australia", "Europe",
    "Indian", "Pacific", "Etc",
  ]

  /// `America/New_York`.
  private static func isZone(_ word: Substring) -> Bool {
    let parts = word.drop { !$0.isLetter }.split(separator: "/")
    return parts.count > 1 && areas.contains(parts[0])
      && parts.dropFirst().allSatisfy { $0.first?.isLetter == true }
  }

  /// `https://example.org/topic`, `tom@example.org`.
  private static func isAddress(_ word: Substring) -> Bool {
    if word.contains("://") { return true }
    let parts = word.split(separator: "@", omittingEmptySubsequences: false)
    return parts.count == 2 && parts[0].last?.isLetter == true
      && parts[1].first?.isLetter == true && parts[1].contains(".")
  }

  /// `<drug>` of a command line.
  private static func isPlaceholder(_ word: Substring) -> Bool {
    guard let start = word.firstIndex(of: "<"), let end = word.lastIndex(of: ">"), start < end
    else { return false }
    let name = word[word.index(after: start)..<end]
    return name.first?.isLetter == true && name.allSatisfy { $0.isLetter || $0 == "-" }
      && word[..<start].allSatisfy { !$0.isNumber }
  }

  /// `2026-11-27T08:25:16+00:00`, and `96@29912400` as the audit names a dose.
  private static func isKey(_ word: Substring) -> Bool {
    guard word.first?.isNumber == true else { return false }
    let isInstant = word.contains("T") && word.contains(":")
    return isInstant && word.allSatisfy { $0.isNumber || "-+:.TZ".contains($0) }
      || word.contains("@") && word.allSatisfy { $0.isNumber || $0 == "@" }
  }

  /// `/var/lib/care.sqlite`, `~/care`.
  private static func isPath(_ word: Substring) -> Bool {
    let path = word.drop { "(\"'".contains($0) }
    return (path.hasPrefix("/") || path.hasPrefix("~/") || path.hasPrefix("./"))
      && path.dropFirst(2).contains { $0.isLetter }
  }
}

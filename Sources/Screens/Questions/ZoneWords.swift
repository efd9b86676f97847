import Domain

/// What a zone is called when people speak of it.
enum ZoneWords {
  /// `New York`; the hours from UTC for a zone that is named by no place.
  static func place(_ zone: ZoneRules, at instant: Instant) -> String {
    let last = zone.identifier.split(separator: "/").last.map(String.init) ?? zone.identifier
    guard last.contains(where: \.isNumber) || last.allSatisfy(\.isUppercase) else {
      return last.replacing("_", with: " ")
    }
    let minutes = zone.offset(at: instant) / 60
    guard minutes != 0 else { return "Coordinated Universal Time" }
    let words = Display.duration(minutes: abs(minutes))
    return "the zone \(words) \(minutes > 0 ? "ahead of" : "behind") Coordinated Universal Time"
  }
}

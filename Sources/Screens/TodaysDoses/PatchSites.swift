/// The places on the body from which that of a patch is chosen.
struct PatchSites {
  /// In the order in which they are offered: those used lately come last and say so.
  let choices: [String]

  /// Stands for no choice.
  static let none = "choose"
  private static let lately = ", used lately"
  private static let all = [
    "left upper arm", "right upper arm", "left chest", "right chest", "left upper back",
    "right upper back", "left lower back", "right lower back", "left belly", "right belly",
    "left buttock", "right buttock", "left thigh", "right thigh", "another place",
  ]

  init(lately used: [String]) {
    let places = Self.all.filter { $0 != "another place" && used.contains($0) }
    choices =
      [Self.none] + Self.all.filter { !places.contains($0) } + places.map { $0 + Self.lately }
  }

  /// The place that a choice names.
  static func site(_ choice: String) -> String? {
    guard choice != none else { return nil }
    return choice.hasSuffix(lately) ? String(choice.dropLast(lately.count)) : choice
  }
}

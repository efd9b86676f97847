/// Where on the body; the name is what a person reads: `right eye`, `upper arm`, `affected area`.
package struct SigSite: Hashable, Sendable {
  package let name: String
  /// The route that follows from the site alone.
  package let route: SigRoute?

  private init(_ name: String, _ route: SigRoute? = nil) {
    self.name = name
    self.route = route
  }

  package static let rightEye = SigSite("right eye", .ophthalmic)
  package static let leftEye = SigSite("left eye", .ophthalmic)
  package static let bothEyes = SigSite("both eyes", .ophthalmic)
  package static let rightEar = SigSite("right ear", .otic)
  package static let leftEar = SigSite("left ear", .otic)
  package static let bothEars = SigSite("both ears", .otic)
  package static let eachNostril = SigSite("each nostril", .nasal)
  package static let affectedArea = SigSite("affected area")

  /// Every site that directions are read for, no two with the same name.
  package static let all: [SigSite] = {
    let paired = limbs.flatMap { part, plural in
      ["", "right ", "left "].map { SigSite($0 + part) }
        + [SigSite(plural), SigSite("both \(plural)"), SigSite("each \(part)")]
    }
    return [
      rightEye, leftEye, bothEyes, SigSite("affected eye", .ophthalmic), rightEar, leftEar,
      bothEars, SigSite("affected ear", .otic), eachNostril, SigSite("one nostril", .nasal),
      SigSite("right nostril", .nasal), SigSite("left nostril", .nasal), affectedArea,
    ] + single.map { SigSite($0) } + paired
  }()

  private static let single = [
    "abdomen", "back", "lower back", "upper back", "face", "forehead", "scalp", "chest", "neck",
    "lips", "gums", "groin", "eyelids", "lower eyelid", "upper eyelid", "tongue", "mouth", "rash",
    "wound", "toes", "toenails", "fingernails", "heels", "cheeks", "underarms", "site",
  ]

  private static let limbs = [
    ("arm", "arms"), ("upper arm", "upper arms"), ("forearm", "forearms"), ("thigh", "thighs"),
    ("upper thigh", "upper thighs"), ("leg", "legs"), ("foot", "feet"), ("hand", "hands"),
    ("knee", "knees"), ("shoulder", "shoulders"), ("elbow", "elbows"), ("hip", "hips"),
    ("ankle", "ankles"), ("wrist", "wrists"), ("buttock", "buttocks"),
  ]

  /// Other ways of writing the site, beside its name.
  var otherNames: [String] { spellings + sides }

  /// `l ear`, `rt eye`.
  private var sides: [String] {
    guard let side = ["right", "left"].first(where: { name.hasPrefix($0 + " ") }) else { return [] }
    let part = name.dropFirst(side.count)
    return [side.prefix(1) + part, side.prefix(1) + "t" + part].map(String.init)
  }

  private var spellings: [String] {
    switch name {
    case "both eyes", "both ears": ["each \(name.dropFirst(5).dropLast())"]
    case "affected eye", "affected ear": [name + "s"]
    case "each nostril": ["both nostrils"]
    case "affected area": ["affected areas", "aa", "affected skin"]
    case "abdomen": ["stomach skin", "belly"]
    case "site": ["treatment site", "application site"]
    case "underarms": ["armpits"]
    default: []
    }
  }

  /// Whether the name itself says which and how many, so that no article stands before it.
  var namesItsCount: Bool {
    ["both ", "each ", "one "].contains { name.hasPrefix($0) }
  }
}

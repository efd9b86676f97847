import Domain
import Terminal

/// Says what is wrong with a theme.
enum ThemeText {
  static func failure(_ error: ThemeError) -> CommandFailure {
    CommandFailure(.configuration, sentence(error))
  }

  static func sentence(_ error: ThemeError) -> String {
    switch error {
    case .notFound(let name, let known):
      "There is no theme \(GivenValue.quoted(name)); there are \(Display.list(known))."
    case .notYAML(let file, let line): "\(file), line \(line): this is not YAML."
    case .unknownKey(let file, let line, let key):
      "\(file), line \(line): themes have no \(GivenValue.quoted(key))."
    case .missingKey(let file, let key): "\(file): \(GivenValue.quoted(key)) is missing."
    case .unknownRole(let file, let line, let role):
      "\(file), line \(line): there is no role \(GivenValue.quoted(role))."
    case .repeatedRole(let file, let line, let role):
      "\(file), line \(line): the role \(GivenValue.quoted(role)) stands twice."
    case .unknownProperty(let file, let line, let role, let property):
      "\(file), line \(line): the role \(role) has \(GivenValue.quoted(property)), which roles do "
        + "not have."
    case .badColor(let file, let line, let role, let text):
      "\(file), line \(line): \(GivenValue.quoted(text)) is not a color"
        + (role.map { " (role \($0))." } ?? ".")
    case .badFlag(let file, let line, let role, let property):
      "\(file), line \(line): \(property) of the role \(role) is true or false."
    }
  }

  static func words(_ finding: ThemeCheck.Finding) -> String {
    switch finding {
    case .missingRole(let role): "the role \(role.rawValue) is missing"
    case .lowContrast(let role, let hundredths):
      "the role \(role.rawValue) has a contrast of \(Display.decimal(Rational(hundredths, 100))), "
        + "less than \(ThemeCheck.leastContrast)"
    case .noPurpose: "no comment says whom the theme is for"
    case .sameLook(let one, let other):
      "the roles \(one.rawValue) and \(other.rawValue) look the same"
    }
  }
}

import Yams

/// Turns the nodes of a theme file into a theme.
struct ThemeReader {
  let file: String

  func theme(_ top: Node.Mapping, purpose: String) throws(ThemeError) -> Theme {
    var name: String?
    var background: RGB?
    var foreground: RGB?
    var entries: [StyleRole: Theme.Entry]?
    for (key, value) in top {
      switch key.string {
      case "name": name = value.string
      case "background": background = try rgb(value)
      case "foreground": foreground = try rgb(value)
      case "roles": entries = try roles(value)
      default:
        throw .unknownKey(file: file, line: line(key), key: key.string ?? "")
      }
    }
    guard let name else { throw .missingKey(file: file, key: "name") }
    guard let background else { throw .missingKey(file: file, key: "background") }
    guard let foreground else { throw .missingKey(file: file, key: "foreground") }
    guard let entries else { throw .missingKey(file: file, key: "roles") }
    return Theme(
      name: name,
      purpose: purpose,
      background: background,
      foreground: foreground,
      entries: entries
    )
  }

  private func roles(_ node: Node) throws(ThemeError) -> [StyleRole: Theme.Entry] {
    guard let mapping = node.mapping else { throw .missingKey(file: file, key: "roles") }
    var entries: [StyleRole: Theme.Entry] = [:]
    for (key, value) in mapping {
      let name = key.string ?? ""
      guard let role = StyleRole(rawValue: name) else {
        throw .unknownRole(file: file, line: line(key), role: name)
      }
      guard entries[role] == nil else {
        throw .repeatedRole(file: file, line: line(key), role: name)
      }
      entries[role] = try entry(value, role: name)
    }
    return entries
  }

  private func entry(_ node: Node, role: String) throws(ThemeError) -> Theme.Entry {
    var entry = Theme.Entry()
    guard let mapping = node.mapping else {
      throw .unknownProperty(file: file, line: line(node), role: role, property: "")
    }
    for (key, value) in mapping {
      switch key.string {
      case "fg": entry.foreground = try color(value, role: role)
      case "bg": entry.background = try color(value, role: role)
      case "bold": try set(.bold, in: &entry, value, role: role, property: "bold")
      case "reverse": try set(.reverse, in: &entry, value, role: role, property: "reverse")
      case "underline": try set(.underline, in: &entry, value, role: role, property: "underline")
      case "dim": try set(.dim, in: &entry, value, role: role, property: "dim")
      default:
        throw .unknownProperty(
          file: file,
          line: line(key),
          role: role,
          property: key.string ?? ""
        )
      }
    }
    return entry
  }

  private func set(
    _ attribute: Attributes,
    in entry: inout Theme.Entry,
    _ node: Node,
    role: String,
    property: String
  ) throws(ThemeError) {
    guard let flag = node.bool else {
      throw .badFlag(file: file, line: line(node), role: role, property: property)
    }
    if flag { entry.attributes.insert(attribute) }
  }

  private func color(_ node: Node, role: String) throws(ThemeError) -> ThemeColor {
    let text = node.string ?? ""
    guard let color = ThemeColor(text) else {
      throw .badColor(file: file, line: line(node), role: role, text: text)
    }
    return color
  }

  private func rgb(_ node: Node) throws(ThemeError) -> RGB {
    let text = node.string ?? ""
    guard let rgb = RGB(hex: text) else {
      throw .badColor(file: file, line: line(node), role: nil, text: text)
    }
    return rgb
  }

  private func line(_ node: Node) -> Int { node.mark?.line ?? 1 }
}

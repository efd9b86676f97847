/// What a piece of the screen means; a theme decides how it looks.
///
/// The raw value is the name of the role in theme files. No view names a color.
package enum StyleRole: String, CaseIterable, Hashable, Sendable {
  /// Ordinary words.
  case text
  /// Words that may be passed over: what is not for today, units, explanations.
  case muted
  /// Headings of sections and columns.
  case heading
  /// The line that names the screen, the person and the time.
  case title
  /// A dose to take now.
  case due
  /// A dose whose time has passed.
  case late
  /// A dose that was recorded as taken.
  case taken
  /// A dose left out on purpose.
  case skipped
  /// A dose nobody recorded.
  case missed
  /// A schedule that rests.
  case paused
  /// What must not be overlooked: a recall, a critical dose, a contraindication.
  case critical
  /// What deserves a second look.
  case warning
  /// Stock at or under its reorder point.
  case stockLow
  /// Nothing left.
  case stockOut
  /// Past its expiry date, or about to be.
  case expired
  /// The row the next key acts on.
  case selection
  /// Rules and boxes.
  case border
  /// The key in a hint at the foot of the screen.
  case footerKey
  /// The words beside it.
  case footerText
  /// The line that says what was just done.
  case notice
  /// Something failed, or a field holds what cannot be.
  case error
  /// A field of a form.
  case field
  /// The field that takes the typing.
  case fieldFocus
  /// A dialog, the help or the palette lying over a screen.
  case overlay
  /// The upper third of a chart.
  case chartHigh
  /// The middle third of a chart.
  case chartMid
  /// The lower third of a chart.
  case chartLow
  /// A place in a chart for which nothing is known.
  case chartNone
}

/// How characters stand out beside their color; these survive on a monochrome terminal.
package struct Attributes: OptionSet, Hashable, Sendable {
  package let rawValue: UInt8

  package init(rawValue: UInt8) {
    self.rawValue = rawValue
  }

  package static let bold = Attributes(rawValue: 1)
  package static let reverse = Attributes(rawValue: 2)
  package static let underline = Attributes(rawValue: 4)
  package static let dim = Attributes(rawValue: 8)
}

/// A role, and attributes added to those the theme gives it.
package struct Style: Hashable, Sendable {
  package var role: StyleRole
  package var attributes: Attributes

  package init(_ role: StyleRole, _ attributes: Attributes = []) {
    self.role = role
    self.attributes = attributes
  }

  /// Ordinary words.
  package static let text = Style(.text)

  /// The style of a role, for use as `style: .role(.late, .bold)`.
  package static func role(_ role: StyleRole, _ attributes: Attributes = []) -> Style {
    Style(role, attributes)
  }
}

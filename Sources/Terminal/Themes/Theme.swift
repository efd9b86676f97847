/// How every role looks.
package struct Theme: Hashable, Sendable {
  /// How one role looks.
  package struct Entry: Hashable, Sendable {
    package var foreground: ThemeColor
    package var background: ThemeColor
    package var attributes: Attributes

    package init(
      foreground: ThemeColor = .default,
      background: ThemeColor = .default,
      attributes: Attributes = []
    ) {
      self.foreground = foreground
      self.background = background
      self.attributes = attributes
    }
  }

  /// The name it is chosen by.
  package let name: String
  /// Whom it is for, in a sentence.
  package let purpose: String
  /// The background that `default` is assumed to be, for the check of contrast.
  package let background: RGB
  /// The foreground that `default` is assumed to be.
  package let foreground: RGB
  /// Roles and looks; those left out look like the terminal's own text.
  package let entries: [StyleRole: Entry]

  package init(
    name: String,
    purpose: String,
    background: RGB,
    foreground: RGB,
    entries: [StyleRole: Entry]
  ) {
    self.name = name
    self.purpose = purpose
    self.background = background
    self.foreground = foreground
    self.entries = entries
  }

  /// The look of a role.
  package subscript(role: StyleRole) -> Entry { entries[role] ?? Entry() }

  /// Attributes alone, for when no theme file can be found: it must work everywhere.
  package static let plain = Theme(
    name: "plain",
    purpose: "Any terminal, when no theme files are found.",
    background: RGB(0, 0, 0),
    foreground: RGB(255, 255, 255),
    entries: [
      .heading: Entry(attributes: .bold), .title: Entry(attributes: .bold),
      .due: Entry(attributes: .bold), .late: Entry(attributes: [.bold, .reverse]),
      .missed: Entry(attributes: .bold), .critical: Entry(attributes: [.bold, .reverse]),
      .warning: Entry(attributes: .bold), .stockLow: Entry(attributes: .bold),
      .stockOut: Entry(attributes: [.bold, .reverse]), .expired: Entry(attributes: .bold),
      .selection: Entry(attributes: .reverse), .footerKey: Entry(attributes: .bold),
      .notice: Entry(attributes: .bold), .error: Entry(attributes: [.bold, .reverse]),
      .field: Entry(attributes: .underline), .fieldFocus: Entry(attributes: .reverse),
      .chartHigh: Entry(attributes: .bold),
    ]
  )
}

/// Finds what a theme lacks and where it cannot be read.
package enum ThemeCheck {
  /// The least contrast of text that is read (WCAG 2.2, success criterion 1.4.3, level AA).
  package static let leastContrast = 4.5

  /// Something to mend in a theme.
  package enum Finding: Hashable, Sendable {
    case missingRole(StyleRole)
    /// Contrast in hundredths, cut, so that findings can be compared.
    case lowContrast(StyleRole, hundredths: Int)
    /// Nothing says whom the theme is for.
    case noPurpose
    /// Two roles that must never be confused look the same without their words.
    case sameLook(StyleRole, StyleRole)
  }

  /// What is wrong with `theme`, in the order of the roles; nothing when it is fit for use.
  package static func findings(in theme: Theme) -> [Finding] {
    var findings: [Finding] = theme.purpose.isEmpty ? [.noPurpose] : []
    for role in StyleRole.allCases {
      guard let entry = theme.entries[role] else {
        findings.append(.missingRole(role))
        continue
      }
      let contrast = contrast(of: entry, in: theme)
      if !unread.contains(role), contrast < leastContrast {
        findings.append(.lowContrast(role, hundredths: Int(contrast * 100)))
      }
    }
    for (one, other) in distinct where theme.entries[one] != nil {
      if theme[one] == theme[other] { findings.append(.sameLook(one, other)) }
    }
    return findings
  }

  /// Contrast of a look, with `default` as the theme declares it.
  ///
  /// Dim text is taken at half its strength over the background, as common terminals draw it.
  package static func contrast(of entry: Theme.Entry, in theme: Theme) -> Double {
    var foreground = entry.foreground.seen(default: theme.foreground)
    let background = entry.background.seen(default: theme.background)
    if entry.attributes.contains(.dim) {
      foreground = RGB(
        mean(foreground.red, background.red),
        mean(foreground.green, background.green),
        mean(foreground.blue, background.blue)
      )
    }
    return foreground.contrast(with: background)
  }

  /// Roles without words: rules, and places in charts where nothing is known.
  private static let unread: Set<StyleRole> = [.border, .chartNone]

  private static let distinct: [(StyleRole, StyleRole)] = [
    (.selection, .text), (.late, .taken), (.critical, .text), (.fieldFocus, .field),
    (.stockOut, .text), (.error, .text),
  ]

  private static func mean(_ one: UInt8, _ other: UInt8) -> UInt8 {
    UInt8((Int(one) + Int(other)) / 2)
  }
}

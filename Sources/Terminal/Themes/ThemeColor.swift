/// A color as a theme names it.
package enum ThemeColor: Hashable, Sendable {
  /// What the terminal itself uses.
  case `default`
  /// One of the sixteen colors that the user's terminal defines, 0 to 15.
  case named(Int)
  /// Red, green and blue.
  case rgb(RGB)

  /// The names of the sixteen colors, in the order of their numbers.
  package static let names = [
    "black", "red", "green", "yellow", "blue", "magenta", "cyan", "white",
    "brightBlack", "brightRed", "brightGreen", "brightYellow", "brightBlue", "brightMagenta",
    "brightCyan", "brightWhite",
  ]

  /// Reads `default`, a name, or `#rrggbb`.
  package init?(_ text: String) {
    if text == "default" {
      self = .default
    } else if let index = Self.names.firstIndex(of: text) {
      self = .named(index)
    } else if let rgb = RGB(hex: text) {
      self = .rgb(rgb)
    } else {
      return nil
    }
  }

  /// Whether it is another than the terminal's own.
  package var isExplicit: Bool { self != .default }

  /// The color that is seen where `default` stands for `fallback`.
  package func seen(default fallback: RGB) -> RGB {
    switch self {
    case .default: fallback
    case .named(let index): RGB.ansi[index]
    case .rgb(let rgb): rgb
    }
  }

  /// The number of the nearest color that the terminal has; -1 for its own.
  package func number(in depth: ColorDepth) -> Int32 {
    switch (self, depth) {
    case (.default, _), (_, .none): -1
    case (.named(let index), .eight): Int32(index % 8)
    case (.named(let index), .direct): RGB.ansi[index].directNumber
    case (.named(let index), _): Int32(index)
    case (.rgb(let rgb), .eight): Int32(rgb.nearest(in: 0..<8))
    case (.rgb(let rgb), .sixteen): Int32(rgb.nearest(in: 0..<16))
    case (.rgb(let rgb), .indexed): Int32(rgb.nearest(in: 16..<256))
    case (.rgb(let rgb), .direct): rgb.directNumber
    }
  }
}

/// How many colors a terminal has.
package enum ColorDepth: Hashable, Sendable {
  case none
  case eight
  case sixteen
  /// 256, of which the upper 240 look the same everywhere.
  case indexed
  /// Red, green and blue directly.
  case direct

  /// The depth for a count of colors as terminfo states it.
  package init(colors: Int) {
    switch colors {
    case ..<8: self = .none
    case 8..<16: self = .eight
    case 16..<256: self = .sixteen
    case 256...65_536: self = .indexed
    default: self = .direct
    }
  }

  /// The count of colors.
  package var count: Int {
    switch self {
    case .none: 0
    case .eight: 8
    case .sixteen: 16
    case .indexed: 256
    case .direct: 1 << 24
    }
  }
}

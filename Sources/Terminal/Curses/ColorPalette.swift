import CNcurses

/// The looks of a theme as curses knows them: attribute bits and color pairs.
///
/// Pairs are made when a look is first needed; 8, 16, 256 and direct colors are used as the
/// terminal has them, and none with `NO_COLOR`, where attributes carry the meaning.
@MainActor struct ColorPalette {
  /// How one cell is drawn.
  struct Look: Equatable {
    let attributes: attr_t
    let pair: Int

    static var plain: Look { Look(attributes: nc_attribute_normal(), pair: 0) }
  }

  let depth: ColorDepth
  private var looks: [Style: Look] = [:]
  private var pairs: [[Int32]: Int] = [:]

  /// Starts colors, unless the terminal has none or they are not wanted.
  init(hasNoColor: Bool) {
    guard !hasNoColor, has_colors(), start_color() == OK else {
      depth = .none
      return
    }
    use_default_colors()
    depth = ColorDepth(colors: Int(nc_colors()))
  }

  /// The look of a style; made on first use.
  mutating func look(of style: Style, in theme: Theme) -> Look {
    if let known = looks[style] { return known }
    let entry = theme[style.role]
    var attributes = entry.attributes.union(style.attributes)
    var pair = 0
    if depth == .none {
      // A background that stands out is all that some roles have; reverse stands for it.
      if entry.background.isExplicit { attributes.insert(.reverse) }
    } else {
      let numbers = theme.numbers(for: entry, in: depth)
      pair = pairNumber(numbers.foreground, numbers.background)
    }
    let look = Look(attributes: Self.bits(of: attributes), pair: pair)
    looks[style] = look
    return look
  }

  /// Makes all looks anew, for another theme.
  mutating func forget() {
    looks = [:]
  }

  private mutating func pairNumber(_ foreground: Int32, _ background: Int32) -> Int {
    if foreground < 0, background < 0 { return 0 }
    if let known = pairs[[foreground, background]] { return known }
    let number = pairs.count + 1
    guard number < Int(nc_color_pairs()),
      init_extended_pair(Int32(number), foreground, background) == OK
    else { return 0 }
    pairs[[foreground, background]] = number
    return number
  }

  private static func bits(of attributes: Attributes) -> attr_t {
    var bits = nc_attribute_normal()
    if attributes.contains(.bold) { bits |= nc_attribute_bold() }
    if attributes.contains(.dim) { bits |= nc_attribute_dim() }
    if attributes.contains(.reverse) { bits |= nc_attribute_reverse() }
    if attributes.contains(.underline) { bits |= nc_attribute_underline() }
    return bits
  }
}

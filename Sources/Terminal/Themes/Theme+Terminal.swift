extension Theme {
  /// The numbers of the colors a terminal shows a look in; -1 is its own.
  ///
  /// Where few colors make two different ones the same, such as white on cyan, the foreground
  /// gives way: a dose must be readable before it is pretty.
  package func numbers(
    for entry: Entry,
    in depth: ColorDepth
  ) -> (foreground: Int32, background: Int32) {
    let foreground = entry.foreground.number(in: depth)
    let background = entry.background.number(in: depth)
    guard depth == .eight || depth == .sixteen else { return (foreground, background) }
    let seenForeground = seen(foreground, default: self.foreground)
    let seenBackground = seen(background, default: self.background)
    if seenForeground.contrast(with: seenBackground) >= ThemeCheck.leastContrast {
      return (foreground, background)
    }
    guard background >= 0 else { return (-1, -1) }
    let white: Int32 = depth == .eight ? 7 : 15
    let onWhite = RGB.indexed(Int(white)).contrast(with: seenBackground)
    let onBlack = RGB.indexed(0).contrast(with: seenBackground)
    return (onWhite > onBlack ? white : 0, background)
  }

  private func seen(_ number: Int32, default fallback: RGB) -> RGB {
    number < 0 ? fallback : RGB.indexed(Int(number))
  }
}

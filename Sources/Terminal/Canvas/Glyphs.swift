/// The characters that pictures are drawn with, chosen once for a terminal.
package struct Glyphs: Hashable, Sendable {
  /// Whether characters outside ASCII may be sent at all.
  package var isASCII: Bool
  /// Whether one thing stands below the other in words: no rules, boxes, panes side by side or
  /// charts, which a screen reader would read aloud sign by sign.
  package var isLinear: Bool
  /// Stands before the selected row.
  package var bar: String
  package var horizontal: String
  package var vertical: String
  package var topLeft: String
  package var topRight: String
  package var bottomLeft: String
  package var bottomRight: String
  /// Ends text that was cut.
  package var ellipsis: String
  /// Stand around what the arrows to the sides change; no signs that are read as less and more.
  package var choiceLeft: String
  package var choiceRight: String
  /// Eight heights, lowest first.
  package var spark: [String]
  /// A place in a chart for which nothing is known; unlike every height.
  package var noData: String
  /// Covers a stretch of a chart, and leaves one empty.
  package var shade: String
  package var blank: String
  /// Stand in a chart for one dose and for several.
  package var dose: String { isASCII ? "o" : "●" }
  package var doses: String { isASCII ? "#" : "◆" }
  /// Points at what lies further up or down.
  package var moreAbove: String
  package var moreBelow: String

  /// Box drawing and block characters.
  package static let unicode = Glyphs(
    isASCII: false,
    isLinear: false,
    bar: "▌",
    horizontal: "─",
    vertical: "│",
    topLeft: "┌",
    topRight: "┐",
    bottomLeft: "└",
    bottomRight: "┘",
    ellipsis: "…",
    choiceLeft: "‹",
    choiceRight: "›",
    spark: ["▁", "▂", "▃", "▄", "▅", "▆", "▇", "█"],
    noData: "·",
    shade: "▒",
    blank: "·",
    moreAbove: "↑",
    moreBelow: "↓"
  )

  /// Nothing but ASCII.
  package static let ascii = Glyphs(
    isASCII: true,
    isLinear: false,
    bar: "*",
    horizontal: "-",
    vertical: "|",
    topLeft: "+",
    topRight: "+",
    bottomLeft: "+",
    bottomRight: "+",
    ellipsis: "~",
    choiceLeft: "[",
    choiceRight: "]",
    spark: ["_", ".", ",", "-", "=", "+", "*", "#"],
    noData: "?",
    shade: "=",
    blank: "_",
    moreAbove: "^",
    moreBelow: "v"
  )

  /// The same in words, one thing below the other.
  package var linear: Glyphs {
    var glyphs = self
    glyphs.isLinear = true
    glyphs.bar = "*"
    glyphs.spark = Array(repeating: " ", count: spark.count)
    glyphs.noData = " "
    glyphs.shade = " "
    glyphs.blank = " "
    glyphs.horizontal = " "
    glyphs.vertical = " "
    glyphs.topLeft = " "
    glyphs.topRight = " "
    glyphs.bottomLeft = " "
    glyphs.bottomRight = " "
    return glyphs
  }
}

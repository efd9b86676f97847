/// One measured number beside the number of something known, from the same run.
struct Figure {
  /// What was measured, in a few words.
  let name: String
  let value: Double
  let unit: Unit
  /// What it is compared with.
  let baseline: Baseline

  enum Unit: String {
    case milliseconds = "ms"
    case bytes = "bytes"
    case megabytes = "MB"
    case times = "times"
    case commits = "commits"
    case wakeUps = "wake-ups"
    case reminders = "reminders"
    case rowsPerSecond = "rows/s"
  }

  /// A number that was measured in the same run, or a budget where nothing can be measured.
  struct Baseline {
    let name: String
    let value: Double
  }
}

extension Figure {
  init(_ name: String, _ value: Double, _ unit: Unit, beside baseline: String, _ other: Double) {
    self.init(
      name: name,
      value: value,
      unit: unit,
      baseline: Baseline(name: baseline, value: other)
    )
  }

  /// The number divided by its baseline; nil beside nothing.
  var ratio: Double? { baseline.value == 0 ? nil : value / baseline.value }
}

/// Figures in columns.
enum FigureTable {
  /// A heading and one line a figure.
  static func text(_ subject: String, _ figures: [Figure]) -> String {
    let rows = figures.map { figure in
      [
        figure.name, "\(number(figure.value)) \(figure.unit.rawValue)",
        figure.ratio.map { "\(number($0)) x" } ?? "-",
        "\(figure.baseline.name): \(number(figure.baseline.value)) \(figure.unit.rawValue)",
      ]
    }
    let widths = (0..<3).map { column in rows.map { $0[column].count }.max() ?? 0 }
    let lines = rows.map { row in
      "  " + pad(row[0], widths[0], left: true) + "  " + pad(row[1], widths[1], left: false) + "  "
        + pad(row[2], widths[2], left: false) + "  " + row[3]
    }
    return ([subject] + lines).joined(separator: "\n")
  }

  private static func pad(_ text: String, _ width: Int, left: Bool) -> String {
    let blanks = String(repeating: " ", count: max(0, width - text.count))
    return left ? text + blanks : blanks + text
  }

  /// Three digits that count, without an exponent.
  static func number(_ value: Double) -> String {
    let magnitude = abs(value)
    if magnitude >= 100 || value == value.rounded() { return "\(Int(value.rounded()))" }
    let factor: Double = magnitude >= 10 ? 10 : magnitude >= 1 ? 100 : 1000
    return "\((value * factor).rounded() / factor)"
  }
}

/// Days as a calendar: a row for each week, a column for each day of the week.
package struct HeatMap: Hashable, Sendable {
  /// What one day shows.
  package struct Day: Hashable, Sendable {
    /// One or two characters that say it without color: a digit, `x`, `-`.
    package let mark: String
    package let role: StyleRole

    package init(_ mark: String, _ role: StyleRole) {
      self.mark = mark
      self.role = role
    }
  }

  /// One row.
  package struct Week: Hashable, Sendable {
    package let label: String
    /// Seven days; nothing outside of the time shown.
    package let days: [Day?]

    package init(_ label: String, _ days: [Day?]) {
      self.label = label
      self.days = days
    }
  }

  /// Names of the days, in the order of the columns.
  package let weekdays: [String]
  package let weeks: [Week]

  package init(weekdays: [String], weeks: [Week]) {
    self.weekdays = weekdays
    self.weeks = weeks
  }

  /// Draws the names of the days and as many of the newest weeks as there are rows.
  package func draw(on canvas: Canvas) {
    let labels = 1 + (weeks.map { CellText.width(of: $0.label) }.max() ?? 0)
    for (index, name) in weekdays.enumerated() {
      canvas.put(
        name,
        row: 0,
        column: labels + index * 4,
        width: 3,
        style: .role(.heading),
        alignment: .trailing
      )
    }
    for (index, week) in weeks.suffix(max(0, canvas.rows - 1)).enumerated() {
      canvas.put(week.label, row: index + 1, width: labels - 1, style: .role(.muted))
      for (day, value) in week.days.enumerated() {
        guard let value else { continue }
        canvas.put(
          value.mark,
          row: index + 1,
          column: labels + day * 4,
          width: 3,
          style: .role(value.role),
          alignment: .trailing
        )
      }
    }
  }
}

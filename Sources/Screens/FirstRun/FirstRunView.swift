import Domain
import Terminal

/// Draws the first questions, and below them what the directions mean in plain words.
@MainActor struct FirstRunView {
  let screen: FirstRunScreen

  func draw(on canvas: Canvas) {
    canvas.put("WELCOME TO PRESCRIPCARE", row: 0, column: 1, style: .role(.title, .bold))
    canvas.rule(row: 1)
    let isSmall = canvas.rows < 20
    var row = 2
    if !isSmall {
      row += canvas.wrap(
        "A few questions, then your day. Nothing leaves this computer, and nothing is kept "
          + "before you are done. Enter goes on.",
        row: row,
        column: 1,
        maximumRows: 2
      )
    }
    let said = canvas.rows < 30 ? 3 : 6
    let fields = canvas.part(
      row: row,
      column: 1,
      rows: max(2, min(screen.form.rows, canvas.rows - row - said)),
      columns: canvas.columns - 2
    )
    screen.form.draw(on: fields)
    drawMeaning(on: canvas.part(row: row + fields.rows, column: 1, columns: canvas.columns - 2))
  }

  private func drawMeaning(on canvas: Canvas) {
    canvas.rule(row: 0)
    guard let (words, style) = meaning else { return }
    canvas.wrap(words, row: 1, maximumRows: max(1, canvas.rows - 1), style: style)
  }

  private var meaning: (String, Style)? {
    let form = screen.form
    if form.fields[form.focus].id == "zone" {
      let found = screen.reader.zones(form["zone"]).prefix(6).map(FirstRunReader.spoken)
      return found.count > 1 ? ("Zones: \(Display.list(Array(found)))", .text) : nil
    }
    guard let line = screen.reader.directions(form.values) else { return nil }
    guard line.reading.understood else {
      let left = line.reading.unparsed.map { "\"\($0)\"" }.joined(separator: ", ")
      return ("Not understood yet: \(left)", .role(.warning))
    }
    let name = [form["drug"], Display.strength(form["strength"])].filter { !$0.isEmpty }.joined(
      separator: " "
    )
    let subject = name.isEmpty ? "This" : name
    do throws(EntryError) {
      let rules = try screen.reader.rules(form.values)
      let times = rules.flatMap(\.timesOfDay).sorted().map { Display.clock($0) }
      let rings = times.isEmpty ? "" : " Due at \(Display.list(times))."
      return ("\(subject) means: \(line.reading.text)\(rings)", .role(.text, .bold))
    } catch {
      return ("\(line.reading.text) \(error.sentence)", .role(.warning))
    }
  }
}

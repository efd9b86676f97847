import Domain
import Store
import Terminal

/// Draws the editor: fields, and what they come to in words and as the next doses.
@MainActor struct ScheduleEditorView {
  let editor: ScheduleEditor

  func draw(on canvas: Canvas) {
    let plan = editor.plan
    HeaderLine(
      person: editor.context.person,
      mark: editor.context.mark,
      now: plan.now,
      zone: plan.zone
    ).draw(on: canvas)
    let heading = editor.item == nil ? "ADD A MEDICINE" : "CHANGE A MEDICINE"
    canvas.put(heading, row: 2, column: 1, style: .role(.heading, .bold))
    if let title = editor.item?.label.title {
      canvas.put(title, row: 2, column: heading.count + 3, style: .role(.title, .bold))
    } else {
      canvas.put("Enter goes on, ^S saves", row: 2, column: heading.count + 3, style: .role(.muted))
    }
    let body = canvas.part(row: 3, column: 1, rows: canvas.rows - 4, columns: canvas.columns - 2)
    guard canvas.columns < SchedulesView.wide else { return drawWide(body) }
    let above = min(editor.form.rows, max(6, body.rows - 10))
    let side = body.part(row: above + 1)
    body.rule(row: above)
    drawPreview(side)
    drawForm(body.part(row: 0, rows: above))
  }

  private func drawWide(_ canvas: Canvas) {
    let left = canvas.columns * 3 / 5
    for row in 0..<canvas.rows {
      canvas.put(canvas.glyphs.vertical, row: row, column: left, style: .role(.border))
    }
    drawPreview(canvas.part(row: 0, column: left + 2))
    drawForm(canvas.part(row: 0, columns: left - 1))
  }

  private func drawForm(_ canvas: Canvas) {
    editor.form.draw(on: canvas)
    let shown = canvas.rows / 2
    let hidden = editor.form.fields.count - max(shown, editor.form.focus + 1)
    guard hidden > 0, canvas.rows > 1 else { return }
    canvas.put(
      "\(canvas.glyphs.moreBelow) \(hidden) more",
      row: canvas.rows - 1,
      width: canvas.columns,
      style: .role(.muted),
      alignment: .trailing
    )
  }

  private func drawPreview(_ canvas: Canvas) {
    let preview = EditorPreview(editor)
    var row = 0
    let isNaming = editor.form.fields[editor.form.focus].id == "drug"
    if isNaming, !editor.suggestions.isEmpty {
      let names = editor.suggestions.map(\.name).joined(separator: ", ")
      row += canvas.wrap("In the catalogue: \(names)", row: row, maximumRows: 2)
    } else if let known = editor.knownDrug, !known.strengths.isEmpty,
      editor.form.fields[editor.form.focus].id == "strength"
    {
      let strengths = known.strengths.map { Display.strength($0) }.joined(separator: "; ")
      row += canvas.wrap("Made as: \(strengths)", row: row, maximumRows: 2)
    }
    if !preview.title.isEmpty {
      canvas.put(preview.title, row: row, style: .role(.title, .bold))
      row += 1
    }
    for warning in preview.warnings {
      row += canvas.wrap(warning, row: row, maximumRows: 2, style: .role(.critical, .bold))
    }
    for sentence in preview.sentences { row += canvas.wrap(sentence, row: row, maximumRows: 4) }
    if let problem = preview.problem {
      canvas.wrap(problem, row: row, maximumRows: 2, style: .role(.muted))
      return
    }
    drawNext(preview, on: canvas.part(row: row))
  }

  private func drawNext(_ preview: EditorPreview, on canvas: Canvas) {
    if let instead = preview.instead {
      canvas.wrap(instead, row: 0, style: .role(.muted))
      return
    }
    guard !preview.coming.isEmpty else { return }
    canvas.put("Next doses", row: 0, style: .role(.heading))
    let words = PlanWords(plan: editor.plan)
    for (index, dose) in preview.coming.enumerated() {
      let amount = dose.amount.map { ", \(Display.amount($0))" } ?? ""
      canvas.put(words.short(dose.local) + amount, row: index, column: 12)
    }
  }
}

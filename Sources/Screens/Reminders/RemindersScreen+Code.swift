import Domain
import Store
import Terminal

/// The code without which no extra dose is put on record.
extension RemindersScreen {
  func openCode() -> [Effect] {
    [
      context.read(CaregiverCodeQuery()) { [weak self] result in
        guard let self else { return [] }
        switch result {
        case .success(let isSet): return [.open(codeForm(isSet: isSet))]
        case .failure(let error): return [.failed(ErrorWords.sentence(for: error))]
        }
      }
    ]
  }

  private func codeForm(isSet: Bool) -> FormOverlay {
    let present = FormField(
      "present",
      label: "Present code",
      kind: .secret,
      help: "It is set: only who knows it changes it.",
      limit: 12
    )
    let new = FormField(
      "new",
      label: "New code",
      kind: .secret,
      help: isSet ? "4 to 12 digits; empty removes it." : "4 to 12 digits.",
      limit: 12
    )
    let again = FormField("again", label: "New code again", kind: .secret, limit: 12)
    let form = Form((isSet ? [present] : []) + [new, again]) { field, values in
      let code = values["new"] ?? ""
      switch field {
      case "new" where code.isEmpty && isSet: return nil
      case "new": return SetCaregiverCode.isCode(code) ? nil : "4 to 12 digits."
      case "again": return values["again"] == code ? nil : "The two differ."
      default: return nil
      }
    }
    return FormOverlay(
      title: "Code for extra doses",
      intro: "For somebody who may forget that a dose was taken: without the code no dose beside "
        + "the plan is recorded here.",
      form: form
    ) { [weak self] overlay in
      guard let self else { return [] }
      let code = overlay.form["new"]
      let change = SetCaregiverCode(
        code: code.isEmpty ? nil : code,
        present: isSet ? overlay.form["present"] : nil
      )
      return [
        context.write(change) { result in
          switch result {
          case .success:
            return [
              .closeScreen(overlay),
              .done(code.isEmpty ? "No code any more." : "Extra doses need the code from now on."),
            ]
          case .failure(let error):
            overlay.form.show(
              problem: ErrorWords.sentence(for: error),
              at: isSet ? "present" : "new"
            )
            return []
          }
        }
      ]
    }
  }
}

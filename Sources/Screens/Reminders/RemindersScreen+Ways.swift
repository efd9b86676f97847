import Domain
import Services
import Store
import Terminal

/// Setting and testing the ways on which reminders come.
extension RemindersScreen {
  /// Sends a test and asks whether it was noticed, or says what went wrong.
  func test(_ record: ChannelRecord) -> [Effect] {
    let words = AlertText.test
    switch record.settings.target {
    case .screen:
      flash()
      return [.bell, .open(noticed(record.method))]
    case .terminal(let sequence):
      guard let form = NotificationSequence(rawValue: sequence.rawValue) else { return [] }
      return [
        .terminalNotification(form, title: words.title, body: words.body),
        .open(noticed(record.method)),
      ]
    case .desktop, .email, .command, .push: return [.notice(Notice("Testing…")), send(record)]
    }
  }

  private func send(_ record: ChannelRecord) -> Effect {
    let maker = ChannelMaker(programs: context.programs)
    let session = context.session
    return .work(
      { answer in maker.test(record, token: session.token(of: record), answer: answer) },
      then: { [weak self] (outcome: DeliveryOutcome) in
        guard let self else { return [] }
        switch outcome {
        case .delivered: return [.open(noticed(record.method))]
        case .failed(let reason, _):
          return [keep(record.method, outcome, noticed: nil), .failed(reason)]
        // Only windows say so, and these are asked about above.
        case .waitsToBeSeen, .notNeeded: return []
        }
      }
    )
  }

  private func noticed(_ method: DeliveryMethod) -> Dialog {
    func choice(_ key: Character, _ title: String, _ noticed: Bool) -> Dialog.Choice {
      Dialog.Choice(key: .character(key), title: title) { [weak self] in
        guard let self else { return [] }
        let advice =
          noticed
          ? Effect.done("Good: reminders reach you on \(ReminderWords.name(method)).")
          : Effect.notice(
            Notice("Then do not rely on \(ReminderWords.name(method)) alone.", role: .warning)
          )
        return [keep(method, .delivered, noticed: noticed), advice]
      }
    }
    return Dialog(
      title: "Test of \(ReminderWords.name(method))",
      message: "It was sent. Did you hear or see this?",
      choices: [choice("y", "Yes", true), choice("n", "No", false), .cancel("Say nothing")]
    )
  }

  private func keep(
    _ method: DeliveryMethod,
    _ outcome: DeliveryOutcome,
    noticed: Bool?
  ) -> Effect {
    context.write(
      RecordChannelTest(method: method, outcome: outcome, wasNoticed: noticed)
    ) { result in
      switch result {
      case .success: [.refreshAll]
      case .failure(let error): [.failed(ErrorWords.sentence(for: error))]
      }
    }
  }

  /// Switches a way on or off; what was set stays.
  func toggle(_ record: ChannelRecord) -> [Effect] {
    let isOn = !record.settings.isOn
    let name = ReminderWords.name(record.method)
    return [
      save(
        ChannelSettings(
          target: record.settings.target,
          isOn: isOn,
          allowsNames: record.settings.allowsNames
        ),
        token: nil,
        said: isOn ? "Reminders come on \(name). T tests it." : "No reminder comes on \(name)."
      )
    ]
  }

  /// The form of a way; a way without an address is switched on at once.
  func openWay(_ method: DeliveryMethod) -> [Effect] {
    let record = record(method)
    guard method != .screen, method != .desktop else {
      if let record { return toggle(record) }
      let settings = ChannelSettings(target: .desktop)
      return [save(settings, token: nil, said: "Reminders come on desktop. T tests it.")]
    }
    let form = Form(Self.fields(method, record)) { field, values in
      Self.problem(method, field, values)
    }
    return [
      .open(
        FormOverlay(title: "Reminders on \(ReminderWords.name(method))", form: form) {
          [weak self] overlay in
          guard let self,
            let target = try? ChannelTarget(method, line: overlay.form.values["address"] ?? "")
          else { return [] }  // The form does not submit what is no target.
          let token = overlay.form["token"]
          return [
            save(
              ChannelSettings(target: target, allowsNames: overlay.form["names"] == "yes"),
              token: token.isEmpty ? nil : token,
              said: "Saved. T tests it.",
              closing: overlay
            )
          ]
        }
      )
    ]
  }

  private func save(
    _ settings: ChannelSettings,
    token: String?,
    said: String,
    closing overlay: FormOverlay? = nil
  ) -> Effect {
    let session = context.session
    return context.work(
      { try session.save(settings, token: token) },
      then: { result in
        switch result {
        case .success:
          return (overlay.map { [.closeScreen($0)] } ?? []) + [.done(said), .refreshAll]
        case .failure(let error):
          let sentence = ErrorWords.sentence(for: error)
          guard let overlay else { return [.failed(sentence)] }
          overlay.form.show(problem: sentence, at: "address")
          return []
        }
      }
    )
  }

  private static func fields(_ method: DeliveryMethod, _ record: ChannelRecord?) -> [FormField] {
    let value = record?.settings.target.text ?? ""
    let names = FormField(
      "names",
      label: "Medicines named",
      kind: .choice(["no", "yes"]),
      value: record?.settings.allowsNames == true ? "yes" : "no",
      help: "Others may look along there. Opioids are never named."
    )
    func address(_ label: String, _ help: String) -> FormField {
      FormField("address", label: label, value: value, help: help, limit: 500)
    }
    switch method {
    case .screen, .desktop: return []
    case .terminal:
      let kinds = TerminalSequence.allCases.map(\.rawValue)
      return [
        FormField(
          "address",
          label: "Sequence",
          kind: .choice(kinds),
          value: value,
          help: "Try which one your terminal shows; others it ignores."
        )
      ]
    case .email: return [address("Mail address", "One address, such as tom@example.org."), names]
    case .command:
      return [
        address("Program and words", "A full path, then words; \"…\" holds some together."), names,
      ]
    case .push:
      let has = record?.tokenFile != nil
      return [
        address("Address", "Such as https://ntfy.example.org/topic."),
        FormField(
          "token",
          label: "Token",
          kind: .secret,
          help: has ? "Empty keeps the one there is." : "Empty when the server wants none."
        ), names,
      ]
    }
  }

  private nonisolated static func problem(
    _ method: DeliveryMethod,
    _ field: FormField.ID,
    _ values: Form.Values
  ) -> String? {
    guard field == "address" else { return nil }
    do {
      _ = try ChannelTarget(method, line: values["address"] ?? "")
      return nil
    } catch {
      return error.sentence
    }
  }
}

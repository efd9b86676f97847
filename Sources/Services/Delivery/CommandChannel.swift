import Domain

extension ProgramChannel {
  /// A command of the person's own, which reads the message as one JSON document.
  ///
  /// It is started as it was entered, word by word and without a shell, so that nothing in a message
  /// can become part of a command. Empty `words` reach nobody.
  package static func command(
    _ words: [String],
    _ programs: OutsidePrograms,
    limit: Duration = usualLimit
  ) -> ProgramChannel {
    ProgramChannel(.command, programs: programs, limit: limit) { message in
      ProgramCall(
        words.first ?? "",
        Array(words.dropFirst()),
        input: Array(message.document.text.utf8) + [0x0A]
      )
    } outcome: { end in
      end.outcome(of: "Your command")
    }
  }
}

extension DeliveryMessage {
  /// What a command reads.
  var document: JSON {
    .object([
      "notification": .integer(notification), "title": .string(title), "body": .string(body),
      "priority": .string(priority.rawValue), "silent": .bool(isSilent),
    ])
  }
}

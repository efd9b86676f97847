import Domain

extension ProgramChannel {
  /// The desktop's notifications, through `notify-send`.
  ///
  /// The words stand in an argument list, so they must be ``AlertDetail/fixedWords``.
  package static func desktop(
    _ programs: OutsidePrograms,
    limit: Duration = usualLimit
  ) -> ProgramChannel {
    ProgramChannel(.desktop, programs: programs, limit: limit) { message in
      ProgramCall(
        "notify-send",
        [
          "--app-name=PrescripCare", "--urgency=\(urgency(of: message))", "--", message.title,
          message.body,
        ]
      )
    } outcome: { end in
      end.outcome(of: "notify-send")
    }
  }

  private static func urgency(of message: DeliveryMessage) -> String {
    switch message.priority {
    case .low: "low"
    case .normal, .high: message.isSilent ? "low" : "normal"
    case .critical: "critical"
    }
  }
}

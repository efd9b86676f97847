import Domain

extension ProgramChannel {
  /// Mail through the system's `sendmail`, which reads the receiver from the mail itself, so that no
  /// address stands in an argument list.
  package static func email(
    to address: MailAddress,
    _ programs: OutsidePrograms,
    limit: Duration = usualLimit
  ) -> ProgramChannel {
    ProgramChannel(.email, programs: programs, limit: limit) { message in
      ProgramCall(
        "sendmail",
        ["-t", "-i"],
        input: MailText(message: message, address: address).bytes
      )
    } outcome: { end in
      end.outcome(of: "The mail program (sendmail)")
    }
  }
}

import Domain

extension ProgramChannel {
  /// Push over HTTP in the form of ntfy: the body is the text, headers carry title and priority.
  ///
  /// The system's `curl` sends it. All that is personal, the address and the token among it, goes to
  /// its input as a configuration; its own configuration files are not read. It follows no
  /// redirection and speaks plain HTTP to this machine only.
  package static func push(
    to address: PushAddress,
    token: String?,
    _ programs: OutsidePrograms,
    limit: Duration = usualLimit
  ) -> ProgramChannel {
    ProgramChannel(.push, programs: programs, limit: limit) { message in
      ProgramCall(
        "curl",
        ["--disable", "--config", "-"],
        input: Array(
          PushRequest(message: message, address: address, token: token, limit: limit)
            .configuration.utf8
        )
      )
    } outcome: { end in
      PushRequest.outcome(of: end)
    }
  }
}

/// One request to a push server, as curl reads it and as it answers.
struct PushRequest {
  let message: DeliveryMessage
  let address: PushAddress
  let token: String?
  let limit: Duration

  /// A configuration file of curl.
  var configuration: String {
    // The program's own limit is a little longer: curl is to say itself what went wrong.
    let seconds = max(1, limit.components.seconds - 2)
    var lines = [
      "silent", "globoff", "url = \(quoted(address.description))",
      "proto = \(quoted(address.isLoopback ? "=http,https" : "=https"))", "noproxy = \"*\"",
      "max-time = \(seconds)", "output = \"/dev/null\"", "write-out = \"%{http_code}\"",
      header("User-Agent", "PrescripCare"), header("Content-Type", "text/plain; charset=utf-8"),
      header("Title", MailText.header(message.title)), header("Priority", "\(priority)"),
    ]
    if let token { lines.append(header("Authorization", "Bearer \(MailText.header(token))")) }
    lines.append("data-raw = \(quoted(message.body))")
    return lines.joined(separator: "\n") + "\n"
  }

  private var priority: Int {
    switch message.priority {
    case .low: 2
    case .normal: message.isSilent ? 2 : 3
    case .high: message.isSilent ? 2 : 4
    case .critical: 5
    }
  }

  private func header(_ name: String, _ value: String) -> String {
    "header = \(quoted("\(name): \(value)"))"
  }

  /// A value between quotation marks, in which nothing ends the line or the value.
  private func quoted(_ text: String) -> String {
    var out = "\""
    for scalar in text.unicodeScalars {
      switch scalar {
      case "\"": out += "\\\""
      case "\\": out += "\\\\"
      case "\n": out += "\\n"
      case "\r": out += "\\r"
      case "\t": out += "\\t"
      default: out.unicodeScalars.append(scalar.value < 0x20 ? " " : scalar)
      }
    }
    return out + "\""
  }

  /// What came of it: the server's answer stands in the output, curl's own trouble in the exit code.
  static func outcome(of end: ProgramEnd) -> DeliveryOutcome {
    guard case .exited(let code, let output) = end else { return end.outcome(of: "curl") }
    let status = Int(String(decoding: output.prefix(3), as: UTF8.self)) ?? 0
    if code == 0 { return outcome(status: status) }
    switch code {
    case 6: return .failed(reason: "The push server's address was not found.", mayTryAgain: true)
    case 7: return .failed(reason: "The push server cannot be reached.", mayTryAgain: true)
    case 28: return .failed(reason: "The push server did not answer in time.", mayTryAgain: true)
    case 35, 51, 60:
      return .failed(reason: "The push server could not prove who it is.", mayTryAgain: false)
    case 52, 55, 56:
      return .failed(reason: "The push server broke off the connection.", mayTryAgain: true)
    default: return .failed(reason: "Pushing failed (curl \(code)).", mayTryAgain: true)
    }
  }

  private static func outcome(status: Int) -> DeliveryOutcome {
    switch status {
    case 200..<300: .delivered
    case 401, 403:
      .failed(reason: "The push server wants another token (\(status)).", mayTryAgain: false)
    case 408, 425, 429, 500...:
      .failed(reason: "The push server is busy or broken (\(status)).", mayTryAgain: true)
    default: .failed(reason: "The push server refused it (\(status)).", mayTryAgain: false)
    }
  }
}

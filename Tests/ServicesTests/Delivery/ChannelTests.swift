import Foundation
import Synchronization
import Testing

@testable import Domain
@testable import Services

/// Every way on which a reminder can leave the program, against a receiver that is really there.
@Suite struct ChannelTests {
  private let folder: ReceiverFolder

  init() throws { folder = try ReceiverFolder() }

  // MARK: Desktop

  @Test func `the desktop gets title and text, and how urgent it is`() async throws {
    try folder.program("notify-send", #"printf '%s\n' "$@" >$here/got"#)
    let channel = ProgramChannel.desktop(folder.programs)
    #expect(await channel.outcome(.sample(priority: .critical)) == .delivered)
    #expect(
      try folder.text("got") == """
        --app-name=PrescripCare
        --urgency=critical
        --
        Due: 2 medicines
        2 medicines, due 8:00 AM.

        """
    )
  }

  @Test func `a desktop that is not there is said so and may come back`() async throws {
    try folder.program("notify-send", "echo 'no bus' >&2; exit 1")
    #expect(
      await ProgramChannel.desktop(folder.programs).outcome()
        == .failed(reason: "notify-send refused it (exit code 1).", mayTryAgain: true)
    )
    let nowhere = OutsidePrograms(folders: [folder.path + "/none"])
    #expect(
      await ProgramChannel.desktop(nowhere).outcome()
        == .failed(reason: "notify-send was not found on this machine.", mayTryAgain: false)
    )
  }

  // MARK: Mail

  @Test func `sendmail reads the whole mail and nothing personal stands in its arguments`()
    async throws
  {
    try folder.program("sendmail", #"printf '%s ' "$@" >$here/arguments; cat >$here/mail"#)
    let address = try #require(MailAddress(text: "tom@example.org"))
    let channel = ProgramChannel.email(to: address, folder.programs)
    #expect(await channel.outcome() == .delivered)
    #expect(try folder.text("arguments") == "-t -i ")
    #expect(
      try folder.text("mail") == """
        To: tom@example.org
        Subject: Due: 2 medicines
        MIME-Version: 1.0
        Content-Type: text/plain; charset=utf-8
        Content-Transfer-Encoding: base64
        Auto-Submitted: auto-generated
        X-Priority: 3

        MiBtZWRpY2luZXMsIGR1ZSA4OjAwIEFNLg==

        """
    )
  }

  @Test func `no text can add a header to a mail`() async throws {
    try folder.program("sendmail", #"cat >$here/mail"#)
    let address = try #require(MailAddress(text: "tom@example.org"))
    let message = DeliveryMessage.sample(
      title: "x\nBcc: eve@example.org\r\nX: y",
      body: ".\nBcc: eve@example.org"
    )
    #expect(await ProgramChannel.email(to: address, folder.programs).outcome(message) == .delivered)
    let lines = try folder.text("mail").split(separator: "\n", omittingEmptySubsequences: false)
    #expect(lines[1] == "Subject: x Bcc: eve@example.org  X: y")
    #expect(!lines.contains { $0.hasPrefix("Bcc") })
    let body = lines[8...].joined()
    #expect(Data(base64Encoded: body).map { String(decoding: $0, as: UTF8.self) } == message.body)
  }

  @Test func `a name with letters of other alphabets is written as mail writes it`() {
    #expect(MailText.header("José: due") == "=?utf-8?B?Sm9zw6k6IGR1ZQ==?=")
    let long = MailText.header(String(repeating: "ž", count: 60))
    #expect(long.split(separator: " ").count == 3)
    #expect(long.split(separator: " ").allSatisfy { $0.count <= 75 })
    #expect(MailText.header("=?utf-8?B?eA==?=") == "=?utf-8?B?PT91dGYtOD9CP2VBPT0/PQ==?=")
  }

  @Test(arguments: [(75, true), (71, true), (1, true), (67, false), (64, false), (78, false)])
  func `what sendmail says decides whether to try again`(code: Int, again: Bool) async throws {
    try folder.program("sendmail", "exit \(code)")
    let address = try #require(MailAddress(text: "tom@example.org"))
    #expect(
      await ProgramChannel.email(to: address, folder.programs).outcome()
        == .failed(
          reason: "The mail program (sendmail) refused it (exit code \(code)).",
          mayTryAgain: again
        )
    )
  }

  // MARK: Own command

  @Test func `a command reads one JSON document and sees its own words unchanged`() async throws {
    let file = try folder.program("mine", #"printf '<%s>' "$@" >$here/words; cat >$here/read"#)
    let channel = ProgramChannel.command([file, "a b", "$HOME"], folder.programs)
    let message = DeliveryMessage.sample(title: "Say \"x\"", body: "one\ntwo", priority: .high)
    #expect(await channel.outcome(message) == .delivered)
    #expect(try folder.text("words") == "<a b><$HOME>")
    #expect(
      try folder.text("read") == #"""
        {"notification":41,"title":"Say \"x\"","body":"one\ntwo","priority":"high","silent":false}

        """#
    )
  }

  @Test func `a way that hangs holds up no other`() async throws {
    try folder.program("mine", "while [ ! -e $here/go ]; do sleep 0.05; done")
    try folder.program("notify-send", "touch $here/go")
    let hanging = ProgramChannel.command(["mine"], folder.programs)
    let desktop = ProgramChannel.desktop(folder.programs)
    async let first = hanging.outcome()
    async let second = desktop.outcome()
    // The command ends only because the desktop was served meanwhile.
    #expect(await second == .delivered)
    #expect(await first == .delivered)
  }

  @Test func `a command that hangs is ended and may be tried again`() async throws {
    try folder.program("mine", "sleep 1000")
    let channel = ProgramChannel.command(
      ["mine"],
      folder.programs,
      limit: .milliseconds(500)
    )
    #expect(
      await channel.outcome()
        == .failed(reason: "Your command took too long and was ended.", mayTryAgain: true)
    )
  }

  @Test func `messages on one way arrive one after the other`() async throws {
    try folder.program("mine", "cat >>$here/read")
    let channel = ProgramChannel.command(["mine"], folder.programs)
    await withTaskGroup(of: Void.self) { group in
      for number in 1...5 {
        group.addTask { _ = await channel.outcome(.sample(title: "\(number)")) }
      }
    }
    let lines = try folder.text("read").split(separator: "\n")
    #expect(lines.count == 5)
    #expect(lines.allSatisfy { $0.hasPrefix("{") && $0.hasSuffix("}") })
  }

  // MARK: Window

  @Test func `what no window shows in time was not shown`() async {
    let silent = ShownChannel(.screen, limit: .milliseconds(50)) { _, _ in }
    #expect(
      await silent.outcome() == .failed(reason: "No window was open.", mayTryAgain: true)
    )
  }

  @Test func `a window answers once, whatever it says later`() async {
    let answers = Mutex(0)
    let channel = ShownChannel(.screen, limit: .milliseconds(50)) { _, answer in
      answer(.delivered)
      answer(ShownChannel.refused)
    }
    let outcome = await withCheckedContinuation { continuation in
      channel.deliver(.sample()) { outcome in
        answers.withLock { $0 += 1 }
        continuation.resume(returning: outcome)
      }
    }
    #expect(outcome == .delivered)
    #expect(answers.withLock { $0 } == 1)
  }
}

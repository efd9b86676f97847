import ArgumentParser
import Domain
import Store

/// `audit …`: what was done, by whom.
struct AuditCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "audit",
    abstract: "See and prove the audit.",
    subcommands: [AuditListCommand.self, AuditVerifyCommand.self]
  )
}

/// `audit list`: the newest entries.
struct AuditListCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "list",
    abstract: "List the newest audit entries, newest first."
  )

  @OptionGroup var global: GlobalOptions
  @Option(help: "How many.") var limit = 50
  @Option(help: "Entries below this number alone.") var before: Int?

  func run() throws {
    let run = try CommandRun(global)
    let count = try GivenValue.whole(limit, "--limit", 1...10_000) ?? limit
    try run.withSite { session in
      let items = try session.read(AuditListQuery(limit: count, before: before))
      run.print(
        json: .object(["entries": .array(items.map(Self.json))]),
        text: items.isEmpty ? "The audit is empty." : items.map(Self.line).joined(separator: "\n")
      )
    }
  }

  private static func json(_ item: AuditListQuery.Item) -> JSON {
    .object([
      "entry": .integer(item.number), "at": .string(item.performedAt.text(offset: 0)),
      "actor": .text(item.actorHandle ?? "\(item.actor)"), "action": .string(item.action),
      "table": .string(item.table), "record": .text(item.record),
      "subject": .number(item.subject), "risk": .string(item.risk), "agent": .text(item.agent),
    ])
  }

  private static func line(_ item: AuditListQuery.Item) -> String {
    let record = item.record.map { " \($0)" } ?? ""
    let who = item.actorHandle ?? "person \(item.actor)"
    return "\(item.number)  \(item.performedAt.text(offset: 0))  \(who)  \(item.action)\(record)"
  }
}

/// `audit verify`: whether the chain of the audit holds.
struct AuditVerifyCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "verify",
    abstract: "Prove that no audit entry was changed, removed or put in.",
    discussion: "The number and digest of the last entry, kept elsewhere, show later cutting."
  )

  @OptionGroup var global: GlobalOptions

  func run() throws {
    let run = try CommandRun(global)
    try run.withDatabase { database in
      if let fault = try database.auditFault() {
        throw CommandFailure(.checkFailed, VerifyText.sentence(fault))
      }
      let head = try database.auditHead()
      let digest = head.digest.map { byte in
        (byte < 16 ? "0" : "") + String(byte, radix: 16)
      }.joined()
      run.print(
        json: .object([
          "holds": .bool(true), "entries": .integer(head.number), "head": .string(digest),
        ]),
        text: "All \(Display.number(head.number)) audit entries hold; the last is \(digest)."
      )
    }
  }
}

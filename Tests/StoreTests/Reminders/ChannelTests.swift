import Foundation
import TestSupport
import Testing

@testable import Domain
@testable import Store

/// The ways on which a person is told, as they are kept.
@Suite struct ChannelTests {
  private let home: OnePersonHome

  init() throws { home = try OnePersonHome() }

  private func records() throws -> [ChannelRecord] { try home.session.read(ChannelsQuery()) }

  private func record(_ method: DeliveryMethod) throws -> ChannelRecord? {
    try records().first { $0.method == method }
  }

  private func push(_ path: String) throws -> ChannelSettings {
    ChannelSettings(
      target: .push(try PushAddress(text: "https://push.example.org/\(path)")),
      allowsNames: true
    )
  }

  @Test func `before anything is set the screen is on and nothing leaves the program`() throws {
    #expect(
      try records() == [
        ChannelRecord(
          settings: ChannelSettings(target: .screen, allowsNames: true),
          tokenFile: nil,
          test: nil,
          wasNoticed: nil
        )
      ]
    )
  }

  @Test func `every kind of way comes back as it was set`() throws {
    let address = try #require(MailAddress(text: "tom@example.org"))
    let all: [ChannelSettings] = [
      ChannelSettings(target: .screen, isOn: false), ChannelSettings(target: .terminal(.osc777)),
      ChannelSettings(target: .desktop), ChannelSettings(target: .email(address)),
      ChannelSettings(target: .command(["/bin/say", "a \"b\"", "", "ä"]), allowsNames: true),
      try push("topic"),
    ]
    for settings in all.reversed() { try home.session.save(settings) }
    #expect(try records().map(\.settings) == all)
  }

  @Test func `a token lies in a file of its own that only its owner can read`() throws {
    try home.session.save(try push("topic"), token: "tk_secret")
    let kept = try #require(try record(.push))
    let file = try #require(kept.tokenFile)
    let path = home.test.environment.keyFolder + "/tokens/" + file
    let attributes = try FileManager.default.attributesOfItem(atPath: path)
    #expect(attributes[.posixPermissions] as? Int == 0o600)
    #expect(home.session.token(of: kept) == "tk_secret")
    for suffix in ["", "-wal"] {
      let bytes = try Data(contentsOf: URL(fileURLWithPath: home.test.path + suffix))
      #expect(bytes.range(of: Data("tk_secret".utf8)) == nil)
    }
  }

  @Test func `a token goes with its address and is not sent to another one`() throws {
    try home.session.save(try push("one"), token: "tk_one")
    let first = try #require(try record(.push)?.tokenFile)
    try home.session.save(
      ChannelSettings(target: try push("one").target, isOn: false),
      token: nil
    )
    #expect(try record(.push)?.tokenFile == first)
    try home.session.save(try push("two"))
    #expect(try record(.push)?.tokenFile == nil)
    let folder = home.test.environment.keyFolder + "/tokens"
    #expect(try FileManager.default.contentsOfDirectory(atPath: folder) == [])
  }

  @Test func `a change that fails leaves the token before and no other`() throws {
    try home.session.save(try push("one"), token: "tk_one")
    let stranger = home.test.session(as: 99, for: home.user, roles: [.patient])
    #expect(throws: StoreError.self) { try stranger.save(try push("one"), token: "tk_two") }
    let folder = home.test.environment.keyFolder + "/tokens"
    #expect(try FileManager.default.contentsOfDirectory(atPath: folder).count == 1)
    let kept = try #require(try record(.push))
    #expect(home.session.token(of: kept) == "tk_one")
  }

  @Test(arguments: ["a b", "tk\nX: y", "", "tk_ü"])
  func `what is no token is not kept`(token: String) throws {
    #expect(throws: StoreError.self) { try home.session.save(try push("one"), token: token) }
    #expect(try record(.push) == nil)
  }

  @Test func `a token whose file is gone is missing and not empty`() throws {
    try home.session.save(try push("one"), token: "tk_one")
    let kept = try #require(try record(.push))
    try FileManager.default.removeItem(atPath: home.test.environment.keyFolder + "/tokens")
    #expect(kept.tokenFile != nil && home.session.token(of: kept) == nil)
  }

  @Test func `a test is remembered until the way leads elsewhere`() throws {
    try home.session.save(ChannelSettings(target: .terminal(.osc9)))
    let failed = DeliveryOutcome.failed(reason: "No window was open.", mayTryAgain: true)
    try home.session.write(RecordChannelTest(method: .terminal, outcome: failed))
    let now = home.test.clock.now
    #expect(try record(.terminal)?.test == .failed(at: now, reason: "No window was open."))
    try home.session.write(
      RecordChannelTest(method: .terminal, outcome: .delivered, wasNoticed: true)
    )
    #expect(try record(.terminal)?.test == .delivered(at: now))
    #expect(try record(.terminal)?.wasNoticed == true)
    try home.session.save(ChannelSettings(target: .terminal(.osc9), isOn: false))
    #expect(try record(.terminal)?.test == .delivered(at: now))
    try home.session.save(ChannelSettings(target: .terminal(.osc99)))
    #expect(try record(.terminal)?.test == nil)
    #expect(try record(.terminal)?.wasNoticed == nil)
  }

  @Test func `the screen can be tested though nobody ever set it`() throws {
    try home.session.write(
      RecordChannelTest(method: .screen, outcome: .delivered, wasNoticed: false)
    )
    #expect(try record(.screen)?.wasNoticed == false)
    #expect(try record(.screen)?.settings.isOn == true)
    #expect(throws: StoreError.notFound(what: "way of reminding", id: "email")) {
      try home.session.write(RecordChannelTest(method: .email, outcome: .delivered))
    }
  }

  @Test func `every change of a way is on record without its address`() throws {
    let address = try #require(MailAddress(text: "tom@example.org"))
    try home.session.save(ChannelSettings(target: .email(address), allowsNames: true))
    let entries = try home.session.read(AuditListQuery(limit: 5))
    let entry = try #require(entries.first { $0.action == "channel.set" })
    #expect(!"\(entry)".contains("example"))
  }
}

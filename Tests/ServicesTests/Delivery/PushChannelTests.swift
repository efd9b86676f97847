import Foundation
import Testing

@testable import Domain
@testable import Services

/// Push, with the system's curl and a server on this machine.
@Suite(.enabled(if: OutsidePrograms().path(of: "curl") != nil, "curl is not installed"))
struct PushChannelTests {
  private func channel(
    _ server: PushServer,
    token: String? = nil,
    path: String = "topic",
    limit: Duration = .seconds(20)
  ) throws -> ProgramChannel {
    let address = try PushAddress(text: "http://127.0.0.1:\(server.port)/\(path)")
    return .push(to: address, token: token, OutsidePrograms(), limit: limit)
  }

  @Test func `the server gets text, title, priority and token`() async throws {
    let server = try PushServer(.answer(status: "200 OK", body: "{}"))
    defer { server.stop() }
    let message = DeliveryMessage.sample(
      title: "José \"x\" \\ y",
      body: "@one\n\"two\" \\three\r\nurl = \"http://evil\"",
      priority: .critical
    )
    #expect(try await channel(server, token: "tk_\"1").outcome(message) == .delivered)
    let request = try #require(server.received.first)
    let parts = request.components(separatedBy: "\r\n\r\n")
    #expect(server.received.count == 1)
    #expect(parts[0].hasPrefix("POST /topic HTTP/1.1\r\n"))
    #expect(parts[0].contains("\r\nTitle: =?utf-8?B?Sm9zw6kgIngiIFwgeQ==?="))
    #expect(parts[0].contains("\r\nPriority: 5"))
    #expect(parts[0].contains("\r\nAuthorization: Bearer tk_\"1"))
    #expect(parts.dropFirst().joined(separator: "\r\n\r\n") == message.body)
  }

  @Test func `an address cannot be more than one`() async throws {
    let server = try PushServer(.answer(status: "200 OK", body: ""))
    defer { server.stop() }
    #expect(try await channel(server, path: "a[1-3]%22").outcome() == .delivered)
    #expect(server.received.count == 1)
  }

  @Test(arguments: [
    ("500 Oh", "The push server is busy or broken (500).", true),
    ("429 Slow", "The push server is busy or broken (429).", true),
    ("401 No", "The push server wants another token (401).", false),
    ("404 No", "The push server refused it (404).", false),
    ("302 Found\r\nLocation: http://127.0.0.1:1/", "The push server refused it (302).", false),
  ])
  func `what the server answers decides`(status: String, reason: String, again: Bool) async throws {
    let server = try PushServer(.answer(status: status, body: "words"))
    defer { server.stop() }
    #expect(
      try await channel(server).outcome() == .failed(reason: reason, mayTryAgain: again)
    )
    #expect(server.received.count == 1)
  }

  @Test func `a server that says nothing, or too much, is not waited for`() async throws {
    for manner in [PushServer.Manner.silence, .flood] {
      let server = try PushServer(manner)
      defer { server.stop() }
      #expect(
        try await channel(server, limit: .seconds(3)).outcome()
          == .failed(reason: "The push server did not answer in time.", mayTryAgain: true)
      )
    }
  }

  @Test func `a server that vanishes or refuses may be tried again`() async throws {
    let vanishing = try PushServer(.vanish)
    defer { vanishing.stop() }
    #expect(
      try await channel(vanishing).outcome()
        == .failed(reason: "The push server broke off the connection.", mayTryAgain: true)
    )
    let address = try PushAddress(text: "http://127.0.0.1:1/topic")
    #expect(
      await ProgramChannel.push(to: address, token: nil, OutsidePrograms()).outcome()
        == .failed(reason: "The push server cannot be reached.", mayTryAgain: true)
    )
  }

  @Test func `nothing personal stands in the arguments or the environment of curl`() async throws {
    let folder = try ReceiverFolder()
    try folder.program("curl", #"printf '%s ' "$@" >$here/seen; env >>$here/seen; printf 200"#)
    let address = try PushAddress(text: "https://push.example.org/topic-of-ruth")
    let channel = ProgramChannel.push(to: address, token: "tk_secret", folder.programs)
    #expect(await channel.outcome() == .delivered)
    let seen = try folder.text("seen")
    #expect(seen.hasPrefix("--disable --config - "))
    for word in ["ruth", "tk_secret", "medicines", "example"] { #expect(!seen.contains(word)) }
  }
}

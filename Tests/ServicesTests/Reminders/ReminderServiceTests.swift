import Domain
import Foundation
import GRDB
import Store
import TestSupport
import Testing

@testable import Services

/// The timer of a running program, with a real database and real receivers.
@Suite struct ReminderServiceTests {
  /// A household in which one dose has been due for five minutes.
  private func household() throws -> Household {
    try Household(medications: [.tablet("metformin", strength: "500 mg", at: ["08:00"])])
  }

  /// What a service without a window sends on the ways that were set, once it has looked and every
  /// answer stands in the history.
  private func send(_ household: Household, _ programs: OutsidePrograms) async throws {
    let database = try household.open()
    defer { database.close() }
    let ways = ReminderWays(database, ChannelMaker(programs: programs))
    let answered = AsyncStream<Void>.makeStream()
    let service = ReminderService(
      database,
      ReminderService.Setting(
        people: nil,
        offered: ReminderWays.withoutWindow,
        channel: { @Sendable user, method in
          try ways.channel(user, method).map { Heard($0) { answered.continuation.yield() } }
        }
      )
    )
    service.start()
    service.waitUntilLooked()
    for await _ in answered.stream { break }
    service.waitUntilLooked()
    service.stop()
  }

  private func texts(_ household: Household, _ sql: String) throws -> [String] {
    try DatabaseQueue(path: household.path).read { try String.fetchAll($0, sql: sql) }
  }

  @Test func `what is due goes out on the way that was set, and the history says so`() async throws
  {
    let household = try household()
    let folder = try ReceiverFolder()
    let receiver = try folder.program("receiver", "cat >$here/read")
    let database = try household.open()
    try household.session(database).save(ChannelSettings(target: .command([receiver])))
    database.close()
    try await send(household, folder.programs)
    let read = try folder.text("read")
    #expect(read.contains("1 medicine"), "\(read)")
    #expect(!read.contains("metformin"))
    #expect(
      try texts(
        household,
        "SELECT delivery_method || ' ' || delivery_status FROM notification_history"
      ) == ["command delivered"]
    )
    // The window is a way too, and waits for the next one that is opened.
    #expect(
      try texts(household, "SELECT delivery_method || ' ' || status FROM notification_queue")
        == ["screen queued"]
    )
  }

  @Test func `a way that refuses is tried again later, with the reason`() async throws {
    let household = try household()
    let folder = try ReceiverFolder()
    let receiver = try folder.program("receiver", "exit 75")
    let database = try household.open()
    try household.session(database).save(ChannelSettings(target: .command([receiver])))
    database.close()
    try await send(household, folder.programs)
    #expect(
      try texts(
        household,
        """
        SELECT delivery_method || ' ' || status || ' ' || failures FROM notification_queue
        WHERE delivery_method = 'command'
        """
      ) == ["command failed 1"]
    )
  }
}

/// A way that says when its answer has been given.
private struct Heard: DeliveryChannel {
  private let channel: any DeliveryChannel
  private let heard: @Sendable () -> Void

  init(_ channel: any DeliveryChannel, heard: @escaping @Sendable () -> Void) {
    self.channel = channel
    self.heard = heard
  }

  var method: DeliveryMethod { channel.method }

  func deliver(
    _ message: DeliveryMessage,
    answer: @escaping @Sendable (DeliveryOutcome) -> Void
  ) {
    channel.deliver(message) { outcome in
      answer(outcome)
      heard()
    }
  }
}

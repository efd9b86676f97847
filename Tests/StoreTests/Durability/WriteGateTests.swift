import Domain
import Foundation
import TestSupport
import Testing

@testable import Store

/// One gate for all processes; here every opened gate stands for a process.
@Suite(.serialized) struct WriteGateTests {
  private let base: TestDatabase
  private let path: String

  init() throws {
    base = try TestDatabase()
    path = base.folder + "/gate"
  }

  @Test func `a gate that stays taken is given up after the time allowed`() throws {
    let (holder, other) = (try gate(), try gate())
    try holder.enter()
    #expect(throws: StoreError.busy(seconds: 0)) { try other.enter() }
    holder.leave()
    enterAtLast(other)
    other.leave()
  }

  /// The wait that was given up may get the lock later; it must not let go of the lock of the next
  /// one.
  @Test func `a wait that was given up does not open the gate of the next write`() throws {
    for _ in 0..<100 {
      let (holder, other, third) = (try gate(), try gate(), try gate())
      try holder.enter()
      #expect(throws: StoreError.busy(seconds: 0)) { try other.enter() }
      holder.leave()
      enterAtLast(other)
      #expect(throws: StoreError.busy(seconds: 0)) { try third.enter() }
      other.leave()
    }
  }

  @Test func `a gate that was given up is free for others`() throws {
    let (holder, other, third) = (try gate(), try gate(), try gate(timeout: 5))
    try holder.enter()
    #expect(throws: StoreError.busy(seconds: 0)) { try other.enter() }
    holder.leave()
    try third.enter()
    third.leave()
  }

  @Test func `a write that finds the gate taken saves nothing and can be tried again`() throws {
    var environment = base.environment
    environment.gateTimeout = 0.02
    let database = try DatabaseFile.open(path: base.path, environment: environment)
    defer { database.close() }
    let gate = try WriteGate(path: DatabaseFile.gatePath(for: database.path), timeout: 1)
    let session = database.acting(as: CareDatabase.founder, for: 0)
    let person = AddPerson(
      NewPerson(handle: "ruth", firstName: "Ruth", lastName: "", zone: "UTC")
    )
    try gate.enter()
    #expect(throws: StoreError.busy(seconds: 0)) { try session.write(person) }
    #expect(try database.people().isEmpty)
    gate.leave()
    #expect(try session.write(person) == 1)
    #expect(try database.people().map(\.handle) == ["ruth"])
  }

  /// Enters a free gate, however busy the machine is.
  private func enterAtLast(_ gate: WriteGate) {
    while (try? gate.enter()) == nil {}
  }

  private func gate(timeout: Double = 0.005) throws -> WriteGate {
    try WriteGate(path: path, timeout: timeout)
  }
}

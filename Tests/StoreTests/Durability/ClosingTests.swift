import Foundation
import GRDB
import TestSupport
import Testing

@testable import Store

/// A database that is closed while other threads are at it.
@Suite struct ClosingTests {
  @Test func `closing waits for the read that is under way`() throws {
    let base = try TestDatabase()
    let database = try DatabaseFile.open(path: base.path, environment: base.environment)
    let (isReading, mayGoOn, isOver) = (Latch(), Latch(), Latch())
    let order = Order()
    DispatchQueue.global().async {
      let people = try? database.read { _, _ in
        isReading.open()
        mayGoOn.wait()
        order.add("read")
        return 1
      }
      #expect(people == 1)
      isOver.open()
    }
    isReading.wait()
    DispatchQueue.global().async { mayGoOn.open() }
    database.close()
    order.add("closed")
    isOver.wait()
    #expect(order.words == ["read", "closed"])
  }

  @Test func `after closing nothing is read or written, and closing again does nothing`() throws {
    let base = try TestDatabase()
    let database = try DatabaseFile.open(path: base.path, environment: base.environment)
    database.close()
    database.close()
    #expect(throws: StoreError.closed) { try database.read { _, _ in 1 } }
    #expect(throws: StoreError.closed) { try database.write { _, _, _ in 1 } }
  }

  @Test func `threads that read while the database is closed get an answer or a refusal`() throws {
    for _ in 0..<20 {
      let base = try TestDatabase()
      let database = try DatabaseFile.open(path: base.path, environment: base.environment)
      let problems = Order()
      DispatchQueue.concurrentPerform(iterations: 6) { index in
        if index == 0 { return database.close() }
        for _ in 0..<50 {
          do {
            _ = try database.read { db, _ in try Int.fetchOne(db, sql: "SELECT count(*) FROM users")
            }
          } catch StoreError.closed {
            return
          } catch StoreError.inputOutput {
            // Broken off.
          } catch {
            problems.add("\(error)")
          }
        }
      }
      #expect(problems.words == [])
    }
  }
}

/// Lets threads pass once it is open.
private final class Latch: Sendable {
  private let semaphore = DispatchSemaphore(value: 0)

  func open() { semaphore.signal() }

  func wait() {
    semaphore.wait()
    semaphore.signal()
  }
}

/// What happened, in order.
private final class Order: @unchecked Sendable {
  private let lock = NSLock()
  private var kept: [String] = []

  var words: [String] { lock.withLock { kept } }

  func add(_ word: String) { lock.withLock { kept.append(word) } }
}

import CLinux
import Foundation
import GRDB
import Store
import TestSupport
import Testing

/// Processes that are killed while they record.
@Suite(.serialized) struct KillTests {
  /// Fifty kills of each of four writers.
  ///
  /// What a writer could not acknowledge it tries again, as a person would.
  @Test func `after two hundred kills every acknowledged dose is there, once`() throws {
    let household = try Household(
      medications: [.tablet("metformin", strength: "500 mg", at: ["20:00"], onHand: 100_000)]
    )
    let acknowledged = Acknowledged()
    DispatchQueue.concurrentPerform(iterations: 4) { writer in
      let random = TestRandom(seed: UInt64(writer + 1))
      var next = 0
      for _ in 0..<50 {
        let said = killed(household, writer: writer, from: next, random)
        acknowledged.add(said.map { RecordedDose(writer: writer, dose: $0) })
        next = (said.last ?? next - 1) + 1
      }
    }
    let doses = try RecordedDoses(household)
    #expect(acknowledged.doses.count > 200)
    #expect(acknowledged.doses.subtracting(doses.all).isEmpty)
    #expect(Set(doses.all).count == doses.all.count)
    // What was on its way to the disk at a writer's last kill may be there or not.
    #expect(doses.all.count - acknowledged.doses.count <= 4)
    #expect(try household.record().contains("metformin left \(100_000 - doses.all.count)"))
    #expect(try household.findings() == [])
  }

  /// The numbers of the doses that a writer printed before it was killed.
  private func killed(
    _ household: Household,
    writer: Int,
    from dose: Int,
    _ random: TestRandom
  ) -> [Int] {
    let child = try? ChildProcess(
      Executables.benchmarks,
      ["--role", "record", household.folder, "\(writer)", "\(dose)"],
      environment: household.variables
    )
    guard let child else { return [] }
    child.waitForLines(Int(random.next() % 10))
    // Anywhere within a commit, or while the file is being opened.
    let until = cl_monotonic_nanoseconds() + Int64(random.next() % 5_000_000)
    while cl_monotonic_nanoseconds() < until {}
    child.kill()
    return child.wait().output.split(separator: "\n").compactMap { Int($0) }
  }
}

/// Collects what writers on several threads acknowledged.
private final class Acknowledged: @unchecked Sendable {
  // Unchecked: `doses` is guarded by `lock`.
  private let lock = NSLock()
  private var found: Set<RecordedDose> = []

  var doses: Set<RecordedDose> { lock.withLock { found } }

  func add(_ doses: [RecordedDose]) { lock.withLock { found.formUnion(doses) } }
}

/// The doses of writers as they stand in the file.
struct RecordedDoses {
  let all: [RecordedDose]

  init(_ household: Household) throws {
    let queue = try DatabaseQueue(path: household.path)
    all = try queue.read { db in
      try Data.fetchAll(
        db,
        sql: "SELECT operation_id FROM dose_events WHERE operation_id IS NOT NULL"
      ).compactMap { RecordedDose(operation: Array($0)) }
    }
    try queue.close()
  }
}

extension Household {
  /// What a proof of the whole database finds.
  func findings() throws -> [Verification.Finding] {
    let database = try open()
    defer { database.close() }
    return try database.verify().findings
  }
}

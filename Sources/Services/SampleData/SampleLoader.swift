import Dispatch
import Domain
import Foundation
import Store

/// Fills a database that was just made with the sample: a household, twenty patients and a pharmacy,
/// with a year behind them that ends at the moment of opening.
///
/// The same text opened in the same minute gives the same rows, but for identifiers that leave the
/// file.
package struct SampleLoader: Sendable {
  /// The folder with `people.csv`, `catalogue` and `stock`.
  package var folder: String
  /// The zone in which the household and its pharmacy live: that of whoever opens it.
  package var home: String

  package init(folder: String, home: String) {
    self.folder = folder
    self.home = home
  }

  /// Loads the sample.
  ///
  /// - Returns: The number of rows of each table.
  /// - Throws: ``SampleError``, ``StoreError``; nothing is written then.
  @discardableResult
  package func load(into database: CareDatabase) throws -> [String: Int] {
    let load = try batch(now: database.environment.now(), environment: database.environment)
    return try Self.write(load, to: database)
  }

  /// Everything that is to be written.
  private func batch(
    now: Instant,
    environment: StoreEnvironment
  ) throws(SampleError) -> BulkLoad {
    guard FileManager.default.fileExists(atPath: folder) else { throw .folderMissing(folder) }
    let text = SampleText(folder: folder)
    // Whole minutes, so that two loads of one minute are alike.
    let minute = Instant(milliseconds: now.milliseconds - now.milliseconds % 60_000)
    let clock = SampleClock(now: minute, environment: environment, home: home)
    var batch = SampleBatch()
    var catalogue = CatalogueText(folder: folder + "/catalogue", environment: environment)
    try catalogue.read(into: &batch)
    var people = SamplePeople(text: text, clock: clock)
    try people.read(into: &batch)
    var care = SampleCare(text: text, people: people, clock: clock)
    try care.read(into: &batch)
    var medications = SampleMedications(
      text: text,
      people: people,
      care: care,
      catalogue: catalogue,
      clock: clock
    )
    try medications.read(into: &batch)
    var history = SampleHistory(text: text, medications: medications, clock: clock)
    try history.make(into: &batch)
    try medications.add(to: &batch, daysSupply: history.daysSupply)
    try medications.addOpened(to: &batch)
    let counter = try SamplePharmacy(
      text: text,
      catalogue: catalogue,
      people: people,
      care: care,
      medications: medications,
      daysSupply: history.daysSupply,
      clock: clock
    )
    try counter.make(into: &batch)
    return BulkLoad(
      action: "sample.load",
      steps: batch.steps,
      catalogueVersion: catalogue.version,
      stockDay: counter.day.today,
      entries: batch.entries,
      inPieces: { count, body in DispatchQueue.concurrentPerform(iterations: count, execute: body) }
    )
  }

  static func write(_ load: BulkLoad, to database: CareDatabase) throws -> [String: Int] {
    do {
      return try database.acting(as: CareDatabase.founder, for: 0).write(load)
    } catch let fault as BulkFault {
      guard let origin = fault.origin else {
        throw SampleError.notLoaded(detail: "\(fault.table.rawValue): \(fault.detail)")
      }
      throw SampleError.refused(file: origin.file, line: origin.line, detail: fault.detail)
    }
  }
}

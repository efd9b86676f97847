import Domain
import Store

/// Brings the shipped catalogue into a database that was just made: what every home needs too.
package struct CatalogueLoader: Sendable {
  /// The folder with `drugs.csv` and its neighbours.
  package var folder: String

  package init(folder: String) { self.folder = folder }

  /// Loads it.
  ///
  /// - Returns: The number of rows of each table.
  /// - Throws: ``SampleError``, ``StoreError``
  @discardableResult
  package func load(into database: CareDatabase) throws -> [String: Int] {
    var batch = SampleBatch()
    var catalogue = CatalogueText(folder: folder, environment: database.environment)
    try catalogue.read(into: &batch)
    let load = BulkLoad(
      action: "catalogue.load",
      steps: batch.steps,
      catalogueVersion: catalogue.version
    )
    return try SampleLoader.write(load, to: database)
  }
}

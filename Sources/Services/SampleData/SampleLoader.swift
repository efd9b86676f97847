import Domain
import Store

package enum SampleLoader {
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

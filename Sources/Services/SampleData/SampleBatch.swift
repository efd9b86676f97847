import Store

/// The rows of a load as they come together, by table.
struct SampleBatch {
  private var tables: [BulkTable: BulkRows] = [:]
  var doses: [DoseRow] = []
  var movements: [StockMovementRow] = []
  var fills: [FillRow] = []
  var entries: [AuditEntry] = []

  mutating func add(_ table: BulkTable, _ row: [BulkValue], from origin: BulkOrigin? = nil) {
    tables[table, default: BulkRows(table)].append(row, from: origin)
  }

  func count(_ table: BulkTable) -> Int { tables[table]?.count ?? 0 }

  /// The parts in an order in which every row follows those it refers to.
  var steps: [BulkStep] {
    var steps: [BulkStep] = []
    for table in BulkTable.allCases {
      if let rows = tables[table] { steps.append(.rows(rows)) }
      switch table {
      case .scheduleVersions: steps.append(.doses(doses))
      case .lots: steps.append(.movements(movements))
      case .prescriptionSteps: steps.append(.fills(fills))
      default: break
      }
    }
    return steps
  }
}

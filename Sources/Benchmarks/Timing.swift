import CLinux

/// Times of one thing done again and again.
struct Timings {
  private let sorted: [Double]

  /// Values in any order, at least one.
  init(_ values: [Double]) { sorted = values.sorted() }

  var median: Double { quantile(0.5) }
  var p95: Double { quantile(0.95) }
  var longest: Double { sorted.last ?? 0 }

  private func quantile(_ share: Double) -> Double {
    guard !sorted.isEmpty else { return 0 }
    return sorted[min(sorted.count - 1, Int(Double(sorted.count) * share))]
  }
}

/// Milliseconds of the monotonic clock.
func milliseconds() -> Double { Double(cl_monotonic_nanoseconds()) / 1e6 }

/// How long something takes, in milliseconds.
func milliseconds(of body: () throws -> Void) rethrows -> Double {
  let start = milliseconds()
  try body()
  return milliseconds() - start
}

import Foundation
import Testing

@testable import Domain

@Suite struct RealDirectionsTests {
  private static var path: String? {
    ProcessInfo.processInfo.environment["PRESCRIPCARE_SHARED_DATA"].map {
      $0 + "/sig/real-world.txt"
    }.flatMap { FileManager.default.fileExists(atPath: $0) ? $0 : nil }
  }

  @Test(
    .enabled(
      if: path != nil,
      "PRESCRIPCARE_SHARED_DATA names no folder with sig/real-world.txt"
    )
  )
  func `most directions as really written are understood and none is spoken against the list`()
    throws
  {
    let lines = try String(contentsOfFile: #require(Self.path), encoding: .utf8)
      .split(separator: "\n").map(String.init)
    let readings = lines.map { SigParser.parse($0) }
    #expect(readings.count(where: \.understood) * 100 >= lines.count * 80)
    for reading in readings {
      #expect(ForbiddenSigns.violations(in: reading.text) == [])
      guard reading.understood else { continue }
      #expect(SigParser.parse(reading.text).sig == reading.sig, "\(reading.text)")
    }
  }
}

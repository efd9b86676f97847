import Domain
import Foundation

/// The time zone database of the system, read file by file as zones are asked for.
///
/// The system's files are used and not Foundation's, whose data may be older than what the machine
/// is kept up to date with.
package final class SystemZones: @unchecked Sendable {
  // Unchecked: `cache` is guarded by `lock`.
  private let folder: String
  private let lock = NSLock()
  private var cache: [String: ZoneRules] = [:]

  package init(folder: String = "/usr/share/zoneinfo") { self.folder = folder }

  /// The rules of a zone such as `Europe/Berlin`.
  ///
  /// - Throws: ``SystemZoneError``, ``ZoneError``
  package func rules(for identifier: String) throws -> ZoneRules {
    try lock.withLock {
      if let known = cache[identifier] { return known }
      guard Self.isName(identifier) else { throw SystemZoneError.unknown(identifier) }
      guard FileManager.default.fileExists(atPath: folder) else {
        throw SystemZoneError.databaseMissing(folder)
      }
      guard let data = FileManager.default.contents(atPath: folder + "/" + identifier) else {
        throw SystemZoneError.unknown(identifier)
      }
      let rules = try ZoneRules(identifier: identifier, tzif: Array(data))
      cache[identifier] = rules
      return rules
    }
  }

  package func isKnown(_ identifier: String) -> Bool {
    Self.isName(identifier) && FileManager.default.fileExists(atPath: folder + "/" + identifier)
  }

  /// The names of all zones in which people live, as the system lists them; empty without a list.
  package func names() -> [String] {
    let lists = ["/zone1970.tab", "/zone.tab"].lazy.compactMap { [folder] list in
      FileManager.default.contents(atPath: folder + list)
    }
    guard let list = lists.first else { return [] }
    let lines = String(decoding: list, as: UTF8.self).split(separator: "\n")
    return lines.filter { !$0.hasPrefix("#") }.compactMap { line in
      let fields = line.split(separator: "\t", omittingEmptySubsequences: false)
      return fields.count > 2 ? String(fields[2]) : nil
    }.sorted()
  }

  /// Whether a text has the form of a zone's name, so that it cannot lead out of the folder.
  private static func isName(_ text: String) -> Bool {
    let parts = text.split(separator: "/", omittingEmptySubsequences: false)
    return (1...3).contains(parts.count) && text.utf8.count <= 64
      && parts.allSatisfy { part in
        part.first.map { $0.isASCII && $0.isLetter } == true
          && part.allSatisfy {
            $0.isASCII && ($0.isLetter || $0.isNumber || "_+-".contains($0))
          }
      }
  }
}

/// Why a zone cannot be had.
package enum SystemZoneError: Error, Equatable, Sendable {
  case unknown(String)
  case databaseMissing(String)
}

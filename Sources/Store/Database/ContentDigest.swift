import Crypto

/// Digests by which contents are compared, not guarded: SHA-256.
package struct ContentDigest {
  private var hash = SHA256()

  package init() {}

  package mutating func take(_ bytes: [UInt8]) { hash.update(data: bytes) }

  /// 32 bytes.
  package func finished() -> [UInt8] { Array(hash.finalize()) }

  /// The first 16 bytes for the content of a row.
  static func ofRow(_ content: CanonicalBytes) -> [UInt8] {
    SHA256.hash(data: content.bytes).withUnsafeBytes { Array($0.prefix(16)) }
  }
}

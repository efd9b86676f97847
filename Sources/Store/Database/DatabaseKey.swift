import CLinux
import Crypto
import Foundation

/// The secret with which a database's audit chain and row digests are keyed.
///
/// 32 random bytes made when the database is made, kept with mode 0600 in a folder outside the
/// database; the database knows only a fingerprint. Whoever can change the database file but not
/// read this key cannot change a row unnoticed.
package struct DatabaseKey: Sendable {
  private let key: SymmetricKey
  /// An authenticator that has taken in the key, so that every message starts from a copy of it.
  private let keyed: HMAC<SHA256>

  init(bytes: [UInt8]) {
    key = SymmetricKey(data: bytes)
    keyed = HMAC(key: key)
  }

  /// The first 16 hexadecimal digits of the key's SHA-256.
  package var fingerprint: String {
    let digest = key.withUnsafeBytes { SHA256.hash(data: $0) }
    return digest.prefix(8).map { Self.hex($0) }.joined()
  }

  /// HMAC-SHA256, 32 bytes.
  func authenticate(_ message: [UInt8]) -> [UInt8] {
    Array(code(for: message))
  }

  /// The digest kept beside a row that matters: the first 8 bytes of an HMAC.
  func rowDigest(_ message: [UInt8]) -> [UInt8] {
    code(for: message).withUnsafeBytes { Array($0.prefix(8)) }
  }

  /// The digest kept beside a row, and its term in the total of its ledger: a number below
  /// ``LedgerTotal/modulus`` from other bytes of the same HMAC, which is not stored with the row.
  func proof(of message: [UInt8]) -> (digest: [UInt8], term: Int) {
    code(for: message).withUnsafeBytes { (Array($0.prefix(8)), Self.term($0, at: 8)) }
  }

  /// Appends the 16 bytes of a row's proof to those of other rows: its digest, then what
  /// ``term(_:at:)`` reads.
  func appendProof(of message: [UInt8], to proofs: inout [UInt8]) {
    code(for: message).withUnsafeBytes {
      proofs.append(contentsOf: UnsafeRawBufferPointer(rebasing: $0[..<16]))
    }
  }

  /// The term that stands at a place.
  static func term(_ bytes: UnsafeRawBufferPointer, at offset: Int) -> Int {
    let number = UInt64(littleEndian: bytes.loadUnaligned(fromByteOffset: offset, as: UInt64.self))
    return Int(number & UInt64(LedgerTotal.modulus - 1))
  }

  private func code(for message: [UInt8]) -> HMAC<SHA256>.MAC {
    var authenticator = keyed
    authenticator.update(data: message)
    return authenticator.finalize()
  }

  private static func hex(_ byte: UInt8) -> String {
    let digits = String(byte, radix: 16)
    return digits.count == 1 ? "0" + digits : digits
  }
}

extension DatabaseKey {
  /// Makes a key and stores it.
  ///
  /// - Throws: ``StoreError/unreachable(path:errno:)``
  static func make(in environment: StoreEnvironment) throws(StoreError) -> DatabaseKey {
    let bytes = environment.randomBytes(32)
    let key = DatabaseKey(bytes: bytes)
    try PrivateFiles.makeFolder(environment.keyFolder)
    let path = file(for: key.fingerprint, in: environment.keyFolder)
    try PrivateFiles.create(path, bytes: bytes)
    return key
  }

  /// Reads the key with a fingerprint.
  ///
  /// - Throws: ``StoreError/keyMissing(fingerprint:folder:)`` when it is absent or is another one.
  static func load(
    fingerprint: String,
    from environment: StoreEnvironment
  ) throws(StoreError) -> DatabaseKey {
    let path = file(for: fingerprint, in: environment.keyFolder)
    guard let data = FileManager.default.contents(atPath: path), data.count == 32 else {
      throw .keyMissing(fingerprint: fingerprint, folder: environment.keyFolder)
    }
    let key = DatabaseKey(bytes: Array(data))
    guard key.fingerprint == fingerprint else {
      throw .keyMissing(fingerprint: fingerprint, folder: environment.keyFolder)
    }
    return key
  }

  static func path(of fingerprint: String, in environment: StoreEnvironment) -> String {
    file(for: fingerprint, in: environment.keyFolder)
  }

  private static func file(for fingerprint: String, in folder: String) -> String {
    folder + "/" + fingerprint + ".key"
  }
}

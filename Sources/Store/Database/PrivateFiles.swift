import CLinux
import Foundation

/// Files and folders that only their owner may read, whatever the umask says.
enum PrivateFiles {
  /// Makes a folder and its missing parents, the folder with mode 0700.
  ///
  /// - Throws: ``StoreError/unreachable(path:errno:)``
  static func makeFolder(_ path: String) throws(StoreError) {
    var isFolder: ObjCBool = false
    if FileManager.default.fileExists(atPath: path, isDirectory: &isFolder) {
      guard isFolder.boolValue else { throw .unreachable(path: path, errno: ENOTDIR) }
      return
    }
    do {
      try FileManager.default.createDirectory(
        atPath: path,
        withIntermediateDirectories: true,
        attributes: [.posixPermissions: 0o700]
      )
    } catch {
      throw .unreachable(path: path, errno: errno)
    }
  }

  /// Makes a new file with mode 0600 and syncs it; never follows a link or replaces a file.
  ///
  /// - Throws: ``StoreError/exists(path:)``, ``StoreError/unreachable(path:errno:)``
  static func create(_ path: String, bytes: [UInt8] = []) throws(StoreError) {
    let descriptor = pc_open(path, O_WRONLY | O_CREAT | O_EXCL, 0o600)
    guard descriptor >= 0 else {
      throw errno == EEXIST ? .exists(path: path) : .unreachable(path: path, errno: errno)
    }
    defer { close(descriptor) }
    guard fchmod(descriptor, 0o600) == 0 else { throw .unreachable(path: path, errno: errno) }
    if !bytes.isEmpty {
      let written = bytes.withUnsafeBytes { write(descriptor, $0.baseAddress, bytes.count) }
      guard written == bytes.count else { throw .unreachable(path: path, errno: errno) }
    }
    guard fsync(descriptor) == 0 else { throw .unreachable(path: path, errno: errno) }
  }
}

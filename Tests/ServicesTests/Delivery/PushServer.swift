import CLinux
import Foundation
import Synchronization

/// A small HTTP server on this machine that takes one connection after the other.
final class PushServer: Sendable {
  /// What it does with a request.
  enum Manner: Sendable {
    case answer(status: String, body: String)
    /// Reads the request and says nothing until the other side gives up.
    case silence
    /// Closes the connection without a word.
    case vanish
    /// Goes on answering until the other side gives up.
    case flood
  }

  let port: UInt16
  private let listener: Int32
  private let requests = Mutex<[String]>([])

  init(_ manner: Manner) throws {
    let listener = socket(AF_INET, Int32(SOCK_STREAM.rawValue), 0)
    guard listener >= 0 else { throw POSIXError(.EIO) }
    var address = sockaddr_in()
    address.sin_family = sa_family_t(AF_INET)
    address.sin_addr.s_addr = UInt32(0x7F00_0001).bigEndian
    var length = socklen_t(MemoryLayout<sockaddr_in>.size)
    let bound = withUnsafeMutablePointer(to: &address) { pointer in
      pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) { address in
        guard bind(listener, address, length) == 0, listen(listener, 8) == 0 else { return false }
        return getsockname(listener, address, &length) == 0
      }
    }
    guard bound else { throw POSIXError(.EADDRINUSE) }
    self.listener = listener
    port = UInt16(bigEndian: address.sin_port)
    Thread.detachNewThread { [self] in serve(manner) }
  }

  /// Stops listening: the port refuses from now on.
  func stop() { shutdown(listener, Int32(SHUT_RDWR)) }

  var received: [String] { requests.withLock { $0 } }

  private func serve(_ manner: Manner) {
    while true {
      let connection = accept(listener, nil, nil)
      guard connection >= 0 else { break }
      handle(connection, manner)
      close(connection)
    }
    close(listener)
  }

  private func handle(_ connection: Int32, _ manner: Manner) {
    if case .vanish = manner { return }
    requests.withLock { $0.append("") }
    var request: [UInt8] = []
    var buffer = [UInt8](repeating: 0, count: 65_536)
    while !Self.isWhole(request) {
      let count = recv(connection, &buffer, buffer.count, 0)
      guard count > 0 else { return }
      request += buffer.prefix(count)
    }
    let text = String(decoding: request, as: UTF8.self)
    requests.withLock { $0[$0.count - 1] = text }
    switch manner {
    case .answer(let status, let body):
      send(
        "HTTP/1.1 \(status)\r\nContent-Length: \(body.utf8.count)\r\nConnection: close\r\n\r\n\(body)",
        to: connection
      )
    case .silence: _ = recv(connection, &buffer, buffer.count, 0)
    case .flood:
      send("HTTP/1.1 200 OK\r\nConnection: close\r\n\r\n", to: connection)
      while send(String(repeating: "x", count: 65_536), to: connection) {}
    case .vanish: break
    }
  }

  @discardableResult
  private func send(_ text: String, to connection: Int32) -> Bool {
    let bytes = Array(text.utf8)
    return Glibc.send(connection, bytes, bytes.count, Int32(MSG_NOSIGNAL)) > 0
  }

  /// Whether the head and as many bytes as it promises are there.
  private static func isWhole(_ request: [UInt8]) -> Bool {
    let text = String(decoding: request, as: UTF8.self)
    guard let end = text.range(of: "\r\n\r\n") else { return false }
    let head = text[..<end.lowerBound].lowercased()
    let length = head.split(separator: "\r\n").first { $0.hasPrefix("content-length:") }
      .flatMap { Int($0.dropFirst(15).trimmingCharacters(in: .whitespaces)) }
    return text[end.upperBound...].utf8.count >= length ?? 0
  }
}

import Domain
import Store

/// The ways of a person as the commands print them.
struct ChannelDocument {
  private let records: [ChannelRecord]

  init(_ records: [ChannelRecord]) { self.records = records }

  var json: JSON { .object(["channels": .array(records.map(Self.json))]) }

  var text: String { records.map(Self.text).joined(separator: "\n") }

  private static func json(_ record: ChannelRecord) -> JSON {
    var testedAt: Instant?
    var failure: String?
    switch record.test {
    case .delivered(let at): testedAt = at
    case .failed(let at, let reason): (testedAt, failure) = (at, reason)
    case nil: break
    }
    var arguments = JSON.null
    if case .command(let words) = record.settings.target {
      arguments = .array(words.map(JSON.string))
    }
    return .object([
      "method": .string(record.method.rawValue), "on": .bool(record.settings.isOn),
      "address": arguments == .null ? .text(record.settings.target.text) : .null,
      "arguments": arguments, "names": .bool(record.settings.detail.allowsNames),
      "token": .bool(record.tokenFile != nil), "testedAt": .text(testedAt?.text(offset: 0)),
      "delivered": testedAt == nil ? .null : .bool(failure == nil), "failure": .text(failure),
      "noticed": record.wasNoticed.map(JSON.bool) ?? .null,
    ])
  }

  private static func text(_ record: ChannelRecord) -> String {
    let target = record.settings.target.text.map { " \($0)" } ?? ""
    let names = record.settings.detail.allowsNames ? ", medications may be named" : ""
    let test =
      switch record.test {
      case .delivered: ", last test delivered"
      case .failed(_, let reason): ", last test failed: \(reason)"
      case nil: ", not tested"
      }
    return
      "\(record.method.rawValue)\(target): \(record.settings.isOn ? "on" : "off")\(names)\(test)"
  }
}

extension AlertDetail {
  /// Whether a medication can be named at all.
  var allowsNames: Bool {
    switch self {
    case .everything, .names: true
    case .noNames, .fixedWords: false
    }
  }
}

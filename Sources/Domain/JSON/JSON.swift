/// A JSON document as a value, with the keys of an object in the order in which they were put.
///
/// Output is written by this type and not by `JSONEncoder`, since the documents of the command line
/// promise a stable order and every key.
package enum JSON: Hashable, Sendable {
  case null
  case bool(Bool)
  case integer(Int)
  case decimal(Double)
  case string(String)
  case array([JSON])
  case object([JSONMember])

  package static func object(_ members: KeyValuePairs<String, JSON>) -> JSON {
    .object(members.map { JSONMember($0.key, $0.value) })
  }

  /// A string, or null for nil.
  package static func text(_ value: String?) -> JSON { value.map(JSON.string) ?? .null }

  /// A whole number, or null for nil.
  package static func number(_ value: Int?) -> JSON { value.map(JSON.integer) ?? .null }

  /// The member of an object; nil for another kind of value or when there is none.
  package subscript(key: String) -> JSON? {
    guard case .object(let members) = self else { return nil }
    return members.last { $0.key == key }?.value
  }
}

/// One key of a JSON object and its value.
package struct JSONMember: Hashable, Sendable {
  package let key: String
  package let value: JSON

  package init(_ key: String, _ value: JSON) {
    self.key = key
    self.value = value
  }
}

extension JSON {
  /// Reads one document.
  ///
  /// Numbers without fraction and exponent become ``JSON/integer(_:)``. The order of an object's
  /// keys as read is by name.
  ///
  /// - Throws: ``JSONError/unreadable``
  package init(text: String) throws(JSONError) {
    var reader = JSONReader(text)
    self = try reader.document()
  }

  /// One line of JSON in UTF-8, control characters escaped.
  package var text: String {
    var out = ""
    write(to: &out)
    return out
  }

  private func write(to out: inout String) {
    switch self {
    case .null: out += "null"
    case .bool(let value): out += value ? "true" : "false"
    case .integer(let value): out += String(value)
    case .decimal(let value): out += Int(exactly: value).map { String($0) } ?? String(value)
    case .string(let value): Self.write(value, to: &out)
    case .array(let values):
      out += "["
      for (index, value) in values.enumerated() {
        if index > 0 { out += "," }
        value.write(to: &out)
      }
      out += "]"
    case .object(let members):
      out += "{"
      for (index, member) in members.enumerated() {
        if index > 0 { out += "," }
        Self.write(member.key, to: &out)
        out += ":"
        member.value.write(to: &out)
      }
      out += "}"
    }
  }

  private static func write(_ string: String, to out: inout String) {
    out += "\""
    for scalar in string.unicodeScalars {
      switch scalar {
      case "\"": out += "\\\""
      case "\\": out += "\\\\"
      case "\n": out += "\\n"
      case "\r": out += "\\r"
      case "\t": out += "\\t"
      default:
        if scalar.value < 0x20 || scalar.value == 0x7F {
          let hex = String(scalar.value, radix: 16)
          out += "\\u" + String(repeating: "0", count: 4 - hex.count) + hex
        } else {
          out.unicodeScalars.append(scalar)
        }
      }
    }
    out += "\""
  }
}

/// Why a text is not the JSON that was asked for.
package enum JSONError: Error, Equatable, Sendable {
  case unreadable
  case unknownKey(String, in: String)
  case missingKey(String, in: String)
  case wrongType(String, in: String, expected: String)
}

import Domain
import Foundation

/// A rule as it stands in `schedules.csv`, with days counted from the day of opening.
struct SampleRule {
  let row: SampleRow
  let today: CalendarDate

  /// The rule on the calendar.
  ///
  /// - Throws: ``SampleError/badRule(_:_:)``, ``SampleError/badValue(_:value:expected:)``
  func rule() throws(SampleError) -> ScheduleRule {
    let text = try onCalendar(try row.required("rule"))
    let json: JSON
    do throws(JSONError) {
      json = try JSON(text: text)
    } catch {
      throw row.bad("rule", expected: "a JSON document")
    }
    do throws(RuleError) {
      return try ScheduleRule(json: try withAmount(json))
    } catch {
      throw .badRule(row.place("rule"), error)
    }
  }

  /// The amount of the column, where the rule is of a kind whose amount stands there.
  private func withAmount(_ json: JSON) throws(RuleError) -> JSON {
    guard
      case .object(let members) = json, let amount = row.field("amount"),
      // Taking a patch off uses up nothing: its amount is words.
      !amount.hasPrefix("remove")
    else { return json }
    return .object(members + [JSONMember("amount", .string(amount))])
  }

  /// The text with `"@-120"` and `"@0T20:00"` replaced by dates.
  private func onCalendar(_ text: String) throws(SampleError) -> String {
    var parts = text.components(separatedBy: "\"@")
    for index in parts.indices.dropFirst() {
      let digits = parts[index].prefix { $0 == "-" || $0.isNumber }
      guard let days = Int(digits), abs(days) < 100_000 else {
        throw row.bad("rule", expected: "a rule whose days are numbers such as @-120")
      }
      parts[index] = "\"\(today + days)" + parts[index].dropFirst(digits.count)
    }
    return parts.joined()
  }
}

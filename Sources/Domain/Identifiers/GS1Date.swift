/// The six-digit dates of GS1 barcodes.
package enum GS1Date {
  /// A date from the `YYMMDD` at the start of a text, or nil.
  ///
  /// Day 00 is the last day of the month. The century is the one that puts the year from 49 years
  /// before to 50 years after `year`. Source: GS1 General Specifications, sections 3.4 and 7.12.
  package static func read(_ text: some StringProtocol, year: Int) -> CalendarDate? {
    // Whatever is wrong with the digits, this is no date; the caller says what was expected.
    guard text.count >= 6, let digits = try? identifierDigits(text.prefix(6)) else { return nil }
    let (month, day) = (digits[2] * 10 + digits[3], digits[4] * 10 + digits[5])
    let full = fullYear(digits[0] * 10 + digits[1], near: year)
    guard (1...12).contains(month) else { return nil }
    let last = CalendarDate.daysInMonth(year: full, month: month)
    return CalendarDate(year: full, month: month, day: day == 0 ? last : day)
  }

  private static func fullYear(_ twoDigits: Int, near year: Int) -> Int {
    let candidate = year - year % 100 + twoDigits
    if candidate - year > 50 { return candidate - 100 }
    return candidate - year < -49 ? candidate + 100 : candidate
  }
}

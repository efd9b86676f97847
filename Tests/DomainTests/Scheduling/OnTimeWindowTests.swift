import Testing

@testable import Domain

@Suite struct OnTimeWindowTests {
  static let span = #""start":"2026-03-01"}"#

  @Test(arguments: [
    (#"{"kind":"times","times":[{"at":"08:00"}],\#(span)"#, 120),
    (#"{"kind":"times","times":[{"at":"08:00"}],"weekdays":["mon"],\#(span)"#, 120),
    (#"{"kind":"times","times":[{"at":"08:00"},{"at":"20:00"}],\#(span)"#, 60),
    (#"{"kind":"times","times":[{"at":"08:00"},{"at":"11:00"},{"at":"20:00"}],\#(span)"#, 30),
    (#"{"kind":"interval","everyHours":4,\#(span)"#, 60),
    (#"{"kind":"interval","everyHours":3,\#(span)"#, 30),
    (#"{"kind":"interval","everyHours":24,\#(span)"#, 120),
    (#"{"kind":"interval","everyHours":8,"window":{"from":"06:00","to":"22:00"},\#(span)"#, 60),
    (#"{"kind":"taper","steps":[{"days":5,"times":[{"at":"08:00"}]}],\#(span)"#, 120),
    (#"{"kind":"linked","after":"A","delayMinutes":30,\#(span)"#, 60),
    (#"{"kind":"asNeeded"}"#, 60),
  ]) func `the window follows the frequency`(text: String, minutes: Int) throws {
    let frequency = try rule(text).frequency
    #expect(OnTimeWindow(for: frequency, isCritical: false).minutes == minutes)
    #expect(OnTimeWindow(for: frequency, isCritical: true).minutes == 30)
  }

  @Test func `both ends of the window are on time`() {
    let window = OnTimeWindow(minutes: 60)
    let due = Instant(seconds: 100_000)
    let results = [-3601, -3600, 0, 3600, 3601].map { window.contains(due + $0, due: due) }
    #expect(results == [false, true, true, true, false])
  }
}

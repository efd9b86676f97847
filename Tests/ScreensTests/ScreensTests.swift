import Testing

@Suite struct ScreensPlaceholder {
  @Test func placeholder() { #expect(Bool(true)) }
}

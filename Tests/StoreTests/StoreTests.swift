import Testing

@Suite struct StorePlaceholder {
  @Test func placeholder() { #expect(Bool(true)) }
}

import Testing

@Suite struct CommandPlaceholder {
  @Test func placeholder() { #expect(Bool(true)) }
}

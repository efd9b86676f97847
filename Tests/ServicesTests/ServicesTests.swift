import Testing

@Suite struct ServicesPlaceholder {
  @Test func placeholder() { #expect(Bool(true)) }
}

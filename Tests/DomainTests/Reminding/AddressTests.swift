import Testing

@testable import Domain

/// Addresses as people enter them for mail and push.
@Suite struct AddressTests {
  @Test(arguments: ["tom@example.org", "t.o'm+pills@mail.example.co.uk", "1@a-b.cd"])
  func `a plain mail address is taken`(text: String) {
    #expect(MailAddress(text: text)?.description == text)
  }

  @Test(arguments: [
    "", "tom", "tom@", "@example.org", "tom@localhost", "tom@example..org", ".tom@example.org",
    "tom@-a.org", "a@b@c.org", "tom@example.org\nBcc: eve@example.org",
    "tom@example.org, eve@x.org",
    "Tom <tom@example.org>", "tom@exämple.org", "tom@[127.0.0.1]", "\"t\"@example.org",
    "tom @example.org",
  ])
  func `what could be more than one address is not`(text: String) {
    #expect(MailAddress(text: text) == nil)
  }

  @Test func `no character but the plain ones passes in a mail address`() {
    for value in 0...0x2FF {
      guard let scalar = Unicode.Scalar(value) else { continue }
      let isPlain =
        scalar.isASCII
        && (scalar.properties.isAlphabetic || scalar.properties.numericType != nil
          || "!#$%&'*+/=?^_`{|}~-.".unicodeScalars.contains(scalar))
      #expect((MailAddress(text: "a\(scalar)b@example.org") != nil) == isPlain, "\(value)")
    }
  }

  @Test(arguments: [
    ("https://ntfy.example.org/topic", false), ("https://ntfy.example.org:8443/a/b", false),
    ("http://127.0.0.1:8080/topic", true), ("http://localhost/topic", true),
    ("http://[::1]:80/topic", true), ("https://localhost/topic", true),
  ])
  func `an encrypted address, or one on this machine, is taken`(text: String, isLoopback: Bool)
    throws
  {
    let address = try PushAddress(text: text)
    #expect(address.description == text)
    #expect(address.isLoopback == isLoopback)
  }

  @Test(arguments: [
    ("http://ntfy.example.org/topic", PushAddressError.notEncrypted(host: "ntfy.example.org")),
    ("http://127.0.0.1.example.org/t", .notEncrypted(host: "127.0.0.1.example.org")),
    ("ftp://x/y", .otherScheme), ("file:///etc/passwd", .otherScheme), ("ntfy.sh/x", .otherScheme),
    ("https://ntfy.sh", .unreadable), ("https://ntfy.sh/", .unreadable),
    ("https:///topic", .unreadable), ("https://tom:pw@ntfy.sh/t", .unreadable),
    ("http://127.0.0.1@evil.example/t", .unreadable), ("https://a b/t", .unreadable),
    ("https://x/{a,b}", .unreadable), ("https://x/t\nurl = \"http://y\"", .unreadable),
    ("https://x:/t", .unreadable),
    ("https://x:12345678/t", .unreadable), ("http://[::1/t", .unreadable),
    ("https://x/\"t", .unreadable), ("https://x\\y/t", .unreadable),
    ("https://exämple/t", .unreadable),
  ])
  func `what would be read along, or as something else, is not`(
    text: String,
    error: PushAddressError
  ) {
    #expect(throws: error) { try PushAddress(text: text) }
    #expect(ForbiddenSigns.violations(in: error.sentence) == [])
  }
}

import Domain

/// Text that may be a barcode, made into what a product is found by.
enum ScanText {
  /// The GTIN or NDC inside a scan; other text as it was typed.
  static func plain(_ text: String) -> String {
    let trimmed = text.trimmed
    // The year decides centuries of dates only, of which nothing is used here.
    let scan = ScanReader(year: 2026).read(trimmed)
    return scan.gtin?.text ?? scan.ndc?.description ?? trimmed
  }

  /// Whether pasted text is a barcode and not a name.
  static func isBarcode(_ scan: Scan) -> Bool {
    scan.kind == .gs1 || scan.kind == .digitalLink || scan.gtin != nil
  }
}

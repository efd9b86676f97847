import Foundation

/// Makes files in the publishers' forms, as large as theirs, of names that nobody sells.
struct DrugFileMaker {
  let folder: String

  /// A file that was made.
  struct File {
    let name: String
    let path: String
    /// What the program calls such files.
    let kind: String
    let rows: Int
    let bytes: Int
    let separator: String
    /// Fields of a line as a shell sees them.
    let columns: Int
  }

  private static let syllables = [
    "ba", "car", "di", "fo", "gly", "hy", "lo", "me", "na", "pra", "ri", "sul", "te", "val", "zal",
    "co",
  ]
  private static let endings = ["pril", "statin", "olol", "mycin", "pan", "dipine", "sartan", "in"]
  private static let forms = ["TABLET", "CAPSULE", "TABLET, FILM COATED", "SOLUTION"]
  private static let salts = ["", " hydrochloride", " sodium", " tartrate"]

  /// One of some thousand names, the same for the same number.
  static func generic(_ number: Int) -> String {
    let first = syllables[number % 16]
    let second = syllables[number / 16 % 16]
    let ending = endings[number / 256 % 8]
    return first + second + ending + salts[number / 2048 % 4]
  }

  func products(_ count: Int) throws -> File {
    let header = """
      PRODUCTID\tPRODUCTNDC\tPRODUCTTYPENAME\tPROPRIETARYNAME\tPROPRIETARYNAMESUFFIX\t\
      NONPROPRIETARYNAME\tDOSAGEFORMNAME\tROUTENAME\tSTARTMARKETINGDATE\tENDMARKETINGDATE\t\
      MARKETINGCATEGORYNAME\tAPPLICATIONNUMBER\tLABELERNAME\tSUBSTANCENAME\t\
      ACTIVE_NUMERATOR_STRENGTH\tACTIVE_INGRED_UNIT\tPHARM_CLASSES\tDEASCHEDULE\t\
      NDC_EXCLUDE_FLAG\tLISTING_RECORD_CERTIFIED_THROUGH
      """
    return try write("product.txt", "ndc", header, count, separator: "\t", columns: 20) { index in
      let generic = Self.generic(index % 7919)
      let brand = index % 3 == 0 ? "Brand\(Self.generic(index % 5003 + 77).prefix(6))" : generic
      return """
        \(Self.code(index))_\(index)\t\(Self.code(index))\tHUMAN PRESCRIPTION DRUG\t\(brand)\t\
        \(index % 9 == 0 ? "XR" : "")\t\(generic)\t\(Self.forms[index % 4])\tORAL\t20200101\t\t\
        ANDA\tANDA\(index)\tLabeler \(index % 900)\t\(generic.uppercased())\t\(index % 40 * 25 + 5)\t\
        mg/1\tExample Class [EPC]\t\(index % 50 == 0 ? "CIV" : "")\tN\t20271231
        """
    }
  }

  func packages(_ count: Int) throws -> File {
    let header = """
      PRODUCTID\tPRODUCTNDC\tNDCPACKAGECODE\tPACKAGEDESCRIPTION\tSTARTMARKETINGDATE\t\
      ENDMARKETINGDATE\tNDC_EXCLUDE_FLAG\tSAMPLE_PACKAGE
      """
    return try write("package.txt", "ndc", header, count, separator: "\t", columns: 8) { index in
      let product = index / 2
      let code = "\(Self.code(product))-\(index % 2 == 0 ? "30" : "90")"
      return """
        \(Self.code(product))_\(product)\t\(Self.code(product))\t\(code)\t\
        \(index % 2 == 0 ? 30 : 90) TABLET in 1 BOTTLE (\(code))\t20200101\t\tN\tN
        """
    }
  }

  func names(_ count: Int) throws -> File {
    try write("RXNCONSO.RRF", "rxnorm", nil, count, separator: "|", columns: 19) { index in
      let kinds = ["SCD", "SBD", "SY", "PSN", "SCDC", "IN", "BN", "PIN"]
      let kind = index % 97 == 0 ? kinds[5 + index % 3] : kinds[index % 5]
      let name = Self.generic(index % 7919)
      let text =
        index % 97 == 0 ? "\(name) \(index)" : "\(name) \(index % 40 * 25) MG Oral Tablet \(index)"
      return
        "\(index / 3)|ENG||||||\(index)|\(index)|\(index / 3)||RXNORM|\(kind)|\(index / 3)|\(text)||N|4096|"
    }
  }

  /// `9001-0000`, and so on through labelers and products.
  private static func code(_ index: Int) -> String {
    let product = String(10_000 + index % 10_000).dropFirst()
    return "\(1000 + 8001 + index / 10_000)-\(product)"
  }

  private func write(
    _ name: String,
    _ kind: String,
    _ header: String?,
    _ count: Int,
    separator: String,
    columns: Int,
    _ line: (Int) -> String
  ) throws -> File {
    let path = "\(folder)/\(name)"
    guard FileManager.default.createFile(atPath: path, contents: nil),
      let handle = FileHandle(forWritingAtPath: path)
    else { throw NotMeasured(reason: "no file can be made in \(folder)") }
    var buffer = header.map { $0 + "\n" } ?? ""
    var bytes = 0
    for index in 0..<count {
      buffer += line(index)
      buffer += "\n"
      if buffer.utf8.count > 1 << 20 || index == count - 1 {
        bytes += buffer.utf8.count
        try handle.write(contentsOf: Data(buffer.utf8))
        buffer = ""
      }
    }
    try handle.close()
    return File(
      name: name,
      path: path,
      kind: kind,
      rows: count,
      bytes: bytes,
      separator: separator,
      columns: columns
    )
  }
}

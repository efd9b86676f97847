import Foundation

/// A color by its parts in sRGB, each 0 to 255.
package struct RGB: Hashable, Sendable {
  package let red: UInt8
  package let green: UInt8
  package let blue: UInt8

  package init(_ red: UInt8, _ green: UInt8, _ blue: UInt8) {
    self.red = red
    self.green = green
    self.blue = blue
  }

  /// Reads `#rrggbb`.
  package init?(hex text: String) {
    guard text.hasPrefix("#"), text.utf8.count == 7,
      text.utf8.dropFirst().allSatisfy({ Character(Unicode.Scalar($0)).isHexDigit }),
      let value = UInt32(text.dropFirst(), radix: 16)
    else { return nil }
    self.init(UInt8(value >> 16), UInt8(value >> 8 & 0xFF), UInt8(value & 0xFF))
  }

  /// Relative luminance, 0 to 1, as WCAG 2.2 defines it.
  package var luminance: Double {
    func linear(_ part: UInt8) -> Double {
      let value = Double(part) / 255
      return value <= 0.04045 ? value / 12.92 : pow((value + 0.055) / 1.055, 2.4)
    }
    return 0.2126 * linear(red) + 0.7152 * linear(green) + 0.0722 * linear(blue)
  }

  /// Contrast of two colors, 1 to 21, as WCAG 2.2 defines it (success criterion 1.4.3).
  package func contrast(with other: RGB) -> Double {
    let lighter = max(luminance, other.luminance)
    let darker = min(luminance, other.luminance)
    return (lighter + 0.05) / (darker + 0.05)
  }

  /// The number of the nearest color among `candidates` of the 256.
  func nearest(in candidates: Range<Int>) -> Int {
    candidates.min { distance(to: Self.indexed($0)) < distance(to: Self.indexed($1)) } ?? 0
  }

  /// The number by which terminals with direct colors take it; the eight lowest are names there.
  var directNumber: Int32 {
    max(8, Int32(red) << 16 | Int32(green) << 8 | Int32(blue))
  }

  /// The color with a number among 256, as xterm shows it.
  package static func indexed(_ number: Int) -> RGB {
    switch number {
    case 0..<16: return ansi[number]
    case 16..<232:
      let index = number - 16
      let levels: [UInt8] = [0, 95, 135, 175, 215, 255]
      return RGB(levels[index / 36], levels[index / 6 % 6], levels[index % 6])
    default:
      let gray = UInt8(clamping: 8 + (number - 232) * 10)
      return RGB(gray, gray, gray)
    }
  }

  /// The sixteen colors as xterm shows them; users change them, so themes use them sparingly.
  static let ansi = [
    RGB(0, 0, 0), RGB(205, 0, 0), RGB(0, 205, 0), RGB(205, 205, 0), RGB(0, 0, 238),
    RGB(205, 0, 205), RGB(0, 205, 205), RGB(229, 229, 229), RGB(127, 127, 127), RGB(255, 0, 0),
    RGB(0, 255, 0), RGB(255, 255, 0), RGB(92, 92, 255), RGB(255, 0, 255), RGB(0, 255, 255),
    RGB(255, 255, 255),
  ]

  /// Difference as the eye weighs it, roughly: reds count more where colors are light.
  private func distance(to other: RGB) -> Int {
    let mean = (Int(red) + Int(other.red)) / 2
    let reds = Int(red) - Int(other.red)
    let greens = Int(green) - Int(other.green)
    let blues = Int(blue) - Int(other.blue)
    return (512 + mean) * reds * reds + 1024 * greens * greens + (767 - mean) * blues * blues
  }
}

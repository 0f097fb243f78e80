/// Numbers as people read them.
public enum NumberFormat {
    /// A number with a fixed count of decimals: `fixed(3.14159, digits: 2)` is `3.14`.
    ///
    /// Halves are rounded away from zero. Numbers of 10¹⁵ and more, and those that are not finite, are written as they
    /// describe themselves.
    ///
    /// - Parameters:
    ///   - value: The number.
    ///   - digits: The decimals, 0 to 9.
    /// - Returns: The text.
    public static func fixed(_ value: Double, digits: Int) -> String {
        precondition((0...9).contains(digits), "expected 0 to 9 decimals, was \(digits)")
        guard value.isFinite, abs(value) < 1e15 else { return value.description }
        var scale: Int128 = 1
        for _ in 0..<digits { scale *= 10 }
        let scaled = Int128((abs(value) * Double(scale)).rounded())
        let sign = value < 0 && scaled > 0 ? "-" : ""
        guard digits > 0 else { return "\(sign)\(scaled)" }
        return "\(sign)\(scaled / scale).\(padded(Int(scaled % scale), digits))"
    }

    /// A number as short as it can be read back, whole ones without a fraction: 14, 0.05.
    public static func plain(_ value: Double) -> String {
        value == value.rounded() && value.magnitude < 1e15 ? String(Int(value)) : String(value)
    }

    /// A count with its digits in groups: 2,568,838.
    public static func grouped(_ count: Int) -> String {
        let digits = Array(String(count.magnitude))
        var text = count < 0 ? "-" : ""
        for (place, digit) in digits.enumerated() {
            if place > 0, (digits.count - place) % 3 == 0 { text.append(",") }
            text.append(digit)
        }
        return text
    }
}

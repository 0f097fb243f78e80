import Base

/// Text that is safe within HTML and SVG.
enum Markup {
    /// The text with the characters that mean something in markup written out.
    static func escaped(_ text: String) -> String {
        var result = ""
        result.reserveCapacity(text.utf8.count)
        for character in text {
            switch character {
            case "&": result += "&amp;"
            case "<": result += "&lt;"
            case ">": result += "&gt;"
            case "\"": result += "&quot;"
            default: result.append(character)
            }
        }
        return result
    }

    /// A coordinate with at most two decimals.
    static func coordinate(_ value: Double) -> String { NumberFormat.plain((value * 100).rounded() / 100) }
}

/// How numbers are written for readers; what is not finite is a dash.
enum NumberStyle: Sendable, Equatable {
    /// So many decimals.
    case decimals(Int)
    /// A share as a percentage with so many decimals.
    case percent(Int)
    /// A whole number with its digits in groups.
    case count
    /// Four decimals and less than 0.0001 as such.
    case probability

    func text(_ value: Double?) -> String {
        guard let value, value.isFinite else { return "–" }
        switch self {
        case .decimals(let digits): return NumberStyle.signed(NumberFormat.fixed(value, digits: digits))
        case .percent(let digits):
            // A space that does not break, so that the sign stays with its number.
            return NumberStyle.signed(NumberFormat.fixed(value * 100, digits: digits)) + "\u{A0}%"
        case .count: return NumberFormat.grouped(Int(max(-1e15, min(1e15, value.rounded()))))
        case .probability: return value < 0.0001 ? "< 0.0001" : NumberFormat.fixed(value, digits: 4)
        }
    }

    /// The same with as many decimals as marks need that are so far apart.
    func fitting(step: Double) -> NumberStyle {
        func digits(_ step: Double) -> Int {
            (0...6).first { digits in
                let scaled = step * NumberStyle.powers[digits]
                return abs(scaled - scaled.rounded()) < 1e-6 * scaled && scaled > 0.5
            } ?? 6
        }
        switch self {
        case .decimals: return .decimals(digits(step))
        case .percent: return .percent(digits(step * 100))
        case .count, .probability: return self
        }
    }

    private static let powers = [1, 10, 100, 1e3, 1e4, 1e5, 1e6]

    private static func signed(_ text: String) -> String {
        text.hasPrefix("-") ? "\u{2212}" + text.dropFirst() : text
    }
}

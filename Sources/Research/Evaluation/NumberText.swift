import Glibc

/// e to a power.
func exponential(_ x: Double) -> Double { exp(x) }

/// A share as a signed percentage with two decimals, as `+0.31 %`.
func percent(_ share: Double) -> String {
    let hundredths = Int((share * 10_000).rounded().clamped(to: -1e15...1e15))
    let sign = hundredths < 0 ? "−" : "+"
    let (whole, part) = abs(hundredths).quotientAndRemainder(dividingBy: 100)
    return "\(sign)\(whole).\(part < 10 ? "0" : "")\(part) %"
}

/// A probability with three decimals, as `= 0.042`; smaller ones as `< 0.001`.
func threeDigits(_ probability: Double) -> String {
    guard probability >= 0.001 else { return "< 0.001" }
    let digits = String(Int((probability.clamped(to: 0...1) * 1000).rounded()) + 1000)
    return "= \(digits.first == "2" ? "1" : "0").\(digits.dropFirst())"
}

extension Double {
    fileprivate func clamped(to range: ClosedRange<Double>) -> Double {
        max(range.lowerBound, min(range.upperBound, self))
    }
}

/// A number with two decimals and its sign where it is negative, as `0.42`.
func twoDigits(_ value: Double) -> String {
    let hundredths = Int((value.clamped(to: -1e12...1e12) * 100).rounded())
    let (whole, part) = abs(hundredths).quotientAndRemainder(dividingBy: 100)
    return "\(hundredths < 0 ? "−" : "")\(whole).\(part < 10 ? "0" : "")\(part)"
}

/// A share as a whole percentage, as `43 %`.
func wholePercent(_ share: Double) -> String { "\(Int((share.clamped(to: 0...1) * 100).rounded())) %" }

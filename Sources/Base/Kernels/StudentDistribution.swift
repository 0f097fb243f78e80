import Glibc

/// Student's t distribution.
public enum StudentDistribution {
    /// The probability of a value at or below `t`.
    ///
    /// - Source: the regularised incomplete beta function by Lentz's continued fraction; matches SciPy's `t.cdf` to
    ///   1e-12 (golden file).
    ///
    /// - Parameters:
    ///   - t: The value; NaN gives NaN.
    ///   - freedom: Degrees of freedom, above 0; infinity gives the normal distribution.
    /// - Returns: A probability.
    public static func cumulative(_ t: Double, freedom: Double) -> Double {
        precondition(freedom > 0, "expected positive degrees of freedom, was \(freedom)")
        guard !t.isNaN else { return .nan }
        guard freedom.isFinite else { return NormalDistribution.cumulative(t) }
        guard t.isFinite else { return t > 0 ? 1 : 0 }
        let square = t * t
        // I_{ν/(ν+t²)}(ν/2, 1/2) is the probability outside ±|t|.
        let outside = incompleteBeta(
            freedom / 2, 0.5, at: freedom / (freedom + square), complement: square / (freedom + square))
        return t < 0 ? outside / 2 : 1 - outside / 2
    }

    /// The regularised incomplete beta function I_x(a, b), with 1 − x given so that it keeps its digits.
    static func incompleteBeta(_ a: Double, _ b: Double, at x: Double, complement: Double) -> Double {
        guard x > 0 else { return 0 }
        guard complement > 0 else { return 1 }
        let front = exp(logGamma(a + b) - logGamma(a) - logGamma(b) + a * log(x) + b * log(complement))
        if x < (a + 1) / (a + b + 2) {
            return front * continuedFraction(a, b, x) / a
        }
        return 1 - front * continuedFraction(b, a, complement) / b
    }

    private static func logGamma(_ x: Double) -> Double {
        var sign: Int32 = 0
        return lgamma_r(x, &sign)
    }

    private static func continuedFraction(_ a: Double, _ b: Double, _ x: Double) -> Double {
        let tiny = 1e-300
        func nonZero(_ value: Double) -> Double { abs(value) < tiny ? tiny : value }
        var c = 1.0
        var d = 1 / nonZero(1 - (a + b) * x / (a + 1))
        var result = d
        for step in 1...10_000 {
            let m = Double(step)
            let even = m * (b - m) * x / ((a + 2 * m - 1) * (a + 2 * m))
            d = 1 / nonZero(1 + even * d)
            c = nonZero(1 + even / c)
            result *= d * c
            let odd = -(a + m) * (a + b + m) * x / ((a + 2 * m) * (a + 2 * m + 1))
            d = 1 / nonZero(1 + odd * d)
            c = nonZero(1 + odd / c)
            result *= d * c
            if abs(d * c - 1) < 1e-16 { break }
        }
        return result
    }
}

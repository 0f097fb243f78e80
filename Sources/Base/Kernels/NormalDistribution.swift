import Glibc

/// The standard normal distribution.
public enum NormalDistribution {
    /// The probability of a value at or below `x`.
    ///
    /// - Source: the C library's `erfc`; matches SciPy's `norm.cdf` to 1e-15 (golden file).
    public static func cumulative(_ x: Double) -> Double { 0.5 * erfc(-x * 0.5.squareRoot()) }

    /// The value that a share `p` of the probability lies below; infinite at 0 and 1, NaN outside [0, 1].
    ///
    /// Acklam's rational start (relative error 1e-9) with one Halley step, in the lower tail where `erfc` is exact.
    /// - Source: matches SciPy's `norm.ppf` to a relative 1e-14 (golden file).
    public static func quantile(_ p: Double) -> Double {
        guard p >= 0, p <= 1 else { return .nan }
        if p == 0 { return -.infinity }
        if p == 1 { return .infinity }
        if p > 0.5 { return -lowerQuantile(1 - p) }
        return lowerQuantile(p)
    }

    private static func lowerQuantile(_ p: Double) -> Double {
        let start = p < 0.02425 ? tailStart(p) : centralStart(p)
        let error = cumulative(start) - p
        let step = error * (2 * Double.pi).squareRoot() * exp(start * start / 2)
        return start - step / (1 + start * step / 2)
    }

    private static func tailStart(_ p: Double) -> Double {
        let q = (-2 * log(p)).squareRoot()
        let top = polynomial(
            q,
            [
                -7.784894002430293e-03, -3.223964580411365e-01, -2.400758277161838e+00, -2.549732539343734e+00,
                4.374664141464968e+00, 2.938163982698783e+00,
            ])
        let bottom = polynomial(
            q, [7.784695709041462e-03, 3.224671290700398e-01, 2.445134137142996e+00, 3.754408661907416e+00, 1])
        return top / bottom
    }

    private static func centralStart(_ p: Double) -> Double {
        let q = p - 0.5
        let r = q * q
        let top = polynomial(
            r,
            [
                -3.969683028665376e+01, 2.209460984245205e+02, -2.759285104469687e+02, 1.383577518672690e+02,
                -3.066479806614716e+01, 2.506628277459239e+00,
            ])
        let bottom = polynomial(
            r,
            [
                -5.447609879822406e+01, 1.615858368580409e+02, -1.556989798598866e+02, 6.680131188771972e+01,
                -1.328068155288572e+01, 1,
            ])
        return q * top / bottom
    }

    private static func polynomial(_ x: Double, _ coefficients: [Double]) -> Double {
        coefficients.reduce(0) { $0 * x + $1 }
    }
}

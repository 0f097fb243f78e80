import Glibc

/// The chi-squared distribution.
enum ChiSquaredDistribution {
    /// The probability of a value above `x`: the regularised upper incomplete gamma function Q(freedom/2, x/2).
    ///
    /// By its series below the mean and by Lentz's continued fraction above it (Press et al., "Numerical Recipes", 6.2).
    static func upper(_ x: Double, freedom: Double) -> Double {
        guard !x.isNaN else { return .nan }
        guard x > 0 else { return 1 }
        guard x.isFinite else { return 0 }
        let a = freedom / 2
        let z = x / 2
        var sign: Int32 = 0
        let front = exp(a * log(z) - z - lgamma_r(a, &sign))
        return z < a + 1 ? 1 - front * series(a, z) : front * continuedFraction(a, z)
    }

    private static func series(_ a: Double, _ z: Double) -> Double {
        var term = 1 / a
        var sum = term
        for step in 1...10_000 {
            term *= z / (a + Double(step))
            sum += term
            if term < sum * 1e-17 { break }
        }
        return sum
    }

    private static func continuedFraction(_ a: Double, _ z: Double) -> Double {
        let tiny = 1e-300
        var b = z + 1 - a
        var c = 1 / tiny
        var d = 1 / b
        var result = d
        for step in 1...10_000 {
            let factor = -Double(step) * (Double(step) - a)
            b += 2
            d = factor * d + b
            d = 1 / (abs(d) < tiny ? tiny : d)
            c = b + factor / c
            if abs(c) < tiny { c = tiny }
            result *= d * c
            if abs(d * c - 1) < 1e-16 { break }
        }
        return result
    }
}

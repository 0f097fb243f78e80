import Glibc

extension StationaryBootstrap {
    /// The mean block that suits a series: Politis and White's rule (2004), corrected with Patton (2009).
    ///
    /// It weighs the dependence up to twice the lag after which five autocorrelations in a row are small. An estimate, and
    /// a rough one from fewer than some 200 values; for h-bar forecasts made every bar take at least h as well.
    ///
    /// - Units: times.
    /// - As of: uses every value given.
    /// - Missing: NaN or infinity gives `nil`.
    /// - Source: Politis and White, "Automatic block-length selection for the dependent bootstrap", 2004; Patton, Politis
    ///   and White, 2009; matches arch's `optimal_block_length`, but for its being 1 at least (golden file).
    ///
    /// - Parameter series: In order of time.
    /// - Returns: From 1 to min(3√n, n/3); `nil` for fewer than 16 values, or where they do not vary.
    /// - Complexity: O(n^1.5).
    public static func automaticBlock(_ series: [Double]) -> Double? {
        let count = Double(series.count)
        guard series.count >= 16, series.allSatisfy(\.isFinite) else { return nil }
        let centre = series.reduce(0, +) / count
        let deviations = series.map { $0 - centre }
        let most = Int(count.squareRoot().rounded(.up)) + smallInARow
        let products = (0...most).map { sumOfProducts(deviations, lag: $0) }
        guard products[0] > 1e-28 * count * centre * centre else { return nil }
        let bandwidth = min(most, 2 * max(1, lastLargeLag(deviations, products) ?? most))
        var (spread, variance) = (0.0, products[0] / count)
        for lag in 1...bandwidth {
            let share = Double(lag) / Double(bandwidth)
            let weight = share <= 0.5 ? 1 : 2 * (1 - share)
            spread += 2 * weight * Double(lag) * products[lag] / count
            variance += 2 * weight * products[lag] / count
        }
        let block = cbrt(spread * spread / (variance * variance) * count)
        guard !block.isNaN else { return nil }
        return max(1, min(block, min(3 * count.squareRoot(), count / 3).rounded(.up)))
    }

    /// How many small autocorrelations in a row end the dependence: max(5, √log₁₀ n), which is 5.
    private static var smallInARow: Int { 5 }

    /// The lag from which on autocorrelations are small; `nil` where they stay large.
    private static func lastLargeLag(_ deviations: [Double], _ products: [Double]) -> Int? {
        let count = Double(deviations.count)
        let bound = 2 * (log10(count) / count).squareRoot()
        var small = 0
        for lag in products.indices.dropLast() {
            let late = deviations[(lag + 1)...].reduce(0) { $0 + $1 * $1 }
            let early = deviations.dropLast(lag + 1).reduce(0) { $0 + $1 * $1 }
            small = abs(products[lag]) < bound * (late * early).squareRoot() ? small + 1 : 0
            if small == smallInARow { return lag + 1 - smallInARow }
        }
        return nil
    }

    private static func sumOfProducts(_ deviations: [Double], lag: Int) -> Double {
        var sum = 0.0
        for index in lag..<deviations.count { sum += deviations[index] * deviations[index - lag] }
        return sum
    }
}

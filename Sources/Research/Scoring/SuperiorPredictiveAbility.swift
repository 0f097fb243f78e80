import Glibc
public import Kernels

/// Hansen's test of superior predictive ability: whether the best of many models beats the benchmark by more than
/// having tried so many explains.
public struct SuperiorPredictiveAbility: Sendable, Codable, Equatable {
    /// The best model's mean loss saved; studentised, √T times it over its standard deviation, infinite for a saving that
    /// never varies.
    public let statistic: Double
    /// Which model, a column, is the best.
    public let best: Int
    /// The p-value that takes worse models as exactly so much worse: a lower bound.
    public let lower: Double
    /// Hansen's consistent p-value: it leaves out models that are clearly worse.
    public let consistent: Double
    /// The p-value that takes every model as good as the benchmark, as White's reality check (2000) does: an upper
    /// bound that poor models raise.
    public let upper: Double

    /// Tests models against a benchmark.
    ///
    /// - Units: any loss.
    /// - As of: out-of-sample losses only, by time, averaged over the symbols of a time.
    /// - Missing: NaN or infinity gives `nil`.
    /// - Source: Hansen, "A test for superior predictive ability", 2005, without its floor of 0 under the statistic, which
    ///   matters only where no model beats the benchmark. Not studentised it matches arch's `SPA`, which in 8.0 does
    ///   not divide its statistic whatever its option says; studentised, the same divided by numpy (golden file).
    ///
    /// - Parameters:
    ///   - benchmark: The benchmark's loss by time.
    ///   - models: Times × models: their losses.
    ///   - bootstrap: Its mean block should be at least the horizon in bars.
    ///   - isStudentised: Whether each model counts by its own standard deviation, as Hansen advises.
    /// - Note: `nil` without models, or for fewer than 3 times.
    /// - Complexity: O(T · (T + repetitions) · models).
    public init?(benchmark: [Double], models: Matrix, bootstrap: StationaryBootstrap, isStudentised: Bool = true) {
        guard benchmark.count == models.rows else { return nil }
        self.init(
            benchmark: benchmark, models: models, draws: bootstrap.draws(count: models.rows),
            meanBlock: bootstrap.meanBlock, isStudentised: isStudentised)
    }

    /// The same with draws made elsewhere, by a stationary bootstrap of that mean block.
    public init?(
        benchmark: [Double], models: Matrix, draws: BootstrapDraws, meanBlock: Double, isStudentised: Bool = true
    ) {
        guard benchmark.count == models.rows, draws.count == models.rows, models.rows > 2, models.columns > 0,
            meanBlock >= 1, benchmark.allSatisfy(\.isFinite), models.values.allSatisfy(\.isFinite)
        else { return nil }
        var saved = models
        for row in 0..<models.rows {
            for column in 0..<models.columns { saved[row, column] = benchmark[row] - models[row, column] }
        }
        let means = Self.means(saved)
        let variances = Self.variances(saved, means, meanBlock: meanBlock)
        let count = Double(models.rows)
        let divisors = variances.map { isStudentised ? ($0 / count).squareRoot() : 1 }
        let scores = zip(means, divisors).map { Self.ratio($0, $1) }
        best = scores.indices.reduce(0) { scores[$1] > scores[$0] ? $1 : $0 }
        statistic = scores[best]
        let threshold = 2 * log(log(count))
        let centres = [
            means.map { max(0, $0) },
            zip(means, variances).map { $0 >= -($1 / count * threshold).squareRoot() ? $0 : 0 },
            means,
        ]
        let resampled = draws.means(of: saved)
        var above = [0, 0, 0]
        for repetition in 0..<draws.repetitions {
            for (kind, centre) in centres.enumerated() {
                let most = centre.indices.reduce(-Double.infinity) {
                    max($0, Self.ratio(resampled[repetition, $1] - centre[$1], divisors[$1]))
                }
                if most > scores[best] { above[kind] += 1 }
            }
        }
        lower = Double(above[0]) / Double(draws.repetitions)
        consistent = Double(above[1]) / Double(draws.repetitions)
        upper = Double(above[2]) / Double(draws.repetitions)
    }

    /// A difference over its standard error; 0 for one that is 0 in a model that never differs.
    private static func ratio(_ difference: Double, _ divisor: Double) -> Double {
        difference == 0 ? 0 : difference / divisor
    }

    private static func means(_ rows: Matrix) -> [Double] {
        (0..<rows.columns).map { column in
            (0..<rows.rows).reduce(0) { $0 + rows[$1, column] } / Double(rows.rows)
        }
    }

    /// The variance of √T times a resample's mean under the stationary bootstrap (Politis and Romano, 1994, lemma 1).
    private static func variances(_ rows: Matrix, _ means: [Double], meanBlock: Double) -> [Double] {
        let count = rows.rows
        let stay = 1 - 1 / meanBlock
        var kept = [1.0]
        for _ in 0..<count { kept.append((kept.last ?? 0) * stay) }
        return (0..<rows.columns).map { column in
            let deviations = (0..<count).map { rows[$0, column] - means[column] }
            var sum = deviations.reduce(0) { $0 + $1 * $1 }
            for lag in 1..<count {
                let far = Double(lag) / Double(count)
                let weight = (1 - far) * kept[lag] + far * kept[count - lag]
                guard weight > 0 else { continue }
                var product = 0.0
                for index in lag..<count { product += deviations[index] * deviations[index - lag] }
                sum += 2 * weight * product
            }
            return max(0, sum / Double(count))
        }
    }
}

import Glibc
import Kernels

/// Shrinks regression quantiles towards the targets' own quantiles; see ``QuantileModel``.
struct QuantileShrinkage {
    private let fit: LinearFit

    init(_ fit: LinearFit) { self.fit = fit }

    func shrunk(_ raw: QuantileRegression) -> QuantileRegression {
        let median = raw.functions[raw.functions.count / 2].weights
        let locationShare = share(
            of: QuantileShrinkage.covariance(0.5, 0.5), prior: fit.specification.value("expected_r2"))
        let functions = zip(raw.levels, raw.functions).map { level, function in
            let spreadShare = share(ofSpreadAt: level)
            let weights = zip(function.weights, median).map { own, middle in
                locationShare * middle + spreadShare * (own - middle)
            }
            return centred(function, weights, level: level)
        }
        return QuantileRegression(levels: raw.levels, functions: functions)
    }

    /// How much of a weight is left, by its error's variance times the rows and the variance expected of all weights.
    private func share(of variance: Double, prior: Double) -> Double {
        let rows = fit.separateRows
        return rows / (rows + variance * Double(fit.slice.table.featureCount) / prior)
    }

    private func share(ofSpreadAt level: Double) -> Double {
        guard level != 0.5 else { return 0 }
        let unit = NormalDistribution.quantile(level)
        let variance =
            QuantileShrinkage.covariance(level, level) + QuantileShrinkage.covariance(0.5, 0.5)
            - 2 * QuantileShrinkage.covariance(min(level, 0.5), max(level, 0.5))
        return share(of: variance, prior: fit.specification.value("expected_spread_r2") * unit * unit)
    }

    /// Of two sample quantiles of normal numbers, times their count; the lower level first.
    private static func covariance(_ lower: Double, _ upper: Double) -> Double {
        lower * (1 - upper) / (density(at: lower) * density(at: upper))
    }

    private static func density(at level: Double) -> Double {
        let unit = NormalDistribution.quantile(level)
        return exp(-unit * unit / 2) / (2 * Double.pi).squareRoot()
    }

    /// A function with other weights and the intercept that leaves the level's share of the rows' weight below it.
    private func centred(_ function: LinearFunction, _ weights: [Double], level: Double) -> LinearFunction {
        let slope = LinearFunction(
            means: function.means, deviations: function.deviations, weights: weights, intercept: 0,
            clip: function.clip)
        let table = fit.slice.table
        let width = table.featureCount
        let rests = table.features.withUnsafeBufferPointer { features in
            fit.slice.rows.map { row in
                let values = UnsafeBufferPointer(rebasing: features[row * width..<(row + 1) * width])
                return (rest: fit.targets[row] - slope(values), weight: fit.weights?[row] ?? 1)
            }
        }
        return LinearFunction(
            means: function.means, deviations: function.deviations, weights: weights,
            intercept: QuantileShrinkage.quantile(rests, level: level), clip: function.clip)
    }

    /// The least value that a share of the weight lies at or below.
    private static func quantile(_ rests: [(rest: Double, weight: Double)], level: Double) -> Double {
        let sorted = rests.sorted { $0.rest < $1.rest }
        let wanted = level * sorted.reduce(0) { $0 + $1.weight }
        var below = 0.0
        for entry in sorted {
            below += entry.weight
            if below >= wanted { return entry.rest }
        }
        return sorted.last?.rest ?? 0
    }
}

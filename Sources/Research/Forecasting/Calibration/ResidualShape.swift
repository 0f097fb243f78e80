import Base
import Kernels

/// The quantiles of standardised residuals, centred on their median: what makes a distribution of a location and a scale.
enum ResidualShape {
    private static let levels = (1...ReturnDistribution.shapeCount).map { Double($0) / 100 }
    private static let drawnPaths = 4000

    /// The shape of residuals.
    ///
    /// - Parameters:
    ///   - residuals: (return − what the model says at each of the 99 levels) / scale, one list a level; one list for all
    ///     where the model says a location only.
    ///   - method: How quantiles are taken.
    ///   - isSymmetric: Whether they are mirrored, for a model without direction.
    /// - Returns: 99 ascending numbers, the middle one 0.
    static func shape(ofResiduals residuals: [[Double]], _ method: IntervalMethod, isSymmetric: Bool) -> [Double] {
        let sorted = residuals.map { list in (isSymmetric ? list + list.map { -$0 } : list).sorted() }
        let quantiles = levels.indices.map { place in
            quantile(sorted[sorted.count == 1 ? 0 : place], levels[place], method)
        }
        let median = quantiles[ReturnDistribution.shapeCount / 2]
        return quantiles.map { $0 - median }
    }

    private static func quantile(_ sorted: [Double], _ level: Double, _ method: IntervalMethod) -> Double {
        guard method != .residuals, method != .bootstrap, level != 0.5, !sorted.isEmpty else {
            return Statistics.quantile(ofSorted: sorted, level: level)
        }
        // The rank that makes coverage at least the level: outwards from the median, counted in n + 1 places.
        let position = level * Double(sorted.count + 1)
        let rank = level > 0.5 ? (position - 1e-9).rounded(.up) : (position + 1e-9).rounded(.down)
        return sorted[max(1, min(sorted.count, Int(rank))) - 1]
    }

    /// Residuals over a horizon as sums of one-bar residuals drawn at random, in units of σ·√h.
    static func drawnSums(of oneBar: [Double], horizonBars: Int, seed: UInt64) -> [Double] {
        guard !oneBar.isEmpty else { return [] }
        var generator = SeededGenerator(seed: seed)
        let root = Double(horizonBars).squareRoot()
        return (0..<drawnPaths).map { _ in
            var sum = 0.0
            for _ in 0..<horizonBars { sum += oneBar[Int(generator.next() % UInt64(oneBar.count))] }
            return sum / root
        }
    }
}

/// A model's own quantiles at 0.05 … 0.95, read at 0.01 … 0.99.
///
/// Between two levels by straight lines; beyond the outermost as a normal tail through them would go.
struct QuantileCurve {
    /// One number a level, ascending.
    let values: [Double]

    init(_ quantiles: [Double]) {
        precondition(
            quantiles.count == ReturnDistribution.levels.count, "expected 19 quantiles, was \(quantiles.count)")
        // A model fitted level by level may cross itself; sorted quantiles are never farther from the truth
        // (Chernozhukov, Fernández-Val and Galichon, 2010).
        let sorted = quantiles.sorted()
        let median = sorted[9]
        values = (1...ReturnDistribution.shapeCount).map { percent in
            let level = Double(percent) / 100
            if percent < 5 { return median + (sorted[0] - median) * QuantileCurve.tail(level) }
            if percent > 95 { return median + (sorted[18] - median) * QuantileCurve.tail(1 - level) }
            let position = Double(percent) / 5 - 1
            let place = min(Int(position), 17)
            return sorted[place] + (position - Double(place)) * (sorted[place + 1] - sorted[place])
        }
    }

    /// How much farther out than the quantile at 0.05 a normal one at a smaller level lies.
    private static func tail(_ level: Double) -> Double {
        NormalDistribution.quantile(level) / NormalDistribution.quantile(0.05)
    }
}

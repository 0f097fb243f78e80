import Kernels

/// The few levels that quantiles are learnt at, and how the 19 that are shown are read from them.
///
/// Each level costs a fit. In between quantiles are read along straight lines over the levels' normal quantiles, not the
/// levels themselves: of a normal distribution this gives every quantile exactly, and of others, which returns are, it
/// follows the bend towards the tails.
struct QuantileLadder: Sendable {
    /// Ascending from 0.05 to 0.95, with 0.5 in the middle.
    let levels: [Double]
    /// For each level shown, the rung at or below it and how far it is to the next.
    private let places: [(rung: Int, share: Double)]

    /// For fits that are slow: 0.05, 0.25, 0.5, 0.75, 0.95.
    static let short = QuantileLadder([0.05, 0.25, 0.5, 0.75, 0.95])
    /// For others: 0.05, 0.1, 0.25, 0.5, 0.75, 0.9, 0.95.
    static let long = QuantileLadder([0.05, 0.1, 0.25, 0.5, 0.75, 0.9, 0.95])

    private init(_ levels: [Double]) {
        self.levels = levels
        let rungs = levels.map(NormalDistribution.quantile)
        places = ReturnDistribution.levels.map { level in
            let rung = min(levels.partitioningIndex { $0 > level } - 1, levels.count - 2)
            let share = (NormalDistribution.quantile(level) - rungs[rung]) / (rungs[rung + 1] - rungs[rung])
            return (rung, share)
        }
    }

    /// The quantiles at ``ReturnDistribution/levels``, of ascending values at the rungs times a unit.
    func quantiles(_ rungs: [Double], unit: Double) -> [Double] {
        places.map { (rungs[$0.rung] + $0.share * (rungs[$0.rung + 1] - rungs[$0.rung])) * unit }
    }
}

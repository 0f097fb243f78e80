import Forecasting
import Kernels

/// A shape of 99 standardised quantiles, prepared so that an outcome is scored by a binary search.
struct StandardisedShape {
    /// The quantiles at 0.01 … 0.99, ascending.
    private(set) var units: [Double]
    /// ∫F² from the first quantile to each.
    private var below: [Double]
    /// ∫(1 − F)² from each quantile to the last.
    private var above: [Double]

    init(_ units: [Double]) {
        self.units = units
        below = [Double](repeating: 0, count: units.count)
        above = below
        integrate()
    }

    /// How much farther out than the quantile at 0.05 a normal one at 0.01 … 0.04 lies.
    private static let tails = (1...4).map {
        NormalDistribution.quantile(Double($0) / 100) / NormalDistribution.quantile(0.05)
    }

    /// Takes another shape, given as 19 quantiles: straight lines between them, normal tails beyond, as
    /// ``OutOfSampleForecasts/distribution(at:)`` reads them.
    mutating func take(_ quantiles: ArraySlice<Double>) {
        let first = quantiles.startIndex
        let middle = quantiles[first + 9]
        for index in 0..<4 {
            units[index] = middle + (quantiles[first] - middle) * StandardisedShape.tails[index]
            units[98 - index] = middle + (quantiles[first + 18] - middle) * StandardisedShape.tails[index]
        }
        for place in 0..<18 {
            let start = quantiles[first + place]
            let step = quantiles[first + place + 1] - start
            for part in 0..<5 { units[4 + place * 5 + part] = start + Double(part) / 5 * step }
        }
        units[94] = quantiles[first + 18]
        integrate()
    }

    private mutating func integrate() {
        for index in 1..<units.count {
            let (low, high) = (Double(index) / 100, Double(index + 1) / 100)
            below[index] = below[index - 1] + (units[index] - units[index - 1]) * squares(low, high)
        }
        for index in (0..<units.count - 1).reversed() {
            let (low, high) = (1 - Double(index + 1) / 100, 1 - Double(index + 2) / 100)
            above[index] = above[index + 1] + (units[index + 1] - units[index]) * squares(low, high)
        }
    }

    /// The continuous ranked probability score of an outcome, all in units; the exact one of
    /// ``Scoring/QuantileScores/crps(quantiles:levels:outcome:)``.
    func crps(_ outcome: Double) -> Double {
        let last = units.count - 1
        if outcome <= units[0] { return units[0] - outcome + above[0] }
        if outcome >= units[last] { return outcome - units[last] + below[last] }
        var (low, high) = (0, last)
        while high - low > 1 {
            let middle = (low + high) / 2
            if units[middle] <= outcome { low = middle } else { high = middle }
        }
        let left = Double(low + 1) / 100
        let share = (outcome - units[low]) / (units[high] - units[low])
        let at = left + share / 100
        return below[low] + (outcome - units[low]) * squares(left, at) + above[high]
            + (units[high] - outcome) * squares(1 - at, 1 - left - 0.01)
    }

    /// The interval score of the central 95 % interval.
    func intervalScore95(_ outcome: Double) -> Double {
        let lower = (units[1] + units[2]) / 2
        let upper = (units[96] + units[97]) / 2
        return upper - lower + 40 * (max(0, lower - outcome) + max(0, outcome - upper))
    }

    /// Whether an outcome lies between the quantiles at two percentages.
    func holds(_ outcome: Double, from: Int, to: Int) -> Bool {
        outcome >= units[from - 1] && outcome <= units[to - 1]
    }

    /// The mean square over a width on which a probability goes straight from one value to another.
    private func squares(_ from: Double, _ to: Double) -> Double { (from * from + from * to + to * to) / 3 }
}

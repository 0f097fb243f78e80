import Forecasting
import Kernels

/// A shape of 99 standardised quantiles at 0.01 … 0.99, by which outcomes are scored in units of the scale.
struct StandardisedShape {
    /// The quantiles, ascending.
    private(set) var units: [Double]
    /// ∫F² from the first quantile to each, and ∫(1 − F)² from each to the last; empty for a shape that scores one outcome
    /// only.
    private var below: [Double] = []
    private var above: [Double] = []

    /// The mean of F² between one quantile and the next; of (1 − F)² it is the same from the other end.
    private static let squares = (0..<98).map { index in
        square(Double(index + 1) / 100, Double(index + 2) / 100)
    }
    /// How much farther out than the quantile at 0.05 a normal one at 0.01 … 0.04 lies.
    private static let tails = (1...4).map {
        NormalDistribution.quantile(Double($0) / 100) / NormalDistribution.quantile(0.05)
    }

    init(_ units: [Double]) {
        self.units = units
        below = [Double](repeating: 0, count: units.count)
        above = below
        let squares = StandardisedShape.squares
        for index in squares.indices {
            below[index + 1] = below[index] + (units[index + 1] - units[index]) * squares[index]
            let back = squares.count - 1 - index
            above[back] = above[back + 1] + (units[back + 1] - units[back]) * squares[index]
        }
    }

    /// Takes another shape, given as 19 quantiles: straight lines between them, normal tails beyond, as
    /// ``OutOfSampleForecasts/distribution(at:)`` reads them.
    mutating func take(_ quantiles: [Double], from first: Int) {
        below.removeAll(keepingCapacity: true)
        let tails = StandardisedShape.tails
        let (lowest, middle, highest) = (quantiles[first], quantiles[first + 9], quantiles[first + 18])
        units.withUnsafeMutableBufferPointer { units in
            for index in 0..<4 {
                units[index] = middle + (lowest - middle) * tails[index]
                units[98 - index] = middle + (highest - middle) * tails[index]
            }
            for place in 0..<18 {
                let start = quantiles[first + place]
                let step = (quantiles[first + place + 1] - start) / 5
                for part in 0..<5 { units[4 + place * 5 + part] = start + Double(part) * step }
            }
            units[94] = highest
        }
    }

    /// The continuous ranked probability score of an outcome, all in units; the exact one of
    /// ``Scoring/QuantileScores/crps(quantiles:levels:outcome:)``.
    func crps(_ outcome: Double) -> Double {
        let last = units.count - 1
        let place = units.index(below: outcome)
        guard place >= 0 else { return units[0] - outcome + sumAbove(0) }
        guard place < last else { return outcome - units[last] + sumBelow(last) }
        let (left, right) = (units[place], units[place + 1])
        let level = Double(place + 1) / 100
        let at = level + (outcome - left) / (right - left) / 100
        return sumBelow(place) + (outcome - left) * StandardisedShape.square(level, at) + sumAbove(place + 1)
            + (right - outcome) * StandardisedShape.square(1 - at, 1 - level - 0.01)
    }

    private func sumBelow(_ place: Int) -> Double {
        guard below.isEmpty else { return below[place] }
        var sum = 0.0
        let squares = StandardisedShape.squares
        for index in 0..<place { sum += (units[index + 1] - units[index]) * squares[index] }
        return sum
    }

    private func sumAbove(_ place: Int) -> Double {
        guard below.isEmpty else { return above[place] }
        var sum = 0.0
        let squares = StandardisedShape.squares
        for index in place..<98 { sum += (units[index + 1] - units[index]) * squares[97 - index] }
        return sum
    }

    /// The share of the probability below a value, within [0.01, 0.99]; where quantiles tie at it the tie counts half, as
    /// ``Forecasting/ReturnDistribution/probabilityUp`` has it.
    func probabilityBelow(_ value: Double) -> Double {
        let last = units.count - 1
        var place = units.index(below: value)
        guard place >= 0 else { return 0.01 }
        if units[place] == value {
            var first = place
            while first > 0, units[first - 1] == value { first -= 1 }
            return Double(first + 1 + place + 1) / 200
        }
        guard place < last else { return 0.99 }
        place += 1
        let share = (value - units[place - 1]) / (units[place] - units[place - 1])
        return (Double(place) + share) / 100
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
    private static func square(_ from: Double, _ to: Double) -> Double { (from * from + from * to + to * to) / 3 }
}

extension [Double] {
    /// The last index of an ascending array whose value is at or below one; −1 where there is none.
    fileprivate func index(below value: Double) -> Int {
        var (low, high) = (-1, count)
        while high - low > 1 {
            let middle = (low + high) / 2
            if self[middle] <= value { low = middle } else { high = middle }
        }
        return low
    }
}

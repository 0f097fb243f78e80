/// The least value of a function of one number: the best point of a grid, refined by golden sections between its neighbours.
struct ScalarSearch {
    private let range: ClosedRange<Double>
    private let gridCount: Int
    private let tolerance: Double

    init(_ range: ClosedRange<Double>, gridCount: Int, tolerance: Double = 1e-7) {
        self.range = range
        self.gridCount = gridCount
        self.tolerance = tolerance
    }

    /// The point with the least value found; a value that is NaN is never the least.
    func minimum(of function: (Double) -> Double) -> Double {
        func value(_ point: Double) -> Double {
            let value = function(point)
            return value.isNaN ? .infinity : value
        }
        let step = (range.upperBound - range.lowerBound) / Double(gridCount)
        let grid = (0...gridCount).map { min(range.upperBound, range.lowerBound + Double($0) * step) }
        let values = grid.map(value)
        let least = values.indices.min { values[$0] < values[$1] } ?? 0
        let refined = goldenSection(grid[max(0, least - 1)], grid[min(gridCount, least + 1)], value)
        return refined.value < values[least] ? refined.point : grid[least]
    }

    private func goldenSection(
        _ start: Double, _ end: Double, _ value: (Double) -> Double
    ) -> (point: Double, value: Double) {
        let ratio = (5.0.squareRoot() - 1) / 2
        var (low, high) = (start, end)
        var left = high - ratio * (high - low)
        var right = low + ratio * (high - low)
        var (atLeft, atRight) = (value(left), value(right))
        while high - low > tolerance {
            if atLeft < atRight {
                (high, right, atRight) = (right, left, atLeft)
                left = high - ratio * (high - low)
                atLeft = value(left)
            } else {
                (low, left, atLeft) = (left, right, atRight)
                right = low + ratio * (high - low)
                atRight = value(right)
            }
        }
        return atLeft < atRight ? (left, atLeft) : (right, atRight)
    }
}

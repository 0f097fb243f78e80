import Base
import Glibc

/// A shorter way to a regression quantile of many rows.
///
/// A fit on a sample tells which rows surely lie above or below the fit on all. Each of these two sides enters the
/// program as one row, its mean: the loss is linear on a side, so nothing is lost as long as the sides hold. Rows whose
/// side turns out wrong come back and the program is solved again; once no side is wrong, the minimum is that of all rows.
///
/// - Source: Portnoy and Koenker, 1997, section 5.
struct PooledQuantile {
    private enum Side { case below, between, above }

    private static let roundLimit = 6
    private let rows: QuantileRows
    private let level: Double
    private let sampleCount: Int
    private let bandCount: Int

    /// Plans the short way; `nil` where it would not be shorter.
    init?(_ rows: QuantileRows, level: Double) {
        self.rows = rows
        self.level = level
        let (count, parameters) = (Double(rows.targets.count), Double(rows.parameters))
        // A sample of m rows places the fit to a standard error of √(p·τ(1 − τ)/m) in units of the density there, so
        // the band of 4 errors to both sides has 8·n times as many rows; this m makes both counts about equal.
        let sample = pow(2.4 * count, 2.0 / 3) * pow(parameters, 1.0 / 3)
        let band = 8 * count * (parameters * level * (1 - level) / sample).squareRoot() + 10 * parameters
        guard sample + band < 0.6 * count else { return nil }
        sampleCount = Int(sample)
        bandCount = Int(band)
    }

    /// The parameters at the minimum over all rows; `nil` where the sample misled.
    func minimum() throws(RegressionError) -> [Double]? {
        let sample = part(of: sampledPlaces(), targets: rows.targets, pooled: [])
        let guess = try sample.roughMinimum(level: level, tolerance: 1e-5)
        let residuals = rows.blocks.residuals(rows.targets, from: guess)
        var sides = sides(residuals)
        for _ in 0..<PooledQuantile.roundLimit {
            let change = try pooled(residuals, sides).minimum(level: level)
            let left = rows.blocks.residuals(residuals, from: change)
            var wrong = 0
            for place in left.indices
            where sides[place] == .above && left[place] < 0 || sides[place] == .below && left[place] > 0 {
                sides[place] = .between
                wrong += 1
            }
            if wrong == 0 { return zip(guess, change).map { $0 + $1 } }
            if wrong > bandCount { return nil }
        }
        return nil
    }

    /// One random place in each of as many stretches as the sample has rows.
    private func sampledPlaces() -> [Int] {
        var generator = SeededGenerator(seed: 1)
        let count = rows.targets.count
        return (0..<sampleCount).map {
            Int.random(in: $0 * count / sampleCount..<($0 + 1) * count / sampleCount, using: &generator)
        }
    }

    private func sides(_ residuals: [Double]) -> [Side] {
        let limit = residuals.map { abs($0) }.sorted()[bandCount]
        return residuals.map { abs($0) <= limit ? .between : $0 > 0 ? .above : .below }
    }

    /// The rows between the sides, and each side as one row.
    private func pooled(_ residuals: [Double], _ sides: [Side]) -> QuantileRows {
        let means = [Side.below, .above].compactMap { side in
            mean(of: residuals, where: sides.map { $0 == side })
        }
        return part(of: sides.indices.filter { sides[$0] == .between }, targets: residuals, pooled: means)
    }

    /// The weighted mean of some rows.
    private struct Mean {
        let values: [Double]
        let target: Double
        let weight: Double
    }

    private func mean(of targets: [Double], where isMeant: [Bool]) -> Mean? {
        let width = rows.blocks.data.columns + 1
        var (values, target, weight) = ([Double](repeating: 0, count: width), 0.0, 0.0)
        var factors = [Double](repeating: 0, count: StandardisedBlocks.rows)
        rows.blocks.read(leadingOne: true) { block in
            for place in 0..<block.count {
                let row = block.first + place
                factors[place] = isMeant[row] ? rows.weights[row] : 0
                target += factors[place] * targets[row]
                weight += factors[place]
            }
            block.addSum(of: factors, to: &values)
        }
        guard weight > 0 else { return nil }
        return Mean(values: values.map { $0 / weight }, target: target / weight, weight: weight)
    }

    /// The rows at some places, ascending, and pooled ones behind them.
    private func part(of places: [Int], targets: [Double], pooled: [Mean]) -> QuantileRows {
        let data = rows.blocks.data
        var next = 0
        let selection = RowSelection(0..<data.rows.prefix) { row in
            guard next < places.count, row == data.rows[places[next]] else { return false }
            next += 1
            return true
        }
        var blocks = rows.blocks
        blocks.data = RegressionRows(
            features: data.features, columns: data.columns, targets: data.targets, rows: selection)
        blocks.pooled = pooled.flatMap(\.values)
        return QuantileRows(
            blocks: blocks, targets: places.map { targets[$0] } + pooled.map(\.target),
            weights: places.map { rows.weights[$0] } + pooled.map(\.weight))
    }
}

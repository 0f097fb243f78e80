/// Quantile regression as a linear program over standardised rows; see ``InteriorPoint`` for its solution.
///
/// Targets are taken as their distance from least squares' fit, in units of its mean size, so that tolerances mean the
/// same for every target.
struct QuantileProgram {
    /// The rows, without columns that are sums of others: those stand at 0.
    private let blocks: StandardisedBlocks
    /// Least squares' intercept and weights.
    private let start: [Double]
    /// What least squares leaves, in units of `scale`.
    private var residuals: [Double]
    private var rowWeights: [Double]
    private let scale: Double

    /// Reads the rows twice.
    init(_ blocks: StandardisedBlocks) throws(RegressionError) {
        let factor = TriangularFactor(blocks)
        let fit = try factor.leastSquares()
        let start = [fit.intercept] + fit.weights
        var residuals: [Double] = []
        residuals.reserveCapacity(blocks.data.rows.count)
        var rowWeights = residuals
        var values = [Double](repeating: 0, count: StandardisedBlocks.rows)
        var size = 0.0
        blocks.read(leadingOne: true) { block in
            block.multiply(start, into: &values)
            for place in 0..<block.count {
                residuals.append(block.targets[place] - values[place])
                rowWeights.append(block.weights[place])
                size = max(size, abs(block.targets[place]))
            }
        }
        let mean = residuals.reduce(0) { $0 + abs($1) } / Double(residuals.count)
        // A fit through every row is every quantile; what is left of it is rounding.
        scale = mean > 1e-13 * size ? mean : 0
        if scale > 0 { for place in residuals.indices { residuals[place] /= scale } }
        var independent = blocks
        for column in factor.dependentColumns() { independent.moments.deviations[column] = 0 }
        self.blocks = independent
        self.start = start
        self.residuals = residuals
        self.rowWeights = rowWeights
    }

    /// The intercept and the weights at a level.
    func solution(level: Double) throws(RegressionError) -> [Double] {
        guard scale > 0 else { return start }
        var search = InteriorPoint(blocks, targets: residuals, rowWeights: rowWeights, level: level)
        var point = try search.minimum(tolerance: 1e-11)
        if let vertex = vertex(near: search), loss(vertex, level) <= loss(point, level) { point = vertex }
        return zip(start, point).map { $0 + scale * $1 }
    }

    /// The parameters that fit exactly the rows which the search left between the two sides.
    private func vertex(near search: InteriorPoint) -> [Double]? {
        let scores = search.indecision
        let width = start.count
        let kept = blocks.moments.deviations.reduce(1) { $0 + ($1 > 0 ? 1 : 0) }
        let likely = scores.indices.filter { scores[$0] > 1e-9 }
        let chosen = likely.sorted { (scores[$0], $1) > (scores[$1], $0) }.prefix(kept).sorted()
        guard chosen.count == kept else { return nil }
        var system = Matrix(rows: kept, columns: width)
        var next = 0
        blocks.read(leadingOne: true) { block in
            while next < kept, chosen[next] < block.first + block.count {
                let place = chosen[next] - block.first
                for column in 0..<width { system[next, column] = block.values[place * width + column] }
                next += 1
            }
        }
        // Rows that repeat each other span no vertex; the interior point then stands.
        guard let solution = try? system.minimumNormSolution(chosen.map { residuals[$0] }, cutoff: 1e-12),
            solution.rank == kept
        else { return nil }
        return solution.values
    }

    private func loss(_ point: [Double], _ level: Double) -> Double {
        var values = [Double](repeating: 0, count: StandardisedBlocks.rows)
        var sum = 0.0
        blocks.read(leadingOne: true) { block in
            block.multiply(point, into: &values)
            for place in 0..<block.count {
                let residual = residuals[block.first + place] - values[place]
                sum += rowWeights[block.first + place] * max(level * residual, (level - 1) * residual)
            }
        }
        return sum
    }
}

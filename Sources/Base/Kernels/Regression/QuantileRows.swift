/// Standardised rows with targets and weights of their own, and the regression quantiles of these.
struct QuantileRows {
    /// The rows; columns that are sums of others stand at 0.
    let blocks: StandardisedBlocks
    /// What to fit, by place in `blocks`.
    let targets: [Double]
    /// How much each row counts, by place in `blocks`.
    let weights: [Double]

    /// How many parameters there are to find.
    var parameters: Int { blocks.moments.deviations.reduce(1) { $0 + ($1 > 0 ? 1 : 0) } }

    /// The intercept and the weights that make the loss smallest.
    func minimum(level: Double) throws(RegressionError) -> [Double] {
        var search = InteriorPoint(blocks, targets: targets, rowWeights: weights, level: level)
        let point = try search.minimum(tolerance: 1e-11)
        guard let vertex = vertex(search.indecision), loss(vertex, level) <= loss(point, level) else { return point }
        return vertex
    }

    /// Parameters whose loss is about a share `tolerance` above the smallest.
    func roughMinimum(level: Double, tolerance: Double) throws(RegressionError) -> [Double] {
        var search = InteriorPoint(blocks, targets: targets, rowWeights: weights, level: level)
        return try search.minimum(tolerance: tolerance)
    }

    /// The parameters that fit exactly the rows which a search left between the two sides.
    private func vertex(_ indecision: [Double]) -> [Double]? {
        let count = parameters
        let likely = indecision.indices.filter { indecision[$0] > 1e-9 }
        let chosen = likely.sorted { (indecision[$0], $1) > (indecision[$1], $0) }.prefix(count).sorted()
        guard chosen.count == count else { return nil }
        var system = Matrix(rows: count, columns: blocks.data.columns + 1)
        var next = 0
        blocks.read(leadingOne: true) { block in
            while next < count, chosen[next] < block.first + block.count {
                let place = chosen[next] - block.first
                for column in 0..<block.width { system[next, column] = block.values[place * block.width + column] }
                next += 1
            }
        }
        // Rows that repeat each other span no vertex; the interior point then stands.
        guard let solution = try? system.minimumNormSolution(chosen.map { targets[$0] }, cutoff: 1e-12),
            solution.rank == count
        else { return nil }
        return solution.values
    }

    private func loss(_ point: [Double], _ level: Double) -> Double {
        let residuals = blocks.residuals(targets, from: point)
        return residuals.indices.reduce(0) {
            $0 + weights[$1] * max(level * residuals[$1], (level - 1) * residuals[$1])
        }
    }
}

extension StandardisedBlocks {
    /// What an intercept and weights leave of targets, by place.
    func residuals(_ targets: [Double], from point: [Double]) -> [Double] {
        var residuals = targets
        var values = [Double](repeating: 0, count: StandardisedBlocks.rows)
        read(leadingOne: true) { block in
            block.multiply(point, into: &values)
            for place in 0..<block.count { residuals[block.first + place] -= values[place] }
        }
        return residuals
    }
}

/// Weighted sums of zᵀz, zᵀy, z and y over rows, centred: clipping and missing values move the columns' means off 0.
struct NormalEquations {
    /// Σ w·(z − z̄)(z − z̄)ᵀ; only the lower triangle is filled.
    private(set) var gram: Matrix
    /// Σ w·(z − z̄)(y − ȳ).
    private(set) var cross: [Double]
    /// Σ w.
    private(set) var count = 0.0
    private var columnSums: [Double]
    private var targetSum = 0.0

    /// Reads the rows once.
    init(_ blocks: StandardisedBlocks) {
        let columns = blocks.data.columns
        var gramSums = [Double](repeating: 0, count: columns * columns)
        cross = [Double](repeating: 0, count: columns)
        columnSums = cross
        gram = Matrix(rows: 0, columns: 0)
        blocks.read { block in
            addSums(of: block)
            if blocks.data.weights != nil {
                let roots = block.weights.map { $0.squareRoot() }
                block.scaleRows(by: roots)
                for place in 0..<block.count { block.targets[place] *= roots[place] }
            }
            block.addGram(to: &gramSums)
            block.addSum(of: block.targets, to: &cross)
        }
        gram = Matrix(rows: columns, columns: columns, values: gramSums)
        centre()
    }

    private mutating func addSums(of block: StandardisedBlocks.Block) {
        for place in 0..<block.count {
            let weight = block.weights[place]
            for column in 0..<block.width {
                columnSums[column] += weight * block.values[place * block.width + column]
            }
            targetSum += weight * block.targets[place]
            count += weight
        }
    }

    private mutating func centre() {
        for row in 0..<gram.rows {
            for column in 0...row { gram[row, column] -= columnSums[row] * columnSums[column] / count }
            cross[row] -= columnSums[row] * targetSum / count
        }
    }

    /// The intercept that goes with weights.
    func intercept(_ weights: [Double]) -> Double {
        var intercept = targetSum / count
        for column in weights.indices { intercept -= weights[column] * columnSums[column] / count }
        return intercept
    }
}

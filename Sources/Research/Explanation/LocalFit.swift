import Kernels

/// A weighted ridge regression whose intercept is not penalised.
struct LocalFit {
    let slopes: [Double]
    let intercept: Double
    /// The weighted R².
    let determination: Double

    init(_ features: [[Double]], _ targets: [Double], weights: [Double], penalty: Double) throws(KernelsError) {
        let columns = features.first?.count ?? 0
        let total = weights.reduce(0, +)
        let centre = (0..<columns).map { column in
            zip(features, weights).reduce(0) { $0 + $1.1 * $1.0[column] } / total
        }
        let mean = zip(targets, weights).reduce(0) { $0 + $1.0 * $1.1 } / total
        var normal = Matrix(rows: columns, columns: columns)
        var right = [Double](repeating: 0, count: columns)
        for (index, row) in features.enumerated() {
            for one in 0..<columns {
                let scaled = weights[index] * (row[one] - centre[one])
                right[one] += scaled * (targets[index] - mean)
                for other in 0...one { normal[one, other] += scaled * (row[other] - centre[other]) }
            }
        }
        for column in 0..<columns { normal[column, column] += penalty }
        let solution = try normal.solvedPositiveDefinite(right)
        slopes = solution
        intercept = zip(solution, centre).reduce(mean) { $0 - $1.0 * $1.1 }
        var residual = 0.0
        var whole = 0.0
        for (index, row) in features.enumerated() {
            let fitted = (0..<columns).reduce(mean) { $0 + solution[$1] * (row[$1] - centre[$1]) }
            residual += weights[index] * (targets[index] - fitted) * (targets[index] - fitted)
            whole += weights[index] * (targets[index] - mean) * (targets[index] - mean)
        }
        // Rounding leaves about ε·mean² in the variance of constant predictions.
        determination = whole > 1e-24 * total * mean * mean ? 1 - residual / whole : .nan
    }
}

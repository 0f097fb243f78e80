/// Mean and standard deviation of each column, over the finite values of some rows (West's weighted update).
struct ColumnMoments {
    var means: [Double]
    var deviations: [Double]

    /// Reads the rows once.
    init(_ data: RegressionRows) {
        let columns = data.columns
        means = [Double](repeating: 0, count: columns)
        deviations = [Double](repeating: 0, count: columns)
        var counts = [Double](repeating: 0, count: columns)
        for row in data.rows {
            let weight = data.weights?[row] ?? 1
            for column in 0..<columns {
                let value = data.features[row * columns + column]
                guard value.isFinite else { continue }
                counts[column] += weight
                let delta = value - means[column]
                means[column] += delta * weight / counts[column]
                deviations[column] += weight * delta * (value - means[column])
            }
        }
        for column in 0..<columns {
            let variance = counts[column] > 0 ? deviations[column] / counts[column] : 0
            // Rounding leaves about ε·mean² in the variance of a constant column; a spread that overflows is no use.
            let varies = variance > 1e-24 * means[column] * means[column] && variance.isFinite
            deviations[column] = varies ? variance.squareRoot() : 0
            if !means[column].isFinite { means[column] = 0 }
        }
    }
}

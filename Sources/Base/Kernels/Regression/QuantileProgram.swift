/// The linear programs of quantile regression at any level, over one set of rows.
///
/// Targets are taken as their distance from least squares' fit, in units of its mean size, so that tolerances mean the
/// same for every target.
struct QuantileProgram {
    /// Least squares' intercept and weights.
    private let start: [Double]
    /// The mean size of what least squares leaves; 0 where that is rounding only.
    private let scale: Double
    private let rows: QuantileRows

    /// Reads the rows twice.
    init(_ blocks: StandardisedBlocks) throws(RegressionError) {
        let factor = TriangularFactor(blocks)
        let fit = try factor.leastSquares()
        let start = [fit.intercept] + fit.weights
        let data = blocks.data
        var residuals = blocks.residuals(data.rows.map { data.targets[$0] }, from: start)
        let mean = residuals.reduce(0) { $0 + abs($1) } / Double(residuals.count)
        let size = data.rows.reduce(0) { max($0, abs(data.targets[$1])) }
        // A fit through every row is every quantile; what is left of it is rounding.
        scale = mean > 1e-13 * size ? mean : 0
        if scale > 0 { for place in residuals.indices { residuals[place] /= scale } }
        var independent = blocks
        for column in factor.dependentColumns() { independent.moments.deviations[column] = 0 }
        rows = QuantileRows(
            blocks: independent, targets: residuals, weights: data.rows.map { data.weights?[$0] ?? 1 })
        self.start = start
    }

    /// The intercept and the weights at a level.
    func solution(level: Double) throws(RegressionError) -> [Double] {
        guard scale > 0 else { return start }
        // Where the short way fails, by rounding or by chance, the long one is left.
        let short = try? PooledQuantile(rows, level: level)?.minimum()
        let point = if let short { short } else { try rows.minimum(level: level) }
        return zip(start, point).map { $0 + scale * $1 }
    }
}

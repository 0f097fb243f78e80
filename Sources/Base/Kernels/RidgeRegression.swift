import CLAPACK

/// Ridge regression on standardised columns, solved by its normal equations.
///
/// The penalised problem is min Σ(yᵢ − a − zᵢ·b)² + penalty·|b|², where z are the columns with mean 0 and variance 1;
/// the intercept is not penalised. With a penalty the normal equations are well conditioned (the smallest
/// eigenvalue is at least `penalty`), so Cholesky is safe and reads the rows in two streaming passes.
///
/// - Missing: a feature that is not finite takes its column's mean over the training rows, which is 0 once
///   standardised; a column without any finite value, or a constant one, gets the weight 0.
/// - Outliers: standardised features are clipped to ±`clip`, so that one bad tick cannot throw a forecast.
/// - Source: Hoerl and Kennard, 1970; matches scikit-learn's `Ridge` on standardised columns (golden file).
public struct RidgeRegression: Sendable, Equatable {
    /// Mean of each column over the training rows.
    public let means: [Double]
    /// Standard deviation (divisor n) of each column; 0 where the column is constant.
    public let deviations: [Double]
    /// Weight of each standardised column.
    public let weights: [Double]
    /// The prediction where every feature has its mean.
    public let intercept: Double
    /// How many standard deviations a feature may lie from its mean.
    public let clip: Double

    /// Makes a regression from its parts.
    public init(means: [Double], deviations: [Double], weights: [Double], intercept: Double, clip: Double) {
        precondition(means.count == deviations.count && means.count == weights.count, "expected columns of one count")
        self.means = means
        self.deviations = deviations
        self.weights = weights
        self.intercept = intercept
        self.clip = clip
    }

    /// Fits by least squares with a penalty.
    ///
    /// - Shape: `features` is row-major with `columns` columns; `rows` select rows of it and of `targets`.
    /// - Missing: features may be NaN (see the type); a target of a row in `rows` must be finite.
    ///
    /// - Parameters:
    ///   - features: The feature rows.
    ///   - columns: How many features a row has.
    ///   - targets: What to predict, by row.
    ///   - rows: The rows to learn from.
    ///   - penalty: The ridge penalty, in rows: a weight shrinks by n / (n + penalty) if columns are uncorrelated.
    ///   - clip: How many standard deviations a feature may lie from its mean.
    /// - Throws: ``KernelsError/tooFewRows(needed:was:)`` for fewer than 2 rows,
    ///   ``KernelsError/notPositiveDefinite(order:leadingMinor:)`` when the penalty is 0 and columns repeat.
    /// - Complexity: O(rows · columns²) time, two passes; O(columns²) memory.
    public init(
        features: UnsafeBufferPointer<Double>, columns: Int, targets: [Double], rows: RowSelection,
        penalty: Double, clip: Double = 6
    ) throws(KernelsError) {
        guard rows.count >= 2 else { throw .tooFewRows(needed: 2, was: rows.count) }
        let moments = ColumnMoments(features: features, columns: columns, rows: rows)
        var equations = NormalEquations(moments: moments, clip: clip)
        for row in rows {
            equations.add(UnsafeBufferPointer(rebasing: features[row * columns..<(row + 1) * columns]), targets[row])
        }
        let solution = try equations.solved(penalty: penalty)
        self.init(
            means: moments.means, deviations: moments.deviations, weights: solution.weights,
            intercept: solution.intercept, clip: clip)
    }

    /// The prediction for one row of features.
    public func predict(_ row: UnsafeBufferPointer<Double>) -> Double {
        precondition(row.count == weights.count, "expected \(weights.count) features, was \(row.count)")
        var sum = intercept
        for column in weights.indices where weights[column] != 0 {
            sum += weights[column] * standardised(row[column], means[column], deviations[column], clip)
        }
        return sum
    }
}

/// A feature in standard deviations from its mean; 0 where it is missing or its column does not vary.
@inline(__always)
private func standardised(_ value: Double, _ mean: Double, _ deviation: Double, _ clip: Double) -> Double {
    guard value.isFinite, deviation > 0 else { return 0 }
    return max(-clip, min(clip, (value - mean) / deviation))
}

/// Mean and standard deviation of each column, over the finite values of some rows (Welford's update).
private struct ColumnMoments {
    var means: [Double]
    var deviations: [Double]

    init(features: UnsafeBufferPointer<Double>, columns: Int, rows: RowSelection) {
        means = [Double](repeating: 0, count: columns)
        deviations = [Double](repeating: 0, count: columns)
        var counts = [Double](repeating: 0, count: columns)
        for row in rows {
            for column in 0..<columns {
                let value = features[row * columns + column]
                guard value.isFinite else { continue }
                counts[column] += 1
                let delta = value - means[column]
                means[column] += delta / counts[column]
                deviations[column] += delta * (value - means[column])
            }
        }
        for column in 0..<columns {
            let variance = counts[column] > 0 ? deviations[column] / counts[column] : 0
            // Rounding leaves about ε·mean² in the variance of a constant column.
            deviations[column] = variance > 1e-24 * means[column] * means[column] ? variance.squareRoot() : 0
        }
    }
}

/// Sums of zᵀz, zᵀy, z and y over rows, filled in blocks by BLAS.
private struct NormalEquations {
    private static let blockRows = 1024
    private let moments: ColumnMoments
    private let clip: Double
    private let columns: Int
    private var gram: [Double]
    private var cross: [Double]
    private var columnSums: [Double]
    private var targetSum = 0.0
    private var count = 0
    private var block: [Double]
    private var blockTargets: [Double]
    private var filled = 0

    init(moments: ColumnMoments, clip: Double) {
        self.moments = moments
        self.clip = clip
        columns = moments.means.count
        gram = [Double](repeating: 0, count: columns * columns)
        cross = [Double](repeating: 0, count: columns)
        columnSums = cross
        block = [Double](repeating: 0, count: columns * NormalEquations.blockRows)
        blockTargets = [Double](repeating: 0, count: NormalEquations.blockRows)
    }

    mutating func add(_ row: UnsafeBufferPointer<Double>, _ target: Double) {
        let start = filled * columns
        for column in 0..<columns {
            let value = standardised(row[column], moments.means[column], moments.deviations[column], clip)
            block[start + column] = value
            columnSums[column] += value
        }
        blockTargets[filled] = target
        targetSum += target
        count += 1
        filled += 1
        if filled == NormalEquations.blockRows { flush() }
    }

    private mutating func flush() {
        guard filled > 0, columns > 0 else { return }
        precondition(LinearAlgebra.ready)
        let width = Int32(columns)
        cblas_dsyrk(
            CblasRowMajor, CblasLower, CblasTrans, width, Int32(filled), 1, block, width, 1, &gram, width)
        cblas_dgemv(
            CblasRowMajor, CblasTrans, Int32(filled), width, 1, block, width, blockTargets, 1, 1, &cross, 1)
        filled = 0
    }

    /// Centres the sums (clipping and missing values move the columns' means off 0) and solves them.
    mutating func solved(penalty: Double) throws(KernelsError) -> (weights: [Double], intercept: Double) {
        flush()
        let rows = Double(count)
        var system = Matrix(rows: columns, columns: columns, values: gram)
        var right = cross
        for row in 0..<columns {
            for column in 0...row {
                system[row, column] -= columnSums[row] * columnSums[column] / rows
            }
            // A column that does not vary has an empty row; 1 keeps the system solvable and its weight 0.
            system[row, row] += moments.deviations[row] > 0 ? penalty : 1
            right[row] -= columnSums[row] * targetSum / rows
        }
        let weights = try system.solvedPositiveDefinite(right)
        var intercept = targetSum / rows
        for column in 0..<columns { intercept -= weights[column] * columnSums[column] / rows }
        return (weights, intercept)
    }
}

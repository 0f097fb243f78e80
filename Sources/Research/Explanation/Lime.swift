import Base
import Glibc
public import Kernels

/// A linear model of a model, fitted near one row.
///
/// Rows are drawn with the training columns' means and deviations, weighted by how near they lie to the explained row
/// (an exponential kernel on standardised distance), and the model's predictions for them are fitted by a weighted
/// ridge regression on the standardised features.
///
/// - Source: Ribeiro, Singh and Guestrin, "Why should I trust you?", 2016; the local fit matches the package lime with
///   `discretize_continuous=False` to 1e-9 on the same rows (golden file).
public struct Lime: Sendable {
    /// How the neighbourhood is drawn and fitted.
    public struct Options: Sendable, Equatable {
        /// How many rows are drawn, the explained one included.
        public var samples = 5000
        /// The kernel's width in standard deviations; `nil` is 0.75 · √columns.
        public var kernelWidth: Double?
        /// The ridge penalty on standardised weights.
        public var penalty = 1.0
        /// Whether rows are drawn around the explained row instead of around the training means.
        public var drawsAroundRow = false
        /// Fixes the drawn rows.
        public var seed: UInt64 = 1

        /// The usual choices.
        public init() {}
    }

    /// Mean of each column over the training rows.
    public let means: [Double]
    /// Standard deviation of each column over the training rows; 0 where a column does not vary.
    public let deviations: [Double]
    /// How the neighbourhood is drawn and fitted.
    public let options: Options

    /// Prepares explanations from the training columns' moments.
    public init(means: [Double], deviations: [Double], options: Options = Options()) throws(ExplanationError) {
        guard means.count == deviations.count else {
            throw .wrongCount(of: "deviations", expected: means.count, was: deviations.count)
        }
        if let index = deviations.firstIndex(where: { !($0 >= 0 && $0.isFinite) }) {
            throw .notFinite(what: "deviation", index: index)
        }
        guard options.samples >= 2, options.penalty > 0, (options.kernelWidth ?? 1) > 0 else {
            throw .badChoice(
                name: "LIME's options", reason: "expected 2 or more samples, a penalty and a kernel width above 0")
        }
        self.means = means
        self.deviations = deviations
        self.options = options
    }

    /// Prepares explanations from training rows; values that are not finite are left out of their column's moments.
    public init(training: Matrix, options: Options = Options()) throws(ExplanationError) {
        guard training.rows > 0 else { throw .noRows(of: "the training block") }
        var means: [Double] = []
        var deviations: [Double] = []
        for column in 0..<training.columns {
            let known = (0..<training.rows).map { training[$0, column] }.filter(\.isFinite)
            let mean = known.isEmpty ? 0 : Statistics.mean(known)
            let variance = known.isEmpty ? 0 : Statistics.variance(known, freedomLost: 0)
            means.append(mean)
            // Rounding leaves about ε·mean² in the variance of a constant column.
            deviations.append(variance > 1e-24 * mean * mean ? variance.squareRoot() : 0)
        }
        try self.init(means: means, deviations: deviations, options: options)
    }

    /// Explains the prediction for one row by drawing its neighbourhood.
    ///
    /// - Units: the prediction's.
    /// - Missing: a feature of the row that is not finite, or whose column does not vary, keeps its value in every
    ///   drawn row and has the weight 0.
    /// - Complexity: `samples` predictions, O(samples · columns²) time.
    ///
    /// - Parameters:
    ///   - row: The features.
    ///   - model: What to explain.
    /// - Returns: The local model.
    /// - Throws: ``ExplanationError``, or what the model throws.
    public func explain(_ row: [Double], model: BatchModel) throws -> LimeExplanation {
        try check(row)
        var generator = SeededGenerator(seed: options.seed)
        var values: [Double] = row
        values.reserveCapacity(options.samples * row.count)
        for _ in 1..<options.samples {
            for column in row.indices {
                let draw = NormalDistribution.quantile(generator.uniform() + 0x1p-54)
                let centre = options.drawsAroundRow ? row[column] : means[column]
                values.append(speaks(column, row) ? centre + deviations[column] * draw : row[column])
            }
        }
        let rows = Matrix(rows: options.samples, columns: row.count, values: values)
        return try explain(row, neighbours: rows, predictions: predictions(of: model, for: rows))
    }

    /// Explains the prediction for one row from neighbours that are already predicted; the first is the row itself.
    ///
    /// - Throws: ``ExplanationError`` where counts differ or a prediction is not finite.
    public func explain(
        _ row: [Double], neighbours: Matrix, predictions: [Double]
    ) throws(ExplanationError) -> LimeExplanation {
        try check(row)
        guard neighbours.rows > 0 else { throw .noRows(of: "the neighbourhood") }
        guard neighbours.columns == row.count else {
            throw .wrongCount(of: "the neighbours' features", expected: row.count, was: neighbours.columns)
        }
        guard predictions.count == neighbours.rows else {
            throw .wrongCount(of: "the predictions", expected: neighbours.rows, was: predictions.count)
        }
        if let index = predictions.firstIndex(where: { !$0.isFinite }) {
            throw .notFinite(what: "prediction", index: index)
        }
        let columns = row.indices.filter { speaks($0, row) }
        let own = columns.map { standardised(row[$0], $0) }
        let features = (0..<neighbours.rows).map { sample in
            columns.map { standardised(neighbours[sample, $0], $0) }
        }
        let weights = features.map { kernel($0, own) }
        let fit: LocalFit
        do {
            fit = try LocalFit(features, predictions, weights: weights, penalty: options.penalty)
        } catch {
            throw .badChoice(name: "the neighbourhood", reason: "\(error)")
        }
        var slopes = [Double](repeating: 0, count: row.count)
        var contributions = slopes
        for (place, column) in columns.enumerated() {
            slopes[column] = fit.slopes[place]
            contributions[column] = fit.slopes[place] * own[place]
        }
        return LimeExplanation(
            weights: slopes, attribution: Attribution(base: fit.intercept, contributions: contributions),
            prediction: predictions[0], determination: fit.determination)
    }

    private func check(_ row: [Double]) throws(ExplanationError) {
        guard row.count == means.count else {
            throw .wrongCount(of: "the row's features", expected: means.count, was: row.count)
        }
    }

    private func speaks(_ column: Int, _ row: [Double]) -> Bool { row[column].isFinite && deviations[column] > 0 }

    private func standardised(_ value: Double, _ column: Int) -> Double {
        (value - means[column]) / deviations[column]
    }

    private func kernel(_ features: [Double], _ own: [Double]) -> Double {
        let width = options.kernelWidth ?? 0.75 * Double(means.count).squareRoot()
        let squares = zip(features, own).reduce(0) { $0 + ($1.0 - $1.1) * ($1.0 - $1.1) }
        return exp(-squares / (2 * width * width))
    }
}

/// One prediction explained by a linear model near its row.
public struct LimeExplanation: Sendable, Equatable {
    /// What one standard deviation more of each feature adds near the row.
    public let weights: [Double]
    /// The local model at the row: intercept (all features at their means) and weight times standardised value.
    public let attribution: Attribution
    /// What the model itself says for the row.
    public let prediction: Double
    /// The weighted R²: which share of the model's variance near the row the local model explains.
    ///
    /// NaN where the predictions do not vary. Near 0 or below, the weights say nothing.
    public let determination: Double

    /// Makes an explanation of its parts.
    public init(weights: [Double], attribution: Attribution, prediction: Double, determination: Double) {
        self.weights = weights
        self.attribution = attribution
        self.prediction = prediction
        self.determination = determination
    }
}

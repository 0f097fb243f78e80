import Base
public import Evaluation
import Explanation
public import Forecasting
import Kernels
import Synchronization

/// How much each feature is worth to a family out of sample: how much worse its forecasts get when the feature's values change
/// places among the rows that are forecast.
///
/// In each fold the family is fitted on what comes before, and measured on the fold's own rows; where several symbols have a row
/// at one time, values change places among those of that time, so that only the order of the symbols is lost.
public struct ExplanationImportance: Sendable {
    /// What one feature is worth.
    public struct Feature: Sendable {
        /// Its name.
        public let name: String
        /// The rise of the squared error over persistence's, which is what R² loses.
        ///
        /// About 0 or below where the feature is of no use.
        public let rise: Double
        /// The standard error of it over the folds; NaN for one fold.
        public let standardError: Double
    }

    /// What is fitted in each fold.
    public let specification: ModelSpecification
    /// The features, the worthiest first.
    public let features: [Feature]
    /// R² of the return over the folds as they are, the mean.
    public let determination: Double
    /// How many folds there were.
    public let folds: Int
    /// How many rows were forecast.
    public let rows: Int

    /// The most rows of a fold that are measured; of more, whole times are taken at even steps.
    private static let rowsAtMost = 20_000

    /// Fits every fold, and measures every feature.
    ///
    /// - As of: a fold's model has learnt from targets known before its first row.
    ///
    /// - Parameters:
    ///   - specification: What to fit.
    ///   - table: The rows, of one symbol or many.
    ///   - walk: The folds.
    ///   - repeats: How often each feature is permuted.
    ///   - seed: Fixes the permutations.
    ///   - threads: How many threads may run.
    ///   - progress: Told after each fold.
    /// - Returns: What each feature is worth.
    /// - Throws: `EvaluationError`, `ForecastingError` and `ExplanationError`.
    /// - Complexity: folds · features · repeats predictions of a fold's rows.
    public static func measure(
        _ specification: ModelSpecification, _ table: LearningTable, walk: WalkForward, repeats: Int = 5,
        seed: UInt64 = 1, threads: Int = 1,
        progress: @escaping @Sendable (_ done: Int, _ total: Int) -> Void = { _, _ in }
    ) throws -> ExplanationImportance {
        let splits = try walk.splits(times: table.times)
        let permutation = try PermutationImportance(repeats: repeats, seed: seed)
        let done = Mutex(0)
        // Folds side by side: a booster answers one thread at a time.
        let results = try parallelMap(splits.count, threads: threads) { index throws(any Error) -> Measured in
            let fold = FoldRows(table, splits[index].test, atMost: rowsAtMost)
            guard !fold.rows.isEmpty else { return Measured(importances: nil, rows: 0) }
            let model = try Trainer.fit(specification, on: TrainingSlice(table, splits[index]))
            let importances = try fold.importances(model, permutation)
            progress(
                done.withLock { count in
                    count += 1
                    return count
                }, splits.count)
            return Measured(importances: importances, rows: fold.rows.count)
        }
        let folds = results.compactMap(\.importances)
        let measured = results.reduce(0) { $0 + $1.rows }
        guard !folds.isEmpty else { throw EvaluationError.nothingToScore(horizonBars: table.horizonBars) }
        return ExplanationImportance(specification, table.featureNames, folds, rows: measured)
    }

    private struct Measured: Sendable {
        let importances: FeatureImportances?
        let rows: Int
    }

    private init(
        _ specification: ModelSpecification, _ names: [String], _ folds: [FeatureImportances], rows: Int
    ) {
        self.specification = specification
        self.folds = folds.count
        self.rows = rows
        determination = -Statistics.mean(folds.map(\.loss))
        features = names.indices.map { column in
            let rises = folds.map { $0.features[column].mean }
            let error = (Statistics.variance(rises) / Double(rises.count)).squareRoot()
            return Feature(name: names[column], rise: Statistics.mean(rises), standardError: error)
        }.sorted { ($1.rise, $0.name) < ($0.rise, $1.name) }
    }
}

/// The rows of one fold that are measured.
private struct FoldRows: Sendable {
    let table: LearningTable
    let rows: [Int]
    /// Where each time begins among them, or the whole fold as one block where times have one row each.
    private let blockStarts: [Int]

    init(_ table: LearningTable, _ test: Range<Int>, atMost limit: Int) {
        self.table = table
        let step = max(1, (test.count + limit - 1) / limit)
        let times = zip(table.timeStarts, table.timeStarts.dropFirst()).filter { test.contains($0.0) }
        var rows: [Int] = []
        var starts: [Int] = []
        for (place, time) in times.enumerated() where place.isMultiple(of: step) {
            let complete = (time.0..<time.1).filter(table.isComplete)
            guard !complete.isEmpty else { continue }
            starts.append(rows.count)
            rows += complete
        }
        self.rows = rows
        blockStarts = starts.count * 2 > rows.count ? [0, rows.count] : starts + [rows.count]
    }

    func importances(_ model: CalibratedModel, _ permutation: PermutationImportance) throws -> FeatureImportances {
        let width = table.featureCount
        let values = rows.flatMap { table.features[$0 * width..<($0 + 1) * width] }
        let outcomes = rows.map { table.targets[$0] }
        let whole = outcomes.reduce(0) { $0 + $1 * $1 }
        return try permutation.measure(
            rows: Matrix(rows: rows.count, columns: width, values: values), blockStarts: blockStarts
        ) { matrix in
            rows.indices.map { location(model, matrix, $0) }
        } loss: { predictions in
            zip(predictions, outcomes).reduce(0) { $0 + ($1.0 - $1.1) * ($1.0 - $1.1) } / whole - 1
        }
    }

    private func location(_ model: CalibratedModel, _ matrix: Matrix, _ place: Int) -> Double {
        let row = rows[place]
        let symbol = table.symbols[Int(table.symbolIndex[row])]
        return matrix.values.withUnsafeBufferPointer { values in
            let features = UnsafeBufferPointer(rebasing: values[place * matrix.columns..<(place + 1) * matrix.columns])
            let input = ForecastInput(
                features: features, seasonal: table.seasonal[row], volatility: table.volatility[row],
                prices: model.model.readsPrices ? table.history(at: row) : nil, symbol: symbol)
            return model.forecast(input, of: symbol).location
        }
    }
}

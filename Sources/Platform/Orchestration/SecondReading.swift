import Evaluation
import Explanation
import Forecasting
import Kernels
import Reporting

/// The test folds of an evaluation read once more with one of its models: what it uses, and what intervals would have held
/// that follow what came.
struct SecondReading {
    private let table: LearningTable
    private let splits: [Split]
    private let model: EvaluatedModel
    private let place: Int
    private let threads: Int

    /// The most rows of a fold, and the most folds, that features are permuted on: it costs predictions, not fits.
    private static let most = (rows: 2000, folds: 3, repeats: 2)

    init(_ table: LearningTable, _ evaluation: Evaluation, model place: Int, threads: Int) {
        self.table = table
        splits = evaluation.splits
        model = evaluation.models[place]
        self.place = place
        self.threads = threads
    }

    /// How much worse the model gets when a feature's values change places, on some of the folds, the last among them.
    ///
    /// Against the universe values change places between the symbols of one time only.
    /// - Returns: `nil` for a model that reads no features.
    func ranking(seed: UInt64) throws -> FeatureRanking? {
        guard !model.kind.isNaive, !table.featureNames.isEmpty, model.fitted.count == splits.count,
            model.fitted.contains(where: { !$0.readsPrices })
        else { return nil }
        let count = min(SecondReading.most.folds, splits.count)
        let folds = (1...count).map { splits.count * $0 / count - 1 }
        let importance = try PermutationImportance(repeats: SecondReading.most.repeats, seed: seed)
        var increases = [[Double]](repeating: [], count: table.featureCount)
        var rows = 0
        for fold in folds {
            let sample = sample(fold)
            guard sample.count >= 20 else { continue }
            rows += sample.count
            let block = try BlockOfRows(table, sample, model.fitted[fold], shape: shape(fold), threads: threads)
            let found = try importance.measure(
                rows: block.features, blockStarts: table.target == .outperformanceOfUniverse ? block.starts : nil,
                model: block.locations, loss: block.meanSquaredError)
            for (feature, own) in found.features.enumerated() {
                increases[feature] += own.increases.map { $0 / max(found.loss, .leastNormalMagnitude) }
            }
        }
        guard rows > 0 else { return nil }
        let entries = zip(table.featureNames, increases).map { name, rises in
            FeatureRanking.Entry(
                feature: name, rise: Statistics.mean(rises), deviation: Statistics.variance(rises).squareRoot())
        }
        return FeatureRanking(model: place, entries: entries, rows: rows, folds: folds.count)
    }

    /// The shape of a fold's residuals; of combinatorial splits the first path's.
    private func shape(_ fold: Int) -> [Double] {
        let shapes = model.forecasts.shapes
        return shapes[min(fold, shapes.count - 1)]
    }

    /// Rows of whole times, evenly over a fold's test blocks.
    private func sample(_ fold: Int) -> [Int] {
        let rows = splits[fold].testRows.filter(table.isComplete)
        guard rows.count > SecondReading.most.rows else { return rows }
        let starts = LearningTable.starts(of: rows.map { table.times[$0] })
        let times = starts.count - 1
        let wanted = max(1, SecondReading.most.rows * times / rows.count)
        return (0..<wanted).flatMap { index -> ArraySlice<Int> in
            let time = index * times / wanted
            return rows[starts[time]..<starts[time + 1]]
        }
    }

    /// The model's forecasts with adaptive intervals, begun anew in each fold; `nil` where its own are such already.
    ///
    /// - As of: an outcome moves the levels only of forecasts made when it was known.
    func adaptive() -> OutOfSampleForecasts? {
        let own = model.forecasts
        guard own.rowQuantiles.isEmpty, splits.count == own.rows.folds, splits.allSatisfy({ $0.testBlocks.count == 1 })
        else { return nil }
        var quantiles: [Double] = []
        quantiles.reserveCapacity(own.rows.count * ReturnDistribution.levels.count)
        for (fold, split) in splits.enumerated() {
            let shape = own.shapes[fold]
            var walk = AdaptiveWalk(shape: shape, levels: AdaptiveLevels())
            var place = own.rows.foldStarts[fold]
            for row in split.test where table.isComplete(row) {
                let forecast = ModelForecast(location: own.locations[place], scale: own.scales[place])
                let levels = walk.pass(table, row: row, forecast: forecast, scale: own.scales[place])
                let read = AdaptiveLevels.shape(shape, readAt: levels)
                quantiles.append(contentsOf: (1...19).map { read[$0 * 5 - 1] })
                place += 1
            }
        }
        return OutOfSampleForecasts(
            rows: own.rows, locations: own.locations, scales: own.scales, shapes: own.shapes, rowQuantiles: quantiles)
    }
}

/// Some rows of a table, whose features may be changed before a model forecasts them.
private struct BlockOfRows {
    /// The rows' features.
    let features: Matrix
    /// The first row of each time, and the count of rows at the end.
    let starts: [Int]
    private let table: LearningTable
    private let rows: [Int]
    private let model: any FittedModel
    private let shape: [Double]
    private let threads: Int

    init(_ table: LearningTable, _ rows: [Int], _ model: any FittedModel, shape: [Double], threads: Int) throws {
        let width = table.featureCount
        features = Matrix(
            rows: rows.count, columns: width,
            values: rows.flatMap { table.features[($0 * width)..<(($0 + 1) * width)] })
        starts = LearningTable.starts(of: rows.map { table.times[$0] })
        self.table = table
        self.rows = rows
        self.model = model
        self.shape = shape
        self.threads = threads
    }

    /// The medians that the model forecasts from other features of the same rows.
    func locations(_ features: Matrix) throws -> [Double] {
        let changed = LearningTable(
            symbols: table.symbols, featureNames: table.featureNames, horizonBars: table.horizonBars,
            times: pick(table.times), symbolIndex: pick(table.symbolIndex), features: features.values,
            closes: pick(table.closes), volatility: pick(table.volatility), targets: pick(table.targets),
            seasonal: pick(table.seasonal), prices: table.prices, target: table.target)
        let forecasts = try model.forecasts(changed, rows: 0..<rows.count, threads: threads)
        return zip(forecasts, rows).map { forecast, row in
            ReturnDistribution(forecast, defaultScale: table.scale(at: row), shape: shape).location
        }
    }

    func meanSquaredError(_ locations: [Double]) -> Double {
        let sum = zip(locations, rows).reduce(0) { sum, pair in
            let error = table.targets[pair.1] - pair.0
            return sum + error * error
        }
        return sum / Double(max(1, rows.count))
    }

    private func pick<Value>(_ column: [Value]) -> [Value] { rows.map { column[$0] } }
}

import Forecasting

/// What drift forecasts in each fold: the mean return of the fold's training rows.
///
/// - As of: uses targets that are known before the fold's test window.
struct DriftBenchmark: Sendable {
    /// The mean over the rows of all symbols, by fold.
    let pooled: [Double]
    /// The mean over one symbol's rows, by symbol and fold; where a fold has none of them, that of all.
    private let bySymbol: [[Double]]

    init(_ slices: [TrainingSlice]) {
        let means = slices.map(DriftBenchmark.means)
        pooled = means.map(\.pooled)
        bySymbol = (means.first?.bySymbol ?? []).indices.map { symbol in means.map { $0.bySymbol[symbol] } }
    }

    private init(pooled: [Double], bySymbol: [[Double]]) {
        self.pooled = pooled
        self.bySymbol = bySymbol
    }

    /// The benchmark of some of the folds, in the order given.
    func picking(_ folds: [Int]) -> DriftBenchmark {
        DriftBenchmark(pooled: folds.map { pooled[$0] }, bySymbol: bySymbol.map { means in folds.map { means[$0] } })
    }

    /// By fold, of one symbol or of all.
    func byFold(ofSymbol symbol: Int?) -> [Double] { symbol.map { bySymbol[$0] } ?? pooled }

    private static func means(_ slice: TrainingSlice) -> (pooled: Double, bySymbol: [Double]) {
        let table = slice.table
        var sums = [Double](repeating: 0, count: table.symbols.count)
        var counts = sums
        for row in slice.rows {
            sums[Int(table.symbolIndex[row])] += table.targets[row]
            counts[Int(table.symbolIndex[row])] += 1
        }
        let pooled = sums.reduce(0, +) / max(1, counts.reduce(0, +))
        return (pooled, zip(sums, counts).map { $1 > 0 ? $0 / $1 : pooled })
    }
}

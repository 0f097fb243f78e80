public import Base
public import Forecasting

/// The rows that a walk forward forecasts, in order of time: what every model of one evaluation is scored on.
///
/// - Shape: columns of one length; only rows with a known target and a positive volatility.
public struct OutOfSampleRows: Sendable {
    /// How many bars ahead the forecasts are.
    public let horizonBars: Int
    /// The symbols that ``symbolIndex`` counts.
    public let symbols: [Symbol]
    /// When each forecast could have been made.
    public let times: [Instant]
    /// The symbol of each row.
    public let symbolIndex: [Int32]
    /// The return that came: log, over the horizon.
    public let actual: [Double]
    /// σ_t·√h.
    public let scale: [Double]
    /// The adjusted close at the time of the forecast.
    public let closes: [Double]
    /// The first row of each fold, and the count of rows at the end.
    public let foldStarts: [Int]

    /// How many rows there are.
    public var count: Int { times.count }
    /// How many folds there are.
    public var folds: Int { foldStarts.count - 1 }

    /// Makes rows from columns of one length, in order of time, with where each fold begins and the count at the end.
    public init(
        horizonBars: Int, symbols: [Symbol], times: [Instant], symbolIndex: [Int32], actual: [Double],
        scale: [Double], closes: [Double], foldStarts: [Int]
    ) {
        let lengths = [symbolIndex.count, actual.count, scale.count, closes.count, foldStarts.last ?? -1]
        precondition(lengths.allSatisfy { $0 == times.count }, "expected \(times.count) elements in every column")
        self.horizonBars = horizonBars
        self.symbols = symbols
        self.times = times
        self.symbolIndex = symbolIndex
        self.actual = actual
        self.scale = scale
        self.closes = closes
        self.foldStarts = foldStarts
    }

    /// The scorable rows of test windows that follow each other.
    init(_ table: LearningTable, _ splits: [Split]) {
        var rows: [Int] = []
        var starts = [0]
        for split in splits {
            rows.append(contentsOf: split.test.filter(table.isComplete))
            starts.append(rows.count)
        }
        self.init(
            horizonBars: table.horizonBars, symbols: table.symbols, times: rows.map { table.times[$0] },
            symbolIndex: rows.map { table.symbolIndex[$0] }, actual: rows.map { table.targets[$0] },
            scale: rows.map { table.scale(at: $0) }, closes: rows.map { table.closes[$0] }, foldStarts: starts)
    }
}

/// One model's forecasts of ``OutOfSampleRows``, kept for scores and for display.
public struct OutOfSampleForecasts: Sendable {
    /// What was forecast; shared by all models of an evaluation.
    public let rows: OutOfSampleRows
    /// The median forecast of each row.
    public let locations: [Double]
    /// The shape of the residuals in each fold.
    public let shapes: [[Double]]

    /// Makes forecasts of their parts: a median for every row, a shape for every fold.
    public init(rows: OutOfSampleRows, locations: [Double], shapes: [[Double]]) {
        precondition(locations.count == rows.count && shapes.count == rows.folds, "expected a forecast for every row")
        self.rows = rows
        self.locations = locations
        self.shapes = shapes
    }

    /// The distribution that was forecast for a row.
    public func distribution(at row: Int) -> ReturnDistribution {
        let fold = (rows.foldStarts.firstIndex { $0 > row } ?? rows.folds) - 1
        return ReturnDistribution(location: locations[row], scale: rows.scale[row], shape: shapes[fold])
    }
}

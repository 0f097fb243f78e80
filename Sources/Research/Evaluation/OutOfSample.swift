public import Base
public import Forecasting

/// The rows that an evaluation forecasts, in order of time: what every model of one evaluation is scored on.
///
/// - Shape: columns of one length; only rows with a known target and a positive volatility.
public struct OutOfSampleRows: Sendable {
    /// How many bars ahead the forecasts are.
    public let horizonBars: Int
    /// What the returns are.
    public let target: ForecastTarget
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
    /// The rows symbol by symbol, each symbol's in order of time, and where each symbol's begin.
    private let rowsBySymbol: [Int32]
    private let symbolStarts: [Int]

    /// How many rows there are.
    public var count: Int { times.count }
    /// How many folds there are.
    public var folds: Int { foldStarts.count - 1 }

    /// Makes rows from columns of one length, in order of time, with where each fold begins and the count at the end.
    public init(
        horizonBars: Int, symbols: [Symbol], times: [Instant], symbolIndex: [Int32], actual: [Double],
        scale: [Double], closes: [Double], foldStarts: [Int], target: ForecastTarget = .ownReturn
    ) {
        let lengths = [symbolIndex.count, actual.count, scale.count, closes.count, foldStarts.last ?? -1]
        precondition(lengths.allSatisfy { $0 == times.count }, "expected \(times.count) elements in every column")
        self.horizonBars = horizonBars
        self.target = target
        self.symbols = symbols
        self.times = times
        self.symbolIndex = symbolIndex
        self.actual = actual
        self.scale = scale
        self.closes = closes
        self.foldStarts = foldStarts
        var starts = [Int](repeating: 0, count: symbols.count + 1)
        for symbol in symbolIndex { starts[Int(symbol) + 1] += 1 }
        for symbol in symbols.indices { starts[symbol + 1] += starts[symbol] }
        var next = starts
        var order = [Int32](repeating: 0, count: times.count)
        for (row, symbol) in symbolIndex.enumerated() {
            order[next[Int(symbol)]] = Int32(row)
            next[Int(symbol)] += 1
        }
        rowsBySymbol = order
        symbolStarts = starts
    }

    /// The rows of one symbol, in order of time.
    func rows(ofSymbol symbol: Int) -> ArraySlice<Int32> {
        rowsBySymbol[symbolStarts[symbol]..<symbolStarts[symbol + 1]]
    }

    /// The scorable rows of test blocks that follow each other; each is a fold.
    init(_ table: LearningTable, _ blocks: [Range<Int>]) {
        var rows: [Int] = []
        var starts = [0]
        for block in blocks {
            rows.append(contentsOf: block.filter(table.isComplete))
            starts.append(rows.count)
        }
        self.init(
            horizonBars: table.horizonBars, symbols: table.symbols, times: rows.map { table.times[$0] },
            symbolIndex: rows.map { table.symbolIndex[$0] }, actual: rows.map { table.targets[$0] },
            scale: rows.map { table.scale(at: $0) }, closes: rows.map { table.closes[$0] }, foldStarts: starts,
            target: table.target)
    }
}

/// One model's forecasts of ``OutOfSampleRows``, kept for scores and for display.
public struct OutOfSampleForecasts: Sendable {
    /// What was forecast; shared by all models of an evaluation.
    public let rows: OutOfSampleRows
    /// The median forecast of each row.
    public let locations: [Double]
    /// What one unit of the shape is in return, by row: the model's own spread or σ_t·√h.
    public let scales: [Double]
    /// The shape of the residuals in each fold.
    public let shapes: [[Double]]
    /// Where distributions differ in shape from row to row: 19 standardised quantiles a row, at
    /// ``Forecasting/ReturnDistribution/levels``; else empty.
    public let rowQuantiles: [Double]

    /// Makes forecasts of their parts: a median for every row, a shape for every fold.
    ///
    /// - Parameters:
    ///   - rows: What was forecast.
    ///   - locations: The median of each row.
    ///   - scales: The spread of each row; `nil` for σ_t·√h.
    ///   - shapes: 99 standardised quantiles for each fold.
    ///   - rowQuantiles: 19 for each row, where they differ; else empty.
    public init(
        rows: OutOfSampleRows, locations: [Double], scales: [Double]? = nil, shapes: [[Double]],
        rowQuantiles: [Double] = []
    ) {
        precondition(locations.count == rows.count && shapes.count == rows.folds, "expected a forecast for every row")
        precondition(scales.map { $0.count == rows.count } ?? true, "expected a scale for every row")
        precondition([0, rows.count * ReturnDistribution.levels.count].contains(rowQuantiles.count))
        self.rows = rows
        self.locations = locations
        self.scales = scales ?? rows.scale
        self.shapes = shapes
        self.rowQuantiles = rowQuantiles
    }

    /// The fold of a row.
    public func fold(of row: Int) -> Int { (rows.foldStarts.firstIndex { $0 > row } ?? rows.folds) - 1 }

    /// The distribution that was forecast for a row.
    public func distribution(at row: Int) -> ReturnDistribution {
        guard !rowQuantiles.isEmpty else {
            return ReturnDistribution(location: locations[row], scale: scales[row], shape: shapes[fold(of: row)])
        }
        let width = ReturnDistribution.levels.count
        let quantiles = rowQuantiles[row * width..<(row + 1) * width].map { locations[row] + $0 * scales[row] }
        let flat = [Double](repeating: 0, count: ReturnDistribution.shapeCount)
        return ReturnDistribution(ModelForecast(quantiles: quantiles), defaultScale: scales[row], shape: flat)
    }
}

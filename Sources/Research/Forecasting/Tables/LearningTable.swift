public import Base
public import Features

/// One horizon of a training panel: what a model learns from and is judged on; it shares the panel's arrays.
///
/// - Shape: every column has one element per row; `features` is row-major, rows × `featureNames.count`. Rows are sorted
///   by time, then symbol, and follow each other bar by bar within a symbol (warm-up may be cut off at its start only).
/// - Units: targets and seasonal forecasts are log returns over `horizonBars` bars; volatility is σ of one bar's log
///   return.
/// - As of: features, volatility, closes and seasonal forecasts of a row are known at its time; its target is known
///   at the time of row ``targetRow``.
/// - Missing: features may be NaN. A target is NaN where the future is not there yet.
public struct LearningTable: Sendable {
    /// The symbols that ``symbolIndex`` counts.
    public let symbols: [Symbol]
    /// The names of the feature columns.
    public let featureNames: [String]
    /// How many bars ahead the targets lie.
    public let horizonBars: Int
    /// What the targets are.
    public let target: ForecastTarget
    /// The time of each row, ascending.
    public let times: [Instant]
    /// The symbol of each row.
    public let symbolIndex: [Int32]
    /// The features, row after row.
    public let features: [Double]
    /// The adjusted close of each row's bar.
    public let closes: [Double]
    /// σ of one bar's log return, as of each row.
    public let volatility: [Double]
    /// The log return over the next `horizonBars` bars.
    public let targets: [Double]
    /// The seasonal-naive forecast of the same return.
    public let seasonal: [Double]
    /// A row at whose time a row's target is known: the symbol's own `horizonBars` rows later, which is at or, where bars are
    /// lacking, after the target's own bar; beside a universe the last of all that its mean is made of; −1 where there is
    /// none yet.
    public let targetRow: [Int32]
    /// The first row of each distinct time, and the count of rows at the end.
    public let timeStarts: [Int]
    /// Each symbol's closes, in the order of ``symbols``: of all its bars, or of its rows where nothing else is known.
    public let prices: [PriceColumn]
    /// The sector of each symbol, as far as it is known; perhaps of symbols without rows too.
    public let sectors: [Symbol: String]
    /// The place of each row's bar in its symbol's prices.
    public let priceIndex: [Int32]

    /// Makes a table from columns of one length, sorted as the type says.
    ///
    /// Prices have a bar for each of their symbol's rows; `nil` takes those of the rows. `targetRow` says where each target is
    /// known; `nil` takes the symbol's own row, as many bars later.
    public init(
        symbols: [Symbol], featureNames: [String], horizonBars: Int, times: [Instant], symbolIndex: [Int32],
        features: [Double], closes: [Double], volatility: [Double], targets: [Double], seasonal: [Double],
        prices: [PriceColumn]? = nil, target: ForecastTarget = .ownReturn, sectors: [Symbol: String] = [:],
        targetRow: [Int32]? = nil
    ) {
        let count = times.count
        precondition(horizonBars >= 1, "expected a horizon of 1 bar or more, was \(horizonBars)")
        precondition(count <= Int(Int32.max), "expected at most 2³¹ − 1 rows, was \(count)")
        precondition(features.count == count * featureNames.count, "expected \(featureNames.count) features a row")
        precondition(
            [symbolIndex.count, closes.count, volatility.count, targets.count, seasonal.count].allSatisfy {
                $0 == count
            },
            "expected \(count) rows in every column")
        self.target = target
        self.sectors = sectors
        self.symbols = symbols
        self.featureNames = featureNames
        self.horizonBars = horizonBars
        self.times = times
        self.symbolIndex = symbolIndex
        self.features = features
        self.closes = closes
        self.volatility = volatility
        self.targets = targets
        self.seasonal = seasonal
        timeStarts = LearningTable.starts(of: times)
        let ownRows = LearningTable.rowsAhead(horizonBars, symbolIndex, symbolCount: symbols.count)
        self.targetRow = targetRow ?? ownRows
        let columns = prices ?? LearningTable.prices(of: symbols.count, times, symbolIndex, closes)
        precondition(columns.count == symbols.count, "expected prices for each of \(symbols.count) symbols")
        self.prices = columns
        priceIndex = LearningTable.places(times, symbolIndex, columns)
    }

    /// One horizon of a panel; shares the panel's arrays.
    ///
    /// Sectors are the panel's grouping `sector`.
    ///
    /// - Parameters:
    ///   - panel: The panel.
    ///   - horizonIndex: Which of its horizons.
    ///   - target: What is forecast of it.
    ///   - benchmark: The closes of the symbol that the target names; `nil` to look for it in the panel.
    public init(
        _ panel: Panel, horizonIndex: Int, target: ForecastTarget = .ownReturn, benchmark: PriceColumn? = nil
    ) {
        precondition(panel.horizons.indices.contains(horizonIndex), "the panel has no horizon \(horizonIndex)")
        let own = LearningTable(
            symbols: panel.symbols, featureNames: panel.featureNames, horizonBars: panel.horizons[horizonIndex],
            times: panel.times, symbolIndex: panel.symbolIndex, features: panel.features, closes: panel.closes,
            volatility: panel.volatility, targets: panel.targets[horizonIndex], seasonal: panel.seasonal[horizonIndex],
            prices: panel.prices.map { PriceColumn(times: $0.times, closes: $0.closes) },
            sectors: panel.groupings["sector"] ?? [:])
        self = own.relative(to: target, benchmark)
    }

    /// How many rows there are.
    public var count: Int { times.count }
    /// How many features a row has.
    public var featureCount: Int { featureNames.count }

    /// σ of the return over the horizon, σ_t·√h; the unit in which models see targets.
    public func scale(at row: Int) -> Double { volatility[row] * Double(horizonBars).squareRoot() }

    /// What is known of a row's symbol at its time.
    public func history(at row: Int) -> PriceHistory {
        let symbol = Int(symbolIndex[row])
        return PriceHistory(symbol: symbols[symbol], column: prices[symbol], end: Int(priceIndex[row]) + 1)
    }

    /// What a model sees of a row, given all features of the table; models that do not read prices are spared them.
    func input(at row: Int, _ features: UnsafeBufferPointer<Double>, withPrices: Bool) -> ForecastInput {
        let slice = UnsafeBufferPointer(rebasing: features[row * featureCount..<(row + 1) * featureCount])
        return ForecastInput(
            features: slice, seasonal: seasonal[row], volatility: volatility[row],
            prices: withPrices ? history(at: row) : nil, symbol: symbols[Int(symbolIndex[row])])
    }

    /// Whether a row has a known target and a positive volatility, so that it can be learnt from and scored.
    public func isComplete(_ row: Int) -> Bool {
        targets[row].isFinite && volatility[row].isFinite && volatility[row] > 0
    }

    /// The first row of each distinct time of an ascending list, and the list's count at the end.
    public static func starts(of times: [Instant]) -> [Int] {
        var starts: [Int] = []
        for row in times.indices where row == 0 || times[row] != times[row - 1] {
            precondition(row == 0 || times[row - 1] < times[row], "expected rows sorted by time")
            starts.append(row)
        }
        starts.append(times.count)
        return starts
    }

    /// The closes of each symbol's rows.
    private static func prices(
        of symbolCount: Int, _ times: [Instant], _ symbolIndex: [Int32], _ closes: [Double]
    ) -> [PriceColumn] {
        var columns = [(times: [Instant], closes: [Double])](repeating: ([], []), count: symbolCount)
        for row in times.indices {
            columns[Int(symbolIndex[row])].times.append(times[row])
            columns[Int(symbolIndex[row])].closes.append(closes[row])
        }
        return columns.map { PriceColumn(times: $0.times, closes: $0.closes) }
    }

    /// The place of each row's bar in its symbol's prices.
    private static func places(_ times: [Instant], _ symbolIndex: [Int32], _ prices: [PriceColumn]) -> [Int32] {
        var next = [Int](repeating: 0, count: prices.count)
        return times.indices.map { row in
            let symbol = Int(symbolIndex[row])
            let column = prices[symbol]
            while next[symbol] < column.times.count, column.times[next[symbol]] < times[row] { next[symbol] += 1 }
            precondition(
                next[symbol] < column.times.count && column.times[next[symbol]] == times[row],
                "expected a price for every row")
            return Int32(next[symbol])
        }
    }

    /// For each row the row of the same symbol so many bars later; −1 past the end.
    private static func rowsAhead(_ bars: Int, _ symbolIndex: [Int32], symbolCount: Int) -> [Int32] {
        var ahead = [Int32](repeating: -1, count: symbolIndex.count)
        // A ring per symbol of the rows that still wait for their target.
        var rings = [Int32](repeating: -1, count: symbolCount * bars)
        var seen = [Int](repeating: 0, count: symbolCount)
        for row in symbolIndex.indices {
            let symbol = Int(symbolIndex[row])
            let slot = symbol * bars + seen[symbol] % bars
            if rings[slot] >= 0 { ahead[Int(rings[slot])] = Int32(row) }
            rings[slot] = Int32(row)
            seen[symbol] += 1
        }
        return ahead
    }
}

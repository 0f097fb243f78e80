public import Base

/// The training table over one or many symbols.
///
/// Rows are sorted by time, then symbol, so what was known by some time is a prefix. A row is there once a symbol has warmed
/// up, its volatility is finite and any feature is.
///
/// - As of: features, close, volatility and the seasonal forecast of a row use bars up to the row's time; its targets do
///   not, they are known later.
/// - Missing: a feature that is not finite is NaN; what a model makes of it is the model's affair.
public struct Panel: Sendable {
    /// The symbols, in alphabetical order.
    public let symbols: [Symbol]
    /// The names of the feature columns.
    public let featureNames: [String]
    /// The horizons of the targets, in bars.
    public let horizons: [Int]
    /// Each row's event time, not decreasing.
    public let times: [Instant]
    /// Each row's place in ``symbols``.
    public let symbolIndex: [Int32]
    /// The features, row by row: `features[row * featureNames.count + column]`.
    public let features: [Double]
    /// Each row's adjusted close.
    public let closes: [Double]
    /// Each row's volatility σ, in log return per bar (``ReturnVolatility``).
    public let volatility: [Double]
    /// `targets[h][row]`: the log return over the next `horizons[h]` bars; NaN where they are not there yet.
    public let targets: [[Double]]
    /// `seasonal[h][row]`: the seasonal-naive forecast of the same return (``Labels/seasonalReturns(closes:horizonBars:period:)``).
    public let seasonal: [[Double]]
    /// The adjusted closes of all bars of each symbol, those without a row too, in the order of ``symbols``.
    public let prices: [(times: [Instant], closes: [Double])]
    /// The group of each symbol, by the name of the grouping: those of the feature set.
    public let groupings: [String: [Symbol: String]]

    /// Makes a panel of columns that fit together; rows must be sorted by time, then symbol.
    public init(
        symbols: [Symbol], featureNames: [String], horizons: [Int], times: [Instant], symbolIndex: [Int32],
        features: [Double], closes: [Double], volatility: [Double], targets: [[Double]], seasonal: [[Double]],
        prices: [(times: [Instant], closes: [Double])], groupings: [String: [Symbol: String]] = [:]
    ) {
        let rows = times.count
        let lengths = [symbolIndex.count, closes.count, volatility.count] + (targets + seasonal).map(\.count)
        precondition(lengths.allSatisfy { $0 == rows }, "the columns of a panel must have one length")
        precondition(features.count == rows * featureNames.count, "a panel needs rows × features numbers")
        precondition(
            targets.count == horizons.count && seasonal.count == horizons.count, "a panel needs one target a horizon")
        self.symbols = symbols
        self.featureNames = featureNames
        self.horizons = horizons
        self.times = times
        self.symbolIndex = symbolIndex
        self.features = features
        self.closes = closes
        self.volatility = volatility
        self.targets = targets
        self.seasonal = seasonal
        precondition(prices.count == symbols.count, "a panel needs prices for each of \(symbols.count) symbols")
        self.prices = prices
        self.groupings = groupings
    }

    /// The number of rows.
    public var count: Int { times.count }

    /// The features of a row.
    public func featureRow(_ row: Int) -> ArraySlice<Double> {
        features[(row * featureNames.count)..<((row + 1) * featureNames.count)]
    }

    /// The rows of one symbol; an empty panel when it has none.
    public func rows(of symbol: Symbol) -> Panel {
        guard let place = symbols.firstIndex(of: symbol) else {
            return picking([], symbols: [symbol], prices: [([], [])])
        }
        let rows = times.indices.filter { symbolIndex[$0] == Int32(place) }
        return picking(rows, symbols: [symbol], prices: [prices[place]])
    }

    private func picking(
        _ rows: [Int], symbols: [Symbol], prices: [(times: [Instant], closes: [Double])]
    ) -> Panel {
        var chosen: [Double] = []
        chosen.reserveCapacity(rows.count * featureNames.count)
        for row in rows { chosen.append(contentsOf: featureRow(row)) }
        func pick(_ column: [Double]) -> [Double] { rows.map { column[$0] } }
        return Panel(
            symbols: symbols, featureNames: featureNames, horizons: horizons, times: rows.map { times[$0] },
            symbolIndex: [Int32](repeating: 0, count: rows.count), features: chosen, closes: pick(closes),
            volatility: pick(volatility), targets: targets.map(pick), seasonal: seasonal.map(pick),
            prices: prices, groupings: groupings)
    }

    /// Makes the training table of some series.
    ///
    /// - Parameters:
    ///   - series: At most one series a symbol, all of one interval, as stored: the bars are adjusted here
    ///     (``Base/BarSeries/adjusted()``).
    ///   - featureSet: The features.
    ///   - horizons: The horizons of the targets in bars, each at least 1.
    /// - Returns: The table; symbols without enough bars are in ``symbols`` but have no rows.
    /// - Throws: ``FeatureError`` for a symbol given twice, mixed intervals, and bad horizons.
    /// - Complexity: O(bars × features) time; the table, and scratch for one symbol.
    public static func build(
        series: [BarSeries], featureSet: FeatureSet, horizons: [Int]
    ) throws(FeatureError) -> Panel {
        guard Set(horizons).count == horizons.count, horizons.allSatisfy({ (1...100_000).contains($0) }) else {
            throw .badHorizons(horizons)
        }
        let sorted = series.sorted { $0.symbol < $1.symbol }
        for (left, right) in zip(sorted, sorted.dropFirst()) {
            if left.symbol == right.symbol { throw .duplicateSymbol(right.symbol) }
            if left.interval != right.interval {
                throw .mixedIntervals(right.symbol, right.interval, expected: left.interval)
            }
        }
        if let interval = sorted.first?.interval { try featureSet.check(interval) }
        return PanelBuilder(series: sorted, featureSet: featureSet, horizons: horizons).build()
    }
}

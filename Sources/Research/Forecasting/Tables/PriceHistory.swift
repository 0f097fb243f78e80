public import Base

/// The adjusted closes of one symbol, bar by bar.
///
/// - Shape: both columns have one length; times increase.
public struct PriceColumn: Sendable, Equatable {
    /// When each bar closed.
    public let times: [Instant]
    /// The adjusted close of each bar.
    public let closes: [Double]

    /// Makes a column.
    public init(times: [Instant], closes: [Double]) {
        precondition(times.count == closes.count, "expected a close for every time")
        self.times = times
        self.closes = closes
    }

    /// The adjusted closes of some bars.
    public init(_ series: BarSeries) { self.init(times: series.times, closes: series.adjustedClose) }

    /// The index of the first bar whose time is not before `time`; the count where there is none.
    public func firstIndex(notBefore time: Instant) -> Int { times.partitioningIndex { $0 >= time } }
}

/// What a model of prices sees of one symbol at one time: its closes up to then.
public struct PriceHistory: Sendable {
    /// Whose prices they are.
    public let symbol: Symbol
    /// All closes there are; only those before ``end`` are known.
    public let column: PriceColumn
    /// How many bars are known.
    public let end: Int

    /// Makes a history of the first `end` bars of a column.
    public init(symbol: Symbol, column: PriceColumn, end: Int) {
        precondition((0...column.times.count).contains(end), "expected at most \(column.times.count) bars, was \(end)")
        self.symbol = symbol
        self.column = column
        self.end = end
    }
}

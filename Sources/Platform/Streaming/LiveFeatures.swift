public import Base
public import Features
import Glibc

/// What a model sees of one symbol at its last closed bar, kept up bar by bar.
///
/// The numbers are those of the training table to the bit, since both run the same operators. Features across symbols are
/// computed for the universe by ``LiveUniverse``, which then tells each symbol its row.
/// - As of: after an update with bar t, everything here uses bars ≤ t.
public struct LiveFeatures: Sendable {
    /// The features in the set's order; NaN while one warms up.
    public private(set) var row: [Double]
    /// Standard deviation of one bar's log return; NaN until warm.
    public private(set) var volatility = Double.nan
    /// The last bar; `nil` before the first.
    public private(set) var lastBar: Bar?

    /// The symbol's own features; `nil` where they look across symbols.
    private var pipeline: FeaturePipeline?
    private var returnVolatility = ReturnVolatility()
    private var adjustedCloses: [Double] = []
    /// How many bars are still to come before the training table could have a row.
    private var barsToSkip: Int

    /// Makes the state before the first bar.
    public init(_ featureSet: FeatureSet, calendar: TradingCalendar = .nyse) {
        pipeline = featureSet.isOfOneSymbol ? featureSet.makePipeline(calendar: calendar) : nil
        row = Array(repeating: .nan, count: featureSet.featureNames.count)
        barsToSkip = max(featureSet.warmUpBars, ReturnVolatility.warmUpBars) + 1
    }

    /// Makes the state after the last bar of a history; for sets of one symbol.
    public init(_ featureSet: FeatureSet, after history: BarSeries) {
        self.init(featureSet, calendar: history.calendar)
        for index in 0..<history.count { update(history[index]) }
    }

    /// Makes the state after the last bar of a history whose features at that bar were computed elsewhere.
    init(_ featureSet: FeatureSet, after history: BarSeries, row: [Double]) {
        self.init(featureSet)
        pipeline = nil
        for index in 0..<history.count { update(history[index], row: row) }
    }

    /// Whether a model can be asked: the symbol has warmed up, and its volatility and any feature are known.
    ///
    /// So it is exactly where the training table has a row: no model has learnt from, or was judged on, any other.
    public var isWarm: Bool { barsToSkip == 0 && volatility.isFinite && row.contains(where: \.isFinite) }

    /// Takes the next bar of a symbol whose features are its own.
    public mutating func update(_ bar: Bar) {
        let adjusted = bar.adjusted()
        row.withUnsafeMutableBufferPointer { pipeline?.update(adjusted, into: $0) }
        take(bar, adjustedClose: adjusted.close)
    }

    /// Takes the next bar with its features.
    mutating func update(_ bar: Bar, row: [Double]) {
        self.row = row
        take(bar, adjustedClose: bar.adjusted().close)
    }

    private mutating func take(_ bar: Bar, adjustedClose: Double) {
        // As in the training table, models know one kind of missing value.
        for index in row.indices where row[index].isInfinite { row[index] = .nan }
        volatility = returnVolatility.update(adjustedClose)
        if adjustedCloses.count == Labels.seasonalPeriod { adjustedCloses.removeFirst() }
        adjustedCloses.append(adjustedClose)
        lastBar = bar
        barsToSkip = max(0, barsToSkip - 1)
    }

    /// The seasonal-naive forecast of the log return over a horizon; NaN while there are too few bars.
    public func seasonal(horizonBars: Int) -> Double {
        let place = adjustedCloses.count - 1 + Labels.seasonalOffset(horizonBars)
        guard place >= 0, let last = adjustedCloses.last, last > 0, adjustedCloses[place] > 0 else { return .nan }
        return log(adjustedCloses[place]) - log(last)
    }
}

extension LiveFeatures {
    /// All that is remembered, as bytes that ``restore(_:)`` takes.
    var snapshot: [UInt8] {
        var writer = SnapshotWriter()
        writer.bytes(pipeline?.snapshot.encoded ?? [])
        writer.bytes(returnVolatility.snapshot.encoded)
        writer.numbers(row)
        writer.numbers(adjustedCloses)
        writer.numbers([volatility, Double(barsToSkip)])
        let bar = lastBar.map { [$0.open, $0.high, $0.low, $0.close, $0.adjustedClose, $0.volume] } ?? []
        writer.numbers(bar)
        writer.word(UInt64(bitPattern: lastBar?.time.nanoseconds ?? 0))
        return writer.result
    }

    /// Goes on from a snapshot of the same set, made by the same build of the program.
    ///
    /// - Returns: False when the snapshot does not fit; the state is then of no use.
    mutating func restore(_ snapshot: [UInt8]) -> Bool {
        var reader = SnapshotReader(snapshot)
        guard let machines = reader.bytes(), let volatilityBytes = reader.bytes(), let row = reader.numbers(),
            let closes = reader.numbers(), let rest = reader.numbers(), let bar = reader.numbers(),
            let time = reader.word(), row.count == self.row.count, rest.count == 2, bar.count == 0 || bar.count == 6,
            restorePipeline(machines), let ownVolatility = Snapshot(encoded: volatilityBytes),
            returnVolatility.restore(ownVolatility),
            let skip = Int(exactly: rest[1]), closes.count <= Labels.seasonalPeriod
        else { return false }
        self.row = row
        adjustedCloses = closes
        volatility = rest[0]
        barsToSkip = skip
        lastBar =
            bar.isEmpty
            ? nil
            : Bar(
                time: Instant(nanoseconds: Int64(bitPattern: time)), open: bar[0], high: bar[1], low: bar[2],
                close: bar[3], adjustedClose: bar[4], volume: bar[5])
        return true
    }

    private mutating func restorePipeline(_ encoded: [UInt8]) -> Bool {
        guard pipeline != nil else { return encoded.isEmpty }
        return Snapshot(encoded: encoded).flatMap { pipeline?.restore($0) } ?? false
    }
}

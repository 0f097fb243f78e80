/// A candlestick pattern: a rule over the last few candles, and the averages that it measures them by.
///
/// Every pattern is a machine of its own, so that its rule is compiled into the loop over the bars.
///
/// - Units: −200 to 200 as in TA-Lib; positive is bullish.
/// - As of: the value at a bar is of a pattern whose last candle is that bar.
/// - Missing: as in ``Indicator``: the candles are the last ones that were whole.
/// - Source: TA-Lib's CDL functions with their default candle settings, value for value.
protocol CandlePattern: Indicator where Input == OpenHighLowClose, Output == Double {
    /// How many bars come before the first output (TA-Lib's look-back).
    static var lookBack: Int { get }
    /// How many of them the rule is already tried at, unseen, because it remembers what it finds.
    static var rehearsal: Int { get }
    /// Where the last candles are.
    var recent: RecentCandles { get set }

    /// What the pattern says of the newest candle: 100 or −100 (bullish or bearish) where it is complete, zero
    /// elsewhere; 80 where it is complete but for a touch, 200 where it is confirmed.
    mutating func value(_ bars: Candles) -> Double
    /// Moves every average on by a bar.
    mutating func advanceAverages(_ tape: CandleTape)
}

extension CandlePattern {
    @inline(__always) static var rehearsal: Int { 0 }
    @inline(__always)
    mutating func advanceAverages(_ tape: CandleTape) {}

    /// The look-back.
    var warmUpBars: Int { Self.lookBack }
    /// The bars of the look-back and the newest, twice.
    var windowCount: Int { RecentCandles.room(Self.lookBack + 1) }

    /// Takes the newest bar.
    @inline(__always)
    mutating func step(_ input: OpenHighLowClose, _ window: WindowMemory) -> Double {
        guard let base = window.baseAddress else { return .nan }
        let bars = recent.push(input, Self.lookBack + 1, base)
        if recent.seen <= Self.lookBack { return warmUp(bars) }
        let value = value(bars)
        advanceAverages(CandleTape(bars: bars, barsToFirst: 0))
        return value
    }

    @inline(never)
    private mutating func warmUp(_ bars: Candles) -> Double {
        let barsToRule = Self.lookBack + 1 - Int(recent.seen) - Self.rehearsal
        if barsToRule <= 0 { _ = value(bars) }
        advanceAverages(CandleTape(bars: bars, barsToFirst: max(barsToRule, 0)))
        return .nan
    }

    /// Runs the machines one after the other.
    static func advance(_ lanes: UnsafeBufferPointer<IndicatorLane>) { advanceOneByOne(lanes) }
}

/// The last candles in window memory: a ring, written twice, so that the last ones always lie in a row.
struct RecentCandles: BitwiseCopyable, Sendable {
    private var position: Int32 = 0
    /// How many candles have come; no longer counted once the ring is full.
    private(set) var seen: Int32 = 0

    init() {}

    /// The room that so many candles need.
    static func room(_ count: Int) -> Int { 8 * count }

    /// Takes a bar into a ring of so many.
    @inline(__always)
    mutating func push(_ bar: OpenHighLowClose, _ count: Int, _ base: UnsafeMutablePointer<Double>) -> Candles {
        let early = base + 4 * Int(position)
        let late = early + 4 * count
        write(bar, early)
        write(bar, late)
        position += 1
        if position == Int32(count) { position = 0 }
        if seen <= Int32(count) { seen += 1 }
        return Candles(newest: late)
    }

    @inline(__always)
    private func write(_ bar: OpenHighLowClose, _ place: UnsafeMutablePointer<Double>) {
        place[0] = bar.open
        place[1] = bar.high
        place[2] = bar.low
        place[3] = bar.close
    }
}

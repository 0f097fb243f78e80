/// A candlestick pattern: a rule over the last few candles, and the averages that it measures them by.
protocol CandlePattern: BitwiseCopyable, Sendable {
    /// How many bars come before the first output (TA-Lib's look-back).
    static var lookBack: Int { get }
    /// How many of them the rule is already tried at, unseen, because it remembers what it finds.
    static var rehearsal: Int { get }

    /// What the pattern says of the newest candle: 100 or −100 (bullish or bearish) where it is complete, zero elsewhere;
    /// 80 where it is complete but for a touch, 200 where it is confirmed.
    mutating func value(_ bars: Candles) -> Double
    /// Moves every average on by a bar.
    mutating func advanceAverages(_ tape: CandleTape)
}

extension CandlePattern {
    @inline(__always) static var rehearsal: Int { 0 }
    @inline(__always)
    mutating func advanceAverages(_ tape: CandleTape) {}
}

/// The machine that runs a candlestick pattern down the bars.
///
/// - Units: −200 to 200 as in TA-Lib; positive is bullish.
/// - As of: the value at a bar is of a pattern whose last candle is that bar.
/// - Source: TA-Lib's CDL functions with their default candle settings, value for value.
struct Candlestick<Pattern: CandlePattern>: Indicator {
    private var pattern: Pattern
    private var position: Int32 = 0
    private var barsToFirst = Int32(Pattern.lookBack)

    init(_ pattern: Pattern) { self.pattern = pattern }

    /// The pattern's look-back.
    var warmUpBars: Int { Pattern.lookBack }
    /// The bars of the look-back and the newest, twice, so that the last ones always lie in a row.
    var windowCount: Int { 8 * Self.slots }

    @inline(__always) private static var slots: Int { Pattern.lookBack + 1 }

    /// Takes the newest bar.
    @inline(__always)
    mutating func step(_ input: OpenHighLowClose, _ window: WindowMemory) -> Double {
        guard let base = window.baseAddress else { return .nan }
        let bars = push(input, base)
        if barsToFirst > 0 { return warmUp(bars) }
        let value = pattern.value(bars)
        pattern.advanceAverages(CandleTape(bars: bars, barsToFirst: 0))
        return value
    }

    @inline(__always)
    private mutating func push(_ bar: OpenHighLowClose, _ base: UnsafeMutablePointer<Double>) -> Candles {
        let early = base + 4 * Int(position)
        let late = early + 4 * Self.slots
        write(bar, early)
        write(bar, late)
        position += 1
        if position == Int32(Self.slots) { position = 0 }
        return Candles(newest: late)
    }

    @inline(__always)
    private func write(_ bar: OpenHighLowClose, _ place: UnsafeMutablePointer<Double>) {
        place[0] = bar.open
        place[1] = bar.high
        place[2] = bar.low
        place[3] = bar.close
    }

    @inline(never)
    private mutating func warmUp(_ bars: Candles) -> Double {
        let barsToRule = Int(barsToFirst) - Pattern.rehearsal
        if barsToRule <= 0 { _ = pattern.value(bars) }
        pattern.advanceAverages(CandleTape(bars: bars, barsToFirst: max(barsToRule, 0)))
        barsToFirst -= 1
        return .nan
    }

    /// Runs the machines one after the other: a rule is branches rather than a chain of sums, so side by side gains little.
    static func advance(_ lanes: UnsafeBufferPointer<IndicatorLane>) {
        for lane in lanes {
            var machine = lane.state.load(as: Self.self)
            for row in 0..<lane.columns.count {
                machine.take(lane.columns, row, lane.window).store(lane.output.base + row, stride: lane.output.stride)
            }
            lane.state.storeBytes(of: machine, as: Self.self)
        }
    }
}

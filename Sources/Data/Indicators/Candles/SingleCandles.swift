// Patterns of a single candle, measured by the candles before it.

/// Belt hold: a long candle that opens at its end, a white one at the low or a black one at the high.
struct BeltHold: CandlePattern {
    static var lookBack: Int { 10 }
    var recent = RecentCandles()
    var long = CandleAverage<BodyLong, 0>()
    var veryShort = CandleAverage<ShadowVeryShort, 0>()

    @inline(__always)
    mutating func advanceAverages(_ tape: CandleTape) {
        tape.take(&long)
        tape.take(&veryShort)
    }

    @inline(__always)
    func value(_ bars: Candles) -> Double {
        let candle = bars[0]
        let shadow = candle.isWhite ? candle.lowerShadow : candle.upperShadow
        return every(candle.body > long(bars), shadow < veryShort(bars)) ? 100 * candle.sign : 0
    }
}

/// Closing marubozu: a long candle that closes at its end, a white one at the high or a black one at the low.
struct ClosingMarubozu: CandlePattern {
    static var lookBack: Int { 10 }
    var recent = RecentCandles()
    var long = CandleAverage<BodyLong, 0>()
    var veryShort = CandleAverage<ShadowVeryShort, 0>()

    @inline(__always)
    mutating func advanceAverages(_ tape: CandleTape) {
        tape.take(&long)
        tape.take(&veryShort)
    }

    @inline(__always)
    func value(_ bars: Candles) -> Double {
        let candle = bars[0]
        let shadow = candle.isWhite ? candle.upperShadow : candle.lowerShadow
        return every(candle.body > long(bars), shadow < veryShort(bars)) ? 100 * candle.sign : 0
    }
}

/// Doji: open and close nearly the same.
///
/// Always 100, though it is neither bullish nor bearish.
struct Doji: CandlePattern {
    static var lookBack: Int { 10 }
    var recent = RecentCandles()
    var doji = CandleAverage<BodyDoji, 0>()

    @inline(__always)
    mutating func advanceAverages(_ tape: CandleTape) { tape.take(&doji) }

    @inline(__always)
    func value(_ bars: Candles) -> Double { bars[0].body <= doji(bars) ? 100 : 0 }
}

/// Dragonfly doji: a doji at the high of its bar, with a lower shadow.
struct DragonflyDoji: CandlePattern {
    static var lookBack: Int { 10 }
    var recent = RecentCandles()
    var doji = CandleAverage<BodyDoji, 0>()
    var veryShort = CandleAverage<ShadowVeryShort, 0>()

    @inline(__always)
    mutating func advanceAverages(_ tape: CandleTape) {
        tape.take(&doji)
        tape.take(&veryShort)
    }

    @inline(__always)
    func value(_ bars: Candles) -> Double {
        let candle = bars[0]
        let isFound = every(
            candle.body <= doji(bars), candle.upperShadow < veryShort(bars), candle.lowerShadow > veryShort(bars))
        return isFound ? 100 : 0
    }
}

/// Gravestone doji: a doji at the low of its bar, with an upper shadow.
///
/// TA-Lib gives 100 for it, not −100.
struct GravestoneDoji: CandlePattern {
    static var lookBack: Int { 10 }
    var recent = RecentCandles()
    var doji = CandleAverage<BodyDoji, 0>()
    var veryShort = CandleAverage<ShadowVeryShort, 0>()

    @inline(__always)
    mutating func advanceAverages(_ tape: CandleTape) {
        tape.take(&doji)
        tape.take(&veryShort)
    }

    @inline(__always)
    func value(_ bars: Candles) -> Double {
        let candle = bars[0]
        let isFound = every(
            candle.body <= doji(bars), candle.lowerShadow < veryShort(bars), candle.upperShadow > veryShort(bars))
        return isFound ? 100 : 0
    }
}

/// High wave: a short body between two very long shadows.
struct HighWave: CandlePattern {
    static var lookBack: Int { 10 }
    var recent = RecentCandles()
    var short = CandleAverage<BodyShort, 0>()
    var veryLong = CandleAverage<ShadowVeryLong, 0>()

    @inline(__always)
    mutating func advanceAverages(_ tape: CandleTape) { tape.take(&short) }

    @inline(__always)
    func value(_ bars: Candles) -> Double {
        let candle = bars[0]
        let isFound = every(
            candle.body < short(bars), candle.upperShadow > veryLong(bars), candle.lowerShadow > veryLong(bars))
        return isFound ? 100 * candle.sign : 0
    }
}

/// Long-legged doji: a doji with a long shadow at one end or both.
struct LongLeggedDoji: CandlePattern {
    static var lookBack: Int { 10 }
    var recent = RecentCandles()
    var doji = CandleAverage<BodyDoji, 0>()
    var long = CandleAverage<ShadowLong, 0>()

    @inline(__always)
    mutating func advanceAverages(_ tape: CandleTape) { tape.take(&doji) }

    @inline(__always)
    func value(_ bars: Candles) -> Double {
        let candle = bars[0]
        let shadow = max(candle.lowerShadow, candle.upperShadow)
        return every(candle.body <= doji(bars), shadow > long(bars)) ? 100 : 0
    }
}

/// Long line: a long body between two short shadows.
struct LongLine: CandlePattern {
    static var lookBack: Int { 10 }
    var recent = RecentCandles()
    var long = CandleAverage<BodyLong, 0>()
    var short = CandleAverage<ShadowShort, 0>()

    @inline(__always)
    mutating func advanceAverages(_ tape: CandleTape) {
        tape.take(&long)
        tape.take(&short)
    }

    @inline(__always)
    func value(_ bars: Candles) -> Double {
        let candle = bars[0]
        let isFound = every(
            candle.body > long(bars), candle.upperShadow < short(bars), candle.lowerShadow < short(bars))
        return isFound ? 100 * candle.sign : 0
    }
}

/// Marubozu: a long body with hardly any shadow at either end.
struct Marubozu: CandlePattern {
    static var lookBack: Int { 10 }
    var recent = RecentCandles()
    var long = CandleAverage<BodyLong, 0>()
    var veryShort = CandleAverage<ShadowVeryShort, 0>()

    @inline(__always)
    mutating func advanceAverages(_ tape: CandleTape) {
        tape.take(&long)
        tape.take(&veryShort)
    }

    @inline(__always)
    func value(_ bars: Candles) -> Double {
        let candle = bars[0]
        let isFound = every(
            candle.body > long(bars), candle.upperShadow < veryShort(bars), candle.lowerShadow < veryShort(bars))
        return isFound ? 100 * candle.sign : 0
    }
}

/// Rickshaw man: a doji near the middle of its bar, between two long shadows.
struct RickshawMan: CandlePattern {
    static var lookBack: Int { 10 }
    var recent = RecentCandles()
    var doji = CandleAverage<BodyDoji, 0>()
    var long = CandleAverage<ShadowLong, 0>()
    var near = CandleAverage<Near, 0>()

    @inline(__always)
    mutating func advanceAverages(_ tape: CandleTape) {
        tape.take(&doji)
        tape.take(&near)
    }

    @inline(__always)
    func value(_ bars: Candles) -> Double {
        let candle = bars[0]
        guard candle.body <= doji(bars), candle.lowerShadow > long(bars), candle.upperShadow > long(bars) else {
            return 0
        }
        let middle = candle.low + candle.range / 2
        return candle.bottom <= middle + near(bars) && candle.top >= middle - near(bars) ? 100 : 0
    }
}

/// Short line: a short body between two short shadows.
struct ShortLine: CandlePattern {
    static var lookBack: Int { 10 }
    var recent = RecentCandles()
    var shortBody = CandleAverage<BodyShort, 0>()
    var shortShadow = CandleAverage<ShadowShort, 0>()

    @inline(__always)
    mutating func advanceAverages(_ tape: CandleTape) {
        tape.take(&shortBody)
        tape.take(&shortShadow)
    }

    @inline(__always)
    func value(_ bars: Candles) -> Double {
        let candle = bars[0]
        let isFound = every(
            candle.body < shortBody(bars), candle.upperShadow < shortShadow(bars),
            candle.lowerShadow < shortShadow(bars))
        return isFound ? 100 * candle.sign : 0
    }
}

/// Spinning top: a short body between two shadows that are longer than it.
struct SpinningTop: CandlePattern {
    static var lookBack: Int { 10 }
    var recent = RecentCandles()
    var short = CandleAverage<BodyShort, 0>()

    @inline(__always)
    mutating func advanceAverages(_ tape: CandleTape) { tape.take(&short) }

    @inline(__always)
    func value(_ bars: Candles) -> Double {
        let candle = bars[0]
        let isFound = every(
            candle.body < short(bars), candle.upperShadow > candle.body, candle.lowerShadow > candle.body)
        return isFound ? 100 * candle.sign : 0
    }
}

/// Takuri: a dragonfly doji with a very long lower shadow.
struct Takuri: CandlePattern {
    static var lookBack: Int { 10 }
    var recent = RecentCandles()
    var doji = CandleAverage<BodyDoji, 0>()
    var veryShort = CandleAverage<ShadowVeryShort, 0>()
    var veryLong = CandleAverage<ShadowVeryLong, 0>()

    @inline(__always)
    mutating func advanceAverages(_ tape: CandleTape) {
        tape.take(&doji)
        tape.take(&veryShort)
    }

    @inline(__always)
    func value(_ bars: Candles) -> Double {
        let candle = bars[0]
        let isFound = every(
            candle.body <= doji(bars), candle.upperShadow < veryShort(bars), candle.lowerShadow > veryLong(bars))
        return isFound ? 100 : 0
    }
}

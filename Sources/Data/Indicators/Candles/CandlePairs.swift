// Patterns of two candles of which the second turns against the first.

/// Counterattack: a long candle, and a long one of the other colour that closes where it closed.
struct Counterattack: CandlePattern {
    static var lookBack: Int { 11 }
    var recent = RecentCandles()
    var equal = CandleAverage<Equal, 1>()
    var longFirst = CandleAverage<BodyLong, 1>()
    var longSecond = CandleAverage<BodyLong, 0>()

    @inline(__always)
    mutating func advanceAverages(_ tape: CandleTape) {
        tape.take(&equal)
        tape.take(&longFirst)
        tape.take(&longSecond)
    }

    @inline(__always)
    func value(_ bars: Candles) -> Double {
        let (first, second) = bars.lastTwo
        let isFound =
            first.isWhite != second.isWhite && first.body > longFirst(bars) && second.body > longSecond(bars)
            && second.close.isWithin(equal(bars), of: first.close)
        return isFound ? 100 * second.sign : 0
    }
}

/// Dark cloud cover: a long white candle, and a black one that opens above its high and closes well inside its body.
struct DarkCloudCover: CandlePattern {
    static var lookBack: Int { 11 }
    var recent = RecentCandles()
    let penetration: Double
    var long = CandleAverage<BodyLong, 1>()

    init(penetration: Double) { self.penetration = penetration }

    @inline(__always)
    mutating func advanceAverages(_ tape: CandleTape) { tape.take(&long) }

    @inline(__always)
    func value(_ bars: Candles) -> Double {
        let (first, second) = bars.lastTwo
        let isFound =
            first.isWhite && first.body > long(bars) && second.isBlack && second.open > first.high
            && second.close > first.open && second.close < first.close - first.body * penetration
        return isFound ? -100 : 0
    }
}

/// Engulfing: a body that covers the body before it, of the other colour; 80 where the two meet at one end.
struct Engulfing: CandlePattern {
    static var lookBack: Int { 2 }
    var recent = RecentCandles()

    @inline(__always)
    func value(_ bars: Candles) -> Double {
        let (first, second) = bars.lastTwo
        let isAround = every(second.top >= first.top, second.bottom <= first.bottom)
        let isLonger = second.top > first.top || second.bottom < first.bottom
        guard every(first.isWhite != second.isWhite, isAround, isLonger) else { return 0 }
        return (second.open != first.close && second.close != first.open ? 100 : 80) * second.sign
    }
}

/// Harami: a short body inside a long one; 80 where the two meet at one end.
///
/// The sign is against the long one's colour.
struct Harami: CandlePattern {
    static var lookBack: Int { 11 }
    var recent = RecentCandles()
    var long = CandleAverage<BodyLong, 1>()
    var short = CandleAverage<BodyShort, 0>()

    @inline(__always)
    mutating func advanceAverages(_ tape: CandleTape) {
        tape.take(&long)
        tape.take(&short)
    }

    @inline(__always)
    func value(_ bars: Candles) -> Double {
        let (first, second) = bars.lastTwo
        guard first.body > long(bars), second.body <= short(bars) else { return 0 }
        return Harami.value(first, second)
    }

    /// How well the second body lies in the first.
    @inline(__always)
    static func value(_ first: Candle, _ second: Candle) -> Double {
        if second.bodyIsInside(first) { return -100 * first.sign }
        return second.top <= first.top && second.bottom >= first.bottom ? -80 * first.sign : 0
    }
}

/// Harami cross: a doji inside a long body; 80 where the two meet at one end.
///
/// The sign is against the long one's colour.
struct HaramiCross: CandlePattern {
    static var lookBack: Int { 11 }
    var recent = RecentCandles()
    var long = CandleAverage<BodyLong, 1>()
    var doji = CandleAverage<BodyDoji, 0>()

    @inline(__always)
    mutating func advanceAverages(_ tape: CandleTape) {
        tape.take(&long)
        tape.take(&doji)
    }

    @inline(__always)
    func value(_ bars: Candles) -> Double {
        let (first, second) = bars.lastTwo
        guard first.body > long(bars), second.body <= doji(bars) else { return 0 }
        return Harami.value(first, second)
    }
}

/// Homing pigeon: a short black body inside a long black one.
struct HomingPigeon: CandlePattern {
    static var lookBack: Int { 11 }
    var recent = RecentCandles()
    var long = CandleAverage<BodyLong, 1>()
    var short = CandleAverage<BodyShort, 0>()

    @inline(__always)
    mutating func advanceAverages(_ tape: CandleTape) {
        tape.take(&long)
        tape.take(&short)
    }

    @inline(__always)
    func value(_ bars: Candles) -> Double {
        let (first, second) = bars.lastTwo
        let isFound =
            first.isBlack && second.isBlack && first.body > long(bars) && second.body <= short(bars)
            && second.bodyIsInside(first)
        return isFound ? 100 : 0
    }
}

/// Kicking: a marubozu, and one of the other colour beyond a gap, white above or black below.
///
/// The sign is the second's.
struct Kicking: CandlePattern {
    static var lookBack: Int { 11 }
    var recent = RecentCandles()
    var pair = MarubozuPair()

    @inline(__always)
    mutating func advanceAverages(_ tape: CandleTape) { pair.advanceAverages(tape) }

    @inline(__always)
    func value(_ bars: Candles) -> Double { pair.isKicking(bars) ? 100 * bars[0].sign : 0 }
}

/// Kicking by length: as kicking, but the sign is that of the longer one.
struct KickingByLength: CandlePattern {
    static var lookBack: Int { 11 }
    var recent = RecentCandles()
    var pair = MarubozuPair()

    @inline(__always)
    mutating func advanceAverages(_ tape: CandleTape) { pair.advanceAverages(tape) }

    @inline(__always)
    func value(_ bars: Candles) -> Double {
        let (first, second) = bars.lastTwo
        return pair.isKicking(bars) ? 100 * (second.body > first.body ? second.sign : first.sign) : 0
    }
}

/// What tells two marubozu of different colour beyond a gap.
struct MarubozuPair: BitwiseCopyable {
    var longFirst = CandleAverage<BodyLong, 1>()
    var longSecond = CandleAverage<BodyLong, 0>()
    var veryShortFirst = CandleAverage<ShadowVeryShort, 1>()
    var veryShortSecond = CandleAverage<ShadowVeryShort, 0>()

    @inline(__always)
    mutating func advanceAverages(_ tape: CandleTape) {
        tape.take(&longFirst)
        tape.take(&longSecond)
        tape.take(&veryShortFirst)
        tape.take(&veryShortSecond)
    }

    @inline(__always)
    func isKicking(_ bars: Candles) -> Bool {
        let (first, second) = bars.lastTwo
        return first.isWhite != second.isWhite
            && first.body > longFirst(bars) && first.upperShadow < veryShortFirst(bars)
            && first.lowerShadow < veryShortFirst(bars)
            && second.body > longSecond(bars) && second.upperShadow < veryShortSecond(bars)
            && second.lowerShadow < veryShortSecond(bars)
            && (first.isBlack ? second.gapsUp(from: first) : second.gapsDown(from: first))
    }
}

/// Piercing: a long black candle, and a long white one that opens below its low and closes in the upper half of its
/// body.
struct Piercing: CandlePattern {
    static var lookBack: Int { 11 }
    var recent = RecentCandles()
    var longFirst = CandleAverage<BodyLong, 1>()
    var longSecond = CandleAverage<BodyLong, 0>()

    @inline(__always)
    mutating func advanceAverages(_ tape: CandleTape) {
        tape.take(&longFirst)
        tape.take(&longSecond)
    }

    @inline(__always)
    func value(_ bars: Candles) -> Double {
        let (first, second) = bars.lastTwo
        let isFound =
            first.isBlack && first.body > longFirst(bars) && second.isWhite && second.body > longSecond(bars)
            && second.open < first.low && second.close < first.open
            && second.close > first.close + first.body * 0.5
        return isFound ? 100 : 0
    }
}

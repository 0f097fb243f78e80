// Patterns of a candle by its place beside the one before it.

/// Doji star: after a long candle, a doji whose body gaps away in its direction.
///
/// The sign is against the long one's colour.
struct DojiStar: CandlePattern {
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
        let isFound =
            first.body > long(bars) && second.body <= doji(bars)
            && (first.isWhite ? second.bodyGapsUp(from: first) : second.bodyGapsDown(from: first))
        return isFound ? -100 * first.sign : 0
    }
}

/// Hammer: a short body at the top of a long lower shadow, below the low before it or near.
struct Hammer: CandlePattern {
    static var lookBack: Int { 11 }
    var recent = RecentCandles()
    var shape = HammerShape()

    @inline(__always)
    mutating func advanceAverages(_ tape: CandleTape) { shape.advanceAverages(tape) }

    @inline(__always)
    func value(_ bars: Candles) -> Double {
        shape.isHammer(bars) && bars[0].bottom <= bars[1].low + shape.near(bars) ? 100 : 0
    }
}

/// Hanging man: a short body at the top of a long lower shadow, above the high before it or near.
struct HangingMan: CandlePattern {
    static var lookBack: Int { 11 }
    var recent = RecentCandles()
    var shape = HammerShape()

    @inline(__always)
    mutating func advanceAverages(_ tape: CandleTape) { shape.advanceAverages(tape) }

    @inline(__always)
    func value(_ bars: Candles) -> Double {
        shape.isHammer(bars) && bars[0].bottom >= bars[1].high - shape.near(bars) ? -100 : 0
    }
}

/// The shape of a hammer and of a hanging man.
struct HammerShape: BitwiseCopyable {
    var short = CandleAverage<BodyShort, 0>()
    var long = CandleAverage<ShadowLong, 0>()
    var veryShort = CandleAverage<ShadowVeryShort, 0>()
    var near = CandleAverage<Near, 1>()

    @inline(__always)
    mutating func advanceAverages(_ tape: CandleTape) {
        tape.take(&short)
        tape.take(&veryShort)
        tape.take(&near)
    }

    @inline(__always)
    func isHammer(_ bars: Candles) -> Bool {
        let candle = bars[0]
        return candle.body < short(bars) && candle.lowerShadow > long(bars) && candle.upperShadow < veryShort(bars)
    }
}

/// Inverted hammer: a short body at the bottom of a long upper shadow, gapping down from the body before it.
struct InvertedHammer: CandlePattern {
    static var lookBack: Int { 11 }
    var recent = RecentCandles()
    var shape = InvertedHammerShape()

    @inline(__always)
    mutating func advanceAverages(_ tape: CandleTape) { shape.advanceAverages(tape) }

    @inline(__always)
    func value(_ bars: Candles) -> Double {
        bars[0].bodyGapsDown(from: bars[1]) && shape.isInvertedHammer(bars) ? 100 : 0
    }
}

/// Shooting star: a short body at the bottom of a long upper shadow, gapping up from the body before it.
struct ShootingStar: CandlePattern {
    static var lookBack: Int { 11 }
    var recent = RecentCandles()
    var shape = InvertedHammerShape()

    @inline(__always)
    mutating func advanceAverages(_ tape: CandleTape) { shape.advanceAverages(tape) }

    @inline(__always)
    func value(_ bars: Candles) -> Double {
        bars[0].bodyGapsUp(from: bars[1]) && shape.isInvertedHammer(bars) ? -100 : 0
    }
}

/// The shape of an inverted hammer and of a shooting star.
struct InvertedHammerShape: BitwiseCopyable {
    var short = CandleAverage<BodyShort, 0>()
    var long = CandleAverage<ShadowLong, 0>()
    var veryShort = CandleAverage<ShadowVeryShort, 0>()

    @inline(__always)
    mutating func advanceAverages(_ tape: CandleTape) {
        tape.take(&short)
        tape.take(&veryShort)
    }

    @inline(__always)
    func isInvertedHammer(_ bars: Candles) -> Bool {
        let candle = bars[0]
        return candle.body < short(bars) && candle.upperShadow > long(bars) && candle.lowerShadow < veryShort(bars)
    }
}

/// In neck: after a long black candle, a white one that opens below its low and closes at its close or just above.
struct InNeck: CandlePattern {
    static var lookBack: Int { 11 }
    var recent = RecentCandles()
    var neck = NeckLine()

    @inline(__always)
    mutating func advanceAverages(_ tape: CandleTape) { neck.advanceAverages(tape) }

    @inline(__always)
    func value(_ bars: Candles) -> Double {
        let (first, second) = bars.lastTwo
        let isFound =
            neck.isFromBelow(bars) && second.close <= first.close + neck.equal(bars) && second.close >= first.close
        return isFound ? -100 : 0
    }
}

/// On neck: after a long black candle, a white one that opens below its low and closes at its low.
struct OnNeck: CandlePattern {
    static var lookBack: Int { 11 }
    var recent = RecentCandles()
    var neck = NeckLine()

    @inline(__always)
    mutating func advanceAverages(_ tape: CandleTape) { neck.advanceAverages(tape) }

    @inline(__always)
    func value(_ bars: Candles) -> Double {
        let (first, second) = bars.lastTwo
        return neck.isFromBelow(bars) && second.close.isWithin(neck.equal(bars), of: first.low) ? -100 : 0
    }
}

/// Thrusting: after a long black candle, a white one that opens below its low and closes in the lower half of its body.
struct Thrusting: CandlePattern {
    static var lookBack: Int { 11 }
    var recent = RecentCandles()
    var neck = NeckLine()

    @inline(__always)
    mutating func advanceAverages(_ tape: CandleTape) { neck.advanceAverages(tape) }

    @inline(__always)
    func value(_ bars: Candles) -> Double {
        let (first, second) = bars.lastTwo
        let isFound =
            neck.isFromBelow(bars) && second.close > first.close + neck.equal(bars)
            && second.close <= first.close + first.body * 0.5
        return isFound ? -100 : 0
    }
}

/// What the neck lines have in common: a long black candle, and a white one that opens below its low.
struct NeckLine: BitwiseCopyable {
    var equal = CandleAverage<Equal, 1>()
    var long = CandleAverage<BodyLong, 1>()

    @inline(__always)
    mutating func advanceAverages(_ tape: CandleTape) {
        tape.take(&equal)
        tape.take(&long)
    }

    @inline(__always)
    func isFromBelow(_ bars: Candles) -> Bool {
        let (first, second) = bars.lastTwo
        return first.isBlack && first.body > long(bars) && second.isWhite && second.open < first.low
    }
}

/// Matching low: two black candles with the same close.
struct MatchingLow: CandlePattern {
    static var lookBack: Int { 6 }
    var recent = RecentCandles()
    var equal = CandleAverage<Equal, 1>()

    @inline(__always)
    mutating func advanceAverages(_ tape: CandleTape) { tape.take(&equal) }

    @inline(__always)
    func value(_ bars: Candles) -> Double {
        let (first, second) = bars.lastTwo
        let isFound = first.isBlack && second.isBlack && second.close.isWithin(equal(bars), of: first.close)
        return isFound ? 100 : 0
    }
}

/// Separating lines: after a candle of the other colour, a belt hold that opens where it opened.
struct SeparatingLines: CandlePattern {
    static var lookBack: Int { 11 }
    var recent = RecentCandles()
    var veryShort = CandleAverage<ShadowVeryShort, 0>()
    var long = CandleAverage<BodyLong, 0>()
    var equal = CandleAverage<Equal, 1>()

    @inline(__always)
    mutating func advanceAverages(_ tape: CandleTape) {
        tape.take(&veryShort)
        tape.take(&long)
        tape.take(&equal)
    }

    @inline(__always)
    func value(_ bars: Candles) -> Double {
        let (first, second) = bars.lastTwo
        let isFound =
            first.isWhite != second.isWhite && second.open.isWithin(equal(bars), of: first.open)
            && second.body > long(bars)
            && (second.isWhite ? second.lowerShadow : second.upperShadow) < veryShort(bars)
        return isFound ? 100 * second.sign : 0
    }
}

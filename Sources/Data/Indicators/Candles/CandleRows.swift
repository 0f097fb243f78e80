// Patterns of three candles in a row.

/// Three inside: a harami, and a third candle that closes beyond the first one's open, against the first one's colour.
struct ThreeInside: CandlePattern {
    static var lookBack: Int { 12 }
    var recent = RecentCandles()
    var long = CandleAverage<BodyLong, 2>()
    var short = CandleAverage<BodyShort, 1>()

    @inline(__always)
    mutating func advanceAverages(_ tape: CandleTape) {
        tape.take(&long)
        tape.take(&short)
    }

    @inline(__always)
    func value(_ bars: Candles) -> Double {
        let (first, second, third) = bars.lastThree
        let isFound =
            second.bodyIsInside(first) && first.isWhite != third.isWhite
            && (first.isWhite ? third.close < first.open : third.close > first.open)
            && first.body > long(bars) && second.body <= short(bars)
        return isFound ? -100 * first.sign : 0
    }
}

/// Three outside: an engulfing body, and a third candle that closes further on.
struct ThreeOutside: CandlePattern {
    static var lookBack: Int { 3 }
    var recent = RecentCandles()

    @inline(__always)
    func value(_ bars: Candles) -> Double {
        let (first, second, third) = bars.lastThree
        let isFound =
            first.isWhite != second.isWhite && first.bodyIsInside(second)
            && (second.isWhite ? third.close > second.close : third.close < second.close)
        return isFound ? 100 * second.sign : 0
    }
}

/// Three stars in the south: three ever smaller black candles that fall ever less far: a long one with a long lower
/// shadow, a smaller one above its low, and a short one without shadows inside that.
struct ThreeStarsInTheSouth: CandlePattern {
    static var lookBack: Int { 12 }
    var recent = RecentCandles()
    var long = CandleAverage<BodyLong, 2>()
    var longShadow = CandleAverage<ShadowLong, 2>()
    var veryShortSecond = CandleAverage<ShadowVeryShort, 1>()
    var veryShortThird = CandleAverage<ShadowVeryShort, 0>()
    var short = CandleAverage<BodyShort, 0>()

    @inline(__always)
    mutating func advanceAverages(_ tape: CandleTape) {
        tape.take(&long)
        tape.take(&veryShortSecond)
        tape.take(&veryShortThird)
        tape.take(&short)
    }

    @inline(__always)
    func value(_ bars: Candles) -> Double {
        let (first, second, third) = bars.lastThree
        guard first.isBlack, second.isBlack, third.isBlack else { return 0 }
        let isFound =
            first.body > long(bars) && first.lowerShadow > longShadow(bars)
            && second.body < first.body && second.open > first.close && second.open <= first.high
            && second.low < first.close && second.low >= first.low && second.lowerShadow > veryShortSecond(bars)
            && third.body < short(bars) && third.lowerShadow < veryShortThird(bars)
            && third.upperShadow < veryShortThird(bars) && third.isInside(second)
        return isFound ? 100 : 0
    }
}

/// Three advancing white soldiers: three white candles closing ever higher, each opening in the body before or near,
/// none far shorter than the one before, with hardly a shadow above.
struct ThreeWhiteSoldiers: CandlePattern {
    static var lookBack: Int { 12 }
    var recent = RecentCandles()
    var veryShortFirst = CandleAverage<ShadowVeryShort, 2>()
    var veryShortSecond = CandleAverage<ShadowVeryShort, 1>()
    var veryShortThird = CandleAverage<ShadowVeryShort, 0>()
    var advance = WhiteAdvance()
    var short = CandleAverage<BodyShort, 0>()

    @inline(__always)
    mutating func advanceAverages(_ tape: CandleTape) {
        tape.take(&veryShortFirst)
        tape.take(&veryShortSecond)
        tape.take(&veryShortThird)
        advance.advanceAverages(tape)
        tape.take(&short)
    }

    @inline(__always)
    func value(_ bars: Candles) -> Double {
        let (first, second, third) = bars.lastThree
        let isFound =
            advance.isRising(bars)
            && first.upperShadow < veryShortFirst(bars) && second.upperShadow < veryShortSecond(bars)
            && third.upperShadow < veryShortThird(bars)
            && second.body > first.body - advance.farFirst(bars)
            && third.body > second.body - advance.farSecond(bars) && third.body > short(bars)
        return isFound ? 100 : 0
    }
}

/// Advance block: three white candles as soldiers, the first of them long, that weaken: by smaller bodies or upper
/// shadows.
struct AdvanceBlock: CandlePattern {
    static var lookBack: Int { 12 }
    var recent = RecentCandles()
    var shortFirst = CandleAverage<ShadowShort, 2>()
    var shortSecond = CandleAverage<ShadowShort, 1>()
    var shortThird = CandleAverage<ShadowShort, 0>()
    var longShadow = CandleAverage<ShadowLong, 0>()
    var advance = WhiteAdvance()
    var long = CandleAverage<BodyLong, 2>()

    @inline(__always)
    mutating func advanceAverages(_ tape: CandleTape) {
        tape.take(&shortFirst)
        tape.take(&shortSecond)
        tape.take(&shortThird)
        advance.advanceAverages(tape)
        tape.take(&long)
    }

    @inline(__always)
    func value(_ bars: Candles) -> Double {
        let first = bars[2]
        let isFound =
            advance.isRising(bars) && first.body > long(bars) && first.upperShadow < shortFirst(bars)
            && isWeakening(bars)
        return isFound ? -100 : 0
    }

    @inline(__always)
    private func isWeakening(_ bars: Candles) -> Bool {
        let (first, second, third) = bars.lastThree
        let isStoppedBySecond =
            second.body < first.body - advance.farFirst(bars) && third.body < second.body + advance.nearSecond(bars)
        if isStoppedBySecond || third.body < second.body - advance.farSecond(bars) { return true }
        guard third.body < second.body else { return false }
        let hasShadows = third.upperShadow > shortThird(bars) || second.upperShadow > shortSecond(bars)
        return (second.body < first.body && hasShadows) || third.upperShadow > longShadow(bars)
    }
}

/// What white soldiers and an advance block have in common: three white candles closing ever higher, each opening
/// higher than the one before, in its body or near it.
struct WhiteAdvance: BitwiseCopyable {
    var nearFirst = CandleAverage<Near, 2>()
    var nearSecond = CandleAverage<Near, 1>()
    var farFirst = CandleAverage<Far, 2>()
    var farSecond = CandleAverage<Far, 1>()

    @inline(__always)
    mutating func advanceAverages(_ tape: CandleTape) {
        tape.take(&nearFirst)
        tape.take(&nearSecond)
        tape.take(&farFirst)
        tape.take(&farSecond)
    }

    @inline(__always)
    func isRising(_ bars: Candles) -> Bool {
        let (first, second, third) = bars.lastThree
        return first.isWhite && second.isWhite && third.isWhite
            && third.close > second.close && second.close > first.close
            && second.open > first.open && second.open <= first.close + nearFirst(bars)
            && third.open > second.open && third.open <= second.close + nearSecond(bars)
    }
}

/// Stalled pattern: two long white candles, the second from the first's body with hardly a shadow above, and a short
/// white one on its shoulder.
struct StalledPattern: CandlePattern {
    static var lookBack: Int { 12 }
    var recent = RecentCandles()
    var longFirst = CandleAverage<BodyLong, 2>()
    var longSecond = CandleAverage<BodyLong, 1>()
    var nearFirst = CandleAverage<Near, 2>()
    var nearSecond = CandleAverage<Near, 1>()
    var short = CandleAverage<BodyShort, 0>()
    var veryShort = CandleAverage<ShadowVeryShort, 1>()

    @inline(__always)
    mutating func advanceAverages(_ tape: CandleTape) {
        tape.take(&longFirst)
        tape.take(&longSecond)
        tape.take(&nearFirst)
        tape.take(&nearSecond)
        tape.take(&short)
        tape.take(&veryShort)
    }

    @inline(__always)
    func value(_ bars: Candles) -> Double {
        let (first, second, third) = bars.lastThree
        guard first.isWhite, second.isWhite, third.isWhite else { return 0 }
        let isFound =
            third.close > second.close && second.close > first.close
            && first.body > longFirst(bars) && second.body > longSecond(bars)
            && second.upperShadow < veryShort(bars)
            && second.open > first.open && second.open <= first.close + nearFirst(bars)
            && third.body < short(bars) && third.open >= second.close - third.body - nearSecond(bars)
        return isFound ? -100 : 0
    }
}

/// Identical three crows: three black candles falling, each opening where the one before closed, with hardly a shadow
/// below.
struct IdenticalThreeCrows: CandlePattern {
    static var lookBack: Int { 12 }
    var recent = RecentCandles()
    var veryShortFirst = CandleAverage<ShadowVeryShort, 2>()
    var veryShortSecond = CandleAverage<ShadowVeryShort, 1>()
    var veryShortThird = CandleAverage<ShadowVeryShort, 0>()
    var equalFirst = CandleAverage<Equal, 2>()
    var equalSecond = CandleAverage<Equal, 1>()

    @inline(__always)
    mutating func advanceAverages(_ tape: CandleTape) {
        tape.take(&veryShortFirst)
        tape.take(&veryShortSecond)
        tape.take(&veryShortThird)
        tape.take(&equalFirst)
        tape.take(&equalSecond)
    }

    @inline(__always)
    func value(_ bars: Candles) -> Double {
        let (first, second, third) = bars.lastThree
        guard first.isBlack, second.isBlack, third.isBlack else { return 0 }
        let isFound =
            first.close > second.close && second.close > third.close
            && first.lowerShadow < veryShortFirst(bars) && second.lowerShadow < veryShortSecond(bars)
            && third.lowerShadow < veryShortThird(bars)
            && second.open.isWithin(equalFirst(bars), of: first.close)
            && third.open.isWithin(equalSecond(bars), of: second.close)
        return isFound ? -100 : 0
    }
}

/// Stick sandwich: two black candles with the same close, and between them a white one that stays above it.
struct StickSandwich: CandlePattern {
    static var lookBack: Int { 7 }
    var recent = RecentCandles()
    var equal = CandleAverage<Equal, 2>()

    @inline(__always)
    mutating func advanceAverages(_ tape: CandleTape) { tape.take(&equal) }

    @inline(__always)
    func value(_ bars: Candles) -> Double {
        let (first, second, third) = bars.lastThree
        let isFound =
            first.isBlack && second.isWhite && third.isBlack && second.low > first.close
            && third.close.isWithin(equal(bars), of: first.close)
        return isFound ? 100 : 0
    }
}

/// Unique three river: a long black candle, a black one inside its body with a lower low, and a short white one above
/// that low.
struct UniqueThreeRiver: CandlePattern {
    static var lookBack: Int { 12 }
    var recent = RecentCandles()
    var long = CandleAverage<BodyLong, 2>()
    var short = CandleAverage<BodyShort, 0>()

    @inline(__always)
    mutating func advanceAverages(_ tape: CandleTape) {
        tape.take(&long)
        tape.take(&short)
    }

    @inline(__always)
    func value(_ bars: Candles) -> Double {
        let (first, second, third) = bars.lastThree
        let isFound =
            first.isBlack && second.isBlack && third.isWhite
            && second.close > first.close && second.open <= first.open && second.low < first.low
            && third.open > second.low && first.body > long(bars) && third.body < short(bars)
        return isFound ? 100 : 0
    }
}

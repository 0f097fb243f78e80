// Patterns of four and five candles.

/// Three black crows: after a white candle, three black ones falling, each opening in the body before, with hardly a
/// shadow below.
struct ThreeBlackCrows: CandlePattern {
    static var lookBack: Int { 13 }
    var recent = RecentCandles()
    var veryShortFirst = CandleAverage<ShadowVeryShort, 2>()
    var veryShortSecond = CandleAverage<ShadowVeryShort, 1>()
    var veryShortThird = CandleAverage<ShadowVeryShort, 0>()

    @inline(__always)
    mutating func advanceAverages(_ tape: CandleTape) {
        tape.take(&veryShortFirst)
        tape.take(&veryShortSecond)
        tape.take(&veryShortThird)
    }

    @inline(__always)
    func value(_ bars: Candles) -> Double {
        let (before, first, second, third) = bars.lastFour
        guard before.isWhite, first.isBlack, second.isBlack, third.isBlack else { return 0 }
        let isFound =
            first.bodyContains(second.open) && second.bodyContains(third.open)
            && before.high > first.close && first.close > second.close && second.close > third.close
            && first.lowerShadow < veryShortFirst(bars) && second.lowerShadow < veryShortSecond(bars)
            && third.lowerShadow < veryShortThird(bars)
        return isFound ? -100 : 0
    }
}

/// Three-line strike: three candles on their way in one colour, each opening in the body before or near, and one
/// against them that takes all of it back.
///
/// The sign is that of the three.
struct ThreeLineStrike: CandlePattern {
    static var lookBack: Int { 8 }
    var recent = RecentCandles()
    var nearFirst = CandleAverage<Near, 3>()
    var nearSecond = CandleAverage<Near, 2>()

    @inline(__always)
    mutating func advanceAverages(_ tape: CandleTape) {
        tape.take(&nearFirst)
        tape.take(&nearSecond)
    }

    @inline(__always)
    func value(_ bars: Candles) -> Double {
        let (first, second, third, fourth) = bars.lastFour
        guard first.isWhite == second.isWhite, second.isWhite == third.isWhite, third.isWhite != fourth.isWhite else {
            return 0
        }
        let isStruck =
            third.isWhite
            ? third.close > second.close && second.close > first.close && fourth.open > third.close
                && fourth.close < first.open
            : third.close < second.close && second.close < first.close && fourth.open < third.close
                && fourth.close > first.open
        let isFound =
            isStruck
            && second.open >= first.bottom - nearFirst(bars) && second.open <= first.top + nearFirst(bars)
            && third.open >= second.bottom - nearSecond(bars) && third.open <= second.top + nearSecond(bars)
        return isFound ? 100 * third.sign : 0
    }
}

/// Concealing baby swallow: two black marubozu, a black candle that gaps down but reaches back into the second, and a
/// black one around all of it.
struct ConcealingBabySwallow: CandlePattern {
    static var lookBack: Int { 13 }
    var recent = RecentCandles()
    var veryShortFirst = CandleAverage<ShadowVeryShort, 3>()
    var veryShortSecond = CandleAverage<ShadowVeryShort, 2>()
    var veryShortThird = CandleAverage<ShadowVeryShort, 1>()

    @inline(__always)
    mutating func advanceAverages(_ tape: CandleTape) {
        tape.take(&veryShortFirst)
        tape.take(&veryShortSecond)
        tape.take(&veryShortThird)
    }

    @inline(__always)
    func value(_ bars: Candles) -> Double {
        let (first, second, third, fourth) = bars.lastFour
        guard first.isBlack, second.isBlack, third.isBlack, fourth.isBlack else { return 0 }
        let isFound =
            first.lowerShadow < veryShortFirst(bars) && first.upperShadow < veryShortFirst(bars)
            && second.lowerShadow < veryShortSecond(bars) && second.upperShadow < veryShortSecond(bars)
            && third.bodyGapsDown(from: second) && third.upperShadow > veryShortThird(bars)
            && third.high > second.close && third.isInside(fourth)
        return isFound ? 100 : 0
    }
}

/// Breakaway: a long candle, one of its colour beyond a gap, two that go on, and one against them that closes in the
/// gap.
struct Breakaway: CandlePattern {
    static var lookBack: Int { 14 }
    var recent = RecentCandles()
    var long = CandleAverage<BodyLong, 4>()

    @inline(__always)
    mutating func advanceAverages(_ tape: CandleTape) { tape.take(&long) }

    @inline(__always)
    func value(_ bars: Candles) -> Double {
        let first = bars[4]
        let (second, third, fourth, fifth) = bars.lastFour
        guard
            first.isWhite == second.isWhite, second.isWhite == fourth.isWhite, fourth.isWhite != fifth.isWhite,
            first.body > long(bars)
        else { return 0 }
        let isFound =
            first.isWhite
            ? second.bodyGapsUp(from: first) && third.isHigher(than: second) && fourth.isHigher(than: third)
                && fifth.close < second.open && fifth.close > first.close
            : second.bodyGapsDown(from: first) && third.isLower(than: second) && fourth.isLower(than: third)
                && fifth.close > second.open && fifth.close < first.close
        return isFound ? 100 * fifth.sign : 0
    }
}

/// Ladder bottom: three black candles with ever lower opens and closes, a black one with an upper shadow, and a white
/// one that opens above its body and closes above its high.
struct LadderBottom: CandlePattern {
    static var lookBack: Int { 14 }
    var recent = RecentCandles()
    var veryShort = CandleAverage<ShadowVeryShort, 1>()

    @inline(__always)
    mutating func advanceAverages(_ tape: CandleTape) { tape.take(&veryShort) }

    @inline(__always)
    func value(_ bars: Candles) -> Double {
        let first = bars[4]
        let (second, third, fourth, fifth) = bars.lastFour
        guard first.isBlack, second.isBlack, third.isBlack, fourth.isBlack, fifth.isWhite else { return 0 }
        let isFound =
            first.open > second.open && second.open > third.open
            && first.close > second.close && second.close > third.close
            && fourth.upperShadow > veryShort(bars) && fifth.open > fourth.open && fifth.close > fourth.high
        return isFound ? 100 : 0
    }
}

/// Mat hold: a long white candle, three short ones that gap up and fall back a little, and a white one above all of
/// them.
struct MatHold: CandlePattern {
    static var lookBack: Int { 14 }
    var recent = RecentCandles()
    let penetration: Double
    var long = CandleAverage<BodyLong, 4>()
    var shortSecond = CandleAverage<BodyShort, 3>()
    var shortThird = CandleAverage<BodyShort, 2>()
    var shortFourth = CandleAverage<BodyShort, 1>()

    init(penetration: Double) { self.penetration = penetration }

    @inline(__always)
    mutating func advanceAverages(_ tape: CandleTape) {
        tape.take(&long)
        tape.take(&shortSecond)
        tape.take(&shortThird)
        tape.take(&shortFourth)
    }

    @inline(__always)
    func value(_ bars: Candles) -> Double {
        let first = bars[4]
        let (second, third, fourth, fifth) = bars.lastFour
        guard first.isWhite, second.isBlack, fifth.isWhite, second.bodyGapsUp(from: first) else { return 0 }
        let floor = first.close - first.body * penetration
        let isFound =
            third.bottom < first.close && fourth.bottom < first.close && third.bottom > floor && fourth.bottom > floor
            && third.top < second.open && fourth.top < third.top
            && fifth.open > fourth.close && fifth.close > max(second.high, third.high, fourth.high)
            && first.body > long(bars) && second.body < shortSecond(bars) && third.body < shortThird(bars)
            && fourth.body < shortFourth(bars)
        return isFound ? 100 : 0
    }
}

/// Rising or falling three methods: a long candle, three short ones of the other colour that go back inside its range,
/// and a long one that goes on beyond it.
struct ThreeMethods: CandlePattern {
    static var lookBack: Int { 14 }
    var recent = RecentCandles()
    var longFirst = CandleAverage<BodyLong, 4>()
    var shortSecond = CandleAverage<BodyShort, 3>()
    var shortThird = CandleAverage<BodyShort, 2>()
    var shortFourth = CandleAverage<BodyShort, 1>()
    var longFifth = CandleAverage<BodyLong, 0>()

    @inline(__always)
    mutating func advanceAverages(_ tape: CandleTape) {
        tape.take(&longFirst)
        tape.take(&shortSecond)
        tape.take(&shortThird)
        tape.take(&shortFourth)
        tape.take(&longFifth)
    }

    @inline(__always)
    func value(_ bars: Candles) -> Double {
        let first = bars[4]
        let (second, third, fourth, fifth) = bars.lastFour
        guard
            first.isWhite != second.isWhite, second.isWhite == third.isWhite, third.isWhite == fourth.isWhite,
            fourth.isWhite != fifth.isWhite
        else { return 0 }
        let sign = first.sign
        let isFound =
            meets(second, first) && meets(third, first) && meets(fourth, first)
            && third.close * sign < second.close * sign && fourth.close * sign < third.close * sign
            && fifth.open * sign > fourth.close * sign && fifth.close * sign > first.close * sign
            && first.body > longFirst(bars) && second.body < shortSecond(bars) && third.body < shortThird(bars)
            && fourth.body < shortFourth(bars) && fifth.body > longFifth(bars)
        return isFound ? 100 * sign : 0
    }

    /// Whether some of a body lies in the range of another candle.
    @inline(__always)
    private func meets(_ candle: Candle, _ other: Candle) -> Bool {
        candle.bottom < other.high && candle.top > other.low
    }
}

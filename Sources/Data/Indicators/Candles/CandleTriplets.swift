// Patterns of three candles that turn after a gap or a star.

/// Abandoned baby: a long candle, a doji that gaps away with its shadows, and a candle that gaps back and closes well
/// inside the first body.
struct AbandonedBaby: CandlePattern {
    static var lookBack: Int { 12 }
    var recent = RecentCandles()
    let penetration: Double
    var long = CandleAverage<BodyLong, 2>()
    var doji = CandleAverage<BodyDoji, 1>()
    var short = CandleAverage<BodyShort, 0>()

    init(penetration: Double) { self.penetration = penetration }

    @inline(__always)
    mutating func advanceAverages(_ tape: CandleTape) {
        tape.take(&long)
        tape.take(&doji)
        tape.take(&short)
    }

    @inline(__always)
    func value(_ bars: Candles) -> Double {
        let (first, second, third) = bars.lastThree
        guard first.body > long(bars), second.body <= doji(bars), third.body > short(bars) else { return 0 }
        let isTop =
            first.isWhite && third.isBlack && third.close < first.close - first.body * penetration
            && second.gapsUp(from: first) && third.gapsDown(from: second)
        let isBottom =
            first.isBlack && third.isWhite && third.close > first.close + first.body * penetration
            && second.gapsDown(from: first) && third.gapsUp(from: second)
        return isTop || isBottom ? 100 * third.sign : 0
    }
}

/// Evening star: a long white candle, a short body gapping up, and a black candle that closes well inside the first
/// body.
struct EveningStar: CandlePattern {
    static var lookBack: Int { 12 }
    var recent = RecentCandles()
    var star: Star<BodyShort>

    @inline(__always)
    mutating func advanceAverages(_ tape: CandleTape) { star.advanceAverages(tape) }

    @inline(__always)
    func value(_ bars: Candles) -> Double { star.isEvening(bars) ? -100 : 0 }
}

/// Evening doji star: a long white candle, a doji gapping up, and a black candle that closes well inside the first
/// body.
struct EveningDojiStar: CandlePattern {
    static var lookBack: Int { 12 }
    var recent = RecentCandles()
    var star: Star<BodyDoji>

    @inline(__always)
    mutating func advanceAverages(_ tape: CandleTape) { star.advanceAverages(tape) }

    @inline(__always)
    func value(_ bars: Candles) -> Double { star.isEvening(bars) ? -100 : 0 }
}

/// Morning star: a long black candle, a short body gapping down, and a white candle that closes well inside the first
/// body.
struct MorningStar: CandlePattern {
    static var lookBack: Int { 12 }
    var recent = RecentCandles()
    var star: Star<BodyShort>

    @inline(__always)
    mutating func advanceAverages(_ tape: CandleTape) { star.advanceAverages(tape) }

    @inline(__always)
    func value(_ bars: Candles) -> Double { star.isMorning(bars) ? 100 : 0 }
}

/// Morning doji star: a long black candle, a doji gapping down, and a white candle that closes well inside the first
/// body.
struct MorningDojiStar: CandlePattern {
    static var lookBack: Int { 12 }
    var recent = RecentCandles()
    var star: Star<BodyDoji>

    @inline(__always)
    mutating func advanceAverages(_ tape: CandleTape) { star.advanceAverages(tape) }

    @inline(__always)
    func value(_ bars: Candles) -> Double { star.isMorning(bars) ? 100 : 0 }
}

/// What the stars have in common: a long body, a small one (by the setting) beyond a gap, and one back into the first.
struct Star<Small: CandleSetting>: BitwiseCopyable, Sendable {
    let penetration: Double
    var long = CandleAverage<BodyLong, 2>()
    var small = CandleAverage<Small, 1>()
    var short = CandleAverage<BodyShort, 0>()

    init(penetration: Double) { self.penetration = penetration }

    @inline(__always)
    mutating func advanceAverages(_ tape: CandleTape) {
        tape.take(&long)
        tape.take(&small)
        tape.take(&short)
    }

    @inline(__always)
    func isEvening(_ bars: Candles) -> Bool {
        let (first, second, third) = bars.lastThree
        return first.isWhite && third.isBlack && second.bodyGapsUp(from: first)
            && third.close < first.close - first.body * penetration && hasSizes(bars)
    }

    @inline(__always)
    func isMorning(_ bars: Candles) -> Bool {
        let (first, second, third) = bars.lastThree
        return first.isBlack && third.isWhite && second.bodyGapsDown(from: first)
            && third.close > first.close + first.body * penetration && hasSizes(bars)
    }

    @inline(__always)
    private func hasSizes(_ bars: Candles) -> Bool {
        bars[2].body > long(bars) && bars[1].body <= small(bars) && bars[0].body > short(bars)
    }
}

/// Tri-star: three doji of which the second gaps away from the first and the third comes back.
///
/// −100 at a top.
struct TriStar: CandlePattern {
    static var lookBack: Int { 12 }
    var recent = RecentCandles()
    var doji = CandleAverage<BodyDoji, 2>()

    @inline(__always)
    mutating func advanceAverages(_ tape: CandleTape) { tape.take(&doji) }

    @inline(__always)
    func value(_ bars: Candles) -> Double {
        let (first, second, third) = bars.lastThree
        let limit = doji(bars)
        guard first.body <= limit, second.body <= limit, third.body <= limit else { return 0 }
        if second.bodyGapsUp(from: first) && third.top < second.top { return -100 }
        return second.bodyGapsDown(from: first) && third.bottom > second.bottom ? 100 : 0
    }
}

/// Two crows: a long white candle, a black one gapping up, and a black one that opens in its body and closes in the
/// first's.
struct TwoCrows: CandlePattern {
    static var lookBack: Int { 12 }
    var recent = RecentCandles()
    var long = CandleAverage<BodyLong, 2>()

    @inline(__always)
    mutating func advanceAverages(_ tape: CandleTape) { tape.take(&long) }

    @inline(__always)
    func value(_ bars: Candles) -> Double {
        let (first, second, third) = bars.lastThree
        let isFound =
            first.isWhite && first.body > long(bars) && second.isBlack && second.bodyGapsUp(from: first)
            && third.isBlack && second.bodyContains(third.open) && first.bodyContains(third.close)
        return isFound ? -100 : 0
    }
}

/// Upside gap two crows: a long white candle, a short black one gapping up, and a black one around it that still closes
/// above the first.
struct UpsideGapTwoCrows: CandlePattern {
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
            first.isWhite && first.body > long(bars) && second.isBlack && second.body <= short(bars)
            && second.bodyGapsUp(from: first) && third.isBlack && second.bodyIsInside(third)
            && third.close > first.close
        return isFound ? -100 : 0
    }
}

/// Up or down gap side-by-side white lines: two white candles of like size and open, both beyond a gap from the candle
/// before.
struct GapSideBySideWhite: CandlePattern {
    static var lookBack: Int { 7 }
    var recent = RecentCandles()
    var near = CandleAverage<Near, 1>()
    var equal = CandleAverage<Equal, 1>()

    @inline(__always)
    mutating func advanceAverages(_ tape: CandleTape) {
        tape.take(&near)
        tape.take(&equal)
    }

    @inline(__always)
    func value(_ bars: Candles) -> Double {
        let (first, second, third) = bars.lastThree
        let isAbove = second.bodyGapsUp(from: first) && third.bodyGapsUp(from: first)
        let isBelow = second.bodyGapsDown(from: first) && third.bodyGapsDown(from: first)
        let isFound =
            (isAbove || isBelow) && second.isWhite && third.isWhite
            && third.body.isWithin(near(bars), of: second.body) && third.open.isWithin(equal(bars), of: second.open)
        return isFound ? (isAbove ? 100 : -100) : 0
    }
}

/// Tasuki gap: beyond a gap a candle in its direction, and one against it, of like size, that opens in its body and
/// closes in the gap.
struct TasukiGap: CandlePattern {
    static var lookBack: Int { 7 }
    var recent = RecentCandles()
    var near = CandleAverage<Near, 1>()

    @inline(__always)
    mutating func advanceAverages(_ tape: CandleTape) { tape.take(&near) }

    @inline(__always)
    func value(_ bars: Candles) -> Double {
        let (first, second, third) = bars.lastThree
        guard second.isWhite != third.isWhite, second.bodyContains(third.open) else { return 0 }
        let isInGap =
            second.isWhite
            ? second.bodyGapsUp(from: first) && third.close < second.open && third.close > first.top
            : second.bodyGapsDown(from: first) && third.close > second.open && third.close < first.bottom
        return isInGap && (second.body - third.body).magnitude < near(bars) ? 100 * second.sign : 0
    }
}

/// Up or down gap three methods: two candles of one colour beyond a gap, and one against them from the second body into
/// the first, which closes it.
struct GapThreeMethods: CandlePattern {
    static var lookBack: Int { 2 }
    var recent = RecentCandles()

    @inline(__always)
    func value(_ bars: Candles) -> Double {
        let (first, second, third) = bars.lastThree
        let isFound =
            first.isWhite == second.isWhite && second.isWhite != third.isWhite
            && second.bodyContains(third.open) && first.bodyContains(third.close)
            && (first.isWhite ? second.bodyGapsUp(from: first) : second.bodyGapsDown(from: first))
        return isFound ? 100 * first.sign : 0
    }
}

/// Hikkake: an inside bar, and a bar that breaks out of it (100 where it breaks down, which is bullish); 200 or −200
/// where one of the next three bars closes on the other side of the inside bar, which confirms it.
struct Hikkake: CandlePattern {
    static var lookBack: Int { 5 }
    static var rehearsal: Int { 3 }
    var recent = RecentCandles()
    var trap = HikkakeTrap()

    @inline(__always)
    mutating func value(_ bars: Candles) -> Double {
        let (first, second, third) = bars.lastThree
        let isTrap = second.isInside(first) && (third.isLower(than: second) || third.isHigher(than: second))
        return trap.value(isTrap, inner: second, newest: third)
    }
}

/// Modified hikkake: two bars inside one another, of which the outer one closes near its end, and a bar that breaks out
/// on that side; confirmed as the hikkake is.
struct ModifiedHikkake: CandlePattern {
    static var lookBack: Int { 10 }
    static var rehearsal: Int { 3 }
    var recent = RecentCandles()
    var near = CandleAverage<Near, 2>()
    var trap = HikkakeTrap()

    @inline(__always)
    mutating func advanceAverages(_ tape: CandleTape) { tape.take(&near) }

    @inline(__always)
    mutating func value(_ bars: Candles) -> Double {
        let (first, second, third, fourth) = bars.lastFour
        let isDown = fourth.isLower(than: third) && second.close <= second.low + near(bars)
        let isUp = fourth.isHigher(than: third) && second.close >= second.high - near(bars)
        let isTrap = second.isInside(first) && third.isInside(second) && (isDown || isUp)
        return trap.value(isTrap, inner: third, newest: fourth)
    }
}

/// A hikkake that waits for its confirmation.
struct HikkakeTrap: BitwiseCopyable, Sendable {
    private var sign = 0.0
    private var high = 0.0
    private var low = 0.0
    private var barsLeft: Int32 = 0

    init() {}

    /// Springs, or waits for a close beyond the inner bar.
    @inline(__always)
    mutating func value(_ isTrap: Bool, inner: Candle, newest: Candle) -> Double {
        if isTrap {
            sign = newest.high < inner.high ? 1 : -1
            high = inner.high
            low = inner.low
            barsLeft = 3
            return 100 * sign
        }
        guard barsLeft > 0 else { return 0 }
        barsLeft -= 1
        guard sign > 0 ? newest.close > high : newest.close < low else { return 0 }
        barsLeft = 0
        return 200 * sign
    }
}

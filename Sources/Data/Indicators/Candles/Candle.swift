/// One bar as the candlestick patterns see it: a body between open and close, and a shadow at either end.
struct Candle {
    let open: Double
    let high: Double
    let low: Double
    let close: Double

    /// Whether it did not fall; a bar without a body is white.
    @inline(__always) var isWhite: Bool { close >= open }
    /// Whether it fell.
    @inline(__always) var isBlack: Bool { !isWhite }
    /// 1 for a white candle, −1 for a black one.
    @inline(__always) var sign: Double { isWhite ? 1 : -1 }

    /// The length of the body.
    @inline(__always) var body: Double { (close - open).magnitude }
    /// The upper end of the body.
    @inline(__always) var top: Double { close > open ? close : open }
    /// The lower end of the body.
    @inline(__always) var bottom: Double { close < open ? close : open }
    /// The length of the shadow above the body.
    @inline(__always) var upperShadow: Double { high - top }
    /// The length of the shadow below the body.
    @inline(__always) var lowerShadow: Double { bottom - low }
    /// From the low to the high.
    @inline(__always) var range: Double { high - low }

    /// Whether the body lies above the body of another candle.
    @inline(__always)
    func bodyGapsUp(from other: Candle) -> Bool { bottom > other.top }
    /// Whether the body lies below the body of another candle.
    @inline(__always)
    func bodyGapsDown(from other: Candle) -> Bool { top < other.bottom }
    /// Whether even the shadows lie above those of another candle.
    @inline(__always)
    func gapsUp(from other: Candle) -> Bool { low > other.high }
    /// Whether even the shadows lie below those of another candle.
    @inline(__always)
    func gapsDown(from other: Candle) -> Bool { high < other.low }
    /// Whether the body lies inside the body of another candle and touches neither end.
    @inline(__always)
    func bodyIsInside(_ other: Candle) -> Bool { every(top < other.top, bottom > other.bottom) }
    /// Whether high and low lie inside those of another candle and touch neither.
    @inline(__always)
    func isInside(_ other: Candle) -> Bool { every(high < other.high, low > other.low) }
    /// Whether high and low are both below those of another candle.
    @inline(__always)
    func isLower(than other: Candle) -> Bool { every(high < other.high, low < other.low) }
    /// Whether high and low are both above those of another candle.
    @inline(__always)
    func isHigher(than other: Candle) -> Bool { every(high > other.high, low > other.low) }
    /// Whether a price lies inside the body and at neither end.
    @inline(__always)
    func bodyContains(_ price: Double) -> Bool { every(price < top, price > bottom) }
}

extension Double {
    /// Whether it lies no further than a distance from another number, either way.
    @inline(__always)
    func isWithin(_ distance: Double, of other: Double) -> Bool {
        every(self <= other + distance, self >= other - distance)
    }
}

/// Whether both hold, without a branch between them: nothing predicts what one candle does against another, and a wrong
/// guess costs more than working out both.
@inline(__always)
func every(_ first: Bool, _ second: Bool) -> Bool { (first ? 1 : 0) & (second ? 1 : 0) == 1 }

/// Whether all three hold, without a branch between them.
@inline(__always)
func every(_ first: Bool, _ second: Bool, _ third: Bool) -> Bool { every(every(first, second), third) }

/// The last candles, the newest at 0.
struct Candles {
    /// Open, high, low and close of the newest candle; older ones lie before it.
    let newest: UnsafePointer<Double>

    /// The candle some bars back.
    @inline(__always)
    subscript(back: Int) -> Candle {
        let place = newest - 4 * back
        return Candle(open: place[0], high: place[1], low: place[2], close: place[3])
    }

    /// The last two, the older one first.
    @inline(__always) var lastTwo: (Candle, Candle) { (self[1], self[0]) }
    /// The last three, the oldest first.
    @inline(__always) var lastThree: (Candle, Candle, Candle) { (self[2], self[1], self[0]) }
    /// The last four, the oldest first.
    @inline(__always) var lastFour: (Candle, Candle, Candle, Candle) { (self[3], self[2], self[1], self[0]) }
}

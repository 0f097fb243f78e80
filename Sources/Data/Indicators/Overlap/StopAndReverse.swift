/// How the parabolic stop of one direction comes nearer.
public struct StopAcceleration: Sendable, BitwiseCopyable {
    /// The part of the way to the extreme price that is taken at first.
    public var initial: Double
    /// What each new extreme adds to it.
    public var step: Double
    /// The most it becomes; what is given above this is cut to it.
    public var maximum: Double

    /// Makes an acceleration.
    public init(initial: Double = 0.02, step: Double = 0.02, maximum: Double = 0.2) {
        self.initial = min(initial, maximum)
        self.step = min(step, maximum)
        self.maximum = maximum
    }
}

/// Wilder's parabolic stop and reverse with all that can be chosen (SAREXT): a stop that comes ever nearer to the price,
/// and changes sides when it is touched.
///
/// Prices are turned round in a short trade, so that one rule serves both directions.
///
/// - Units: price; positive in a long trade, negative in a short one.
/// - As of: the first trade is long, unless the second bar moved further down than up, or a start says otherwise.
/// - Source: Wilder 1978; TA-Lib SAREXT.
public struct StopAndReverse: Indicator {
    /// Where the first stop is: a long trade's where positive, a short one's where negative; zero leaves it to the prices.
    public let start: Double
    /// By which part of itself a stop is moved away when trades change.
    public let offsetOnReverse: Double
    /// Of long trades.
    public let long: StopAcceleration
    /// Of short trades.
    public let short: StopAcceleration
    private var seen: Int32 = 0
    /// 1 in a long trade, −1 in a short one; prices times it rise where the trade gains.
    private(set) var side = 1.0
    private var stop = 0.0
    private var extreme = 0.0
    private var acceleration = 0.0
    private var previous = HighLow(high: 0, low: 0)

    /// Makes an indicator.
    public init(
        start: Double = 0, offsetOnReverse: Double = 0, long: StopAcceleration = StopAcceleration(),
        short: StopAcceleration = StopAcceleration()
    ) {
        self.start = start
        self.offsetOnReverse = offsetOnReverse
        self.long = long
        self.short = short
    }

    /// One.
    public var warmUpBars: Int { 1 }

    /// Takes the newest bar.
    @inline(__always)
    public mutating func step(_ input: HighLow, _ window: WindowMemory) -> Double {
        if seen < 2 {
            guard begin(input) else { return .nan }
        }
        let before = turned(previous)
        let now = turned(input)
        previous = input
        guard now.low > stop else { return reverse(before, now) }
        let output = stop
        if now.high > extreme {
            extreme = now.high
            let rule = side > 0 ? long : short
            acceleration = min(acceleration + rule.step, rule.maximum)
        }
        move(before.low, now.low)
        return output
    }

    /// The bar as the trade sees it.
    @inline(__always)
    private func turned(_ bar: HighLow) -> HighLow {
        side > 0 ? bar : HighLow(high: -bar.low, low: -bar.high)
    }

    /// Moves the stop towards the extreme, not into the last two bars.
    @inline(__always)
    private mutating func move(_ lowBefore: Double, _ low: Double) {
        stop = min(stop + acceleration * (extreme - stop), lowBefore, low)
    }

    /// Takes the first two bars; false at the first.
    private mutating func begin(_ bar: HighLow) -> Bool {
        seen += 1
        defer { previous = bar }
        guard seen == 2 else { return false }
        let down = previous.low - bar.low
        let isShort = start == 0 ? down > 0 && down > bar.high - previous.high : start < 0
        side = isShort ? -1 : 1
        stop = start == 0 ? turned(previous).low : start
        extreme = turned(bar).high
        acceleration = isShort ? short.initial : long.initial
        return true
    }

    /// Ends a trade and begins the opposite one.
    private mutating func reverse(_ before: HighLow, _ now: HighLow) -> Double {
        let offset = side * offsetOnReverse
        side = -side
        stop = min(-extreme, -before.high, -now.high) * (1 + offset)
        let output = stop
        acceleration = side > 0 ? long.initial : short.initial
        extreme = -now.low
        move(-before.high, -now.high)
        return output
    }
}

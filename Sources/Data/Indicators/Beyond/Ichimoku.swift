/// Ichimoku's lines as they are known at each bar.
///
/// `conversion`, `base` and `span_b` are middles of the highest high and lowest low of so many bars; `span_a` is the
/// middle of the first two. Charts draw the spans `displacement − 1` bars ahead: `span_a` and `span_b` are those *drawn
/// at* this bar, so they come from `displacement − 1` bars ago; `lead_a` and `lead_b` are those *computed at* this bar,
/// which a chart draws ahead. The lagging span is the close drawn `displacement − 1` bars back, where it was not yet
/// known; here it is `lagging`, the close less the close of the bar beside which it is drawn.
///
/// - Units: those of the prices.
/// - As of: bars up to and with this one; nothing is moved into the past.
/// - Source: Hosoda 1969, Ichimoku Kinko Hyo, the present bar being the first of those counted ahead, as charts have
///   it.
public struct Ichimoku: Indicator {
    /// What the lines give.
    public struct Output: IndicatorOutput {
        /// The conversion line (tenkan-sen).
        public var conversion: Double
        /// The base line (kijun-sen).
        public var base: Double
        /// The leading span A (senkou span A) drawn at this bar.
        public var spanA: Double
        /// The leading span B (senkou span B) drawn at this bar.
        public var spanB: Double
        /// The leading span A computed at this bar.
        public var leadA: Double
        /// The leading span B computed at this bar.
        public var leadB: Double
        /// The lagging span (chikou span) less the close beside it.
        public var lagging: Double

        /// `conversion`, `base`, `span_a`, `span_b`, `lead_a`, `lead_b`, `lagging`.
        public static var names: [String] {
            ["conversion", "base", "span_a", "span_b", "lead_a", "lead_b", "lagging"]
        }
    }

    /// The bars of the conversion line.
    public let conversion: Int
    /// The bars of the base line.
    public let base: Int
    /// The bars of the leading span B.
    public let span: Int
    /// How far ahead the spans are drawn, the present bar included.
    public let displacement: Int
    private var conversionMiddle: RollingMiddle
    private var baseMiddle: RollingMiddle
    private var spanMiddle: RollingMiddle
    private var delayedA: Delay
    private var delayedB: Delay
    private var delayedClose: Delay

    /// Makes the lines; all lengths are at least 1, `displacement` at least 2.
    public init(conversion: Int = 9, base: Int = 26, span: Int = 52, displacement: Int = 26) {
        self.conversion = checked(conversion)
        self.base = checked(base)
        self.span = checked(span)
        self.displacement = checked(displacement, from: 2)
        conversionMiddle = RollingMiddle(period: conversion)
        baseMiddle = RollingMiddle(period: base, at: RollingMiddle.room(conversion))
        spanMiddle = RollingMiddle(period: span, at: RollingMiddle.room(conversion) + RollingMiddle.room(base))
        let middles = RollingMiddle.room(conversion) + RollingMiddle.room(base) + RollingMiddle.room(span)
        let shift = displacement - 1
        delayedA = Delay(period: shift, at: middles)
        delayedB = Delay(period: shift, at: middles + Delay.room(shift))
        delayedClose = Delay(period: shift, at: middles + 2 * Delay.room(shift))
    }

    /// The longest of the lines.
    public var warmUpBars: Int { outputWarmUpBars.reduce(0, max) }
    /// Each line by itself.
    public var outputWarmUpBars: [Int] {
        let shift = displacement - 1
        let first = max(conversion, base) - 1
        return [conversion - 1, base - 1, first + shift, span - 1 + shift, first, span - 1, shift]
    }
    /// The room of its windows.
    public var windowCount: Int {
        RollingMiddle.room(conversion) + RollingMiddle.room(base) + RollingMiddle.room(span)
            + 3 * Delay.room(displacement - 1)
    }

    /// Takes the newest bar.
    @inline(__always)
    public mutating func step(_ input: HighLowClose, _ window: WindowMemory) -> Output {
        let conversion = conversionMiddle.push(input.high, input.low, window)
        let base = baseMiddle.push(input.high, input.low, window)
        let leadA = 0.5 * (conversion + base)
        let leadB = spanMiddle.push(input.high, input.low, window)
        return Output(
            conversion: conversion, base: base, spanA: delayedA.push(leadA, window),
            spanB: delayedB.push(leadB, window), leadA: leadA, leadB: leadB,
            lagging: input.close - delayedClose.push(input.close, window))
    }
}

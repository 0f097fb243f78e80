/// What a word such as "long" means in a candlestick pattern: more or less than some multiple of the average that a
/// length had over the candles before; without such candles (period zero), than a multiple of the candle's own length.
///
/// - Source: TA-Lib's candle settings, at their defaults.
protocol CandleSetting {
    /// How many candles are averaged.
    static var period: Int { get }
    /// The multiple.
    static var factor: Double { get }
    /// The length that is averaged.
    static func length(of candle: Candle) -> Double
}

/// A setting over bodies.
protocol BodySetting: CandleSetting {}
extension BodySetting {
    @inline(__always)
    static func length(of candle: Candle) -> Double { candle.body }
}

/// A setting over the range from low to high.
protocol RangeSetting: CandleSetting {}
extension RangeSetting {
    @inline(__always)
    static func length(of candle: Candle) -> Double { candle.range }
}

/// A body is long above the average of ten.
enum BodyLong: BodySetting {
    static var period: Int { 10 }
    static var factor: Double { 1 }
}

/// A body is short below the average of ten.
enum BodyShort: BodySetting {
    static var period: Int { 10 }
    static var factor: Double { 1 }
}

/// A body is no more than a doji's up to a tenth of the average range of ten.
enum BodyDoji: RangeSetting {
    static var period: Int { 10 }
    static var factor: Double { 0.1 }
}

/// A shadow is long above the candle's own body.
enum ShadowLong: BodySetting {
    static var period: Int { 0 }
    static var factor: Double { 1 }
}

/// A shadow is very long above twice the candle's own body.
enum ShadowVeryLong: BodySetting {
    static var period: Int { 0 }
    static var factor: Double { 2 }
}

/// A shadow is short below the average shadow of ten: half of the sum of both.
enum ShadowShort: CandleSetting {
    static var period: Int { 10 }
    static var factor: Double { 0.5 }
    @inline(__always)
    static func length(of candle: Candle) -> Double { candle.upperShadow + candle.lowerShadow }
}

/// A shadow is very short below a tenth of the average range of ten.
enum ShadowVeryShort: RangeSetting {
    static var period: Int { 10 }
    static var factor: Double { 0.1 }
}

/// Prices are near up to a fifth of the average range of five.
enum Near: RangeSetting {
    static var period: Int { 5 }
    static var factor: Double { 0.2 }
}

/// Prices are far from three fifths of the average range of five.
enum Far: RangeSetting {
    static var period: Int { 5 }
    static var factor: Double { 0.6 }
}

/// Prices are equal up to a twentieth of the average range of five.
enum Equal: RangeSetting {
    static var period: Int { 5 }
    static var factor: Double { 0.05 }
}

/// The threshold of a setting for the candle `back` bars ago, from the candles before that one.
///
/// It keeps a running total, as TA-Lib does: newest less oldest is added to it after each bar. An exact sum would
/// differ in the last digit, and ties are common among prices, so that a pattern would be seen by the one and not by
/// the other.
struct CandleAverage<Setting: CandleSetting, let back: Int>: BitwiseCopyable, Sendable {
    private var total = 0.0

    init() {}

    /// The threshold.
    @inline(__always)
    func callAsFunction(_ bars: Candles) -> Double {
        if Setting.period == 0 { return Setting.factor * Setting.length(of: bars[back]) }
        return Setting.factor * (total / Double(Setting.period))
    }

    @inline(__always)
    fileprivate mutating func take(_ tape: CandleTape) {
        let newest = Setting.length(of: tape.bars[back])
        if tape.barsToFirst == 0 {
            total += newest - Setting.length(of: tape.bars[back + Setting.period])
        } else if tape.barsToFirst <= Setting.period {
            total += newest
        }
    }
}

/// The candles after a bar, for the averages to go on.
struct CandleTape {
    /// The last candles.
    let bars: Candles
    /// How many bars come before the first one that the pattern is looked for at; zero from there on.
    let barsToFirst: Int

    /// Moves an average on by a bar.
    @inline(__always)
    func take<Setting, let back: Int>(_ average: inout CandleAverage<Setting, back>) {
        if Setting.period > 0 { average.take(self) }
    }
}

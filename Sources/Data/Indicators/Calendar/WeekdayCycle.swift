import Base

/// The day of the week as a point on a circle of seven days, Monday at angle zero.
///
/// - Units: −1 to 1.
/// - As of: the UTC date of the bar's own event time (its close), which is known in advance.
/// - Source: definition.
public struct WeekdayCycle: Indicator {
    /// Sine and cosine.
    public typealias Output = CyclePosition

    /// Makes an indicator.
    public init() {}

    /// None.
    public var warmUpBars: Int { 0 }
    /// Sine and cosine of the seven days.
    public var windowCount: Int { 14 }
    /// Writes sines and cosines of the seven days.
    public func prepare(_ window: WindowMemory) {
        for day in 0..<7 {
            let point = sineAndCosine(turns: Double(day) / 7)
            window[2 * day] = point.sine
            window[2 * day + 1] = point.cosine
        }
    }

    /// Takes the newest date.
    @inline(__always)
    public mutating func step(_ input: UTCDay, _ window: WindowMemory) -> CyclePosition {
        let sinceMonday = (input.date.daysSinceEpoch + 3) % 7
        let slot = 2 * (sinceMonday < 0 ? sinceMonday + 7 : sinceMonday)
        return CyclePosition(sine: window[slot], cosine: window[slot + 1])
    }
}

/// A point on a circle.
public struct CyclePosition: IndicatorOutput {
    /// The sine of the angle.
    public var sine: Double
    /// The cosine of the angle.
    public var cosine: Double

    /// `sin`, `cos`.
    public static var names: [String] { ["sin", "cos"] }
}

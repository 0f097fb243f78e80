import Base

/// The day of the week as a point on a circle of seven days, Monday at angle zero.
///
/// - Units: −1 to 1.
/// - As of: the UTC date of the bar's own event time (its close), which is known in advance.
/// - Source: definition.
public struct WeekdayCycle: Indicator {
    /// Sine and cosine.
    public typealias Output = CyclePosition

    /// Sines and cosines of the seven days.
    public var memory: ContiguousArray<Double>

    /// Makes an indicator.
    public init() {
        memory = []
        for day in 0..<7 {
            let point = sineAndCosine(turns: Double(day) / 7)
            memory.append(point.sine)
            memory.append(point.cosine)
        }
    }

    /// None.
    public var warmUpBars: Int { 0 }

    /// Takes the newest date.
    @inline(__always)
    public mutating func step(_ input: UTCDay, _ window: WindowMemory) -> CyclePosition {
        let sinceMonday = (input.date.daysSinceEpoch + 3) % 7
        let slot = 2 * (sinceMonday < 0 ? sinceMonday + 7 : sinceMonday)
        return CyclePosition(sine: window[slot], cosine: window[slot + 1])
    }

    /// Does nothing: there is no state.
    public mutating func reset() { self = WeekdayCycle() }
}

/// A point on a circle.
public struct CyclePosition: IndicatorOutput {
    /// The sine of the angle.
    public var sine: Double
    /// The cosine of the angle.
    public var cosine: Double

    /// `sin`, `cos`.
    public static var names: [String] { ["sin", "cos"] }
    /// NaN in both places.
    @inline(__always)
    public static var missing: CyclePosition { CyclePosition(sine: .nan, cosine: .nan) }
    /// Writes the values.
    @inline(__always)
    public func store(_ destination: UnsafeMutablePointer<Double>, stride: Int) {
        destination[0] = sine
        destination[stride] = cosine
    }
}

import Base

/// The day of the year as a point on a circle, 1 January at angle zero.
///
/// - Units: −1 to 1.
/// - As of: the UTC date of the bar's own event time (its close), which is known in advance.
/// - Source: definition.
public struct YearCycle: Indicator {
    /// Sine and cosine.
    public typealias Output = CyclePosition

    private var day = Int.min
    private var point = CyclePosition.missing

    /// Makes an indicator.
    public init() {}

    /// None.
    public var warmUpBars: Int { 0 }

    /// Takes the newest date.
    @inline(__always)
    public mutating func step(_ input: UTCDay, _ window: WindowMemory) -> CyclePosition {
        let date = input.date
        if date.daysSinceEpoch != day { turn(to: date) }
        return point
    }

    private mutating func turn(to date: CivilDate) {
        day = date.daysSinceEpoch
        let year = date.parts.year
        guard let first = CivilDate(year: year, month: 1, day: 1),
            let next = CivilDate(year: year + 1, month: 1, day: 1)
        else { return }
        let length = next.daysSinceEpoch - first.daysSinceEpoch
        let place = sineAndCosine(turns: Double(day - first.daysSinceEpoch) / Double(length))
        point = CyclePosition(sine: place.sine, cosine: place.cosine)
    }
}

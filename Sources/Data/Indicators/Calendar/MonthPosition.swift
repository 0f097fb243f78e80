import Base

/// How far the month has gone: 0 on its first day, 1 on its last.
///
/// - Units: 0 to 1.
/// - As of: the UTC date of the bar's own event time (its close), which is known in advance.
/// - Source: definition.
public struct MonthPosition: Indicator {
    private var first = 0
    private var last = -1

    /// Makes an indicator.
    public init() {}

    /// None.
    public var warmUpBars: Int { 0 }

    /// Takes the newest date.
    @inline(__always)
    public mutating func step(_ input: UTCDay, _ window: WindowMemory) -> Double {
        let date = input.date
        if date.daysSinceEpoch < first || date.daysSinceEpoch > last { turn(to: date) }
        return Double(date.daysSinceEpoch - first) / Double(last - first)
    }

    private mutating func turn(to date: CivilDate) {
        let parts = date.parts
        first = date.daysSinceEpoch - (parts.day - 1)
        last = first + CivilDate.daysInMonth(year: parts.year, month: parts.month) - 1
    }
}

public import Base

/// The UTC date of a bar's event time (its close), for calendar terms.
public struct UTCDay: IndicatorInput {
    /// The date.
    public var date: CivilDate

    /// The date of an instant.
    @inline(__always)
    public init(of time: Instant) {
        let day: Int64 = 86_400_000_000_000
        let whole = time.nanoseconds / day
        date = CivilDate(daysSinceEpoch: Int(whole * day > time.nanoseconds ? whole - 1 : whole))
    }

    /// The time.
    public static var fields: [BarField] { [.time] }
    /// Always true.
    @inline(__always)
    public var isFinite: Bool { true }
    /// Reads the column of times.
    @inline(__always)
    public init(_ columns: borrowing BarColumns, at index: Int) { self.init(of: columns.time[index]) }
}

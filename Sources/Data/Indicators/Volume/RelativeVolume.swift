/// The volume of a bar as a multiple of the mean volume of the `period` bars before it (RVOL).
///
/// - Units: a ratio; 1 is usual.
/// - Missing: NaN where nothing was traded in the bars before; TA-Lib gives infinity there if something is now.
/// - Source: TA-Lib RVOL.
public struct RelativeVolume: Indicator {
    /// The length in bars.
    public let period: Int
    private var sum: RollingSum
    private var before = Double.nan

    /// Makes an indicator; `period` is at least 1.
    public init(period: Int = 20) {
        self.period = checked(period)
        sum = RollingSum(period: period)
    }

    /// `period`.
    public var warmUpBars: Int { period }
    /// The room of its windows.
    public var windowCount: Int { RollingSum.room(period) }

    /// Takes the newest bar.
    @inline(__always)
    public mutating func step(_ input: BarVolume, _ window: WindowMemory) -> Double {
        let total = before
        before = sum.push(input.volume, window)
        return total == 0 ? .nan : input.volume * Double(period) / total
    }
}

/// (x − mean) / s over the last `period` values, s the sample standard deviation.
///
/// - Units: standard deviations.
/// - Missing: zero where the window is flat.
/// - Source: pandas `(x - x.rolling(n).mean()) / x.rolling(n).std()`.
public struct ZScore: Indicator {
    /// The length in inputs.
    public let period: Int
    private var moments: RollingMoments

    /// Makes an indicator; `period` is at least 2.
    public init(period: Int = 20) {
        self.period = checked(period, from: 2)
        moments = RollingMoments(period: period)
    }

    /// `period − 1`.
    public var warmUpBars: Int { period - 1 }
    /// The room of its windows.
    public var windowCount: Int { RollingMoments.room(period) }

    /// Takes the newest input.
    @inline(__always)
    public mutating func step(_ input: Double, _ window: WindowMemory) -> Double {
        guard moments.push(input, window) else { return .nan }
        return moments.score(of: input)
    }
}

/// The z-score of the on-balance volume (``OnBalanceVolume``) over the last `period` bars.
///
/// - Units: standard deviations.
/// - Missing: zero where the window is flat.
/// - Source: TA-Lib OBV, then pandas `(x - x.rolling(n).mean()) / x.rolling(n).std()`.
public struct VolumeBalanceScore: Indicator {
    /// The length in inputs.
    public let period: Int
    private var moments: RollingMoments
    private var balance = OnBalanceVolume()

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
    public mutating func step(_ input: CloseVolume, _ window: WindowMemory) -> Double {
        guard moments.push(balance.step(ValuePair(input.close, input.volume), window), window) else { return .nan }
        return moments.score(of: balance.total)
    }
}

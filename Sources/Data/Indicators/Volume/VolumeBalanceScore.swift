/// The z-score of the on-balance volume (``OnBalanceVolume``) over the last `period` bars.
///
/// - Units: standard deviations.
/// - Missing: zero where the window is flat.
/// - Source: TA-Lib OBV, then pandas `(x - x.rolling(n).mean()) / x.rolling(n).std()`.
public struct VolumeBalanceScore: Indicator {
    /// The length in inputs.
    public let period: Int
    /// The memory of the windows.
    public var memory: ContiguousArray<Double>
    private var moments: RollingMoments
    private var balance = OnBalanceVolume()

    /// Makes an indicator; `period` is at least 2.
    public init(period: Int = 20) {
        self.period = checked(period, from: 2)
        memory = ContiguousArray(repeating: 0, count: RollingMoments.room(period))
        moments = RollingMoments(period: period)
    }

    /// `period − 1`.
    public var warmUpBars: Int { period - 1 }

    /// Takes the newest input.
    @inline(__always)
    public mutating func step(_ input: CloseVolume, _ window: WindowMemory) -> Double {
        guard moments.push(balance.step(input, window), window) else { return .nan }
        return moments.score(of: balance.total)
    }

    /// Goes back to the start.
    public mutating func reset() { self = VolumeBalanceScore(period: period) }
}

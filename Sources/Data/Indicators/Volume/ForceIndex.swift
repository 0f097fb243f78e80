/// Elder's force index (EFI): an EMA of the change of the close times the volume.
///
/// - Units: price × units traded.
/// - Source: Elder, Trading for a Living, 1993; TA-Lib EFI.
public struct ForceIndex: Indicator {
    /// The length in bars.
    public let period: Int
    private var average: ExponentialAverage
    private var previousClose = Double.nan

    /// Makes an indicator; `period` is at least 1.
    public init(period: Int = 13) {
        self.period = checked(period)
        average = .standard(period)
    }

    /// `period`.
    public var warmUpBars: Int { period }

    /// Takes the newest bar.
    @inline(__always)
    public mutating func step(_ input: CloseVolume, _ window: WindowMemory) -> Double {
        let change = input.close - previousClose
        previousClose = input.close
        guard !change.isNaN else { return .nan }
        return average.push(change * input.volume)
    }
}

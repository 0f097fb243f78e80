/// Chande's momentum oscillator (CMO) in TA-Lib's form, smoothed as the RSI is: 100 (gain − loss) / (gain + loss).
///
/// - Units: −100 to 100.
/// - Missing: zero where nothing has moved yet.
/// - Source: TA-Lib CMO, unstable period 0; ``ChandeMomentumSum`` is Chande's own, unsmoothed.
public struct ChandeMomentumOscillator: Indicator {
    /// The length in inputs.
    public let period: Int
    private var means: ExponentialAveragePair
    private var previous = Double.nan

    /// Makes an indicator; `period` is at least 2.
    public init(period: Int = 14) {
        self.period = checked(period, from: 2)
        means = .wilder(period)
    }

    /// `period`.
    public var warmUpBars: Int { period }

    /// Takes the newest input.
    @inline(__always)
    public mutating func step(_ input: Double, _ window: WindowMemory) -> Double {
        let change = input - previous
        previous = input
        guard !change.isNaN, means.push(change, change.magnitude) else { return .nan }
        return 100 * ratio(means.first, to: means.second)
    }
}

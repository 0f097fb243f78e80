/// Wilder's relative strength index (RSI): 100 × average gain / (average gain + average loss).
///
/// - Units: 0 to 100.
/// - Missing: zero where nothing has moved yet (0 / 0), as in TA-Lib.
/// - Source: Wilder 1978; TA-Lib RSI, unstable period 0, default compatibility.
public struct RelativeStrengthIndex: Indicator {
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
        guard !change.isNaN else { return .nan }
        // The positive and the negative part without a branch on the sign, which nothing predicts; both are exact.
        let size = change.magnitude
        guard means.push(0.5 * (size + change), 0.5 * (size - change)) else { return .nan }
        return 100 * ratio(means.first, to: means.first + means.second)
    }
}

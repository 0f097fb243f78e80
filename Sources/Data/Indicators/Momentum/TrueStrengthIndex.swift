/// Blau's true strength index (TSI): changes twice smoothed, in percent of their magnitudes twice smoothed.
///
/// - Units: −100 to 100.
/// - Missing: zero where nothing has moved.
/// - Source: Blau 1991; TA-Lib TSI.
public struct TrueStrengthIndex: Indicator {
    private var firstMeans: ExponentialAveragePair
    private var secondMeans: ExponentialAveragePair
    private var previous = Double.nan

    /// Makes an indicator; both lengths are at least 2.
    public init(first: Int = 25, second: Int = 13) {
        firstMeans = .standard(checked(first, from: 2))
        secondMeans = .standard(checked(second, from: 2))
    }

    /// `first + second − 1`.
    public var warmUpBars: Int { firstMeans.period + secondMeans.period - 1 }

    /// Takes the newest value.
    @inline(__always)
    public mutating func step(_ input: Double, _ window: WindowMemory) -> Double {
        let change = input - previous
        previous = input
        guard !change.isNaN, firstMeans.push(change, change.magnitude),
            secondMeans.push(firstMeans.first, firstMeans.second)
        else { return .nan }
        return 100 * ratio(secondMeans.first, to: secondMeans.second)
    }
}

/// The slope of the second series' returns on the first's over the last `period` returns (BETA).
///
/// - Units: none. The first input is the market, the second the asset.
/// - Missing: zero where the first's returns do not vary. A return from a value of zero counts as zero.
/// - Source: TA-Lib BETA.
public struct Beta: Indicator {
    /// The length in returns.
    public let period: Int
    private var moments: RollingPairMoments
    private var previous = ValuePair(.nan, .nan)

    /// Makes an indicator; `period` is at least 1.
    public init(period: Int = 5) {
        self.period = checked(period)
        moments = RollingPairMoments(period: period)
    }

    /// `period`.
    public var warmUpBars: Int { period }
    /// The room of its windows.
    public var windowCount: Int { RollingPairMoments.room(period) }

    /// Takes the newest pair.
    @inline(__always)
    public mutating func step(_ input: ValuePair, _ window: WindowMemory) -> Double {
        let before = previous
        previous = input
        guard !before.first.isNaN else { return .nan }
        let returns = ValuePair(change(before.first, input.first), change(before.second, input.second))
        guard moments.push(returns, window) else { return .nan }
        return moments.firstSquares == 0 ? 0 : moments.products / moments.firstSquares
    }

    @inline(__always)
    private func change(_ before: Double, _ now: Double) -> Double { before == 0 ? 0 : (now - before) / before }
}

/// A fast and a slow EMA that begin together, as TA-Lib's MACD and PPO take them.
struct AveragePair: Sendable {
    private var fast: ExponentialAverage
    private var slow: ExponentialAverage
    private var skip: Int

    /// Makes two empty averages.
    init(fast: Int, slow: Int) {
        precondition(fast < slow, "the fast period must be below the slow one, were \(fast) and \(slow)")
        self.fast = .standard(checked(fast, from: 2))
        self.slow = .standard(checked(slow, from: 2))
        skip = slow - fast
    }

    /// Takes a value; both are NaN until the slow one has its seed.
    @inline(__always)
    mutating func push(_ value: Double) -> (fast: Double, slow: Double) {
        if skip > 0 {
            skip -= 1
            return (.nan, slow.push(value))
        }
        return (fast.push(value), slow.push(value))
    }
}

/// Wilder's parabolic stop and reverse (SAR).
///
/// - Units: price.
/// - As of: the first trade is long, unless the second bar moved further down than up.
/// - Source: Wilder 1978; TA-Lib SAR.
public struct ParabolicStop: Indicator {
    private var machine: StopAndReverse

    /// Makes an indicator; an acceleration above the maximum is cut to it.
    public init(acceleration: Double = 0.02, maximum: Double = 0.2) {
        let both = StopAcceleration(initial: acceleration, step: acceleration, maximum: maximum)
        machine = StopAndReverse(long: both, short: both)
    }

    /// One.
    public var warmUpBars: Int { 1 }

    /// Takes the newest bar.
    @inline(__always)
    public mutating func step(_ input: HighLow, _ window: WindowMemory) -> Double {
        let stop = machine.step(input, window)
        return stop * machine.side
    }
}

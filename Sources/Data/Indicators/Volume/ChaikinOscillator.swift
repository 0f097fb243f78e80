/// Chaikin's oscillator (ADOSC): a fast less a slow average of the accumulation/distribution line, both begun at its first
/// value.
///
/// - Units: units traded.
/// - Source: Chaikin; TA-Lib ADOSC, unstable period 0.
public struct ChaikinOscillator: Indicator {
    /// The length of the fast average.
    public let fast: Int
    /// The length of the slow average.
    public let slow: Int
    private var line = AccumulationDistribution()
    private let fastWeight: Double
    private let slowWeight: Double
    private var quick = 0.0
    private var calm = 0.0
    private var seen = 0

    /// Makes an indicator; both lengths are at least 2.
    public init(fast: Int = 3, slow: Int = 10) {
        self.fast = checked(fast, from: 2)
        self.slow = checked(slow, from: 2)
        fastWeight = 2 / Double(fast + 1)
        slowWeight = 2 / Double(slow + 1)
    }

    /// The longer length less 1.
    public var warmUpBars: Int { max(fast, slow) - 1 }

    /// Takes the newest bar.
    @inline(__always)
    public mutating func step(_ input: HighLowCloseVolume, _ window: WindowMemory) -> Double {
        let value = line.step(input, window)
        if seen > warmUpBars {
            quick += fastWeight * (value - quick)
            calm += slowWeight * (value - calm)
            return quick - calm
        }
        quick = seen == 0 ? value : quick + fastWeight * (value - quick)
        calm = seen == 0 ? value : calm + slowWeight * (value - calm)
        seen += 1
        return seen > warmUpBars ? quick - calm : .nan
    }
}

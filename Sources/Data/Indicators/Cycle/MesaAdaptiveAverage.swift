/// The MESA adaptive moving average (MAMA), and the average that follows it at half the pace (FAMA).
///
/// An exponential average whose weight is the faster the slower the phase of the cycle turns, so that it holds still in
/// a cycle and goes along when the price breaks out of it.
///
/// - Units: those of the input.
/// - As of: the value at t uses inputs up to t.
/// - Missing: as in ``Indicator``.
/// - Source: Ehlers 2001; TA-Lib MAMA, unstable period 0.
public struct MesaAdaptiveAverage: Indicator {
    /// Both averages.
    public struct Output: IndicatorOutput {
        /// MAMA.
        public var average: Double
        /// FAMA.
        public var following: Double

        /// `average`, `following`.
        public static var names: [String] { ["average", "following"] }
    }

    /// The largest weight.
    public let fast: Double
    /// The smallest weight.
    public let slow: Double
    private var transform = HilbertTransform(firstRow: HilbertTransform.early)
    private var phase = 0.0
    private var average = 0.0
    private var following = 0.0

    /// Makes an average; both limits are from 0.01 to 0.99.
    public init(fast: Double = 0.5, slow: Double = 0.05) {
        let allowed = 0.01...0.99
        precondition(allowed ~= fast && allowed ~= slow, "limits must be 0.01 to 0.99, were \(fast) and \(slow)")
        self.fast = fast
        self.slow = slow
    }

    /// 32.
    public var warmUpBars: Int { 32 }
    /// The room of its windows.
    public var windowCount: Int { HilbertTransform.room }

    /// Takes the newest value.
    @inline(__always)
    public mutating func step(_ input: Double, _ window: WindowMemory) -> Output {
        guard transform.push(input, window) else { return .missing }
        let weight = nextWeight()
        average = weight * input + (1 - weight) * average
        let half = weight * 0.5
        following = half * average + (1 - half) * following
        return transform.rows > 32 ? Output(average: average, following: following) : .missing
    }

    @inline(__always)
    private mutating func nextWeight() -> Double {
        let last = phase
        phase = transform.inPhase == 0 ? 0 : Angle.degrees(ofTangent: transform.quadrature / transform.inPhase)
        let turn = last - phase
        guard turn > 1 else { return fast }
        let weight = fast / turn
        return weight < slow ? slow : weight
    }
}

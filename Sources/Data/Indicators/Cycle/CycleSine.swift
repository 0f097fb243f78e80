/// The sine of the dominant cycle's phase, and the sine an eighth of a cycle ahead; they cross before the cycle turns.
///
/// - Units: −1 to 1.
/// - As of: the value at t uses inputs up to t.
/// - Missing: as in ``Indicator``; on prices that do not move it is rounding noise, as in TA-Lib.
/// - Source: Ehlers 2001; TA-Lib HT_SINE, unstable period 0.
public struct CycleSine: Indicator {
    /// Both sines.
    public struct Output: IndicatorOutput {
        /// The sine of the phase.
        public var sine: Double
        /// The sine of the phase and 45 degrees.
        public var leadSine: Double

        /// `sine`, `lead_sine`.
        public static var names: [String] { ["sine", "lead_sine"] }

        @inline(__always)
        init(phase: Double) {
            sine = Angle.sine(degrees: phase)
            leadSine = Angle.sine(degrees: phase + 45)
        }
    }

    private var transform = HilbertTransform(firstRow: HilbertTransform.late)
    private var phase = DominantPhase(at: HilbertTransform.room)

    /// Makes an indicator.
    public init() {}

    /// 63.
    public var warmUpBars: Int { 63 }
    /// The room of its windows.
    public var windowCount: Int { HilbertTransform.room + DominantPhase.room }

    /// Takes the newest value; O(period) time.
    @inline(__always)
    public mutating func step(_ input: Double, _ window: WindowMemory) -> Output {
        guard transform.push(input, window) else { return .missing }
        phase.push(transform.smoothed, transform.smoothPeriod, window)
        return transform.rows > 63 ? Output(phase: phase.degrees) : .missing
    }

    /// Runs the machines one after the other.
    public static func advance(_ lanes: UnsafeBufferPointer<IndicatorLane>) { advanceOneByOne(lanes) }
}

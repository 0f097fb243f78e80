/// The two parts of the cycle: one in phase with it and one a quarter of it ahead.
///
/// - Units: those of the input.
/// - As of: the value at t uses inputs up to t; both parts lag by some bars, the part in phase by three more.
/// - Missing: as in ``Indicator``.
/// - Source: Ehlers 2001; TA-Lib HT_PHASOR, unstable period 0.
public struct CyclePhasor: Indicator {
    /// Both parts.
    public struct Output: IndicatorOutput {
        /// The part in phase.
        public var inPhase: Double
        /// The part a quarter of a cycle ahead.
        public var quadrature: Double

        /// `in_phase`, `quadrature`.
        public static var names: [String] { ["in_phase", "quadrature"] }
    }

    private var transform = HilbertTransform(firstRow: HilbertTransform.early)

    /// Makes an indicator.
    public init() {}

    /// 32.
    public var warmUpBars: Int { 32 }
    /// The room of its windows.
    public var windowCount: Int { HilbertTransform.room }

    /// Takes the newest value.
    @inline(__always)
    public mutating func step(_ input: Double, _ window: WindowMemory) -> Output {
        _ = transform.push(input, window)
        guard transform.rows > 32 else { return .missing }
        return Output(inPhase: transform.inPhase, quadrature: transform.quadrature)
    }
}

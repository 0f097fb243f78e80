/// ln(x[t] / x[t − period]).
///
/// - Units: log return over `period` inputs (0.01 is about one percent).
/// - Missing: inputs that are not positive and finite are passed over.
/// - Source: definition.
public struct LogReturn: Indicator {
    /// How many inputs the return spans.
    public let period: Int
    /// The memory of the window.
    public var memory: ContiguousArray<Double>
    private var delay: Delay

    /// Makes a return over at least 1 input.
    public init(period: Int = 1) {
        self.period = checked(period)
        memory = ContiguousArray(repeating: 0, count: Delay.room(period))
        delay = Delay(period: period)
    }

    /// `period`.
    public var warmUpBars: Int { period }

    /// Whether an input is positive and finite.
    @inline(__always)
    public static func accepts(_ input: Double) -> Bool { input > 0 && input.isFinite }

    /// Takes the newest value.
    @inline(__always)
    public mutating func step(_ input: Double, _ window: WindowMemory) -> Double {
        naturalLogarithm(input / delay.push(input, window))
    }

    /// Goes back to the start.
    public mutating func reset() { self = LogReturn(period: period) }
}

/// The mean of the last `period` values with weights 1, 2, … `period`, the newest weighing most (WMA).
///
/// - Units: those of the input.
/// - Source: TA-Lib WMA; the sums are taken by blocks, so they do not drift as TA-Lib's running sums do.
public struct WeightedMovingAverage: Indicator {
    /// The length in inputs.
    public let period: Int
    private var line: RollingLine
    private let perWeight: Double

    /// Makes an indicator; `period` is at least 1.
    public init(period: Int = 30) { self.init(period: period, at: 0) }

    /// As ``init(period:)``, with its windows at an offset of the memory.
    init(period: Int, at start: Int) {
        self.period = checked(period)
        line = RollingLine(period: period, at: start)
        perWeight = 2 / (Double(period) * Double(period + 1))
    }

    /// `period − 1`.
    public var warmUpBars: Int { period - 1 }
    /// The room of its windows.
    public var windowCount: Int { RollingLine.room(period) }

    /// Takes the newest input.
    @inline(__always)
    public mutating func step(_ input: Double, _ window: WindowMemory) -> Double {
        let sums = line.push(input, window)
        return line.anchor + sums.weighted * perWeight
    }
}

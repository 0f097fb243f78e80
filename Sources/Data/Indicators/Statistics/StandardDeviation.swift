/// Population standard deviations of the last `period` values.
///
/// - Units: those of the input.
/// - Source: TA-Lib STDDEV (divisor `period`); exactly zero where the window is flat.
public struct StandardDeviation: Indicator {
    /// The length in inputs.
    public let period: Int
    /// What the deviation is multiplied by.
    public let deviations: Double
    private var moments: RollingMoments
    private let scale: Double

    /// Makes an indicator; `period` is at least 1.
    public init(period: Int = 5, deviations: Double = 1) {
        self.period = checked(period, from: 1)
        self.deviations = deviations
        moments = RollingMoments(period: period)
        scale = deviations * (1 / Double(period)).squareRoot()
    }

    /// `period − 1`.
    public var warmUpBars: Int { period - 1 }
    /// The room of its windows.
    public var windowCount: Int { RollingMoments.room(period) }

    /// Takes the newest input.
    @inline(__always)
    public mutating func step(_ input: Double, _ window: WindowMemory) -> Double {
        _ = moments.push(input, window)
        return moments.squares.squareRoot() * scale
    }
}

/// The population variance of the last `period` values (VAR).
///
/// - Units: those of the input, squared.
/// - Source: TA-Lib VAR (divisor `period`) of 0.8, which keeps variances that are tiny beside the level (0.6 lost them).
public struct Variance: Indicator {
    /// The length in inputs.
    public let period: Int
    private var moments: RollingMoments
    private let perCount: Double

    /// Makes an indicator; `period` is at least 1.
    public init(period: Int = 5) {
        self.period = checked(period, from: 1)
        moments = RollingMoments(period: period)
        perCount = 1 / Double(period)
    }

    /// `period − 1`.
    public var warmUpBars: Int { period - 1 }
    /// The room of its windows.
    public var windowCount: Int { RollingMoments.room(period) }

    /// Takes the newest input.
    @inline(__always)
    public mutating func step(_ input: Double, _ window: WindowMemory) -> Double {
        _ = moments.push(input, window)
        return moments.squares * perCount
    }
}

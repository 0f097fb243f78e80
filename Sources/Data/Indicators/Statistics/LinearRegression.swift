/// The straight line of least squares through the last `period` values: LINEARREG, its intercept, and TSF.
///
/// - Units: those of the input.
/// - As of: the forecast is the line one row ahead; it uses no later value.
/// - Source: TA-Lib LINEARREG, LINEARREG_INTERCEPT (the line at the oldest row) and TSF; the sums are
///   taken by blocks, so they do not drift.
public struct LinearRegression: Indicator {
    /// What the line gives.
    public struct Output: IndicatorOutput {
        /// The line at the newest row.
        public var value: Double
        /// The line at the oldest row.
        public var intercept: Double
        /// The line one row ahead.
        public var forecast: Double

        /// `value`, `intercept`, `forecast`.
        public static var names: [String] { ["value", "intercept", "forecast"] }
    }

    private var regression: RollingRegression

    /// Makes an indicator; `period` is at least 2.
    public init(period: Int = 14) { regression = RollingRegression(period: checked(period, from: 2)) }

    /// The length in inputs.
    public var period: Int { regression.period }
    /// `period − 1`.
    public var warmUpBars: Int { period - 1 }
    /// The room of its windows.
    public var windowCount: Int { RollingRegression.room(period) }

    /// Takes the newest input.
    @inline(__always)
    public mutating func step(_ input: Double, _ window: WindowMemory) -> Output {
        let line = regression.push(input, window)
        let half = regression.halfLength * line.slope
        let value = line.mean + half
        return Output(value: value, intercept: line.mean - half, forecast: value + line.slope)
    }
}

/// The slope of the line of ``LinearRegression`` (LINEARREG_SLOPE).
///
/// - Units: those of the input per row.
/// - Source: TA-Lib LINEARREG_SLOPE; the sums are taken by blocks, so they do not drift.
public struct LinearRegressionSlope: Indicator {
    private var regression: RollingRegression

    /// Makes an indicator; `period` is at least 2.
    public init(period: Int = 14) { regression = RollingRegression(period: checked(period, from: 2)) }

    /// The length in inputs.
    public var period: Int { regression.period }
    /// `period − 1`.
    public var warmUpBars: Int { period - 1 }
    /// The room of its windows.
    public var windowCount: Int { RollingRegression.room(period) }

    /// Takes the newest input.
    @inline(__always)
    public mutating func step(_ input: Double, _ window: WindowMemory) -> Double {
        regression.push(input, window).slope
    }
}

/// The slope of ``LinearRegression`` as an angle (LINEARREG_ANGLE).
///
/// - Units: degrees, −90 to 90, for a row as wide as one unit of the input is high.
/// - Source: TA-Lib LINEARREG_ANGLE.
public struct LinearRegressionAngle: Indicator {
    private var regression: RollingRegression

    /// Makes an indicator; `period` is at least 2.
    public init(period: Int = 14) { regression = RollingRegression(period: checked(period, from: 2)) }

    /// The length in inputs.
    public var period: Int { regression.period }
    /// `period − 1`.
    public var warmUpBars: Int { period - 1 }
    /// The room of its windows.
    public var windowCount: Int { RollingRegression.room(period) }

    /// Takes the newest input.
    @inline(__always)
    public mutating func step(_ input: Double, _ window: WindowMemory) -> Double {
        Angle.degrees(ofTangent: regression.push(input, window).slope)
    }
}

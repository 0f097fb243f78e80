/// Where the largest of the last `period` values came (MAXINDEX).
///
/// - Units: how many inputs came before it since the beginning; inputs that were passed over are not counted.
/// - Source: TA-Lib MAXINDEX, its choice among equal values too: the newer one, but the oldest when the last choice leaves.
public struct HighestPlace: Indicator {
    /// The length in inputs.
    public let period: Int
    private var place: RollingMaximumPlace

    /// Makes an indicator; `period` is at least 1.
    public init(period: Int = 30) {
        self.period = checked(period)
        place = RollingMaximumPlace(period: period)
    }

    /// `period − 1`.
    public var warmUpBars: Int { period - 1 }
    /// The room of its windows.
    public var windowCount: Int { RollingMaximumPlace.room(period) }

    /// Takes the newest input.
    public mutating func step(_ input: Double, _ window: WindowMemory) -> Double { place.push(input, window) }
}

/// Where the smallest of the last `period` values came (MININDEX).
///
/// - Units: how many inputs came before it since the beginning; inputs that were passed over are not counted.
/// - Source: TA-Lib MININDEX; of equal values as ``HighestPlace``.
public struct LowestPlace: Indicator {
    private var negated: HighestPlace

    /// Makes an indicator; `period` is at least 1.
    public init(period: Int = 30) { negated = HighestPlace(period: period) }

    /// The length in inputs.
    public var period: Int { negated.period }
    /// `period − 1`.
    public var warmUpBars: Int { negated.warmUpBars }
    /// The room of its windows.
    public var windowCount: Int { negated.windowCount }

    /// Takes the newest input.
    public mutating func step(_ input: Double, _ window: WindowMemory) -> Double { negated.step(-input, window) }
}

/// Where the smallest and the largest of the last `period` values came (MINMAXINDEX).
///
/// - Units: how many inputs came before it since the beginning; inputs that were passed over are not counted.
/// - Source: TA-Lib MINMAXINDEX; of equal values as ``HighestPlace``.
public struct ExtremePlaces: Indicator {
    /// What it gives.
    public struct Output: IndicatorOutput {
        /// The smallest one's place.
        public var lowest: Double
        /// The largest one's place.
        public var highest: Double

        /// `min`, `max`.
        public static var names: [String] { ["min", "max"] }
    }

    private var smallest: RollingMaximumPlace
    private var largest: RollingMaximumPlace

    /// Makes an indicator; `period` is at least 1.
    public init(period: Int = 30) {
        smallest = RollingMaximumPlace(period: checked(period))
        largest = RollingMaximumPlace(period: period, at: RollingMaximumPlace.room(period))
    }

    /// The length in inputs.
    public var period: Int { smallest.period }
    /// `period − 1`.
    public var warmUpBars: Int { period - 1 }
    /// The room of its windows.
    public var windowCount: Int { 2 * RollingMaximumPlace.room(period) }

    /// Takes the newest input.
    public mutating func step(_ input: Double, _ window: WindowMemory) -> Output {
        Output(lowest: smallest.push(-input, window), highest: largest.push(input, window))
    }
}

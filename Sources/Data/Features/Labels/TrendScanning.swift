/// The strongest trend among windows of closes that begin at t and look forward.
///
/// For each window of `shortest`, `shortest + step`, … up to `longest` closes, of which close[t] is the first, the t value of
/// the slope of a linear regression of the closes on time; the window with the largest |t| is chosen, the shorter of two
/// that are equal to rounding (t² within a part of 1e-10).
///
/// - Shape: one value a bar.
/// - Units: `direction` −1, 0 or +1, the sign of the slope; `t` its t value; `bars` the number of bars from t to the
///   last of the window.
/// - As of: known at t + longest − 1, whatever window is chosen: that it is the strongest is not known before.
/// - Missing: NaN where one of the closes from t to t + longest − 1 is not there, or not positive and finite.
/// - Source: López de Prado, Machine Learning for Asset Managers, 2020, section 5.4. There a perfect line (no residual) has no
///   t value; here the residual counts as at least 1e-14 of the variation, so that it has a large one, and an
///   unchanged price has 0, as has a |t| below 1e-10.
public struct TrendScanning: Sendable, Hashable {
    /// Which of the values a label is.
    public enum Output: String, CaseIterable, Sendable {
        /// The sign of the slope.
        case direction
        /// The t value of the slope.
        case t
        /// How many bars lie between t and the last bar of the window.
        case bars
    }

    /// The closes of the shortest window, at least 3.
    public let shortest: Int
    /// The most closes of a window.
    public let longest: Int
    /// How many more closes the next window has.
    public let step: Int

    /// Makes a label; `shortest` is at least 3, `longest` not below it, and `step` at least 1.
    public init(shortest: Int, longest: Int, step: Int = 1) {
        precondition(shortest >= 3, "a window must have at least 3 closes, had \(shortest)")
        precondition(longest >= shortest && step >= 1, "the longest window must not be shorter than the shortest")
        self.shortest = shortest
        self.longest = longest
        self.step = step
    }

    /// What the labels of a series are.
    ///
    /// - Parameter closes: Adjusted closes, oldest first.
    /// - Returns: The strongest trend from each bar on.
    /// - Complexity: O(n · longest).
    public func outcome(closes: [Double]) -> TrendScanningOutcome {
        TrendScan(self).outcome(Labels.prices(closes))
    }
}

/// The strongest trends of a series.
public struct TrendScanningOutcome: Sendable, Equatable {
    /// The sign of the slope; NaN where missing.
    public internal(set) var directions: [Double]
    /// The t value of the slope; NaN where missing.
    public internal(set) var tValues: [Double]
    /// The row of the last bar of the window; the number of bars where missing.
    public internal(set) var ends: [Int]
}

extension TrendScanning: CustomStringConvertible {
    /// The kind with all its numbers.
    public var description: String { "trend_scanning(shortest=\(shortest), longest=\(longest), step=\(step))" }
}

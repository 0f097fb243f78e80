public import Base

/// Which of three barriers the price touches first: one above it, one below it, or the end of the time.
///
/// From the close of bar t on, the profit barrier lies at close · (1 + profit · width), the stop barrier at
/// close · (1 − stop · width), and the time ends with bar t + bars. A barrier is touched when the price reaches or passes it.
///
/// Checked on closes, the touch is the first close at or beyond a barrier. Checked on high and low, bar by bar: the open comes
/// first, and if it is beyond a barrier, that one is touched at the open's price; else, if the low reaches the stop barrier,
/// the stop is touched, *also when the high reaches the other in the same bar*, since a bar does not say which came
/// first and the worse is assumed; else, if the high reaches the profit barrier, that one. The touch is at the barrier's price.
///
/// - Shape: one value a bar.
/// - Units: `side` +1 for profit, −1 for stop, and for the end of the time 0 or the sign of the return; `return` the log
///   return from the close of t to the price at the touch; `bars` the number of bars from t to the touch.
/// - As of: known at the bar of the touch, t + bars at the latest. The width uses bars up to t.
/// - Missing: NaN where the close at t or the width is not positive and finite, and while nothing is touched and the bar
///   that ends the time is not there or has no close. A later bar without the prices that are checked touches nothing.
/// - Source: López de Prado, Advances in Financial Machine Learning, 2018, sections 3.3 to 3.5 (there the price must pass
///   the barrier, not only reach it, and returns are simple).
public struct TripleBarrier: Sendable, Hashable {
    /// What `profit` and `stop` are multiples of.
    public enum Width: Sendable, Hashable {
        /// The volatility at t, in log return per bar (``ReturnVolatility``).
        case volatility
        /// A fraction of the price.
        case fixed(Double)
        /// An expression of bars up to t that gives a fraction of the price.
        case expression(FeatureExpression)
    }

    /// Which prices are checked.
    public enum Touch: String, CaseIterable, Sendable {
        /// Closes.
        case close
        /// The open, high and low of each bar.
        case highLow = "high_low"
    }

    /// What the side is when the time ends.
    public enum Timeout: String, CaseIterable, Sendable {
        /// 0.
        case zero
        /// The sign of the return.
        case sign
    }

    /// Which of the values a label is.
    public enum Output: String, CaseIterable, Sendable {
        /// Which barrier was touched.
        case side
        /// The log return at the touch.
        case `return`
        /// How many bars it took.
        case bars
    }

    /// When the time ends.
    public let bars: Int
    /// How many widths above the price the profit barrier lies; `nil` for none.
    public let profit: Double?
    /// How many widths below the price the stop barrier lies; `nil` for none.
    public let stop: Double?
    /// What those are multiples of.
    public let width: Width
    /// Which prices are checked.
    public let touch: Touch
    /// What the side is when the time ends.
    public let timeout: Timeout

    /// Makes a label; `bars` is at least 1, and the multiples are positive and finite.
    public init(
        bars: Int, profit: Double?, stop: Double?, width: Width = .volatility, touch: Touch = .close,
        timeout: Timeout = .zero
    ) {
        precondition(bars >= 1, "a time barrier must be at least 1 bar away, was \(bars)")
        precondition(
            [profit, stop].allSatisfy { $0.map { $0 > 0 && $0.isFinite } ?? true }, "a barrier must be above 0")
        self.bars = bars
        self.profit = profit
        self.stop = stop
        self.width = width
        self.touch = touch
        self.timeout = timeout
    }

    /// What the labels of a series are, with the volatility or the fraction as width; not for a width by expression.
    ///
    /// - Parameter series: Adjusted bars (``Base/BarSeries/adjusted()``), oldest first.
    /// - Returns: The first touch of each bar.
    public func outcome(of series: BarSeries) -> TripleBarrierOutcome {
        switch width {
        case .volatility: outcome(of: series, widths: ReturnVolatility.values(closes: series.close))
        case .fixed(let fraction): outcome(of: series, widths: [Double](repeating: fraction, count: series.count))
        case .expression: preconditionFailure("a width by expression comes from a label set, or is given")
        }
    }

    /// What the labels of a series are, with a width given for each bar.
    ///
    /// - Parameters:
    ///   - series: Adjusted bars (``Base/BarSeries/adjusted()``), oldest first.
    ///   - widths: One a bar, as a fraction of the price, of bars up to its own.
    /// - Returns: The first touch of each bar.
    /// - Complexity: O(n · bars) at worst; a row ends at its touch.
    public func outcome(of series: BarSeries, widths: [Double]) -> TripleBarrierOutcome {
        precondition(widths.count == series.count, "a triple barrier needs one width a bar")
        return TripleBarrierScan(self, series).outcome(widths)
    }
}

/// The first touches of a series.
public struct TripleBarrierOutcome: Sendable, Equatable {
    /// +1 for profit, −1 for stop, 0 or ±1 for the end of the time; NaN where missing.
    public internal(set) var sides: [Double]
    /// The log return from t to the touch; NaN where missing.
    public internal(set) var returns: [Double]
    /// The row of the touch, which is when the label is known; the number of bars where missing.
    public internal(set) var touches: [Int]
}

extension TripleBarrier: CustomStringConvertible {
    /// The kind with all its numbers.
    public var description: String {
        func text(_ multiple: Double?) -> String { multiple.map { "\($0)" } ?? "none" }
        let width =
            switch width {
            case .volatility: "volatility"
            case .fixed(let fraction): "\(fraction)"
            case .expression(let expression): "\(expression)"
            }
        return "triple_barrier(bars=\(bars), profit=\(text(profit)), stop=\(text(stop)), width=\(width), "
            + "touch=\(touch.rawValue), timeout=\(timeout.rawValue))"
    }
}

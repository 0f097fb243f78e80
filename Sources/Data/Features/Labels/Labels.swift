import Glibc

/// What models are trained to forecast, and the seasonal forecast of the same thing.
///
/// Here are the returns that every target is made of; ``LabelSet`` has them and the others by name, with the bar at which
/// each value is known.
public enum Labels {
    /// The log return over the next `horizonBars` bars: ln(closes[t + h] / closes[t]).
    ///
    /// - Shape: one value per close.
    /// - Units: log return over the horizon.
    /// - As of: known at t + h, not before; a label, never a feature.
    /// - Missing: NaN in the last h rows, and where either close is not positive and finite.
    /// - Source: definition, as a difference of logarithms (within 1e-14 of the logarithm of the ratio).
    ///
    /// - Parameters:
    ///   - closes: Adjusted closes, oldest first.
    ///   - horizonBars: h, at least 1.
    /// - Returns: One label per close.
    public static func logReturns(closes: [Double], horizonBars: Int) -> [Double] {
        precondition(horizonBars >= 1, "a horizon must be at least 1 bar, was \(horizonBars)")
        return differences(logarithms(closes), by: horizonBars)
    }

    /// Which way a return goes: 1 where it is above zero, else 0.
    ///
    /// - Shape: one value per return.
    /// - Units: 1 for up (or ahead of the benchmark), 0 for down or unchanged.
    /// - As of: known when the return is.
    /// - Missing: NaN where the return is.
    ///
    /// - Parameter returns: Returns, or returns over a benchmark's.
    /// - Returns: One direction per return.
    public static func directions(of returns: [Double]) -> [Double] {
        returns.map { $0.isNaN ? .nan : $0 > 0 ? 1 : 0 }
    }

    /// The seasonal-naive forecast of ``logReturns(closes:horizonBars:)``: the close of the same place in the cycle that
    /// was last seen, ln(closes[t + h − k · period] / closes[t]) with k = ⌈h / period⌉.
    ///
    /// - Shape: one value per close.
    /// - Units: log return over the horizon.
    /// - As of: uses closes up to t.
    /// - Missing: NaN in the first rows where the earlier close does not exist.
    ///
    /// - Parameters:
    ///   - closes: Adjusted closes, oldest first.
    ///   - horizonBars: h, at least 1.
    ///   - period: The cycle in bars; 5 is a trading week.
    /// - Returns: One forecast per close.
    public static func seasonalReturns(closes: [Double], horizonBars: Int, period: Int = seasonalPeriod) -> [Double] {
        precondition(horizonBars >= 1 && period >= 1, "horizon and period must be at least 1 bar")
        return differences(logarithms(closes), by: seasonalOffset(horizonBars, period: period))
    }

    /// The cycle of the seasonal forecast in bars: a trading week.
    public static let seasonalPeriod = 5

    /// How far from t the bar lies that a seasonal forecast repeats; zero or negative.
    public static func seasonalOffset(_ horizonBars: Int, period: Int = seasonalPeriod) -> Int {
        let cycles = (horizonBars + period - 1) / period
        return horizonBars - cycles * period
    }

    /// Logarithms; NaN where there is none.
    static func logarithms(_ closes: [Double]) -> [Double] {
        closes.map { $0 > 0 && $0.isFinite ? log($0) : .nan }
    }

    /// Prices; NaN where one is not positive and finite.
    static func prices(_ values: [Double]) -> [Double] { values.map { $0 > 0 && $0.isFinite ? $0 : .nan } }

    /// `values[t + offset] − values[t]`, NaN beyond the ends.
    static func differences(_ values: [Double], by offset: Int) -> [Double] {
        values.indices.map { row in
            let other = row + offset
            return values.indices.contains(other) ? values[other] - values[row] : .nan
        }
    }
}

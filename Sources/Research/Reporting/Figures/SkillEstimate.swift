import Kernels

/// The share of persistence's squared error that a model saves over some rows, with how sure that is.
///
/// - Units: a share; 0.01 saves one percent, below 0 it adds.
/// - Source: R² out of sample (Campbell and Thompson, 2008); the interval is that of a ratio of sums over times (linearised),
///   with Newey and West's variance to lag 2·(h − 1) as h-bar returns overlap.
struct SkillEstimate: Sendable, Equatable {
    /// 1 − Σ(r − f)² / Σr².
    let value: Double
    /// The ends of the 95 % interval; NaN for fewer than 3 times.
    let low: Double
    let high: Double
    /// How many forecasts and how many distinct times it is of.
    let rows: Int
    let times: Int

    /// Estimates from sums by time.
    ///
    /// - Parameters:
    ///   - saved: Σ(r² − (r − f)²) of each time.
    ///   - naive: Σr² of each time.
    ///   - rows: How many forecasts there are.
    ///   - horizonBars: h.
    /// - Note: `nil` where nothing moved.
    init?(saved: [Double], naive: [Double], rows: Int, horizonBars: Int) {
        let total = naive.reduce(0, +)
        guard total > 0 else { return nil }
        let ratio = saved.reduce(0, +) / total
        let terms = zip(saved, naive).map { $0 - ratio * $1 }
        var error = Double.nan
        if terms.count > 2 {
            let lags = min(2 * (horizonBars - 1), terms.count - 1)
            let variance = LongRunVariance.estimate(terms, lags: lags) * Double(terms.count)
            error = 1.96 * max(0, variance).squareRoot() / total
        }
        (value, low, high) = (ratio, ratio - error, ratio + error)
        (self.rows, times) = (rows, saved.count)
    }
}

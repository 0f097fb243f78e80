import Glibc
import Kernels

/// A Sharpe ratio as estimated from a track record, with what its uncertainty depends on.
///
/// Every ratio is per period of the record, never annualised: a year's 2.5 from daily returns is 2.5 / √250 here.
public struct SharpeRatio: Sendable, Codable, Equatable {
    /// The mean excess return over its standard deviation, per period.
    public let value: Double
    /// How many periods the record has.
    public let periods: Int
    /// The skewness of the returns; 0 for the normal distribution.
    public let skewness: Double
    /// The kurtosis of the returns, not the excess: 3 for the normal distribution.
    public let kurtosis: Double

    /// Takes figures estimated elsewhere.
    public init(value: Double, periods: Int, skewness: Double = 0, kurtosis: Double = 3) {
        self.value = value
        self.periods = periods
        self.skewness = skewness
        self.kurtosis = kurtosis
    }

    /// Estimates a ratio from returns in excess of cash.
    ///
    /// - Units: simple or log returns per period.
    /// - As of: uses every return given.
    /// - Missing: NaN gives `nil`.
    /// - Source: the standard deviation has divisor n − 1; skewness and kurtosis match SciPy's `skew` and `kurtosis`
    ///   with their default biased moments (golden file).
    ///
    /// - Note: `nil` for fewer than 3 returns, or where they do not vary.
    public init?(returns: [Double]) {
        guard returns.count > 2, returns.allSatisfy(\.isFinite) else { return nil }
        let mean = Statistics.mean(returns)
        let deviation = Statistics.variance(returns).squareRoot()
        guard deviation > 1e-14 * abs(mean) else { return nil }
        let count = Double(returns.count)
        var (second, third, fourth) = (0.0, 0.0, 0.0)
        for value in returns {
            let square = (value - mean) * (value - mean)
            second += square
            third += square * (value - mean)
            fourth += square * square
        }
        second /= count
        self.init(
            value: mean / deviation, periods: returns.count, skewness: third / count / (second * second.squareRoot()),
            kurtosis: fourth / count / (second * second))
    }

    /// The probability that the true ratio is above a benchmark, given how far from normal the returns are.
    ///
    /// It takes returns as independent in time: with positive autocorrelation it is too sure.
    ///
    /// - Source: Bailey and López de Prado, "The Sharpe ratio efficient frontier", 2012; reproduces their
    ///   example (0.913 with the record's skewness and kurtosis, 0.982 as if normal).
    ///
    /// - Parameter benchmark: A ratio per period.
    /// - Returns: `nil` for fewer than 2 periods, or moments that leave no variance.
    public func probabilistic(above benchmark: Double = 0) -> Double? {
        guard let variance, periods > 1 else { return nil }
        let score = (value - benchmark) * Double(periods - 1).squareRoot() / variance.squareRoot()
        return NormalDistribution.cumulative(score)
    }

    /// The deflated Sharpe ratio: the probability that the true ratio is above what the best of so many trials without
    /// skill would show.
    ///
    /// Above 0.95 is the authors' bar. It is only as honest as the count: every variant ever looked at is a trial;
    /// correlated trials count as fewer independent ones.
    ///
    /// - Source: Bailey and López de Prado, "The deflated Sharpe ratio", 2014; reproduces their example
    ///   (0.9004).
    ///
    /// - Parameters:
    ///   - trials: How many independent trials this is the best of.
    ///   - trialVariance: The variance over trials of their ratios per period.
    /// - Returns: `nil` where ``probabilistic(above:)`` or ``expectedMaximum(trials:variance:)`` is.
    public func deflated(trials: Double, trialVariance: Double) -> Double? {
        Self.expectedMaximum(trials: trials, variance: trialVariance).flatMap { probabilistic(above: $0) }
    }

    /// How many periods it takes until the ratio is above a benchmark with some confidence.
    ///
    /// - Units: periods.
    /// - Source: Bailey and López de Prado, 2012 (golden file by SciPy).
    ///
    /// - Parameters:
    ///   - benchmark: A ratio per period.
    ///   - confidence: The probability wanted, within (0, 1).
    /// - Returns: Infinity where the ratio is not above the benchmark; `nil` for moments that leave no variance.
    public func minimumTrackRecord(above benchmark: Double = 0, confidence: Double = 0.95) -> Double? {
        guard let variance, confidence > 0, confidence < 1 else { return nil }
        guard value > benchmark else { return .infinity }
        let score = NormalDistribution.quantile(confidence) / (value - benchmark)
        return 1 + variance * score * score
    }

    /// The ratio that the best of so many trials is expected to show where none has skill.
    ///
    /// - Units: a ratio per period.
    /// - Source: Bailey and López de Prado, 2014: the mean of the largest of N normal variables, approximated;
    ///   2 % too high at N = 10.
    ///
    /// - Parameters:
    ///   - trials: N, above 1; it may be a fraction, such as an estimate of independent trials.
    ///   - variance: The variance over trials of their ratios per period.
    /// - Returns: 0 for one trial; `nil` for fewer, or a negative variance.
    public static func expectedMaximum(trials: Double, variance: Double) -> Double? {
        guard trials >= 1, trials.isFinite, variance >= 0, variance.isFinite else { return nil }
        guard trials > 1 else { return 0 }
        let eulerMascheroni = 0.577_215_664_901_532_9
        let upper = NormalDistribution.quantile(1 - 1 / trials)
        let further = NormalDistribution.quantile(1 - exp(-1) / trials)
        return max(0, variance.squareRoot() * ((1 - eulerMascheroni) * upper + eulerMascheroni * further))
    }

    /// The variance of √(n − 1) times the estimate (Mertens, 2002); `nil` where it is not above 0.
    private var variance: Double? {
        let variance = 1 - skewness * value + (kurtosis - 1) / 4 * value * value
        return variance > 0 && variance.isFinite ? variance : nil
    }
}

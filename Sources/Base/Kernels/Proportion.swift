/// A share of successes among trials, with its uncertainty.
public enum Proportion {
    /// Wilson's score interval for a proportion.
    ///
    /// - Missing: without trials the interval is the whole of [0, 1].
    /// - Source: Wilson, 1927; matches statsmodels' `proportion_confint(method="wilson")` (golden file).
    ///
    /// - Parameters:
    ///   - share: Successes over trials, in [0, 1].
    ///   - trials: How many independent trials; it may be a fraction when trials overlap.
    ///   - confidence: The probability that the interval covers the true share.
    /// - Returns: The interval, within [0, 1].
    public static func wilsonInterval(share: Double, trials: Double, confidence: Double = 0.95) -> ClosedRange<Double> {
        guard trials > 0, share.isFinite else { return 0...1 }
        let z = NormalDistribution.quantile(0.5 + confidence / 2)
        let spread = z * z / trials
        let centre = (share + spread / 2) / (1 + spread)
        let half = z / (1 + spread) * (share * (1 - share) / trials + spread / (4 * trials)).squareRoot()
        return max(0, centre - half)...min(1, centre + half)
    }
}

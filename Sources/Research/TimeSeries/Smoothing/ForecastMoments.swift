/// The mean and the variance of the values to come, one per step ahead.
public struct ForecastMoments: Sendable, Equatable, Codable {
    /// The expected value 1, 2, … steps ahead, in the series' units.
    public let means: [Double]
    /// The variance of the value 1, 2, … steps ahead, given the past; in squared units.
    public let variances: [Double]

    /// Puts means and variances together.
    public init(means: [Double], variances: [Double]) {
        precondition(means.count == variances.count, "expected as many variances as means")
        self.means = means
        self.variances = variances
    }
}

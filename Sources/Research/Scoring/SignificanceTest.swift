/// The outcome of a statistical test.
public struct SignificanceTest: Sendable, Codable, Equatable {
    /// The test statistic; where a test compares forecasts, positive favours the model.
    public let statistic: Double
    /// The probability of a statistic at least this extreme where the null hypothesis holds.
    public let pValue: Double

    /// Makes an outcome.
    public init(statistic: Double, pValue: Double) {
        self.statistic = statistic
        self.pValue = pValue
    }
}

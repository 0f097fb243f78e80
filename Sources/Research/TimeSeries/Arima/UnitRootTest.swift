/// Tests of whether a series must be differenced.
public enum UnitRootTest {
    /// What the statistic of ``levelStationarity(_:lags:)`` exceeds in one of twenty stationary series.
    ///
    /// Source: Kwiatkowski, Phillips, Schmidt and Shin, 1992, table 1.
    public static let levelCriticalValue = 0.463

    /// The KPSS statistic for stationarity about a level: large where the series has a unit root.
    ///
    /// - Units: none. It does not change when the series is shifted or scaled.
    /// - Missing: refused.
    /// - Source: Kwiatkowski, Phillips, Schmidt and Shin, Journal of Econometrics 1992; matches statsmodels' `kpss`.
    ///
    /// - Parameters:
    ///   - values: The series.
    ///   - lags: How many autocovariances the long-run variance takes; ⌊3√n/13⌋ where `nil`, as R's and statsforecast's
    ///     choice of differences has it.
    /// - Returns: The statistic; ``levelCriticalValue`` is its bound at the level 0.05.
    /// - Throws: ``TimeSeriesError`` for fewer than two values, one that is not a number, or a constant series.
    public static func levelStationarity(_ values: [Double], lags: Int? = nil) throws(TimeSeriesError) -> Double {
        let model = "KPSS"
        if values.count < 2 { throw .tooShort(model: model, needed: 2, was: values.count) }
        try values.checkFinite(model: model)
        let count = Double(values.count)
        let lags = lags ?? Int(3 * count.squareRoot() / 13)
        guard lags >= 0, lags < values.count else {
            throw .badChoice(model: model, reason: "lags must be from 0 to \(values.count - 1), was \(lags)")
        }
        let mean = values.reduce(0, +) / count
        let errors = values.map { $0 - mean }
        var variance = 0.0
        for lag in 0...lags {
            let product = (lag..<errors.count).reduce(0) { $0 + errors[$1] * errors[$1 - lag] }
            variance += (lag == 0 ? 1 : 2 * (1 - Double(lag) / Double(lags + 1))) * product / count
        }
        var sum = 0.0
        var squares = 0.0
        for error in errors {
            sum += error
            squares += sum * sum
        }
        guard variance > 0 else { throw .unsolvable(model: model, reason: "the series is constant") }
        return squares / (count * count * variance)
    }
}

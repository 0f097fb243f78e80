import TimeSeries

/// A model of one price series, as ``SeriesModel`` keeps it for each symbol.
///
/// Series are log closes (``SeriesCloses``): a forecast of one less the last of them is the log return over the horizon.
protocol SeriesFit: Codable, Equatable, Sendable {
    /// The family.
    static var kind: ModelKind { get }
    /// The family's parameters, beside the window that all have.
    static var parameterBounds: [String: ModelParameter] { get }

    /// Fits a model to log closes.
    static func fitted(
        to closes: [Double], by specification: ModelSpecification
    ) throws(TimeSeriesError) -> Self

    /// What the model says after each of the log closes, its parameters as they are.
    ///
    /// - As of: element t uses closes up to t, and has the same bits whatever comes after.
    func forecasts(along closes: [Double], horizonBars: Int) throws(TimeSeriesError) -> [ModelForecast]
}

extension SeriesFit {
    /// Log closes expected at the end of the horizon, as returns over it.
    static func returns(from closes: [Double], to expected: [Double]) -> [ModelForecast] {
        zip(closes, expected).map { close, later in ModelForecast(location: later - close) }
    }
}

extension ModelSpecification {
    /// A parameter that counts.
    func count(_ name: String) -> Int { Int(value(name).rounded()) }

    /// A parameter that is 0 or 1.
    func flag(_ name: String) -> Bool { value(name) != 0 }

    /// How many bars a season has; 1 for none.
    var season: Int { max(1, count("season")) }
}

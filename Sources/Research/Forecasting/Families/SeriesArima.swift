import TimeSeries

/// ARIMA on log closes, differenced once unless asked otherwise.
///
/// Of log closes, so that what is forecast less the last close is the return over any horizon. Differenced once whatever a
/// test says: the stationarity test takes many a finite stretch of a random walk for a level, and a model of levels then
/// forecasts a return to a mean that is not there. This is the same as ARMA on log returns, and has its likelihood.
extension ArimaModel: SeriesFit {
    static var kind: ModelKind { .arima }

    /// Orders given as −1 are chosen; where one of p, q, P and Q is given, none is chosen and the others are 0.
    ///
    /// They are chosen by the Bayesian criterion unless `bic` is 0: returns are nearly noise, and Akaike's keeps weights for
    /// noise however long the series is.
    static var parameterBounds: [String: ModelParameter] {
        [
            "max_p": .init(5, 0...10, isWhole: true), "max_q": .init(5, 0...10, isWhole: true),
            "d": .init(1, -1...2, isWhole: true), "p": .init(-1, -1...10, isWhole: true),
            "q": .init(-1, -1...10, isWhole: true), "season": .init(0, 0...52, isWhole: true),
            "max_seasonal_p": .init(2, 0...3, isWhole: true),
            "max_seasonal_q": .init(2, 0...3, isWhole: true), "seasonal_p": .init(-1, -1...3, isWhole: true),
            "seasonal_q": .init(-1, -1...3, isWhole: true),
            "constant": .init(1, 0...1, isWhole: true), "bic": .init(1, 0...1, isWhole: true),
        ]
    }

    static func fitted(
        to closes: [Double], by specification: ModelSpecification
    ) throws(TimeSeriesError) -> ArimaModel {
        let automatic = AutoArima(specification)
        guard ["p", "q", "seasonal_p", "seasonal_q"].contains(where: { specification.count($0) >= 0 }) else {
            return try automatic.fit(closes).model
        }
        let differences = try automatic.differences(of: closes).ordinary
        let order = try ArimaOrder(
            ar: max(0, specification.count("p")), differences: differences, ma: max(0, specification.count("q")),
            seasonalAR: max(0, specification.count("seasonal_p")),
            seasonalMA: max(0, specification.count("seasonal_q")), season: specification.season,
            hasConstant: automatic.allowsConstant && differences <= 1)
        return try fit(closes, order: order).model
    }

    /// Without a spread of its own: the variance of its innovations is one number for quiet and wild times alike.
    func forecasts(along closes: [Double], horizonBars: Int) throws(TimeSeriesError) -> [ModelForecast] {
        ArimaModel.returns(from: closes, to: try forecasts(along: closes, steps: horizonBars))
    }
}

extension AutoArima {
    /// The search that a specification asks for; a weekly season is a weight of the returns, never differenced.
    fileprivate init(_ specification: ModelSpecification) {
        self.init(season: specification.season)
        differences = specification.count("d") >= 0 ? specification.count("d") : nil
        seasonalDifferences = 0
        limits.ar = specification.count("max_p")
        limits.ma = specification.count("max_q")
        limits.seasonalAR = specification.count("max_seasonal_p")
        limits.seasonalMA = specification.count("max_seasonal_q")
        allowsConstant = specification.flag("constant")
        criterion = specification.flag("bic") ? .bic : .aicc
    }
}

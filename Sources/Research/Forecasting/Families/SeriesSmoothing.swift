import TimeSeries

/// Exponential smoothing of log closes, of the form that the criterion chooses.
///
/// Log closes relative to the first take either sign, so that only additive forms are tried: on logarithms a factor would mean
/// something else in every currency.
extension EtsModel: SeriesFit {
    static var kind: ModelKind { .ets }

    static var parameterBounds: [String: ModelParameter] { ["season": .init(0, 0...52, isWhole: true)] }

    static func fitted(
        to closes: [Double], by specification: ModelSpecification
    ) throws(TimeSeriesError) -> EtsModel {
        try AutoEts.fit(to: closes, period: specification.season)
    }

    /// Without a spread of its own, as ARIMA.
    func forecasts(along closes: [Double], horizonBars: Int) -> [ModelForecast] {
        EtsModel.returns(from: closes, to: EtsFilter(self).forecasts(along: closes, steps: horizonBars))
    }
}

/// The Theta method with the least squared errors on log closes; a season is taken off, not divided out.
extension ThetaModel: SeriesFit {
    static var kind: ModelKind { .theta }

    static var parameterBounds: [String: ModelParameter] { ["season": .init(0, 0...52, isWhole: true)] }

    static func fitted(
        to closes: [Double], by specification: ModelSpecification
    ) throws(TimeSeriesError) -> ThetaModel {
        try AutoTheta.fit(to: closes, period: specification.season, season: .additive)
    }

    /// Without a spread of its own, as ARIMA.
    func forecasts(along closes: [Double], horizonBars: Int) -> [ModelForecast] {
        ThetaModel.returns(from: closes, to: ThetaFilter(self).forecasts(along: closes, steps: horizonBars))
    }
}

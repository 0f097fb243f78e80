import TimeSeries

/// GARCH(1,1) of log returns: the location is the mean over the horizon, the scale σ over it, which returns from the state of
/// the day to the long run as the horizon grows.
extension GarchModel: SeriesFit {
    static var kind: ModelKind { .garch }

    /// Student's errors, as under normal ones a single day's jump lifts the variance too far and for too long.
    static var parameterBounds: [String: ModelParameter] {
        [
            "constant_mean": .init(1, 0...1, isWhole: true), "student": .init(1, 0...1, isWhole: true),
            "asymmetric": .init(0, 0...1, isWhole: true),
        ]
    }

    static func fitted(
        to closes: [Double], by specification: ModelSpecification
    ) throws(TimeSeriesError) -> GarchModel {
        let form = GarchSpecification(
            mean: specification.flag("constant_mean") ? .constant : .zero,
            errors: specification.flag("student") ? .student : .normal,
            isAsymmetric: specification.flag("asymmetric"))
        return try fit(form, to: SeriesCloses.returns(of: closes))
    }

    func forecasts(along closes: [Double], horizonBars: Int) -> [ModelForecast] {
        let filter = GarchFilter(self)
        let later = filter.forecasts(along: SeriesCloses.returns(of: closes), steps: horizonBars)
        return GarchModel.spreads(
            [filter.totalVariance(steps: horizonBars)] + later, location: parameters.mean * Double(horizonBars))
    }
}

/// RiskMetrics' exponentially weighted variance of log returns: the location is 0, the scale σ·√h.
///
/// With λ at 0.94 the scale is nearly that which models without one of their own get; at 0 each symbol has the most likely λ.
extension EwmaVolatility: SeriesFit {
    static var kind: ModelKind { .ewma }

    static var parameterBounds: [String: ModelParameter] { ["lambda": .init(riskMetricsLambda, 0...0.9999)] }

    static func fitted(
        to closes: [Double], by specification: ModelSpecification
    ) throws(TimeSeriesError) -> EwmaVolatility {
        let lambda = specification.value("lambda")
        let returns = SeriesCloses.returns(of: closes)
        return try lambda > 0 ? EwmaVolatility(lambda: lambda, on: returns) : fit(to: returns)
    }

    func forecasts(along closes: [Double], horizonBars: Int) -> [ModelForecast] {
        let filter = EwmaFilter(self)
        let later = filter.forecasts(along: SeriesCloses.returns(of: closes), steps: horizonBars)
        return EwmaVolatility.spreads([filter.totalVariance(steps: horizonBars)] + later, location: 0)
    }
}

extension SeriesFit {
    fileprivate static func spreads(_ variances: [Double], location: Double) -> [ModelForecast] {
        variances.map { ModelForecast(location: location, scale: $0.squareRoot()) }
    }
}

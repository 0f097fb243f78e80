/// Chooses the form of exponential smoothing for a series.
public enum AutoEts {
    /// Fits every admissible form and keeps the one with the least corrected Akaike criterion.
    ///
    /// The forms are those of ``EtsForm/candidates(period:isPositive:)`` that the series is long enough for. A constant series
    /// gets `ETS(A,N,N)` with a gain of 0.9999, as in statsforecast.
    ///
    /// - Parameters:
    ///   - values: The series, oldest first, equally spaced.
    ///   - period: How many values a season has; 1 for none.
    ///   - region: Where the gains may lie.
    /// - Returns: The model chosen.
    /// - Throws: ``TimeSeriesError`` for fewer than 5 values, a value that is not a number or a period below 1.
    /// - As of: uses every value given.
    /// - Missing: NaN is refused.
    /// - Source: R's `ets` and statsforecast's `AutoETS` with model "ZZZ".
    /// - Complexity: 6 fits without a season, 15 with one on a positive series.
    public static func fit(
        to values: [Double], period: Int = 1, region: EtsRegion = .usual
    ) throws(TimeSeriesError) -> EtsModel {
        let simplest = EtsForm(.additive, .none, .none)
        guard period >= 1 else {
            throw .badChoice(model: "AutoETS", reason: "expected a period of 1 or more, was \(period)")
        }
        try simplest.check(values)
        if let first = values.first, values.allSatisfy({ $0 == first }) {
            return try EtsModel(
                simplest, parameters: EtsParameters(alpha: 0.9999), initial: EtsStates(level: first), on: values)
        }
        let isPositive = values.allSatisfy { $0 > 0 }
        var best: EtsModel?
        var trendless: [EtsForm: EtsModel] = [:]
        for form in EtsForm.candidates(period: period, isPositive: isPositive)
        where values.count >= form.freeParameterCount + 3 && values.count > form.period {
            // A form that cannot follow the series is no candidate; the additive ones always can.
            guard var model = try? EtsModel.fit(form, to: values, region: region) else { continue }
            let base = EtsForm(form.error, .none, form.season, period: form.period)
            if form == base { trendless[base] = model }
            if region == .usual, let simpler = trendless[base], model.logLikelihood < simpler.logLikelihood - 0.01 {
                model = model.refitted(near: simpler, to: values)
            }
            guard model.aicc.isFinite else { continue }
            if best.map({ model.aicc < $0.aicc }) ?? true { best = model }
        }
        guard let best else {
            throw .unsolvable(model: "AutoETS", reason: "no form has a finite likelihood; scale the values down")
        }
        return best
    }
}

extension EtsModel {
    /// Fits a form to a series by maximum likelihood over gains, damping and initial states.
    ///
    /// The usual parameter region: 0.0001 ≤ α ≤ 0.9999, β ≤ α, γ ≤ 1 − α, 0.8 ≤ φ ≤ 0.98. A quasi-Newton search with the exact
    /// gradient goes from the two best of a grid of gains. If its end is not forecastable where that is asked for, the bounds of
    /// β/α and γ/(1 − α) are drawn in together, by bisection, until it is.
    ///
    /// - Parameters:
    ///   - form: Error, trend and season.
    ///   - values: The series, oldest first, equally spaced.
    ///   - region: Where the gains may lie.
    /// - Returns: The most likely model found.
    /// - Throws: ``TimeSeriesError`` for a series that is too short, has a value that is not a number, or has one at or below
    ///   zero where the form multiplies.
    /// - As of: uses every value given.
    /// - Missing: NaN is refused.
    /// - Complexity: some hundred passes over the values.
    public static func fit(
        _ form: EtsForm, to values: [Double], region: EtsRegion = .usual
    ) throws(TimeSeriesError) -> EtsModel {
        try form.check(values)
        let search = EtsSearch(form, values)
        guard let free = search.best() else {
            throw .unsolvable(model: form.description, reason: "no start has a finite likelihood; try an additive form")
        }
        if region == .usual || free.parameters.isForecastable(period: form.period) {
            return try EtsModel(form, parameters: free.parameters, initial: free.initial, on: values)
        }
        guard let bound = search.bestForecastable() else {
            throw .unsolvable(
                model: form.description, reason: "no forecastable gains were found; take the usual region")
        }
        return try EtsModel(form, parameters: bound.parameters, initial: bound.initial, on: values)
    }

    /// A second search from a model without this one's trend, which this one cannot be less likely than; the likelier of both.
    func refitted(near simpler: EtsModel, to values: [Double]) -> EtsModel {
        guard let end = EtsSearch(form, values).best(near: simpler),
            let other = try? EtsModel(form, parameters: end.parameters, initial: end.initial, on: values)
        else { return self }  // a start without a likelihood: the first search stands
        return other.logLikelihood > logLikelihood ? other : self
    }
}

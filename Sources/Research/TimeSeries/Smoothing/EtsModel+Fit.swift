extension EtsModel {
    /// Fits a form to a series by maximum likelihood over gains, damping and initial states.
    ///
    /// The usual parameter region: 0.0001 ≤ α ≤ 0.9999, β ≤ α, γ ≤ 1 − α, 0.8 ≤ φ ≤ 0.98. A quasi-Newton search with the exact
    /// gradient goes from the two best of a grid of gains.
    ///
    /// - Parameters:
    ///   - form: Error, trend and season.
    ///   - values: The series, oldest first, equally spaced.
    /// - Returns: The most likely model found.
    /// - Throws: ``TimeSeriesError`` for a series that is too short, has a value that is not a number, or has one at or below
    ///   zero where the form multiplies.
    /// - As of: uses every value given.
    /// - Missing: NaN is refused.
    /// - Complexity: some hundred passes over the values.
    public static func fit(_ form: EtsForm, to values: [Double]) throws(TimeSeriesError) -> EtsModel {
        try form.check(values)
        let search = EtsSearch(form, values)
        let point = search.best()
        guard let (parameters, initial) = search.decoded(point) else {
            throw .unsolvable(model: form.description, reason: "no start has a finite likelihood; try an additive form")
        }
        return try EtsModel(form, parameters: parameters, initial: initial, on: values)
    }
}

/// Chooses the Theta method for a series.
public enum AutoTheta {
    /// Fits the methods and keeps the one with the least squared errors; the simpler of two that tie.
    ///
    /// - Parameters:
    ///   - values: The series, oldest first, equally spaced.
    ///   - period: How many values a season has; 1 for none.
    ///   - kind: How a season is taken out if the series has one.
    /// - Returns: The method chosen.
    /// - Throws: ``TimeSeriesError`` for fewer than 6 values, a value that is not a number or a period below 1.
    /// - As of: uses every value given.
    /// - Missing: NaN is refused.
    /// - Source: statsforecast's `AutoTheta`.
    public static func fit(
        to values: [Double], period: Int = 1, season kind: ThetaSeason.Kind = .multiplicative
    ) throws(TimeSeriesError) -> ThetaModel {
        guard period >= 1 else {
            throw .badChoice(model: "AutoTheta", reason: "expected a period of 1 or more, was \(period)")
        }
        try ThetaForm.standard.check(values)
        let season = ThetaSeason.found(in: values, period: period, kind: kind)
        var best = try ThetaModel.fit(.standard, to: values, season: season)
        for form in [ThetaForm.optimised, .dynamicStandard, .dynamicOptimised]
        where values.count > ThetaSearch.skipped + form.freeParameterCount {
            let model = try ThetaModel.fit(form, to: values, season: season)
            if model.squaredErrors < best.squaredErrors { best = model }
        }
        return best
    }
}

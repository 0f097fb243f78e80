/// A fitted Theta method.
///
/// - Units: level, line and error variance are those of the series without its season.
/// - As of: everything in it was chosen on the whole series of the fit; with a form that is not dynamic, the line too.
/// - Source: ``ThetaForm``.
public struct ThetaModel: Sendable, Equatable, Codable {
    /// Which method.
    public let form: ThetaForm
    /// The gain of the smoothing, 0.1 … 0.99.
    public let alpha: Double
    /// How much the smoothed line exaggerates the curvature, 1 or more.
    public let theta: Double
    /// The smoothed level before the first value.
    public let initialLevel: Double
    /// The line's value before the first value; 0 where the line is dynamic.
    public let intercept: Double
    /// The line's growth per step; 0 where the line is dynamic.
    public let slope: Double
    /// The season taken out of the series.
    public let season: ThetaSeason
    /// The variance of the one-step error of the series without its season.
    public let errorVariance: Double
    /// The sum of the squared one-step errors that the fit minimised: of all values but the first three.
    public let squaredErrors: Double
    /// How many values it was fitted to.
    public let count: Int

    /// The method with these parameters on a series, without any search.
    ///
    /// - Parameters:
    ///   - form: Which method.
    ///   - alpha: The gain, above 0, up to 1.
    ///   - theta: 1 or more.
    ///   - initialLevel: The smoothed level before the first value.
    ///   - season: The season to take out.
    ///   - values: The series, oldest first.
    /// - Throws: ``TimeSeriesError`` for a series or a parameter that does not suit.
    /// - Complexity: O(values).
    public init(
        _ form: ThetaForm, alpha: Double, theta: Double, initialLevel: Double, season: ThetaSeason = .none,
        on values: [Double]
    ) throws(TimeSeriesError) {
        try form.check(values)
        guard alpha > 0, alpha <= 1, theta >= 1, theta.isFinite, initialLevel.isFinite else {
            throw .badChoice(
                model: form.rawValue, reason: "expected 0 < α ≤ 1, θ ≥ 1 and a finite level, was \(alpha), \(theta)")
        }
        let series = ThetaSearch(form, values, season)
        self.form = form
        self.alpha = alpha
        self.theta = theta
        self.initialLevel = initialLevel
        self.season = season
        intercept = series.intercept
        slope = series.slope
        count = values.count
        squaredErrors = series.squaredErrors(alpha: alpha, level: initialLevel, line: 1 - 1 / theta)
        guard squaredErrors.isFinite else {
            throw .unsolvable(model: form.rawValue, reason: "its errors overflow; scale the values down")
        }
        errorVariance = squaredErrors / Double(max(1, values.count - ThetaSearch.skipped - form.freeParameterCount))
    }

    /// Fits a method: gain, initial level and, where the form chooses it, θ, to the least squared one-step errors.
    ///
    /// The errors are linear in the level and in 1 − 1/θ, so that these are solved for exactly at each gain, and only the gain
    /// is searched. The minimum is therefore the global one, to the fineness of a grid of gains.
    ///
    /// - Parameters:
    ///   - form: Which method.
    ///   - values: The series, oldest first, equally spaced.
    ///   - season: The season to take out, as ``ThetaSeason/found(in:period:kind:)`` finds it.
    /// - Returns: The method with the least squared errors.
    /// - Throws: ``TimeSeriesError`` for a series that is too short or has a value that is not a number.
    /// - As of: uses every value given.
    /// - Missing: NaN is refused.
    /// - Complexity: some sixty passes over the values.
    public static func fit(
        _ form: ThetaForm, to values: [Double], season: ThetaSeason = .none
    ) throws(TimeSeriesError) -> ThetaModel {
        try form.check(values)
        let best = ThetaSearch(form, values, season).best()
        return try ThetaModel(
            form, alpha: best.alpha, theta: best.theta, initialLevel: best.level, season: season, on: values)
    }

    /// The method after a run of values.
    ///
    /// - As of: the last of the values.
    public func filtered(_ values: [Double]) -> ThetaFilter {
        var filter = ThetaFilter(self)
        filter.update(values)
        return filter
    }
}

extension ThetaForm {
    /// Refuses a series that the form cannot be fitted to.
    func check(_ values: [Double]) throws(TimeSeriesError) {
        let needed = ThetaSearch.skipped + freeParameterCount + 1
        guard values.count >= needed else {
            throw .tooShort(model: "Theta (\(rawValue))", needed: needed, was: values.count)
        }
        if let index = values.firstIndex(where: { !$0.isFinite }) {
            throw .notFinite(model: "Theta (\(rawValue))", index: index)
        }
    }
}

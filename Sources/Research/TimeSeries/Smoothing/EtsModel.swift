import Glibc

/// A fitted exponential smoothing model.
///
/// - Units: the initial states and, with an additive error, the error variance are in the series' units (squared); with a
///   multiplicative error the error variance is relative.
/// - As of: everything in it was chosen on the whole series of the fit.
/// - Source: Hyndman, Koehler, Ord and Snyder, 2008; the likelihood equals statsmodels' `ETSModel` at the same parameters to
///   1e-9 (golden file).
public struct EtsModel: Sendable, Equatable, Codable {
    /// Error, trend and season.
    public let form: EtsForm
    /// Gains and damping.
    public let parameters: EtsParameters
    /// The states before the first value.
    public let initial: EtsStates
    /// The variance of the one-step error, the sum of squares divided by the values less the free parameters.
    public let errorVariance: Double
    /// The Gaussian log-likelihood at the maximum over the error variance, every constant included.
    public let logLikelihood: Double
    /// How many values it was fitted to.
    public let count: Int

    /// Parameters as information criteria count them: the free ones and the error variance.
    public var parameterCount: Int { form.freeParameterCount + 1 }

    /// Akaike's criterion.
    public var aic: Double { 2 * Double(parameterCount) - 2 * logLikelihood }

    /// Akaike's criterion corrected for short series; infinite where the correction is not defined.
    ///
    /// R and statsforecast leave constants out of their likelihood: theirs is this one less n·(ln(2π/n) + 1).
    public var aicc: Double {
        let freedom = Double(count - parameterCount - 1)
        guard freedom > 0 else { return .infinity }
        return aic + 2 * Double(parameterCount) * Double(parameterCount + 1) / freedom
    }

    /// Schwarz's criterion.
    public var bic: Double { log(Double(count)) * Double(parameterCount) - 2 * logLikelihood }

    /// The model with these parameters and initial states on a series, without any search.
    ///
    /// - Parameters:
    ///   - form: Error, trend and season.
    ///   - parameters: Gains and damping.
    ///   - initial: The states before the first value, as many seasons as the period.
    ///   - values: The series, oldest first.
    /// - Throws: ``TimeSeriesError`` where the series does not suit the form or has no finite likelihood.
    /// - Complexity: O(values).
    public init(
        _ form: EtsForm, parameters: EtsParameters, initial: EtsStates, on values: [Double]
    ) throws(TimeSeriesError) {
        try form.check(values)
        guard initial.seasons.count == form.period else {
            throw .badChoice(
                model: form.description,
                reason: "expected \(form.period) initial seasonal states, was \(initial.seasons.count)")
        }
        let neutral = form.season == .none ? [0] : initial.seasons
        let states = EtsStates(
            level: initial.level, slope: form.trend == .none ? 0 : initial.slope, seasons: neutral)
        let likelihood = EtsLikelihood(form, values)
        let logLikelihood = likelihood.logLikelihood(
            parameters, level: states.level, slope: states.slope, seasons: states.seasons)
        guard logLikelihood.isFinite else {
            throw .unsolvable(
                model: form.description,
                reason: "its forecasts leave the numbers it is defined for; try an additive form")
        }
        self.form = form
        self.parameters = parameters
        self.initial = states
        self.logLikelihood = logLikelihood
        count = values.count
        errorVariance = likelihood.squaredErrors / Double(max(1, values.count - form.freeParameterCount))
    }

    /// Reads a model; refuses initial states that do not suit its form.
    public init(from decoder: any Decoder) throws {
        let fields = try decoder.container(keyedBy: CodingKeys.self)
        form = try fields.decode(EtsForm.self, forKey: .form)
        parameters = try fields.decode(EtsParameters.self, forKey: .parameters)
        initial = try fields.decode(EtsStates.self, forKey: .initial)
        errorVariance = try fields.decode(Double.self, forKey: .errorVariance)
        logLikelihood = try fields.decode(Double.self, forKey: .logLikelihood)
        count = try fields.decode(Int.self, forKey: .count)
        guard initial.seasons.count == form.period else {
            throw DecodingError.dataCorruptedError(
                forKey: .initial, in: fields,
                debugDescription: "expected \(form.period) seasonal states, was \(initial.seasons.count)")
        }
    }

    /// The model after a run of values.
    ///
    /// - As of: the last of the values.
    public func filtered(_ values: [Double]) -> EtsFilter {
        var filter = EtsFilter(self)
        filter.update(values)
        return filter
    }
}

extension EtsForm {
    /// Refuses a series that the form cannot be fitted to.
    func check(_ values: [Double]) throws(TimeSeriesError) {
        guard period >= 1, season == .none || period >= 2 else {
            throw .badChoice(model: description, reason: "a season needs a period of 2 or more, was \(period)")
        }
        let needed = freeParameterCount + 3
        guard values.count >= needed else {
            throw .tooShort(model: description, needed: needed, was: values.count)
        }
        if let index = values.firstIndex(where: { !$0.isFinite }) {
            throw .notFinite(model: description, index: index)
        }
        if needsPositiveValues, let index = values.firstIndex(where: { $0 <= 0 }) {
            throw .badChoice(
                model: description,
                reason: "value \(index) is \(values[index]), needs values above zero; take an additive form")
        }
    }
}

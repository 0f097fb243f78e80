import Glibc
import Kernels

/// A fitted GARCH(1,1) model of the variance of returns.
///
/// - Units: log returns per bar; variances are their squares.
/// - As of: everything in it was chosen on the whole series of the fit.
/// - Source: Bollerslev, 1986; Glosten, Jagannathan and Runkle, 1993; the likelihood equals that of the `arch` package 8.0.0 at the
///   same parameters to 1e-10 (golden file).
public struct GarchModel: Sendable, Equatable, Codable {
    /// Mean, errors and asymmetry.
    public let specification: GarchSpecification
    /// The parameters.
    public let parameters: GarchParameters
    /// What stands for the squared error and the variance before the first return.
    public let startVariance: Double
    /// The log-likelihood, every constant included.
    public let logLikelihood: Double
    /// How many returns it was fitted to.
    public let count: Int
    private static let fewest = 20

    /// Akaike's criterion.
    public var aic: Double { 2 * Double(specification.parameterCount) - 2 * logLikelihood }

    /// Schwarz's criterion.
    public var bic: Double { log(Double(count)) * Double(specification.parameterCount) - 2 * logLikelihood }

    /// The model with these parameters on returns, without any search.
    ///
    /// - Parameters:
    ///   - specification: Mean, errors and asymmetry; parameters that it does not have must be 0 (`nil` for the freedom).
    ///   - parameters: ω > 0, α ≥ 0, α + γ ≥ 0, β ≥ 0, ν > 2.
    ///   - values: Log returns, oldest first.
    /// - Throws: ``TimeSeriesError`` for returns or parameters that do not suit.
    /// - Complexity: O(values).
    public init(
        _ specification: GarchSpecification, parameters: GarchParameters, on values: [Double]
    ) throws(TimeSeriesError) {
        try Self.check(specification, values)
        let isValid =
            parameters.omega > 0 && parameters.alpha >= 0 && parameters.alpha + parameters.gamma >= 0
            && parameters.beta >= 0 && parameters.mean.isFinite && parameters.freedom ?? 3 > 2
            && (parameters.freedom != nil) == (specification.errors == .student)
            && (specification.isAsymmetric || parameters.gamma == 0)
            && (specification.mean == .constant || parameters.mean == 0)
        guard isValid else {
            throw .badChoice(
                model: specification.description,
                reason:
                    "needs ω > 0, α ≥ 0, α + γ ≥ 0, β ≥ 0, ν > 2 and no parameter it does not have, was \(parameters)")
        }
        self.specification = specification
        self.parameters = parameters
        startVariance = Self.startVariance(specification, values)
        count = values.count
        logLikelihood = GarchLikelihood(values: values, startVariance: startVariance).value(parameters)
        guard logLikelihood.isFinite else {
            throw .unsolvable(model: specification.description, reason: "its variances overflow; lower α and β")
        }
    }

    /// Fits a model to returns by maximum likelihood, from five starts, with the exact gradient.
    ///
    /// The persistence α + γ/2 + β stays below 1 and ν between 2.05 and 500.
    ///
    /// - Parameters:
    ///   - specification: Mean, errors and asymmetry.
    ///   - values: Log returns, oldest first; of any scale.
    /// - Returns: The most likely model found.
    /// - Throws: ``TimeSeriesError`` for fewer than 20 returns, one that is not a number, or returns that do not vary.
    /// - As of: uses every return given.
    /// - Missing: NaN is refused.
    /// - Complexity: some hundred passes over the returns.
    public static func fit(
        _ specification: GarchSpecification, to values: [Double]
    ) throws(TimeSeriesError) -> GarchModel {
        try check(specification, values)
        let scale = Statistics.variance(values, freedomLost: 0).squareRoot()
        let size = values.reduce(0) { max($0, abs($1)) }
        guard scale.isFinite, scale > 1e-12 * size, scale * scale > .leastNormalMagnitude else {
            throw .unsolvable(
                model: specification.description, reason: "the returns do not vary; leave the series out")
        }
        let scaled = values.map { $0 / scale }
        let search = GarchSearch(specification, scaled: scaled, startVariance: startVariance(specification, scaled))
        guard var parameters = search.best() else {
            throw .unsolvable(model: specification.description, reason: "no start has a finite likelihood")
        }
        parameters.mean *= scale
        parameters.omega *= scale * scale
        return try GarchModel(specification, parameters: parameters, on: values)
    }

    /// The variance of each return given those before it.
    ///
    /// - As of: element t uses values < t.
    public func variances(of values: [Double]) -> [Double] {
        var filter = GarchFilter(self)
        return values.map { value in
            defer { filter.update(value) }
            return filter.nextVariance
        }
    }

    /// The model after a run of returns.
    ///
    /// - As of: the last of the returns.
    public func filtered(_ values: [Double]) -> GarchFilter {
        var filter = GarchFilter(self)
        for value in values { filter.update(value) }
        return filter
    }

    /// The backcast of the errors about the sample mean, or about 0 where the model's mean is.
    private static func startVariance(_ specification: GarchSpecification, _ values: [Double]) -> Double {
        guard specification.mean == .constant else { return VarianceStart.backcast(values) }
        let mean = Statistics.mean(values)
        return VarianceStart.backcast(values.map { $0 - mean })
    }

    private static func check(
        _ specification: GarchSpecification, _ values: [Double]
    ) throws(TimeSeriesError) {
        guard values.count >= fewest else {
            throw .tooShort(model: specification.description, needed: fewest, was: values.count)
        }
        if let index = values.firstIndex(where: { !$0.isFinite }) {
            throw .notFinite(model: specification.description, index: index)
        }
    }
}

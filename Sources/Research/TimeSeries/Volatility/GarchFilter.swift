/// A GARCH(1,1) model in the course of a series: the variance of the next return.
///
/// - As of: holds what was known after the last return given to ``update(_:)``; the parameters are those of the fit.
/// - Missing: NaN or infinity moves the variance on by its expectation.
public struct GarchFilter: Sendable, Equatable, Codable {
    /// The fitted model.
    public let model: GarchModel
    /// The variance of the next return.
    public private(set) var nextVariance: Double

    /// Starts before the first return.
    public init(_ model: GarchModel) {
        self.model = model
        nextVariance = model.parameters.omega + model.parameters.persistence * model.startVariance
    }

    /// Takes in the next return.
    ///
    /// - Complexity: O(1), without allocation.
    public mutating func update(_ value: Double) {
        let parameters = model.parameters
        nextVariance =
            value.isFinite
            ? parameters.nextVariance(error: value - parameters.mean, variance: nextVariance)
            : parameters.omega + parameters.persistence * nextVariance
    }

    /// The expected return and its variance 1 … steps ahead.
    ///
    /// Past the first step a negative return counts as likely as a positive one, as both error distributions are symmetric.
    public func forecast(steps: Int) -> ForecastMoments {
        var variance = nextVariance
        let variances = (0..<max(0, steps)).map { _ in
            defer { variance = model.parameters.omega + model.parameters.persistence * variance }
            return variance
        }
        return ForecastMoments(
            means: [Double](repeating: model.parameters.mean, count: variances.count), variances: variances)
    }

    /// The variance of the return over so many bars: the sum of theirs, as returns do not foretell each other.
    ///
    /// - Complexity: O(steps).
    public func totalVariance(steps: Int) -> Double {
        precondition(steps > 0, "expected at least one step, was \(steps)")
        let sum = summed(steps)
        return sum.constant + sum.factor * nextVariance
    }

    /// The variance of the return over the next `steps` bars after each of the values, with the parameters as they are.
    ///
    /// - As of: element t uses values ≤ t and forecasts bars t + 1 … t + steps. The filter itself stays as it is.
    /// - Returns: One variance per value; bit-equal to `update` followed by `totalVariance(steps:)`.
    /// - Complexity: O(values + steps).
    public func forecasts(along values: [Double], steps: Int) -> [Double] {
        precondition(steps > 0, "expected at least one step, was \(steps)")
        let sum = summed(steps)
        var filter = self
        return values.map { value in
            filter.update(value)
            return sum.constant + sum.factor * filter.nextVariance
        }
    }

    /// The sum of the variances as a constant and a factor of the next one.
    private func summed(_ steps: Int) -> (constant: Double, factor: Double) {
        var (constant, factor) = (0.0, 1.0)
        var sum = (constant: 0.0, factor: 0.0)
        for _ in 0..<steps {
            sum.constant += constant
            sum.factor += factor
            constant = model.parameters.omega + model.parameters.persistence * constant
            factor *= model.parameters.persistence
        }
        return sum
    }
}

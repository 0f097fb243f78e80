import Base
import Kernels

/// An exponential smoothing model in the course of a series: the states after some values.
///
/// - As of: holds what was known after the last value given to ``update(_:)``; the parameters are those of the fit.
/// - Missing: NaN or infinity moves the states on as if the value had been as forecast.
public struct EtsFilter: Sendable, Equatable, Codable {
    /// The fitted model.
    public let model: EtsModel
    private var level: Double
    private var slope: Double
    private var seasons: [Double]
    private var place = 0

    /// Starts before the first value, from the model's initial states.
    public init(_ model: EtsModel) {
        self.model = model
        level = model.initial.level
        slope = model.initial.slope
        seasons = model.initial.seasons
    }

    /// Reads a filter; refuses states that do not suit its model.
    public init(from decoder: any Decoder) throws {
        let fields = try decoder.container(keyedBy: CodingKeys.self)
        model = try fields.decode(EtsModel.self, forKey: .model)
        level = try fields.decode(Double.self, forKey: .level)
        slope = try fields.decode(Double.self, forKey: .slope)
        seasons = try fields.decode([Double].self, forKey: .seasons)
        place = try fields.decode(Int.self, forKey: .place)
        guard seasons.count == model.form.period, seasons.indices.contains(place) else {
            throw DecodingError.dataCorruptedError(
                forKey: .place, in: fields, debugDescription: "place \(place) of \(seasons.count) seasonal states")
        }
    }

    /// The states now.
    public var states: EtsStates {
        EtsStates(level: level, slope: slope, seasons: Array(seasons[place...] + seasons[..<place]))
    }

    /// Takes in the next value.
    ///
    /// - Complexity: O(1), without allocation.
    public mutating func update(_ value: Double) {
        advance(value, EtsTransition(model.form, model.parameters))
    }

    @inline(__always)
    private mutating func advance(_ value: Double, _ transition: EtsTransition) {
        let expected = transition.expectedLevel(level, slope)
        let observed = value.isFinite ? value : transition.mean(expected, seasons[place])
        transition.advance(observed, expected: expected, level: &level, slope: &slope, season: &seasons[place])
        place = place + 1 == seasons.count ? 0 : place + 1
    }

    /// Takes in a run of values.
    public mutating func update(_ values: [Double]) {
        let transition = EtsTransition(model.form, model.parameters)
        for value in values { advance(value, transition) }
    }

    /// The mean so many steps ahead.
    ///
    /// - Complexity: O(steps) for a damped trend, else O(1).
    public func mean(steps: Int) -> Double {
        precondition(steps > 0, "expected at least one step, was \(steps)")
        return mean(steps, growth(steps), EtsTransition(model.form, model.parameters))
    }

    @inline(__always)
    private func mean(_ steps: Int, _ growth: Double, _ transition: EtsTransition) -> Double {
        transition.mean(level + growth * slope, seasons[(place + steps - 1) % seasons.count])
    }

    /// How many slopes the level will have grown by: φ + φ² + … + φ^steps.
    private func growth(_ steps: Int) -> Double {
        guard model.form.trend == .damped else { return Double(steps) }
        var power = 1.0
        var sum = 0.0
        for _ in 0..<steps {
            power *= model.parameters.phi
            sum += power
        }
        return sum
    }

    /// The mean `steps` ahead after each of the values, in one pass, with the parameters as they are.
    ///
    /// - As of: element t uses values ≤ t and forecasts value t + steps. The filter itself stays as it is.
    /// - Returns: One forecast per value; bit-equal to `update` followed by `mean(steps:)`.
    /// - Complexity: O(values).
    public func forecasts(along values: [Double], steps: Int) -> [Double] {
        precondition(steps > 0, "expected at least one step, was \(steps)")
        var filter = self
        let transition = EtsTransition(model.form, model.parameters)
        let growth = growth(steps)
        return values.map { value in
            filter.advance(value, transition)
            return filter.mean(steps, growth, transition)
        }
    }

    /// Means and variances 1 … steps ahead.
    ///
    /// The means are the point forecasts of R's `ets`: the paths without further surprises, which for additive seasons are also
    /// the expected values. The variances are exact for the forms without a multiplicative season; with one, the
    /// approximation of ``EtsVariance`` where the error is multiplicative too, and simulation (seed 1) where it is additive.
    /// - Source: Hyndman et al., 2008, chapter 6.
    public func forecast(steps: Int) -> ForecastMoments {
        let means = means(steps: steps)
        return ForecastMoments(means: means, variances: EtsVariance(self, means: means).values())
    }

    /// The means 1 … steps ahead.
    public func means(steps: Int) -> [Double] {
        let transition = EtsTransition(model.form, model.parameters)
        var growth = 0.0
        var power = 1.0
        return (1...max(1, steps)).prefix(max(0, steps)).map { step in
            power *= transition.phi
            growth += power
            return mean(step, growth, transition)
        }
    }

    /// Draws how the series may go on, with normal errors.
    ///
    /// - Parameters:
    ///   - steps: How far ahead.
    ///   - count: How many paths.
    ///   - seed: Fixes them.
    /// - Returns: `count` paths of `steps` values, one after the other.
    public func paths(steps: Int, count: Int, seed: UInt64) -> [Double] {
        var generator = SeededGenerator(seed: seed)
        let deviation = model.errorVariance.squareRoot()
        let isRelative = model.form.error == .multiplicative
        let transition = EtsTransition(model.form, model.parameters)
        var paths: [Double] = []
        paths.reserveCapacity(steps * count)
        for _ in 0..<count {
            var filter = self
            for _ in 0..<steps {
                let error = deviation * NormalDistribution.quantile(generator.uniform() + 0x1p-54)
                let mean = filter.mean(1, transition.phi, transition)
                let value = isRelative ? mean * (1 + error) : mean + error
                filter.advance(value, transition)
                paths.append(value)
            }
        }
        return paths
    }
}

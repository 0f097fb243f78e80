/// A Theta method in the course of a series: the states after some values.
///
/// - As of: holds what was known after the last value given to ``update(_:)``; parameters and season are those of the fit.
/// - Missing: NaN or infinity moves the states on as if the value had been as forecast.
public struct ThetaFilter: Sendable, Equatable, Codable {
    /// The fitted method.
    public let model: ThetaModel
    private var state: ThetaState
    private var place = 0

    /// Starts before the first value.
    public init(_ model: ThetaModel) {
        self.model = model
        state = ThetaState(level: model.initialLevel, intercept: model.intercept, slope: model.slope)
    }

    /// Reads a filter; refuses a place outside its season.
    public init(from decoder: any Decoder) throws {
        let fields = try decoder.container(keyedBy: CodingKeys.self)
        model = try fields.decode(ThetaModel.self, forKey: .model)
        state = try fields.decode(ThetaState.self, forKey: .state)
        place = try fields.decode(Int.self, forKey: .place)
        guard model.season.indices.indices.contains(place) else {
            throw DecodingError.dataCorruptedError(
                forKey: .place, in: fields, debugDescription: "place \(place) of \(model.season.indices.count) indices")
        }
    }

    private var weights: ThetaState.Weights {
        ThetaState.Weights(alpha: model.alpha, line: 1 - 1 / model.theta, isDynamic: model.form.isDynamic)
    }

    /// The smoothed level now, without the season.
    public var level: Double { state.level }

    /// How much the line grows per step, without the season.
    public var slope: Double { state.slope }

    /// Takes in the next value.
    ///
    /// - Complexity: O(1), without allocation.
    public mutating func update(_ value: Double) {
        advance(value, weights)
    }

    /// Takes in a run of values.
    public mutating func update(_ values: [Double]) {
        let weights = weights
        for value in values { advance(value, weights) }
    }

    @inline(__always)
    private mutating func advance(_ value: Double, _ weights: ThetaState.Weights) {
        let plain = value.isFinite ? model.season.removed(from: value, at: place) : state.ahead(weights)
        state.advance(plain, weights)
        place = place + 1 == model.season.indices.count ? 0 : place + 1
    }

    /// The mean so many steps ahead.
    ///
    /// - Complexity: O(steps).
    public func mean(steps: Int) -> Double {
        precondition(steps > 0, "expected at least one step, was \(steps)")
        return mean(steps, weights)
    }

    @inline(__always)
    private func mean(_ steps: Int, _ weights: ThetaState.Weights) -> Double {
        var ahead = state
        for _ in 1..<steps { ahead.advance(ahead.ahead(weights), weights) }
        return model.season.restored(to: ahead.ahead(weights), at: (place + steps - 1) % model.season.indices.count)
    }

    /// The mean `steps` ahead after each of the values, in one pass, with the parameters as they are.
    ///
    /// - As of: element t uses values ≤ t and forecasts value t + steps. The filter itself stays as it is.
    /// - Returns: One forecast per value; bit-equal to `update` followed by `mean(steps:)`.
    /// - Complexity: O(values · steps).
    public func forecasts(along values: [Double], steps: Int) -> [Double] {
        precondition(steps > 0, "expected at least one step, was \(steps)")
        var filter = self
        let weights = weights
        return values.map { value in
            filter.advance(value, weights)
            return filter.mean(steps, weights)
        }
    }

    /// The means 1 … steps ahead.
    public func means(steps: Int) -> [Double] {
        let weights = weights
        var ahead = state
        return (0..<max(0, steps)).map { step in
            let plain = ahead.ahead(weights)
            ahead.advance(plain, weights)
            return model.season.restored(to: plain, at: (place + step) % model.season.indices.count)
        }
    }

    /// Means and variances 1 … steps ahead.
    ///
    /// A method is linear in its values, so that the variances are exact given the parameters: the error variance times the sum
    /// of the squared effects that the surprises on the way have.
    /// - Complexity: O(steps²) for a dynamic form.
    public func forecast(steps: Int) -> ForecastMoments {
        let period = model.season.indices.count
        var sums = [Double](repeating: 1, count: max(0, steps))
        for surprise in sums.indices { addEffects(of: surprise, to: &sums) }
        let variances = sums.enumerated().map { step, sum in
            let index = model.season.indices[(place + step) % period]
            let factor = model.season.kind == .multiplicative ? index * index : 1
            return factor * model.errorVariance * sum
        }
        return ForecastMoments(means: means(steps: steps), variances: variances)
    }

    /// Adds the squared effects of a unit surprise so many steps from now on the values after it.
    private func addEffects(of surprise: Int, to sums: inout [Double]) {
        let weights = weights
        var effect = ThetaState(level: 0)
        effect.count = state.count + surprise
        for _ in 0..<surprise { effect.decay *= 1 - weights.alpha }
        effect.decay *= state.decay
        effect.advance(1, weights)
        for step in (surprise + 1)..<max(surprise + 1, sums.count) {
            let value = effect.ahead(weights)
            sums[step] += value * value
            effect.advance(value, weights)
        }
    }
}

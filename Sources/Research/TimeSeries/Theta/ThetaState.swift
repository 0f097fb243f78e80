/// The states of a Theta method, and the only place where their recursions are written for running forward.
///
/// - Source: Fiorucci et al., 2016, the state-space forms of the methods.
struct ThetaState: Sendable, Equatable, Codable {
    /// What does not move: the gain, the weight of the line (1 − 1/θ), and whether the line does.
    struct Weights {
        let alpha: Double
        let line: Double
        let isDynamic: Bool
    }

    var level: Double
    var mean = 0.0
    /// The line's value before the first value (time 0).
    var intercept: Double
    /// The line's growth per step.
    var slope: Double
    /// (1 − α) to the power of the values seen.
    var decay = 1.0
    /// How many values were seen.
    var count = 0

    init(level: Double, intercept: Double = 0, slope: Double = 0) {
        self.level = level
        self.intercept = intercept
        self.slope = slope
    }

    /// What the line adds to the level, before its weight.
    @inline(__always)
    func drift(_ alpha: Double) -> Double {
        intercept * decay + slope * (1 - decay * (1 - alpha)) / alpha
    }

    /// The forecast of the next value.
    @inline(__always)
    func ahead(_ weights: Weights) -> Double { level + weights.line * drift(weights.alpha) }

    /// Moves past a value; linear in value and states, so that it also carries the effect of a surprise.
    @inline(__always)
    mutating func advance(_ value: Double, _ weights: Weights) {
        level = weights.alpha * value + (1 - weights.alpha) * level
        if weights.isDynamic { moveLine(value) }
        decay *= 1 - weights.alpha
        count += 1
    }

    /// Refits the least-squares line with one more value.
    @inline(__always)
    private mutating func moveLine(_ value: Double) {
        let seen = Double(count)
        let change = value - mean
        mean += change / (seen + 1)
        guard count > 0 else {
            intercept = value
            slope = 0
            return
        }
        slope = ((seen - 1) * slope + 6 * change / (seen + 1)) / (seen + 2)
        intercept = mean - slope * (seen + 2) / 2
    }
}

/// One step of the state-space recursions: the only place where they are written for running forward.
///
/// A model without a trend has a slope, β of 0 and φ of 1; one without a season adds a season of 0 with γ of 0. So one form of
/// the arithmetic serves all, and a fit, a batch and a stream give the same bits.
struct EtsTransition {
    let alpha: Double
    let beta: Double
    let gamma: Double
    let phi: Double
    let multipliesSeason: Bool

    init(_ form: EtsForm, _ parameters: EtsParameters) {
        alpha = parameters.alpha
        beta = form.trend == .none ? 0 : parameters.beta
        gamma = form.season == .none ? 0 : parameters.gamma
        phi = form.trend == .damped ? parameters.phi : 1
        multipliesSeason = form.season == .multiplicative
    }

    /// What the level will be without news.
    @inline(__always)
    func expectedLevel(_ level: Double, _ slope: Double) -> Double { level + phi * slope }

    /// The forecast of the value one step ahead.
    @inline(__always)
    func mean(_ expected: Double, _ season: Double) -> Double {
        multipliesSeason ? expected * season : expected + season
    }

    /// Moves the states past a value.
    @inline(__always)
    func advance(
        _ value: Double, expected: Double, level: inout Double, slope: inout Double, season: inout Double
    ) {
        let surprise: Double
        if multipliesSeason {
            surprise = value / season - expected
            season += gamma * (value / expected - season)
        } else {
            surprise = value - expected - season
            season += gamma * surprise
        }
        level = expected + alpha * surprise
        slope = phi * slope + beta * surprise
    }
}

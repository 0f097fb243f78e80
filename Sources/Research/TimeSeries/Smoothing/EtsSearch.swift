import Kernels

/// The search of one fit: gains as shares of their bounds, and initial states in units of the start's error.
///
/// The point holds α·√n, then β/α·√n, γ/(1 − α)·√n and φ·√n where the form has them (a likelihood curves with n in these), then
/// level, slope and all seasonal states but the last, which their sum gives.
final class EtsSearch {
    private let form: EtsForm
    private let likelihood: EtsLikelihood
    private var start: EtsStates
    private var seasons: [Double]
    private let gainUnit: Double
    private var stateUnit = 1.0
    private var seasonUnit = 1.0
    /// The largest β/α and γ/(1 − α).
    private var shareLimit = shares.upperBound
    private static let shares = 0.0001...0.9999
    private static let damping = 0.8...0.98

    init(_ form: EtsForm, _ values: [Double]) {
        self.form = form
        likelihood = EtsLikelihood(form, values)
        start = EtsStart.states(form, values)
        seasons = start.seasons
        gainUnit = 1 / Double(values.count).squareRoot()
        _ = likelihood.logLikelihood(
            EtsParameters(alpha: 0.5, beta: form.trend == .none ? 0 : 0.01, phi: form.trend == .damped ? 0.98 : 1),
            level: start.level, slope: start.slope, seasons: start.seasons)
        let error = (likelihood.squaredErrors / Double(values.count)).squareRoot()
        let size = values.reduce(0) { $0 + abs($1) } / Double(values.count)
        let isRelative = form.error == .multiplicative
        let unit = isRelative ? error * size : error
        stateUnit = unit.isFinite && unit > 0 ? unit : max(size, 1)
        seasonUnit =
            form.season == .multiplicative ? max(stateUnit / max(size, .leastNormalMagnitude), 1e-12) : stateUnit
    }

    private var slopeUnit: Double { stateUnit * gainUnit }

    /// The best end of a search from each of the two best starts of the grid; `nil` where none has a finite likelihood.
    func best() -> (parameters: EtsParameters, initial: EtsStates)? {
        let candidates = candidates()
        guard let first = candidates.first, first.value.isFinite else { return nil }
        var starts = [first.gains]
        if let other = candidates.first(where: { abs($0.gains[0] - first.gains[0]) > 0.2 }) {
            starts.append(other.gains)
        }
        let solutions = starts.map { climbed(from: point($0)) }
        guard let best = solutions.min(by: { $0.value < $1.value }) else { return nil }
        let end = best.isConverged ? best : climbed(from: best.point)
        return decoded(end.value < best.value ? end.point : best.point)
    }

    /// The end of a search from a fitted model of the same error and season without a trend.
    func best(near model: EtsModel) -> (parameters: EtsParameters, initial: EtsStates)? {
        start = model.initial
        let alpha = model.parameters.alpha
        var gains = [alpha]
        if form.trend != .none { gains.append(0.01) }
        if form.season != .none { gains.append(model.parameters.gamma / (1 - alpha)) }
        if form.trend == .damped { gains.append(0.9) }
        return decoded(climbed(from: point(gains)).point)
    }

    /// The grid of gains, the likeliest first; from calmer states where none of it has a likelihood with those of the start.
    private func candidates() -> [(gains: [Double], value: Double)] {
        for share in [1, 0.25, 0] {
            start = EtsStart.calmed(start, to: share, form: form)
            let candidates = gains(isCalm: share < 1).map { gains in (gains: gains, value: value(point(gains))) }
            if candidates.contains(where: { $0.value.isFinite }) {
                return candidates.sorted { $0.value < $1.value }
            }
        }
        return []
    }

    /// The best end with β/α and γ/(1 − α) under the largest common bound, to a sixteenth of its size, whose end is forecastable.
    func bestForecastable() -> (parameters: EtsParameters, initial: EtsStates)? {
        defer { shareLimit = Self.shares.upperBound }
        var best: (parameters: EtsParameters, initial: EtsStates)?
        var (low, high) = (0.0, Self.shares.upperBound)
        while high - low > high / 16 && high > 2 * Self.shares.lowerBound {
            shareLimit = max((low + high) / 2, Self.shares.lowerBound)
            if let end = self.best(), end.parameters.isForecastable(period: form.period) {
                best = end
                low = shareLimit
            } else {
                high = shareLimit
            }
        }
        return best
    }

    private func climbed(from start: [Double]) -> Minimiser.Solution {
        let (lower, upper) = bounds()
        let minimiser = Minimiser(.lbfgs, relativeTolerance: 1e-9, evaluationLimit: 300)
        return minimiser.minimum(from: start, lower: lower, upper: upper) { point, gradient in
            self.value(point, gradient)
        }
    }

    /// Gains to try: α, then β/α, γ/(1 − α) and φ where the form has them.
    private func gains(isCalm: Bool) -> [[Double]] {
        var gains: [[Double]] = isCalm ? [[0.01], [0.1], [0.3]] : [[0.1], [0.3], [0.6], [0.9]]
        let slopes = isCalm ? [0.001] : [0.02, 0.2]
        let seasons = isCalm ? [0.001] : [0.05, 0.4]
        if form.trend != .none { gains = gains.flatMap { gains in slopes.map { gains + [$0] } } }
        if form.season != .none { gains = gains.flatMap { gains in seasons.map { gains + [$0] } } }
        if form.trend == .damped { gains = gains.map { $0 + [0.97] } }
        return gains
    }

    private func point(_ gains: [Double]) -> [Double] {
        var point = gains.map { $0 / gainUnit } + [start.level / stateUnit]
        if form.trend != .none { point.append(start.slope / slopeUnit) }
        point += start.seasons.dropLast().map { $0 / seasonUnit }
        return point
    }

    private func bounds() -> (lower: [Double], upper: [Double]) {
        var lower = [Double](repeating: Self.shares.lowerBound / gainUnit, count: form.smoothingParameterCount)
        var upper = [Double](repeating: Self.shares.upperBound / gainUnit, count: form.smoothingParameterCount)
        for place in 1..<max(1, upper.count) { upper[place] = shareLimit / gainUnit }
        if form.trend == .damped {
            lower[lower.count - 1] = Self.damping.lowerBound / gainUnit
            upper[upper.count - 1] = Self.damping.upperBound / gainUnit
        }
        lower += [Double](repeating: -.infinity, count: form.stateCount)
        upper += [Double](repeating: .infinity, count: form.stateCount)
        if form.season == .multiplicative {
            for place in (lower.count - form.period + 1)..<lower.count { lower[place] = 1e-3 / seasonUnit }
        }
        return (lower, upper)
    }

    /// Gains and states at a point; `nil` for a multiplicative season that is not positive.
    private func decoded(_ point: [Double]) -> (EtsParameters, EtsStates)? {
        guard point.count == form.freeParameterCount, value(point).isFinite else { return nil }
        return point.withUnsafeBufferPointer { buffer in
            let (parameters, level, slope) = decode(buffer)
            return (parameters, EtsStates(level: level, slope: slope, seasons: seasons))
        }
    }

    private func value(_ point: [Double]) -> Double {
        point.withUnsafeBufferPointer { value($0, nil) }
    }

    /// Writes the seasonal states to `seasons` and gives the rest.
    private func decode(_ point: UnsafeBufferPointer<Double>) -> (EtsParameters, Double, Double) {
        var parameters = EtsParameters(alpha: point[0] * gainUnit)
        var next = 1
        func take(_ unit: Double) -> Double {
            next += 1
            return point[next - 1] * unit
        }
        if form.trend != .none { parameters.beta = parameters.alpha * take(gainUnit) }
        if form.season != .none { parameters.gamma = (1 - parameters.alpha) * take(gainUnit) }
        if form.trend == .damped { parameters.phi = take(gainUnit) }
        let level = take(stateUnit)
        let slope = form.trend == .none ? 0 : take(slopeUnit)
        if form.season != .none {
            var sum = 0.0
            for place in 0..<(form.period - 1) {
                seasons[place] = take(seasonUnit)
                sum += seasons[place]
            }
            seasons[form.period - 1] = (form.season == .multiplicative ? Double(form.period) : 0) - sum
        }
        return (parameters, level, slope)
    }

    /// The negative log-likelihood, and its gradient where asked for.
    private func value(
        _ point: UnsafeBufferPointer<Double>, _ gradient: UnsafeMutableBufferPointer<Double>?
    ) -> Double {
        let (parameters, level, slope) = decode(point)
        let transition = EtsTransition(form, parameters)
        let isDefined = form.season != .multiplicative || seasons.allSatisfy { $0 > 0 }
        let logLikelihood =
            isDefined ? seasons.withUnsafeBufferPointer { likelihood.run(transition, level, slope, $0) } : -.infinity
        guard let gradient else { return -logLikelihood }
        if logLikelihood.isFinite {
            write(likelihood.differentiate(transition), at: point, to: gradient)
        } else {
            // What a search finds beyond the edge must not steer it.
            gradient.update(repeating: 0)
        }
        return -logLikelihood
    }

    private func write(
        _ slopes: EtsLikelihood.Gradient, at point: UnsafeBufferPointer<Double>,
        to gradient: UnsafeMutableBufferPointer<Double>
    ) {
        let alpha = point[0] * gainUnit
        var alphaSlope = slopes.alpha
        var next = 1
        func put(_ value: Double) {
            gradient[next] = -value
            next += 1
        }
        if form.trend != .none {
            alphaSlope += slopes.beta * point[next] * gainUnit
            put(slopes.beta * alpha * gainUnit)
        }
        if form.season != .none {
            alphaSlope -= slopes.gamma * point[next] * gainUnit
            put(slopes.gamma * (1 - alpha) * gainUnit)
        }
        if form.trend == .damped { put(slopes.phi * gainUnit) }
        put(slopes.level * stateUnit)
        if form.trend != .none { put(slopes.slope * slopeUnit) }
        for place in 0..<(form.period - 1) {
            put((likelihood.seasonGradient[place] - likelihood.seasonGradient[form.period - 1]) * seasonUnit)
        }
        gradient[0] = -alphaSlope * gainUnit
    }
}

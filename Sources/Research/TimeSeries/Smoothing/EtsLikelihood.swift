import Glibc

/// The likelihood of an exponential smoothing model on a series, with its exact gradient by running the recursions backwards.
///
/// One forward and one backward pass cost some nanoseconds a value whatever the number of initial states, so that a seasonal
/// model with dozens of them is fitted by a quasi-Newton search rather than by a simplex. Scratch memory is allocated once.
final class EtsLikelihood {
    /// Where the backward pass puts the derivatives.
    struct Gradient {
        var alpha = 0.0
        var beta = 0.0
        var gamma = 0.0
        var phi = 0.0
        var level = 0.0
        var slope = 0.0
    }

    let form: EtsForm
    let count: Int
    private(set) var squaredErrors = 0.0
    private(set) var logMeans = 0.0
    /// The derivative by each initial seasonal state, after ``differentiate(_:)``.
    let seasonGradient: UnsafeMutableBufferPointer<Double>
    private let values: UnsafeMutableBufferPointer<Double>
    private let slopes: UnsafeMutableBufferPointer<Double>
    private let expected: UnsafeMutableBufferPointer<Double>
    private let seasonal: UnsafeMutableBufferPointer<Double>
    private let ring: UnsafeMutableBufferPointer<Double>
    private let leastSquares: Double

    init(_ form: EtsForm, _ series: [Double]) {
        self.form = form
        count = series.count
        values = .allocate(capacity: count)
        _ = values.initialize(fromContentsOf: series)
        func scratch(_ count: Int) -> UnsafeMutableBufferPointer<Double> {
            let buffer = UnsafeMutableBufferPointer<Double>.allocate(capacity: count)
            buffer.initialize(repeating: 0)
            return buffer
        }
        slopes = scratch(count)
        expected = scratch(count)
        seasonal = scratch(count)
        ring = scratch(form.period)
        seasonGradient = scratch(form.period)
        let largest = form.error == .multiplicative ? 1 : series.reduce(0) { max($0, abs($1)) }
        leastSquares = max(Double(series.count) * largest * largest * 1e-24, 1e-280)
    }

    deinit {
        for buffer in [values, slopes, expected, seasonal, ring, seasonGradient] { buffer.deallocate() }
    }

    /// The concentrated Gaussian log-likelihood; −∞ where a multiplicative form leaves the positive numbers.
    ///
    /// A perfect fit counts as one with a relative error of 1e-12, so that the likelihood stays finite.
    func logLikelihood(_ parameters: EtsParameters, level: Double, slope: Double, seasons: [Double]) -> Double {
        seasons.withUnsafeBufferPointer { run(EtsTransition(form, parameters), level, slope, $0) }
    }

    /// Runs forward, keeping what the backward pass needs.
    func run(
        _ transition: EtsTransition, _ level: Double, _ slope: Double, _ seasons: UnsafeBufferPointer<Double>
    ) -> Double {
        _ = ring.update(fromContentsOf: seasons)
        let isRelative = form.error == .multiplicative
        var level = level
        var slope = slope
        var place = 0
        var sum = 0.0
        var least = Double.infinity
        var product = 1.0
        logMeans = 0
        for index in 0..<count {
            let value = values[index]
            let ahead = transition.expectedLevel(level, slope)
            let season = ring[place]
            let mean = transition.mean(ahead, season)
            slopes[index] = slope
            expected[index] = ahead
            seasonal[index] = season
            transition.advance(value, expected: ahead, level: &level, slope: &slope, season: &ring[place])
            place = place + 1 == ring.count ? 0 : place + 1
            if isRelative {
                let error = value / mean - 1
                sum += error * error
                least = min(least, mean)
                product *= mean
                // One logarithm for many factors, taken before their product leaves the range of a Double.
                if !(product < 1e140 && product > 1e-140) {
                    logMeans += log(product)
                    product = 1
                }
            } else {
                sum += (value - mean) * (value - mean)
            }
        }
        if isRelative { logMeans += log(product) }
        squaredErrors = sum
        guard sum.isFinite, least > 0, logMeans.isFinite else { return -.infinity }
        let size = Double(count)
        return -size / 2 * (log(2 * Double.pi * max(sum, leastSquares) / size) + 1) - logMeans
    }

    /// Runs backward after ``run(_:_:_:_:)`` at the same point: the derivatives of the log-likelihood.
    func differentiate(_ transition: EtsTransition) -> Gradient {
        let isRelative = form.error == .multiplicative
        let factor = -Double(count) / max(squaredErrors, leastSquares)
        var gradient = Gradient()
        seasonGradient.update(repeating: 0)
        var place = count % ring.count
        var levelSlope = 0.0
        var slopeSlope = 0.0
        for index in stride(from: count - 1, through: 0, by: -1) {
            place = place == 0 ? ring.count - 1 : place - 1
            let value = values[index]
            let ahead = expected[index]
            let season = seasonal[index]
            let mean = transition.mean(ahead, season)
            let meanSlope: Double
            if isRelative {
                let ratio = value / mean
                meanSlope = -(factor * (ratio - 1) * ratio + 1) / mean
            } else {
                meanSlope = -factor * (value - mean)
            }
            var surpriseSlope = transition.alpha * levelSlope + transition.beta * slopeSlope
            let seasonSlope = seasonGradient[place]
            var aheadSlope = levelSlope
            let surprise: Double
            if transition.multipliesSeason {
                let share = value / ahead
                let adjusted = value / season
                surprise = adjusted - ahead
                let shareSlope = transition.gamma * seasonSlope
                gradient.gamma += seasonSlope * (share - season)
                aheadSlope += meanSlope * season - surpriseSlope - shareSlope * share / ahead
                seasonGradient[place] =
                    seasonSlope - shareSlope + meanSlope * ahead - surpriseSlope * adjusted / season
            } else {
                surprise = value - ahead - season
                gradient.gamma += seasonSlope * surprise
                surpriseSlope += transition.gamma * seasonSlope
                aheadSlope += meanSlope - surpriseSlope
                seasonGradient[place] = seasonSlope + meanSlope - surpriseSlope
            }
            gradient.alpha += levelSlope * surprise
            gradient.beta += slopeSlope * surprise
            gradient.phi += (slopeSlope + aheadSlope) * slopes[index]
            slopeSlope = transition.phi * (slopeSlope + aheadSlope)
            levelSlope = aheadSlope
        }
        gradient.level = levelSlope
        gradient.slope = slopeSlope
        return gradient
    }
}

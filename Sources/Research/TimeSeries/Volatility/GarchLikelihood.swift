import Glibc

/// The log-likelihood of a GARCH(1,1) model on returns, with its exact gradient carried along the recursion.
struct GarchLikelihood {
    /// The derivatives by the parameters.
    struct Gradient {
        var mean = 0.0
        var omega = 0.0
        var alpha = 0.0
        var gamma = 0.0
        var beta = 0.0
        var freedom = 0.0
    }

    let values: [Double]
    let startVariance: Double

    /// The log-likelihood; −∞ where a variance is not a positive number.
    func value(_ parameters: GarchParameters) -> Double {
        var gradient = Gradient()
        return value(parameters, &gradient)
    }

    /// The log-likelihood and its gradient.
    func value(_ parameters: GarchParameters, _ gradient: inout Gradient) -> Double {
        gradient = Gradient()
        var slope = Gradient()
        var variance = parameters.omega + (parameters.persistence) * startVariance
        slope.omega = 1
        slope.alpha = startVariance
        slope.gamma = startVariance / 2
        slope.beta = startVariance
        var density = ErrorDensity(freedom: parameters.freedom, count: values.count)
        for value in values {
            guard variance > 0, variance < .infinity else { return -.infinity }
            let error = value - parameters.mean
            let slopes = density.add(error, variance)
            gradient.mean += slopes.variance * slope.mean - slopes.error
            gradient.omega += slopes.variance * slope.omega
            gradient.alpha += slopes.variance * slope.alpha
            gradient.gamma += slopes.variance * slope.gamma
            gradient.beta += slopes.variance * slope.beta
            let isFall = error < 0
            let share = isFall ? parameters.alpha + parameters.gamma : parameters.alpha
            slope.mean = parameters.beta * slope.mean - 2 * share * error
            slope.omega = parameters.beta * slope.omega + 1
            slope.alpha = parameters.beta * slope.alpha + error * error
            slope.gamma = parameters.beta * slope.gamma + (isFall ? error * error : 0)
            slope.beta = parameters.beta * slope.beta + variance
            variance = parameters.nextVariance(error: error, variance: variance)
        }
        gradient.freedom = density.freedomSlope
        return density.logLikelihood
    }
}

/// The sum of log densities of errors with given variances, normal or Student's t scaled to the variance.
private struct ErrorDensity {
    private let freedom: Double?
    private let count: Double
    private var squares = 0.0
    private var logVariances = 0.0
    private var variances = 1.0
    private var logKernels = 0.0
    private var kernels = 1.0
    private var shapeSlope = 0.0

    init(freedom: Double?, count: Int) {
        self.freedom = freedom
        self.count = Double(count)
    }

    /// Takes in one error; gives the derivatives of its log density by the error and by the variance.
    @inline(__always)
    mutating func add(_ error: Double, _ variance: Double) -> (error: Double, variance: Double) {
        // One logarithm for many factors, taken before their product leaves the range of a Double.
        variances *= variance
        if !(variances < 1e140 && variances > 1e-140) {
            logVariances += log(variances)
            variances = 1
        }
        let square = error * error / variance
        guard let freedom else {
            squares += square
            return (-error / variance, (square - 1) / (2 * variance))
        }
        let scaled = square / (freedom - 2)
        kernels *= 1 + scaled
        if !(kernels < 1e140) {
            logKernels += log(kernels)
            kernels = 1
        }
        let weight = (freedom + 1) / (freedom - 2) / (1 + scaled)
        shapeSlope += (weight * square / (freedom - 2) - log1p(scaled)) / 2
        return (-weight * error / variance, (weight * square - 1) / (2 * variance))
    }

    var logLikelihood: Double {
        let scale = logVariances + log(variances)
        guard let freedom else { return -(count * log(2 * Double.pi) + scale + squares) / 2 }
        let constant =
            Self.logGamma((freedom + 1) / 2) - Self.logGamma(freedom / 2) - log(Double.pi * (freedom - 2)) / 2
        return count * constant - scale / 2 - (freedom + 1) / 2 * (logKernels + log(kernels))
    }

    /// The derivative by the degrees of freedom.
    var freedomSlope: Double {
        guard let freedom else { return 0 }
        let constant = Self.digamma((freedom + 1) / 2) - Self.digamma(freedom / 2) - 1 / (freedom - 2)
        return count * constant / 2 + shapeSlope
    }

    private static func logGamma(_ x: Double) -> Double {
        var sign: Int32 = 0
        return lgamma_r(x, &sign)
    }

    /// The derivative of ln Γ at a positive number, by recurrence and its asymptotic series.
    private static func digamma(_ x: Double) -> Double {
        var x = x
        var sum = 0.0
        while x < 10 {
            sum -= 1 / x
            x += 1
        }
        let inverse = 1 / (x * x)
        let series = inverse * (1.0 / 12 - inverse * (1.0 / 120 - inverse * (1.0 / 252 - inverse * (1.0 / 240))))
        return sum + log(x) - 1 / (2 * x) - series
    }
}

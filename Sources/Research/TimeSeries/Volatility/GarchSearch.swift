import Glibc
import Kernels

/// The search for the most likely parameters of a GARCH(1,1) model, on returns scaled to a variance of 1.
///
/// The point holds ln ω, the persistence, the share of it that β has, then the split of the rest between rises and falls, the
/// mean and ln(ν − 2) where the model has them: so every bound is a box.
struct GarchSearch {
    private let specification: GarchSpecification
    private let likelihood: GarchLikelihood
    private static let freedomLimits = 2.05...500.0

    init(_ specification: GarchSpecification, scaled values: [Double], startVariance: Double) {
        self.specification = specification
        likelihood = GarchLikelihood(values: values, startVariance: startVariance)
    }

    /// The best parameters from several starts; `nil` where no start has a finite likelihood.
    func best() -> GarchParameters? {
        let minimiser = Minimiser(.lbfgs, relativeTolerance: 1e-11, evaluationLimit: 400)
        let (lower, upper) = bounds()
        var best: Minimiser.Solution?
        for (persistence, share) in [(0.98, 0.95), (0.95, 0.85), (0.8, 0.75), (0.5, 0.5), (0.1, 0.1)] {
            let solution = minimiser.minimum(from: start(persistence, share), lower: lower, upper: upper) {
                negative($0, $1)
            }
            if solution.value < best?.value ?? .infinity { best = solution }
        }
        guard let best else { return nil }
        // A second search from the end forgets the curvature of the way there.
        let polished = minimiser.minimum(from: best.point, lower: lower, upper: upper) { negative($0, $1) }
        let point = polished.value < best.value ? polished.point : best.point
        return point.withUnsafeBufferPointer(parameters)
    }

    private func start(_ persistence: Double, _ share: Double) -> [Double] {
        var point: [Double] = [log(1 - persistence), persistence, share]
        if specification.isAsymmetric { point.append(0.4) }
        if specification.mean == .constant { point.append(Statistics.mean(likelihood.values)) }
        if specification.errors == .student { point.append(log(6.0)) }
        return point
    }

    private func bounds() -> (lower: [Double], upper: [Double]) {
        var lower: [Double] = [log(1e-10), 0, 0]
        var upper: [Double] = [log(10.0), 1 - 1e-9, 1]
        if specification.isAsymmetric {
            lower.append(0)
            upper.append(1)
        }
        if specification.mean == .constant {
            lower.append(-10)
            upper.append(10)
        }
        if specification.errors == .student {
            lower.append(log(Self.freedomLimits.lowerBound - 2))
            upper.append(log(Self.freedomLimits.upperBound - 2))
        }
        return (lower, upper)
    }

    private func parameters(_ point: UnsafeBufferPointer<Double>) -> GarchParameters {
        let rest = point[1] * (1 - point[2])
        var parameters = GarchParameters(omega: exp(point[0]), alpha: rest, beta: point[1] * point[2])
        var next = 3
        if specification.isAsymmetric {
            parameters.alpha = 2 * rest * point[next]
            parameters.gamma = 2 * rest * (1 - 2 * point[next])
            next += 1
        }
        if specification.mean == .constant {
            parameters.mean = point[next]
            next += 1
        }
        if specification.errors == .student { parameters.freedom = 2 + exp(point[next]) }
        return parameters
    }

    private func negative(
        _ point: UnsafeBufferPointer<Double>, _ output: UnsafeMutableBufferPointer<Double>?
    ) -> Double {
        let parameters = parameters(point)
        var slopes = GarchLikelihood.Gradient()
        let value = likelihood.value(parameters, &slopes)
        guard let output else { return -value }
        guard value.isFinite else {
            output.update(repeating: 0)
            return .infinity
        }
        let split = specification.isAsymmetric ? point[3] : 0.5
        // The derivative by α + γ/2, at the given split.
        let rest = 2 * split * slopes.alpha + 2 * (1 - 2 * split) * slopes.gamma
        output[0] = -slopes.omega * parameters.omega
        output[1] = -(rest * (1 - point[2]) + slopes.beta * point[2])
        output[2] = -(slopes.beta - rest) * point[1]
        var next = 3
        if specification.isAsymmetric {
            output[next] = -2 * point[1] * (1 - point[2]) * (slopes.alpha - 2 * slopes.gamma)
            next += 1
        }
        if specification.mean == .constant {
            output[next] = -slopes.mean
            next += 1
        }
        if let freedom = parameters.freedom { output[next] = -slopes.freedom * (freedom - 2) }
        return -value
    }
}

public import Base
import Glibc
import Kernels

/// A density over one parameter: a mixture of one kernel per observed value and a broad one for what was never tried.
///
/// Kernels over a range are normal on its scale, cut at its bounds, each as wide as the larger gap to its neighbours
/// but no narrower than a hundredth of the range; over choices they put most of their mass on the observed choice.
/// From the 26th on, older observations count less.
///
/// - Source: Bergstra, Bardenet, Bengio and Kégl, 2011; widths and weights as Optuna's defaults (5.0.0), which it
///   matches to 1e-9 (golden file).
public struct ParzenEstimator: Sendable {
    private let parameter: SearchParameter
    private let scale: SearchScale?
    private let weights: [Double]
    private var centres: [Double] = []
    private var widths: [Double] = []
    private var choiceShares: [Double] = []

    /// Makes the density of some observations.
    ///
    /// - Parameters:
    ///   - observations: Values of the parameter, oldest first; may be empty.
    ///   - parameter: What was observed.
    ///   - priorWeight: How many observations the broad kernel counts for; above 0.
    public init(_ observations: [Double], of parameter: SearchParameter, priorWeight: Double = 1) {
        precondition(priorWeight > 0, "expected a prior weight above 0, was \(priorWeight)")
        self.parameter = parameter
        scale = SearchScale(parameter)
        let ages = ParzenEstimator.ageWeights(observations.count) + [observations.isEmpty ? 1 : priorWeight]
        let total = ages.reduce(0, +)
        weights = ages.map { $0 / total }
        if let scale {
            let values = observations.map(scale.coordinate)
            centres = values + [(scale.low + scale.high) / 2]
            widths = ParzenEstimator.widths(values, scale) + [scale.high - scale.low]
        } else if case .choices(let choices) = parameter.domain {
            let spread = priorWeight / Double(observations.count + 1)
            choiceShares = choices.map { choice in
                zip(weights, observations.map(Optional.some) + [nil]).reduce(0) { sum, kernel in
                    let own = kernel.1 == choice ? 1.0 : 0
                    let whole = spread * Double(choices.count) + (kernel.1 == nil ? 0 : 1)
                    return sum + kernel.0 * (own + spread) / whole
                }
            }
        }
    }

    /// The logarithm of the density at a value; of the probability for whole numbers and choices.
    ///
    /// - Units: per unit of the scale's own coordinate (the logarithm on a logarithmic scale). 0 where there is only
    ///   one value.
    public func logDensity(_ value: Double) -> Double {
        if case .choices(let choices) = parameter.domain {
            return log(choices.firstIndex(of: value).map { choiceShares[$0] } ?? 0)
        }
        guard let scale else { return 0 }
        let density = weights.indices.reduce(0.0) { $0 + weights[$1] * kernel($1, value, scale) }
        return log(density)
    }

    /// A value drawn from the density.
    public func sample(using generator: inout SeededGenerator) -> Double {
        if case .choices(let choices) = parameter.domain {
            return choices[ParzenEstimator.pick(choiceShares, using: &generator)]
        }
        guard let scale else { return parameter.value(at: 0) }
        let chosen = ParzenEstimator.pick(weights, using: &generator)
        let below = NormalDistribution.cumulative((scale.low - centres[chosen]) / widths[chosen])
        let above = NormalDistribution.cumulative((scale.high - centres[chosen]) / widths[chosen])
        let draw = NormalDistribution.quantile(below + generator.uniform() * (above - below))
        return scale.value(max(scale.low, min(scale.high, centres[chosen] + widths[chosen] * draw)))
    }

    private func kernel(_ index: Int, _ value: Double, _ scale: SearchScale) -> Double {
        let centre = centres[index]
        let width = widths[index]
        let whole = ParzenEstimator.mass((scale.low - centre) / width, (scale.high - centre) / width)
        if scale.isWhole {
            let start = (scale.coordinate(value - 0.5) - centre) / width
            let end = (scale.coordinate(value + 0.5) - centre) / width
            return ParzenEstimator.mass(start, end) / whole
        }
        let distance = (scale.coordinate(value) - centre) / width
        return exp(-distance * distance / 2) / ((2 * Double.pi).squareRoot() * width * whole)
    }

    /// The normal probability between two points, taken from the lower tail, where it is exact.
    private static func mass(_ start: Double, _ end: Double) -> Double {
        start > 0
            ? NormalDistribution.cumulative(-start) - NormalDistribution.cumulative(-end)
            : NormalDistribution.cumulative(end) - NormalDistribution.cumulative(start)
    }

    private static func pick(_ shares: [Double], using generator: inout SeededGenerator) -> Int {
        var position = generator.uniform()
        for (index, share) in shares.enumerated() {
            position -= share
            if position < 0 { return index }
        }
        return shares.count - 1
    }

    /// 1 for each of the last 25, rising in a line from 1/n for those before.
    private static func ageWeights(_ count: Int) -> [Double] {
        let old = max(0, count - 25)
        let first = 1 / Double(max(1, count))
        return (0..<count).map { index in
            guard index < old else { return 1 }
            return old == 1 ? first : first + (1 - first) * Double(index) / Double(old - 1)
        }
    }

    /// The larger gap to a neighbour; the outermost look inwards only.
    private static func widths(_ values: [Double], _ scale: SearchScale) -> [Double] {
        let range = scale.high - scale.low
        let order = values.indices.sorted { (values[$0], $0) < (values[$1], $1) }
        var widths = values
        for (place, index) in order.enumerated() {
            let isFirst = place == 0
            let isLast = place == order.count - 1
            let before = values[index] - (isFirst ? scale.low : values[order[place - 1]])
            let after = (isLast ? scale.high : values[order[place + 1]]) - values[index]
            let gap = order.count == 1 ? max(before, after) : isFirst ? after : isLast ? before : max(before, after)
            widths[index] = max(range / min(100, Double(values.count) + 2), min(range, gap))
        }
        return widths
    }
}

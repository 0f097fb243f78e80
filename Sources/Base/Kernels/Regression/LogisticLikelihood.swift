import Glibc

/// The penalised likelihood of a logistic regression, and Newton's search for its maximum.
///
/// Parameters are the intercept and then the weights.
struct LogisticLikelihood {
    private static let stepLimit = 100
    private static let halvingLimit = 40
    private let blocks: StandardisedBlocks
    private let penalty: Double

    init(_ blocks: StandardisedBlocks, penalty: Double) {
        self.blocks = blocks
        self.penalty = penalty
    }

    /// The likelihood's negative logarithm at some parameters, with its derivatives.
    private struct Evaluation {
        var loss = 0.0
        /// Of the likelihood's logarithm, so that steps go along it.
        var gradient: [Double]
        var curvature: [Double]
        /// Σ of the sample weights.
        var count = 0.0
        /// Whether every row lies on its class's side.
        var isSeparated = true
    }

    /// The parameters that make the likelihood largest.
    func maximum() throws(RegressionError) -> [Double] {
        var point = [Double](repeating: 0, count: blocks.data.columns + 1)
        var here = evaluation(point)
        var lastGain = Double.infinity
        for _ in 0..<LogisticLikelihood.stepLimit {
            let step = try newtonStep(here)
            let gain = zip(step, here.gradient).reduce(0) { $0 + $1.0 * $1.1 }
            // Near a maximum each gain is about the square of the one before; one that fades slowly has no end.
            let isEndless = penalty == 0 && gain > 0.01 * lastGain
            if gain <= 1e-12 * here.count {
                if isEndless && gain > 1e-20 * here.count { throw .separable }
                return zip(point, step).map { $0 + $1 }
            }
            guard let next = descended(from: point, here, along: step, gain: gain) else {
                throw .notConverged(regression: "the logistic regression", iterations: LogisticLikelihood.halvingLimit)
            }
            (point, here, lastGain) = (next.point, next.evaluation, gain)
            if penalty == 0 && here.isSeparated { throw .separable }
        }
        throw .notConverged(regression: "the logistic regression", iterations: LogisticLikelihood.stepLimit)
    }

    /// A point along a step where the loss is lower by a share of what the step promises.
    private func descended(
        from point: [Double], _ here: Evaluation, along step: [Double], gain: Double
    ) -> (point: [Double], evaluation: Evaluation)? {
        var length = 1.0
        for _ in 0..<LogisticLikelihood.halvingLimit {
            let candidate = zip(point, step).map { $0 + length * $1 }
            let there = evaluation(candidate)
            // Sums over many rows carry rounding that may hide the last steps' gain.
            if there.loss <= here.loss * (1 + 1e-12) - 1e-4 * length * gain { return (candidate, there) }
            length /= 2
        }
        return nil
    }

    private func newtonStep(_ here: Evaluation) throws(RegressionError) -> [Double] {
        let order = here.gradient.count
        var curvature = Matrix(rows: order, columns: order, values: here.curvature)
        for row in 0..<order {
            for column in 0..<row { curvature[column, row] = curvature[row, column] }
        }
        return try curvature.minimumNormSolution(here.gradient, cutoff: 1e-13).values
    }

    private func evaluation(_ point: [Double]) -> Evaluation {
        let order = point.count
        var result = Evaluation(
            gradient: [Double](repeating: 0, count: order), curvature: [Double](repeating: 0, count: order * order))
        var scores = [Double](repeating: 0, count: StandardisedBlocks.rows)
        var roots = scores
        blocks.read(leadingOne: true) { block in
            block.multiply(point, into: &scores)
            for place in 0..<block.count {
                let (weight, isOne) = (block.weights[place], block.targets[place] == 1)
                let margin = isOne ? scores[place] : -scores[place]
                let small = exp(-abs(margin))
                result.loss += weight * (log1p(small) + max(-margin, 0))
                result.count += weight
                if margin <= 0 { result.isSeparated = false }
                let missed = (margin > 0 ? small : 1) / (1 + small)
                scores[place] = weight * (isOne ? missed : -missed)
                roots[place] = (weight * small).squareRoot() / (1 + small)
            }
            block.addSum(of: scores, to: &result.gradient)
            block.scaleRows(by: roots)
            block.addGram(to: &result.curvature)
        }
        for place in 1..<order {
            result.loss += penalty / 2 * point[place] * point[place]
            result.gradient[place] -= penalty * point[place]
            result.curvature[place * order + place] += penalty
        }
        return result
    }
}

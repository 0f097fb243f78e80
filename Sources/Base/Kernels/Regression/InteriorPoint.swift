/// The Frisch–Newton interior-point search for a regression quantile, with Mehrotra's corrector.
///
/// The program is: maximise Σ yᵢ·upperᵢ over 0 ≤ upperᵢ ≤ wᵢ with Σ upperᵢ·zᵢ = (1 − τ)·Σ wᵢ·zᵢ. Its dual variables are
/// the parameters and, for each row, the sizes of the residual above and below the fit. `upper` ends at wᵢ for rows
/// above the fit, at 0 for rows below it, and between for the rows the fit goes through.
struct InteriorPoint {
    private static let stepLimit = 200
    /// The share of the way to the boundary that a step goes.
    private static let reach = 0.99995
    private let blocks: StandardisedBlocks
    private let targets: [Double]
    private let rowWeights: [Double]
    private let level: Double
    private let order: Int

    private var point: [Double]
    private var fitted: [Double]
    private var upper: [Double]
    /// w − `upper`.
    private var lower: [Double]
    /// The size of the residual below the fit, dual to `upper`.
    private var below: [Double]
    /// The size of the residual above the fit, dual to `lower`.
    private var above: [Double]

    // A step's direction.
    private var upperStep: [Double]
    private var belowStep: [Double]
    private var aboveStep: [Double]
    private var fittedStep: [Double]

    init(_ blocks: StandardisedBlocks, targets: [Double], rowWeights: [Double], level: Double) {
        self.blocks = blocks
        self.targets = targets
        self.rowWeights = rowWeights
        self.level = level
        order = blocks.data.columns + 1
        point = [Double](repeating: 0, count: order)
        upperStep = [Double](repeating: 0, count: targets.count)
        (belowStep, aboveStep, fittedStep, fitted) = (upperStep, upperStep, upperStep, upperStep)
        upper = rowWeights.map { (1 - level) * $0 }
        lower = rowWeights.map { level * $0 }
        // Targets have a mean size of 1, so these start neither at the boundary nor far from it.
        below = targets.map { max(-$0, 0) + 1 }
        above = targets.map { max($0, 0) + 1 }
    }

    /// How far each row is from being above or below the fit for certain, as a share of its weight.
    var indecision: [Double] { targets.indices.map { min(upper[$0], lower[$0]) / rowWeights[$0] } }

    /// The parameters at the minimum.
    mutating func minimum() throws(RegressionError) -> [Double] {
        var best = (share: Double.infinity, point: point)
        for _ in 0..<InteriorPoint.stepLimit {
            let gap = gap()
            let share = gap / loss()
            if share < best.share { best = (share, point) }
            if share <= 1e-11 { break }
            // Rounding ends the search where the gap grows instead.
            guard share <= 1e3 * best.share, try step(gap) else { break }
        }
        guard best.share <= 1e-8 else {
            throw .notConverged(regression: "the quantile regression", iterations: InteriorPoint.stepLimit)
        }
        return best.point
    }

    private func gap() -> Double {
        targets.indices.reduce(0) { $0 + upper[$1] * below[$1] + lower[$1] * above[$1] }
    }

    private func loss() -> Double {
        targets.indices.reduce(0) { sum, row in
            let residual = targets[row] - fitted[row]
            return sum + rowWeights[row] * max(level * residual, (level - 1) * residual)
        }
    }

    /// One predictor-corrector step; false where it can go no further.
    private mutating func step(_ gap: Double) throws(RegressionError) -> Bool {
        let system = linearised()
        guard let predictor = try solve(system.gram, system.right) else { return false }
        let trial = predict(predictor)
        let aim = gap * (trial.gap / gap) * (trial.gap / gap) * (trial.gap / gap) / (2 * Double(targets.count))
        let right = (0..<order).map { system.right[$0] + aim * trial.centring[$0] - trial.bending[$0] }
        guard let corrector = try solve(system.gram, right) else { return false }
        let lengths = correct(corrector, aim: aim)
        guard lengths.primal > 1e-10 || lengths.dual > 1e-10 else { return false }
        move(corrector, lengths)
        return true
    }

    private func solve(_ gram: Matrix, _ right: [Double]) throws(RegressionError) -> [Double]? {
        // At a vertex with ties the system may lose its definiteness to rounding; the shortest step still leads on.
        if let solution = try? gram.solvedPositiveDefinite(right) {
            return solution.allSatisfy(\.isFinite) ? solution : nil
        }
        var whole = gram
        for row in 0..<order {
            for column in 0..<row { whole[column, row] = whole[row, column] }
        }
        guard whole.values.allSatisfy(\.isFinite), right.allSatisfy(\.isFinite) else { return nil }
        return try whole.minimumNormSolution(right, cutoff: 1e-15).values
    }

    /// How much one row counts in the linearised program.
    @inline(__always)
    private func stiffness(_ row: Int) -> Double { 1 / (below[row] / upper[row] + above[row] / lower[row]) }

    /// By how much the residuals' sizes miss the residual.
    @inline(__always)
    private func dualMiss(_ row: Int) -> Double { fitted[row] - targets[row] - below[row] + above[row] }

    /// The system of normal equations for the parameters' step, with the predictor's right-hand side.
    private func linearised() -> (gram: Matrix, right: [Double]) {
        var gram = [Double](repeating: 0, count: order * order)
        var right = [Double](repeating: 0, count: order)
        var factors = [Double](repeating: 0, count: StandardisedBlocks.rows)
        var roots = factors
        blocks.read(leadingOne: true) { block in
            for place in 0..<block.count {
                let row = block.first + place
                let stiffness = stiffness(row)
                let surplus = upper[row] - (1 - level) * rowWeights[row]
                factors[place] = stiffness * (above[row] - below[row] - dualMiss(row)) + surplus
                roots[place] = stiffness.squareRoot()
            }
            block.addSum(of: factors, to: &right)
            block.scaleRows(by: roots)
            block.addGram(to: &gram)
        }
        var matrix = Matrix(rows: order, columns: order, values: gram)
        for column in 1..<order where blocks.moments.deviations[column - 1] == 0 { matrix[column, column] = 1 }
        return (matrix, right)
    }

    /// What the predictor's direction leads to.
    private struct Trial {
        /// The gap at the end of the predictor's step.
        var gap: Double
        /// The right-hand side of moving to the centre, and of the steps' products.
        var centring: [Double]
        var bending: [Double]
    }

    private mutating func predict(_ direction: [Double]) -> Trial {
        var trial = Trial(
            gap: 0, centring: [Double](repeating: 0, count: order), bending: [Double](repeating: 0, count: order))
        var (primal, dual) = (1.0, 1.0)
        var gaps = (start: 0.0, primal: 0.0, dual: 0.0, both: 0.0)
        var fits = [Double](repeating: 0, count: StandardisedBlocks.rows)
        var (centring, bending) = (fits, fits)
        blocks.read(leadingOne: true) { block in
            block.multiply(direction, into: &fits)
            for place in 0..<block.count {
                let row = block.first + place
                let (x, s, z, w) = (upper[row], lower[row], below[row], above[row])
                let stiffness = stiffness(row)
                let dx = stiffness * (w - z - dualMiss(row) - fits[place])
                let dz = -z - z * dx / x
                let dw = -w + w * dx / s
                upperStep[row] = dx
                belowStep[row] = dz
                aboveStep[row] = dw
                primal = min(primal, limit(x, dx), limit(s, -dx))
                dual = min(dual, limit(z, dz), limit(w, dw))
                gaps.start += x * z + s * w
                gaps.primal += dx * (z - w)
                gaps.dual += x * dz + s * dw
                gaps.both += dx * (dz - dw)
                centring[place] = stiffness * (1 / x - 1 / s)
                bending[place] = stiffness * (dx * dz / x + dx * dw / s)
            }
            block.addSum(of: centring, to: &trial.centring)
            block.addSum(of: bending, to: &trial.bending)
        }
        trial.gap = max(0, gaps.start + primal * gaps.primal + dual * gaps.dual + primal * dual * gaps.both)
        return trial
    }

    /// How far a positive number may go along a step until it is 0.
    @inline(__always)
    private func limit(_ value: Double, _ step: Double) -> Double { step < 0 ? -value / step : .infinity }

    private mutating func correct(_ direction: [Double], aim: Double) -> (primal: Double, dual: Double) {
        var (primal, dual) = (Double.infinity, Double.infinity)
        var fits = [Double](repeating: 0, count: StandardisedBlocks.rows)
        blocks.read(leadingOne: true) { block in
            block.multiply(direction, into: &fits)
            for place in 0..<block.count {
                let row = block.first + place
                let (x, s, z, w) = (upper[row], lower[row], below[row], above[row])
                let pullBelow = (aim - upperStep[row] * belowStep[row]) / x - z
                let pullAbove = (aim + upperStep[row] * aboveStep[row]) / s - w
                let dx = stiffness(row) * (pullBelow - pullAbove - dualMiss(row) - fits[place])
                let dz = pullBelow - z * dx / x
                let dw = pullAbove + w * dx / s
                upperStep[row] = dx
                belowStep[row] = dz
                aboveStep[row] = dw
                fittedStep[row] = fits[place]
                primal = min(primal, limit(x, dx), limit(s, -dx))
                dual = min(dual, limit(z, dz), limit(w, dw))
            }
        }
        return (min(1, InteriorPoint.reach * primal), min(1, InteriorPoint.reach * dual))
    }

    private mutating func move(_ direction: [Double], _ lengths: (primal: Double, dual: Double)) {
        for row in targets.indices {
            upper[row] += lengths.primal * upperStep[row]
            lower[row] -= lengths.primal * upperStep[row]
            below[row] += lengths.dual * belowStep[row]
            above[row] += lengths.dual * aboveStep[row]
            fitted[row] += lengths.dual * fittedStep[row]
        }
        for place in 0..<order { point[place] += lengths.dual * direction[place] }
    }
}

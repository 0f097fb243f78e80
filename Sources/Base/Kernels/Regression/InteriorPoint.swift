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
    private let level: Double
    private let order: Int
    private var rows: [Row]
    private var point: [Double]

    /// Prepares a search that starts where every parameter is 0.
    init(_ blocks: StandardisedBlocks, targets: [Double], rowWeights: [Double], level: Double) {
        self.blocks = blocks
        self.level = level
        order = blocks.data.columns + 1
        point = [Double](repeating: 0, count: order)
        // Residuals' sizes start neither at their boundary nor far from it.
        let size = targets.reduce(0) { $0 + abs($1) } / Double(targets.count)
        rows = targets.indices.map { Row(target: targets[$0], weight: rowWeights[$0], level: level, size: size) }
    }

    /// How far each row is from being above or below the fit for certain, as a share of its weight.
    var indecision: [Double] { rows.map { min($0.upper, $0.lower) / $0.weight } }

    /// The parameters where the gap is at most a share of the loss.
    mutating func minimum(tolerance: Double) throws(RegressionError) -> [Double] {
        var best = (share: Double.infinity, point: point)
        for _ in 0..<InteriorPoint.stepLimit {
            let gap = rows.reduce(0) { $0 + $1.gap }
            let share = gap / rows.reduce(0) { $0 + $1.loss(level) }
            if share < best.share { best = (share, point) }
            if share <= tolerance { break }
            // Rounding ends the search where the gap grows instead.
            guard share <= 1e3 * best.share, try step(gap) else { break }
        }
        guard best.share <= max(1e-8, tolerance) else {
            throw .notConverged(regression: "the quantile regression", iterations: InteriorPoint.stepLimit)
        }
        return best.point
    }

    /// One predictor-corrector step; false where it can go no further.
    private mutating func step(_ gap: Double) throws(RegressionError) -> Bool {
        let system = linearised()
        guard let predictor = try solve(system.gram, system.right) else { return false }
        let trial = predict(predictor)
        let share = trial.gap / gap
        let aim = gap * share * share * share / (2 * Double(rows.count))
        let right = (0..<order).map { system.right[$0] + aim * trial.centring[$0] - trial.bending[$0] }
        guard let corrector = try solve(system.gram, right) else { return false }
        var lengths = correct(corrector, aim: aim)
        lengths = (min(1, InteriorPoint.reach * lengths.primal), min(1, InteriorPoint.reach * lengths.dual))
        guard max(lengths.primal, lengths.dual) > 1e-10 else { return false }
        for row in rows.indices { rows[row].move(lengths) }
        for place in 0..<order { point[place] += lengths.dual * corrector[place] }
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

    /// The system of normal equations for the parameters' step, with the predictor's right-hand side.
    private func linearised() -> (gram: Matrix, right: [Double]) {
        var gram = [Double](repeating: 0, count: order * order)
        var right = [Double](repeating: 0, count: order)
        var factors = [Double](repeating: 0, count: StandardisedBlocks.rows)
        var roots = factors
        rows.withUnsafeBufferPointer { rows in
            blocks.read(leadingOne: true) { block in
                for place in 0..<block.count {
                    let row = rows[block.first + place]
                    let stiffness = row.stiffness
                    let surplus = row.upper - (1 - level) * row.weight
                    factors[place] = stiffness * (row.above - row.below - row.dualMiss) + surplus
                    roots[place] = stiffness.squareRoot()
                }
                block.addSum(of: factors, to: &right)
                block.scaleRows(by: roots)
                block.addGram(to: &gram)
            }
        }
        var matrix = Matrix(rows: order, columns: order, values: gram)
        for column in 1..<order where blocks.moments.deviations[column - 1] == 0 { matrix[column, column] = 1 }
        return (matrix, right)
    }

    /// What the predictor's direction leads to.
    private struct Trial {
        /// The gap at the end of the predictor's step.
        var gap = 0.0
        /// The right-hand sides of moving to the centre, and of the steps' products.
        var centring: [Double]
        var bending: [Double]
    }

    private mutating func predict(_ direction: [Double]) -> Trial {
        let zeros = [Double](repeating: 0, count: order)
        var trial = Trial(centring: zeros, bending: zeros)
        var lengths = (primal: 1.0, dual: 1.0)
        var gaps = (start: 0.0, primal: 0.0, dual: 0.0, both: 0.0)
        var fits = [Double](repeating: 0, count: StandardisedBlocks.rows)
        var (centring, bending) = (fits, fits)
        rows.withUnsafeMutableBufferPointer { rows in
            blocks.read(leadingOne: true) { block in
                block.multiply(direction, into: &fits)
                for place in 0..<block.count {
                    var row = rows[block.first + place]
                    row.aim(pullBelow: -row.below, pullAbove: -row.above, fit: fits[place])
                    row.limit(&lengths)
                    gaps.start += row.gap
                    gaps.primal += row.upperStep * (row.below - row.above)
                    gaps.dual += row.upper * row.belowStep + row.lower * row.aboveStep
                    gaps.both += row.upperStep * (row.belowStep - row.aboveStep)
                    let stiffness = row.stiffness
                    centring[place] = stiffness * (1 / row.upper - 1 / row.lower)
                    bending[place] =
                        stiffness * row.upperStep * (row.belowStep / row.upper + row.aboveStep / row.lower)
                    rows[block.first + place] = row
                }
                block.addSum(of: centring, to: &trial.centring)
                block.addSum(of: bending, to: &trial.bending)
            }
        }
        let (primal, dual) = lengths
        trial.gap = max(0, gaps.start + primal * gaps.primal + dual * gaps.dual + primal * dual * gaps.both)
        return trial
    }

    /// Sets every row's step; returns how far it may go.
    private mutating func correct(_ direction: [Double], aim: Double) -> (primal: Double, dual: Double) {
        var lengths = (primal: Double.infinity, dual: Double.infinity)
        var fits = [Double](repeating: 0, count: StandardisedBlocks.rows)
        rows.withUnsafeMutableBufferPointer { rows in
            blocks.read(leadingOne: true) { block in
                block.multiply(direction, into: &fits)
                for place in 0..<block.count {
                    var row = rows[block.first + place]
                    row.aim(
                        pullBelow: (aim - row.upperStep * row.belowStep) / row.upper - row.below,
                        pullAbove: (aim + row.upperStep * row.aboveStep) / row.lower - row.above, fit: fits[place])
                    row.limit(&lengths)
                    rows[block.first + place] = row
                }
            }
        }
        return lengths
    }
}

extension InteriorPoint {
    /// Where one row stands, and its step.
    private struct Row {
        let target: Double
        let weight: Double
        var upper: Double
        /// `weight` − `upper`.
        var lower: Double
        /// The size of the residual below the fit, dual to `upper`.
        var below: Double
        /// The size of the residual above the fit, dual to `lower`.
        var above: Double
        var fitted = 0.0
        var upperStep = 0.0
        var belowStep = 0.0
        var aboveStep = 0.0
        var fittedStep = 0.0

        init(target: Double, weight: Double, level: Double, size: Double) {
            self.target = target
            self.weight = weight
            upper = (1 - level) * weight
            lower = level * weight
            below = max(-target, 0) + size
            above = max(target, 0) + size
        }

        /// How much the row counts in the linearised program.
        var stiffness: Double { 1 / (below / upper + above / lower) }

        /// By how much the residual's sizes miss the residual.
        var dualMiss: Double { fitted - target - below + above }

        var gap: Double { upper * below + lower * above }

        func loss(_ level: Double) -> Double {
            weight * max(level * (target - fitted), (level - 1) * (target - fitted))
        }

        /// Sets the step, given what each product of duals would have its residual's size do, and the fit's step.
        mutating func aim(pullBelow: Double, pullAbove: Double, fit: Double) {
            upperStep = stiffness * (pullBelow - pullAbove - dualMiss - fit)
            belowStep = pullBelow - below * upperStep / upper
            aboveStep = pullAbove + above * upperStep / lower
            fittedStep = fit
        }

        /// Lowers lengths to what keeps the row within its bounds.
        func limit(_ lengths: inout (primal: Double, dual: Double)) {
            if upperStep < 0 { lengths.primal = min(lengths.primal, -upper / upperStep) }
            if upperStep > 0 { lengths.primal = min(lengths.primal, lower / upperStep) }
            if belowStep < 0 { lengths.dual = min(lengths.dual, -below / belowStep) }
            if aboveStep < 0 { lengths.dual = min(lengths.dual, -above / aboveStep) }
        }

        mutating func move(_ lengths: (primal: Double, dual: Double)) {
            upper += lengths.primal * upperStep
            lower -= lengths.primal * upperStep
            below += lengths.dual * belowStep
            above += lengths.dual * aboveStep
            fitted += lengths.dual * fittedStep
        }
    }
}

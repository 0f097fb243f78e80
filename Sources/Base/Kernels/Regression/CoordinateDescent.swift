/// Minimises ½·bᵀCb − c·b + λ₁·|b|₁ + λ₂/2·|b|² by coordinate descent, where C and c are the columns' covariances.
///
/// Sweeps over the weights that are not 0 alternate with steps to the minimum over the orthant those lie in, which ends
/// the search where columns are so alike that descent alone would crawl.
struct CoordinateDescent {
    private static let roundLimit = 1000
    private let columns: Int
    private let covariance: Matrix
    private let cross: [Double]
    private let tolerance: Double
    /// The largest |c|: from here on up, a penalty on sizes makes every weight 0.
    private let largestCross: Double
    private(set) var weights: [Double]
    /// c − C·b.
    private var gradient: [Double]

    init(_ equations: NormalEquations, tolerance: Double) {
        columns = equations.cross.count
        var covariance = equations.gram
        for row in 0..<columns {
            for column in 0...row {
                covariance[row, column] /= equations.count
                covariance[column, row] = covariance[row, column]
            }
        }
        self.covariance = covariance
        self.tolerance = tolerance
        cross = equations.cross.map { $0 / equations.count }
        largestCross = cross.reduce(0) { max($0, abs($1)) }
        weights = [Double](repeating: 0, count: columns)
        gradient = cross
    }

    /// The parts of a penalty: on sizes, on squares, and α.
    func penalty(
        _ strength: ElasticNet.Strength, l1Share: Double
    ) throws(RegressionError) -> (size: Double, square: Double, total: Double) {
        switch strength {
        case .absolute(let penalty):
            guard penalty >= 0, penalty.isFinite else {
                throw .outOfRange(name: "the penalty", expected: "a finite number of at least 0", was: penalty)
            }
            return (penalty * l1Share, penalty * (1 - l1Share), penalty)
        case .shareOfLargest(let share):
            guard share >= 0, share.isFinite else {
                throw .outOfRange(name: "the penalty's share", expected: "a finite number of at least 0", was: share)
            }
            guard l1Share > 0 else {
                throw .outOfRange(name: "the L1 share", expected: "above 0, or an absolute penalty", was: l1Share)
            }
            let size = share * largestCross
            return (size, size / l1Share * (1 - l1Share), size / l1Share)
        }
    }

    /// Moves the weights to the minimum.
    mutating func minimise(sizePenalty: Double, squarePenalty: Double) throws(RegressionError) {
        let limit = max(tolerance, 1e-14) * largestCross
        for _ in 0..<CoordinateDescent.roundLimit {
            var active = sweep(Array(0..<columns), sizePenalty, squarePenalty)
            for _ in 0..<10 where !active.isEmpty { active = sweep(active, sizePenalty, squarePenalty) }
            recomputeGradient()
            stepWithinOrthant(active, sizePenalty, squarePenalty)
            if violation(sizePenalty, squarePenalty) <= limit { return }
        }
        throw .notConverged(regression: "the elastic net", iterations: CoordinateDescent.roundLimit)
    }

    /// Minimises over each of some weights in turn; returns those that are not 0 then.
    private mutating func sweep(_ places: [Int], _ sizePenalty: Double, _ squarePenalty: Double) -> [Int] {
        places.filter { column in
            let curvature = covariance[column, column]
            guard curvature > 0 else { return false }
            let pull = gradient[column] + curvature * weights[column]
            let shrunk = max(abs(pull) - sizePenalty, 0) / (curvature + squarePenalty)
            move(column, by: (pull < 0 ? -shrunk : shrunk) - weights[column])
            return weights[column] != 0
        }
    }

    private mutating func move(_ column: Int, by change: Double) {
        guard change != 0 else { return }
        weights[column] += change
        for other in 0..<columns { gradient[other] -= covariance[column, other] * change }
    }

    private mutating func recomputeGradient() {
        gradient = cross
        for column in 0..<columns where weights[column] != 0 {
            for other in 0..<columns { gradient[other] -= covariance[column, other] * weights[column] }
        }
    }

    /// Goes from the active weights towards the minimum over their orthant, no further than to the first that becomes 0.
    private mutating func stepWithinOrthant(_ active: [Int], _ sizePenalty: Double, _ squarePenalty: Double) {
        guard !active.isEmpty else { return }
        var system = Matrix(rows: active.count, columns: active.count)
        for (row, first) in active.enumerated() {
            for (column, second) in active.prefix(row + 1).enumerated() {
                system[row, column] = covariance[first, second]
            }
            system[row, row] += squarePenalty
        }
        let right = active.map { cross[$0] - (weights[$0] < 0 ? -sizePenalty : sizePenalty) }
        // Columns that repeat each other have no single minimum; descent alone then does.
        guard let target = try? system.solvedPositiveDefinite(right), target.allSatisfy(\.isFinite) else { return }
        let (before, start) = (objective(sizePenalty, squarePenalty), weights)
        var length = 1.0
        var stopping: Int?
        for (place, column) in active.enumerated() where weights[column] * target[place] < 0 {
            let reach = weights[column] / (weights[column] - target[place])
            if reach < length { (length, stopping) = (reach, column) }
        }
        for (place, column) in active.enumerated() {
            weights[column] = column == stopping ? 0 : weights[column] + length * (target[place] - weights[column])
        }
        recomputeGradient()
        // Columns that nearly repeat each other give steps of mere rounding.
        if !(objective(sizePenalty, squarePenalty) <= before + 1e-15 * abs(before)) {
            weights = start
            recomputeGradient()
        }
    }

    private func objective(_ sizePenalty: Double, _ squarePenalty: Double) -> Double {
        (0..<columns).reduce(0) { sum, column in
            let weight = weights[column]
            return sum - weight * (cross[column] + gradient[column]) / 2 + sizePenalty * abs(weight)
                + squarePenalty / 2 * weight * weight
        }
    }

    /// By how much the optimum's conditions are missed at most.
    private func violation(_ sizePenalty: Double, _ squarePenalty: Double) -> Double {
        (0..<columns).reduce(0) { worst, column in
            let slope = gradient[column] - squarePenalty * weights[column]
            if weights[column] == 0 { return max(worst, abs(slope) - sizePenalty) }
            return max(worst, abs(slope - (weights[column] < 0 ? -sizePenalty : sizePenalty)))
        }
    }
}

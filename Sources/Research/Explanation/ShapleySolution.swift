import Kernels

/// Contributions of the players of a game.
struct ShapleySolution {
    let contributions: [Double]
    let standardErrors: [Double]
    let isExact: Bool
    let coalitions: Int

    /// Shapley's formula over all coalitions, numbered by the bits of their members.
    static func enumerated(
        _ game: CoalitionGame, _ base: Double, _ prediction: Double, _ model: BatchModel
    ) throws -> ShapleySolution {
        let count = game.players.count
        let last = (1 << count) - 1
        let inner = last > 1 ? Array(1..<last) : []
        let asked = try game.values(
            inner.map { number in (0..<count).map { number >> $0 & 1 == 1 } }, model: model)
        let values = count == 0 ? [base] : [base] + asked + [prediction]
        let weights = marginalWeights(count)
        let contributions = (0..<count).map { player in
            (0...last).reduce(0.0) { sum, number in
                guard number >> player & 1 == 0 else { return sum }
                return sum + weights[number.nonzeroBitCount] * (values[number | 1 << player] - values[number])
            }
        }
        return ShapleySolution(
            contributions: contributions, standardErrors: contributions.map { _ in 0 }, isExact: true,
            coalitions: values.count)
    }

    /// By the size of the coalition a player joins: 1 / (n · C(n − 1, size)).
    private static func marginalWeights(_ count: Int) -> [Double] {
        var choices = 1.0
        return (0..<count).map { size in
            if size > 0 { choices *= Double(count - size) / Double(size) }
            return 1 / (Double(count) * choices)
        }
    }

    /// Weighted least squares of the coalitions' values on their members, with the sum fixed.
    ///
    /// The last player's contribution is the total less all others, which leaves a plain regression.
    static func sampled(
        _ game: CoalitionGame, _ coalitions: Coalitions, _ base: Double, _ prediction: Double, _ model: BatchModel
    ) throws -> ShapleySolution {
        let total = prediction - base
        let asked = try game.distinctValues(coalitions.members, model: model)
        let free = game.players.count - 1
        let design = coalitions.members.map { members in
            (0..<free).map { (members[$0] ? 1.0 : 0) - (members[free] ? 1 : 0) }
        }
        let targets = zip(asked, coalitions.members).map { $0 - base - ($1[free] ? total : 0) }
        var normal = Matrix(rows: free, columns: free)
        var right = [Double](repeating: 0, count: free)
        for (index, members) in design.enumerated() {
            let weight = coalitions.weights[index]
            for one in 0..<free where members[one] != 0 {
                right[one] += weight * members[one] * targets[index]
                for other in 0...one { normal[one, other] += weight * members[one] * members[other] }
            }
        }
        var contributions = try normal.solvedPositiveDefinite(right)
        let residuals = zip(design, targets).map { members, target in
            zip(members, contributions).reduce(target) { $0 - $1.0 * $1.1 }
        }
        let errors = try sandwichErrors(normal, design, residuals, coalitions)
        contributions.append(contributions.reduce(total, -))
        return ShapleySolution(
            contributions: contributions, standardErrors: errors,
            isExact: coalitions.firstDrawn == coalitions.members.count,
            coalitions: asked.count + 2)
    }

    /// Standard errors from the scatter of the drawn pairs' scores; coalitions listed in full have no sampling error.
    private static func sandwichErrors(
        _ normal: Matrix, _ design: [[Double]], _ residuals: [Double], _ coalitions: Coalitions
    ) throws -> [Double] {
        let free = normal.rows
        let pairs = (design.count - coalitions.firstDrawn) / 2
        guard pairs > 0 else { return [Double](repeating: 0, count: free + 1) }
        guard pairs > 1 else { return [Double](repeating: .nan, count: free + 1) }
        let scores = (0..<pairs).map { pair in
            let first = coalitions.firstDrawn + 2 * pair
            return (0..<free).map { column in
                (first...first + 1).reduce(0.0) {
                    $0 + coalitions.weights[$1] * design[$1][column] * residuals[$1]
                }
            }
        }
        let centre = (0..<free).map { column in Statistics.mean(scores.map { $0[column] }) }
        let inverse = try (0..<free).map { column in
            try normal.solvedPositiveDefinite((0..<free).map { $0 == column ? 1 : 0 })
        }
        let scale = Double(pairs) / Double(pairs - 1)
        var squares = [Double](repeating: 0, count: free + 1)
        for score in scores {
            var rest = 0.0
            for player in 0..<free {
                var shift = 0.0
                for column in 0..<free { shift += inverse[player][column] * (score[column] - centre[column]) }
                squares[player] += shift * shift * scale
                rest += shift
            }
            squares[free] += rest * rest * scale
        }
        return squares.map { $0.squareRoot() }
    }
}

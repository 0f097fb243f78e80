import Base
import Kernels

/// Coalitions of players and how much each counts in the regression that gives Shapley values.
///
/// A coalition is one flag per player. Sizes with few coalitions are listed in full; of the other sizes pairs of a
/// coalition and its complement are drawn, which cancels much of the noise.
/// - Source: Lundberg and Lee, 2017 (kernel); Covert and Lee, 2021 (pairs).
struct Coalitions {
    /// One row of flags per coalition.
    private(set) var members: [[Bool]] = []
    /// The weight of each; together 1.
    private(set) var weights: [Double] = []
    /// Where the drawn pairs begin; everything before is listed in full.
    private(set) var firstDrawn = 0

    /// Lists and draws coalitions of 2 or more players, about `budget` of them.
    init(players: Int, budget: Int, generator: inout SeededGenerator) {
        var shares = Coalitions.sizeShares(players)
        let listed = listWhole(shares: &shares, players: players, budget: budget)
        firstDrawn = members.count
        guard listed < players / 2 else { return }
        let pairs = max(1, (budget - members.count) / 2)
        let left = shares.reduce(0, +)
        for _ in 0..<pairs {
            let drawn = Coalitions.draw(shares: shares, left: left, players: players, generator: &generator)
            add(drawn, weight: left / Double(2 * pairs))
            add(drawn.map { !$0 }, weight: left / Double(2 * pairs))
        }
    }

    /// The share of the kernel's weight that coalitions of each size have together; 0 for none and all players.
    private static func sizeShares(_ players: Int) -> [Double] {
        var shares = [Double](repeating: 0, count: players + 1)
        for size in 1..<players { shares[size] = 1 / Double(size * (players - size)) }
        let total = shares.reduce(0, +)
        return shares.map { $0 / total }
    }

    private mutating func add(_ coalition: [Bool], weight: Double) {
        members.append(coalition)
        weights.append(weight)
    }

    /// Lists sizes from the outside in and gives the last size listed; the shares of those listed become 0.
    ///
    /// A size is listed while drawing would give each of its coalitions at least one place; size 1 always, which keeps
    /// the regression solvable.
    private mutating func listWhole(shares: inout [Double], players: Int, budget: Int) -> Int {
        var listed = 0
        for size in 1...max(1, players / 2) {
            let isMiddle = 2 * size == players
            let count = Coalitions.binomial(players, size)
            let left = shares.reduce(0, +)
            let places = Double(budget - members.count) * shares[size] / left
            guard size == 1 || places >= count else { break }
            for coalition in Coalitions.subsets(of: players, size: size) {
                add(coalition, weight: shares[size] / count)
                if !isMiddle { add(coalition.map { !$0 }, weight: shares[size] / count) }
            }
            shares[size] = 0
            shares[players - size] = 0
            listed = size
        }
        return listed
    }

    private static func draw(
        shares: [Double], left: Double, players: Int, generator: inout SeededGenerator
    ) -> [Bool] {
        var position = generator.uniform() * left
        var size = shares.lastIndex { $0 > 0 } ?? 1
        for candidate in shares.indices where shares[candidate] > 0 {
            position -= shares[candidate]
            guard position < 0 else { continue }
            size = candidate
            break
        }
        let order = Array(0..<players).shuffled(using: &generator)
        var coalition = [Bool](repeating: false, count: players)
        for player in order.prefix(size) { coalition[player] = true }
        return coalition
    }

    private static func binomial(_ count: Int, _ size: Int) -> Double {
        (0..<size).reduce(1) { $0 * Double(count - $1) / Double($1 + 1) }.rounded()
    }

    /// All subsets of one size in lexicographic order.
    private static func subsets(of players: Int, size: Int) -> [[Bool]] {
        var chosen = Array(0..<size)
        var result: [[Bool]] = []
        while true {
            var coalition = [Bool](repeating: false, count: players)
            for player in chosen { coalition[player] = true }
            result.append(coalition)
            guard let moving = chosen.indices.last(where: { chosen[$0] < players - size + $0 }) else { return result }
            chosen[moving] += 1
            for next in (moving + 1)..<max(moving + 1, size) { chosen[next] = chosen[next - 1] + 1 }
        }
    }
}

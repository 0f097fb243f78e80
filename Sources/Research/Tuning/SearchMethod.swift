/// How a search chooses what to try.
public enum SearchMethod: Sendable, Equatable, Codable {
    /// Every point of a grid with so many steps per range, the last parameter changing fastest.
    case grid(points: Int)
    /// So many points drawn evenly.
    case random(trials: Int)
    /// So many points, drawn evenly at first and then where good ones were found.
    case treeParzen(trials: Int, TreeParzenOptions)
    /// Many points with little budget, the best of them with more; each rung waits for the one below.
    case successiveHalving(HalvingPlan)
    /// The same without waiting: whatever is among the best so far goes on at once.
    case asynchronousHalving(HalvingPlan)

    /// The values of a grid by parameter; empty for other methods.
    func grid(_ space: SearchSpace) -> [[Double]] {
        if case .grid(let points) = self { return space.gridValues(points: points) }
        return []
    }

    /// Refuses options that are out of range.
    func check(_ space: SearchSpace) throws(TuningError) {
        switch self {
        case .grid(let points):
            guard (1...1_000_000).contains(points) else {
                throw .badChoice(name: "grid points", reason: "expected 1 to 1,000,000, was \(points)")
            }
            let count = space.gridValues(points: points).reduce(1.0) { $0 * Double($1.count) }
            guard count <= 1_000_000 else {
                throw .badChoice(
                    name: "grid points", reason: "the grid would have \(count) points; take fewer, or a random search")
            }
        case .random(let trials): try SearchMethod.check(trials: trials)
        case .treeParzen(let trials, let options):
            try SearchMethod.check(trials: trials)
            try options.check()
        case .successiveHalving(let plan), .asynchronousHalving(let plan): try plan.check()
        }
    }

    private static func check(trials: Int) throws(TuningError) {
        guard trials > 0 else { throw .badChoice(name: "trials", reason: "expected at least 1, was \(trials)") }
    }
}

/// How the tree-structured Parzen estimator learns.
public struct TreeParzenOptions: Sendable, Equatable, Codable {
    /// How many trials are drawn evenly before anything is learnt.
    public var warmUpTrials = 10
    /// How many candidates are drawn for each value.
    public var candidates = 24
    /// The share of the trials that counts as good (γ); rounded up.
    public var goodShare = 0.1
    /// The most trials that count as good.
    public var goodMost = 25
    /// How many observations the broad kernel counts for.
    public var priorWeight = 1.0

    /// Optuna's defaults.
    public init() {}

    func check() throws(TuningError) {
        guard warmUpTrials >= 1, candidates >= 1, goodMost >= 1 else {
            throw .badChoice(name: "tree Parzen", reason: "expected counts of at least 1")
        }
        guard goodShare > 0, goodShare < 1, priorWeight > 0, priorWeight.isFinite else {
            throw .badChoice(
                name: "tree Parzen", reason: "expected a good share between 0 and 1 and a prior weight above 0")
        }
    }
}

/// The rungs of successive halving.
///
/// - Source: Jamieson and Talwalkar, 2016; Li et al., "A system for massively parallel hyperparameter tuning", 2020.
public struct HalvingPlan: Sendable, Equatable, Codable {
    /// How many points start on the lowest rung.
    public var configurations: Int
    /// The budget of the lowest rung.
    public var leastBudget: Int
    /// The budget of the highest rung.
    public var mostBudget: Int
    /// Each rung has so many times the budget of the one below and so many times fewer trials (η).
    public var reduction: Int

    /// Plans rungs.
    public init(configurations: Int, leastBudget: Int, mostBudget: Int, reduction: Int = 3) {
        self.configurations = configurations
        self.leastBudget = leastBudget
        self.mostBudget = mostBudget
        self.reduction = reduction
    }

    /// The budget of each rung, from the lowest; the last is `mostBudget` even where the steps do not reach it evenly.
    public var budgets: [Int] {
        guard leastBudget > 0, reduction > 1 else { return [mostBudget] }
        var budgets: [Int] = []
        var budget = leastBudget
        while budget < mostBudget {
            budgets.append(budget)
            let (next, overflow) = budget.multipliedReportingOverflow(by: reduction)
            budget = overflow ? mostBudget : next
        }
        return budgets + [mostBudget]
    }

    func check() throws(TuningError) {
        guard configurations > 0 else {
            throw .badChoice(name: "configurations", reason: "expected at least 1, was \(configurations)")
        }
        guard leastBudget > 0, leastBudget <= mostBudget else {
            throw .badChoice(
                name: "budget", reason: "expected 1 or more, least before most, was \(leastBudget) to \(mostBudget)")
        }
        guard reduction > 1 else {
            throw .badChoice(name: "reduction", reason: "expected at least 2, was \(reduction)")
        }
    }
}

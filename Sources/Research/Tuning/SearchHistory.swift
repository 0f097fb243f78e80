import Base

/// What a proposal may look at: trials issued before it and results of the first of them.
struct SearchHistory {
    let space: SearchSpace
    let goal: SearchGoal
    let seed: UInt64
    /// The values of a grid search by parameter; empty for other methods.
    let grid: [[Double]]
    /// Every trial before the next, by number.
    let issued: [Trial]
    /// The results of the first trials, by number.
    let results: [TrialRecord]

    /// The number of the next trial.
    var number: Int { issued.count }
    /// Whether every trial before the next has its result.
    var isComplete: Bool { results.count == issued.count }

    /// The randomness of one trial: its own stream, so that nothing else moves it.
    func generator() -> SeededGenerator {
        SeededGenerator(seed: seed &+ UInt64(number) &* 0xBF58_476D_1CE4_E5B9)
    }

    /// A point drawn evenly that was not tried, where points can be counted; `nil` once all were tried.
    func untriedPoint(using generator: inout SeededGenerator) -> [String: Double]? {
        guard space.pointCount.isFinite else { return space.sample(using: &generator) }
        let tried = Set(issued.map(\.parameters))
        guard Double(tried.count) < space.pointCount else { return nil }
        for _ in 0..<64 {
            let point = space.sample(using: &generator)
            if !tried.contains(point) { return point }
        }
        return (0...tried.count).lazy.compactMap { space.point($0) }.first { !tried.contains($0) }
    }

    /// Whether a point was tried before.
    func wasTried(_ point: [String: Double]) -> Bool { issued.contains { $0.parameters == point } }
}

/// What a method says of the next trial.
enum Proposal {
    case run(Trial)
    /// More results decide.
    case undetermined
    case finished
}

extension SearchMethod {
    /// The next trial; depends on the history alone.
    func proposal(_ history: SearchHistory) -> Proposal {
        switch self {
        case .grid:
            guard let point = history.space.gridPoint(history.number, of: history.grid) else { return .finished }
            return .run(Trial(number: history.number, parameters: point))
        case .random(let trials):
            var generator = history.generator()
            guard history.number < trials, let point = history.untriedPoint(using: &generator) else { return .finished }
            return .run(Trial(number: history.number, parameters: point))
        case .treeParzen(let trials, let options):
            guard history.number < trials, let point = TreeParzen(options).point(history) else { return .finished }
            return .run(Trial(number: history.number, parameters: point))
        case .successiveHalving(let plan): return Halving(plan: plan, history: history).waiting()
        case .asynchronousHalving(let plan): return Halving(plan: plan, history: history).asynchronous()
        }
    }
}

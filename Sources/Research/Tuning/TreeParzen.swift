import Base

/// Chooses each parameter where good trials are dense and the others are not.
///
/// - Source: Bergstra, Bardenet, Bengio and Kégl, 2011, section 4; each parameter by itself.
struct TreeParzen {
    let options: TreeParzenOptions

    init(_ options: TreeParzenOptions) { self.options = options }

    /// The next point; `nil` once all points of a countable space were tried.
    func point(_ history: SearchHistory) -> [String: Double]? {
        var generator = history.generator()
        guard let sides = split(history) else { return history.untriedPoint(using: &generator) }
        let isCountable = history.space.pointCount.isFinite
        for _ in 0..<8 {
            var point: [String: Double] = [:]
            for parameter in history.space.parameters {
                point[parameter.name] = value(of: parameter, sides, using: &generator)
            }
            if !isCountable || !history.wasTried(point) { return point }
        }
        return history.untriedPoint(using: &generator)
    }

    private typealias Sides = (good: [Trial], rest: [Trial])

    /// The best trials and all others, failed ones and those still running among them; `nil` while too few are known.
    private func split(_ history: SearchHistory) -> Sides? {
        let known = history.results.filter { record in
            if case .failed = record.status { return false }
            return record.value.isFinite
        }
        guard known.count >= options.warmUpTrials else { return nil }
        let best = min(options.goodMost, Int((options.goodShare * Double(known.count)).rounded(.up)))
        let ranked = known.sorted { rank($0, history.goal) < rank($1, history.goal) }
        let good = Set(ranked.prefix(best).map(\.trial.number))
        return (history.issued.filter { good.contains($0.number) }, history.issued.filter { !good.contains($0.number) })
    }

    /// Done before pruned; of the pruned those that came further; then by loss and number.
    private func rank(_ record: TrialRecord, _ goal: SearchGoal) -> (Int, Double, Int) {
        let cut = record.status == .done ? Int.min : -record.values.count
        return (cut, goal.loss(record.value), record.trial.number)
    }

    private func value(
        of parameter: SearchParameter, _ sides: Sides, using generator: inout SeededGenerator
    ) -> Double {
        let good = density(of: parameter, sides.good)
        let rest = density(of: parameter, sides.rest)
        var best = good.sample(using: &generator)
        var bestScore = good.logDensity(best) - rest.logDensity(best)
        for _ in 1..<options.candidates {
            let candidate = good.sample(using: &generator)
            let score = good.logDensity(candidate) - rest.logDensity(candidate)
            if score > bestScore { (best, bestScore) = (candidate, score) }
        }
        return best
    }

    private func density(of parameter: SearchParameter, _ trials: [Trial]) -> ParzenEstimator {
        ParzenEstimator(
            trials.compactMap { $0.parameters[parameter.name] }, of: parameter, priorWeight: options.priorWeight)
    }
}

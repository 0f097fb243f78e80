/// Chooses between a new point on the lowest rung and more budget for a good one.
struct Halving {
    let plan: HalvingPlan
    let history: SearchHistory

    /// Each rung waits until all below it are known.
    func waiting() -> Proposal {
        if let fresh = freshTrial() { return .run(fresh) }
        let budgets = plan.budgets
        for rung in budgets.indices.dropFirst() {
            let below = history.issued.filter { $0.budget == budgets[rung - 1] }
            let known = results(budget: budgets[rung - 1])
            guard known.count == below.count else { return .undetermined }
            let size = max(1, below.count / plan.reduction)
            let promoted = history.issued.count { $0.budget == budgets[rung] }
            let ranked = ranking(known).prefix(size)
            if promoted < ranked.count { return .run(promotion(ranked[promoted], to: budgets[rung])) }
        }
        return .finished
    }

    /// The highest rung with something to promote comes first, else a new point.
    func asynchronous() -> Proposal {
        let budgets = plan.budgets
        for rung in budgets.indices.dropFirst().reversed() {
            let known = results(budget: budgets[rung - 1])
            let promoted = Set(history.issued.filter { $0.budget == budgets[rung] }.compactMap(\.continues))
            let best = ranking(known).prefix(known.count / plan.reduction)
            if let next = best.first(where: { !promoted.contains($0.trial.number) }) {
                return .run(promotion(next, to: budgets[rung]))
            }
        }
        if let fresh = freshTrial() { return .run(fresh) }
        return history.isComplete ? .finished : .undetermined
    }

    private func freshTrial() -> Trial? {
        let started = history.issued.count { $0.continues == nil }
        var generator = history.generator()
        guard started < plan.configurations, let point = history.untriedPoint(using: &generator) else { return nil }
        return Trial(number: history.number, parameters: point, budget: plan.budgets.first)
    }

    private func promotion(_ record: TrialRecord, to budget: Int) -> Trial {
        Trial(
            number: history.number, parameters: record.trial.parameters, budget: budget,
            continues: record.trial.number)
    }

    private func results(budget: Int) -> [TrialRecord] { history.results.filter { $0.trial.budget == budget } }

    /// Those with a score, the best first.
    private func ranking(_ records: [TrialRecord]) -> [TrialRecord] {
        records.filter(\.isScored).sorted {
            (history.goal.loss($0.value), $0.trial.number) < (history.goal.loss($1.value), $1.trial.number)
        }
    }
}

/// Whether a model may be promoted, and why, in words.
public struct GateDecision: Sendable, Codable, Equatable {
    /// Whether it may.
    public let passed: Bool
    /// Why, in words a user reads.
    public let reason: String
    /// The Clark–West p after Holm's adjustment; `nil` for naive models.
    public let holmP: Double?

    /// Makes a decision.
    public init(passed: Bool, reason: String, holmP: Double?) {
        self.passed = passed
        self.reason = reason
        self.holmP = holmP
    }
}

/// Lets a model become champion only when its skill against persistence holds out of sample.
///
/// Three conditions. Clark and West's one-sided p, adjusted by Holm for all skilled models tried on the same data, is
/// below alpha. The squared error of returns is below persistence's (return R² above 0). And it is below that of every
/// naive model of the same horizon: on a market that rose, and among companies chosen because they survived, a model
/// that has learnt nothing but the mean return can pass the first two.
///
/// Persistence is nested in the models, so that their estimation noise makes Diebold and Mariano's test miss real
/// skill; it is shown, it does not decide. Naive models are not tried.
public struct Gate: Sendable, Equatable {
    /// The chance of letting a model without skill through, over all models tried together.
    public let alpha: Double

    /// Makes a gate.
    public init(alpha: Double = 0.05) {
        precondition((0..<1).contains(alpha), "expected a probability, was \(alpha)")
        self.alpha = alpha
    }

    /// Judges models that were tried on the same data.
    ///
    /// - Parameter candidates: Every model that was tried; those left out are not adjusted for.
    /// - Returns: One decision per candidate, in the same order.
    public func decide(_ candidates: [(isNaive: Bool, scorecard: Scorecard)]) -> [GateDecision] {
        let tried = candidates.filter { !$0.isNaive }
        // A model whose test is not defined (its forecast is 0) was still tried.
        let adjusted = HolmAdjustment.adjusted(tried.map { $0.scorecard.clarkWest?.pValue ?? 1 })
        var next = adjusted.makeIterator()
        return candidates.map { candidate in
            guard !candidate.isNaive, let p = next.next() else {
                return GateDecision(passed: false, reason: "naive yardstick: scored, never promoted", holmP: nil)
            }
            let peers = candidates.filter { $0.isNaive && $0.scorecard.horizonBars == candidate.scorecard.horizonBars }
            let naive = peers.compactMap(\.scorecard.r2Return).max() ?? 0
            return decide(candidate.scorecard.r2Return ?? 0, bestNaive: naive, holmP: p, tried: tried.count)
        }
    }

    /// The best of the models that passed, by return R²; `nil` where none did, so that persistence stays.
    public func champion(_ candidates: [(isNaive: Bool, scorecard: Scorecard)]) -> Int? {
        let decisions = decide(candidates)
        let passed = decisions.indices.filter { decisions[$0].passed }
        return passed.max { (candidates[$0].scorecard.r2Return ?? 0) < (candidates[$1].scorecard.r2Return ?? 0) }
    }

    private func decide(_ skill: Double, bestNaive: Double, holmP: Double, tried: Int) -> GateDecision {
        let numbers =
            "return R² \(percent(skill)) against persistence, Clark–West p \(threeDigits(holmP)) "
            + "after Holm for \(tried) \(tried == 1 ? "model" : "models")"
        if holmP < alpha, skill > max(0, bestNaive) {
            return GateDecision(passed: true, reason: "skill found: \(numbers)", holmP: holmP)
        }
        let cause =
            switch (skill > 0, holmP < alpha) {
            case (true, true): "a naive model saves as much or more, \(percent(bestNaive))"
            case (true, false): "its gain may be chance"
            case (false, true): "it points the right way but its errors are larger than persistence's"
            case (false, false): "it does not beat tomorrow-equals-today"
            }
        return GateDecision(passed: false, reason: "no skill found: \(cause) (\(numbers))", holmP: holmP)
    }
}

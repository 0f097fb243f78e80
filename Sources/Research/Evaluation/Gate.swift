import Scoring

extension Scorecard {
    /// The p that the gate adjusts: the larger of Clark and West's against persistence and against drift.
    ///
    /// 1 where a test is missing or not defined (the forecast is 0, or is the drift): the model was still tried.
    public var gateP: Double { max(clarkWest?.pValue ?? 1, clarkWestDrift?.pValue ?? 1) }

    /// Whether the test against drift is the one that decides.
    fileprivate var driftDecides: Bool { (clarkWestDrift?.pValue ?? 1) > (clarkWest?.pValue ?? 1) }
}

/// Lets a model become champion only when its skill against persistence and drift holds out of sample.
///
/// Three conditions. Clark and West's one-sided p, the larger of that against persistence and that against drift,
/// adjusted by Holm for all skilled models tried, is below alpha. The squared error of returns is below persistence's
/// (return R² above 0). And it is below that of every naive model of the same horizon. The tests against drift are
/// there because on a market that rose, and among companies chosen because they survived, a model that has learnt
/// nothing but the mean return beats persistence; the mere comparison of errors lets drift and some noise through.
///
/// The benchmarks are nested in the models, so that their estimation noise makes Diebold and Mariano's test miss real
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
    /// - Parameters:
    ///   - candidates: Every model that is tried now, with the naive ones of its horizon.
    ///   - earlier: The p-values (``Scorecard/gateP``) of models tried before; they are adjusted for as well.
    /// - Returns: One decision per candidate, in the same order.
    public func decide(
        _ candidates: [(isNaive: Bool, scorecard: Scorecard)], earlier: [Double] = []
    ) -> [GateDecision] {
        let tried = candidates.filter { !$0.isNaive }.map(\.scorecard.gateP) + earlier
        var next = HolmAdjustment.adjusted(tried).makeIterator()
        return candidates.map { candidate in
            guard !candidate.isNaive, let p = next.next() else {
                return GateDecision(passed: false, reason: "naive yardstick: scored, never promoted", holmP: nil)
            }
            let peers = candidates.filter { $0.isNaive && $0.scorecard.horizonBars == candidate.scorecard.horizonBars }
            let naive = peers.compactMap(\.scorecard.r2Return).max() ?? 0
            return decide(candidate.scorecard, bestNaive: naive, holmP: p, tried: tried.count)
        }
    }

    /// The best of the models that passed, by return R²; `nil` where none did, so that persistence stays.
    ///
    /// - Parameters:
    ///   - candidates: The models, the naive ones among them.
    ///   - alarmed: Which of them are too good to be true; those cannot be it.
    /// - Returns: Its place among the candidates.
    public func champion(_ candidates: [(isNaive: Bool, scorecard: Scorecard)], alarmed: [Bool] = []) -> Int? {
        let decisions = decide(candidates)
        let passed = decisions.indices.filter { decisions[$0].passed && !(alarmed.indices.contains($0) && alarmed[$0]) }
        return passed.max { (candidates[$0].scorecard.r2Return ?? 0) < (candidates[$1].scorecard.r2Return ?? 0) }
    }

    private func decide(_ card: Scorecard, bestNaive: Double, holmP: Double, tried: Int) -> GateDecision {
        let skill = card.r2Return ?? 0
        let numbers = Gate.numbers(card, holmP: holmP, tried: tried)
        if holmP < alpha, skill > max(0, bestNaive) {
            return GateDecision(passed: true, reason: "skill found: \(numbers)", holmP: holmP)
        }
        let cause =
            switch (skill > 0, holmP < alpha) {
            case (true, true): "a naive model saves as much or more, \(percent(bestNaive))"
            case (true, false) where card.driftDecides: "what it adds to the average drift may be chance"
            case (true, false): "its gain may be chance"
            case (false, true): "it points the right way but its errors are larger than persistence's"
            case (false, false): "it does not beat tomorrow-equals-today"
            }
        return GateDecision(passed: false, reason: "no skill found: \(cause) (\(numbers))", holmP: holmP)
    }

    /// A decision of before once more models have been tried: a pass may be taken back, a refusal stays.
    ///
    /// - Parameters:
    ///   - card: The scores of then.
    ///   - decision: What was decided.
    ///   - holmP: The p adjusted for all that was tried up to now.
    ///   - tried: How many models that is.
    /// - Returns: The decision that holds now.
    public func revised(_ card: Scorecard, _ decision: GateDecision, holmP: Double, tried: Int) -> GateDecision {
        guard decision.passed, holmP >= alpha else {
            return GateDecision(passed: decision.passed, reason: decision.reason, holmP: holmP)
        }
        return GateDecision(
            passed: false,
            reason: "no skill found: it passed when fewer models had been tried, among all of them its gain may be "
                + "chance (\(Gate.numbers(card, holmP: holmP, tried: tried)))", holmP: holmP)
    }

    private static func numbers(_ card: Scorecard, holmP: Double, tried: Int) -> String {
        "return R² \(percent(card.r2Return ?? 0)) against persistence, Clark–West p \(threeDigits(holmP)) "
            + (card.driftDecides ? "against drift " : "") + "after Holm for \(tried) \(tried == 1 ? "model" : "models")"
    }
}

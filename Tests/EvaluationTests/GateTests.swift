import Evaluation
import FoundationEssentials
import Scoring
import Testing

struct GateTests {
    private typealias Candidate = (isNaive: Bool, scorecard: Scorecard)

    private func tried(r2: Double, p: Double) throws -> Candidate { (false, try card(r2: r2, p: p)) }

    private func naive(r2: Double, p: Double) throws -> Candidate { (true, try card(r2: r2, p: p)) }

    /// Scores whose p against drift is that against persistence unless told otherwise.
    private func card(r2: Double, p: Double, drift: Double? = nil, horizonBars: Int = 1) throws -> Scorecard {
        let json = """
            {"n": 500, "times": 500, "folds": 8, "horizonBars": \(horizonBars), "mae": 0.01, "rmse": 0.01, "pinball": 0.003,
            "coverage80": 0.8, "verdict": "", "r2Return": \(r2), "clarkWest": {"statistic": 0, "pValue": \(p)},
            "clarkWestDrift": {"statistic": 0, "pValue": \(drift ?? p)}}
            """
        return try JSONDecoder().decode(Scorecard.self, from: Data(json.utf8))
    }

    @Test("a model needs both a small p after Holm and a positive R²; the better of two that pass leads")
    func decides() throws {
        let candidates = try [
            naive(r2: 0.001, p: 0.0001), tried(r2: 0.01, p: 0.001), tried(r2: -0.01, p: 0.002),
            tried(r2: 0.03, p: 0.02), tried(r2: 0.02, p: 0.004),
        ]
        let decisions = Gate().decide(candidates)
        #expect(decisions.map(\.passed) == [false, true, false, true, true])
        #expect(decisions.map(\.holmP) == [nil, 0.004, 0.006, 0.02, 0.008])
        #expect(Gate().champion(candidates) == 3)
    }

    @Test("one model's p of 0.03 passes alone, and not among four that were tried")
    func countsTheTried() throws {
        let alone = try Gate().decide([tried(r2: 0.01, p: 0.03)])
        let among = try Gate().decide([tried(r2: 0.01, p: 0.03)] + (0..<3).map { _ in try tried(r2: 0, p: 1) })
        #expect(alone[0].passed && !among[0].passed)
        #expect(try Gate().champion([naive(r2: 0.9, p: 0)]) == nil)
    }

    @Test("what drift finds as well is no skill; drift at another horizon does not matter")
    func beatsEveryNaiveModel() throws {
        let model = try tried(r2: 0.002, p: 0.001)
        let drift = try naive(r2: 0.003, p: 0.004)
        let elsewhere = (isNaive: true, scorecard: try card(r2: 0.003, p: 0.004, horizonBars: 5))
        let decisions = Gate().decide([model, drift])
        #expect(!decisions[0].passed && decisions[0].reason.contains("a naive model saves as much or more, +0.30 %"))
        #expect(Gate().decide([model, elsewhere])[0].passed)
    }

    @Test("the larger of the p against persistence and against drift decides, and the reason says which it was")
    func testsDrift() throws {
        let cards = try [card(r2: 0.01, p: 0.001, drift: 0.2), card(r2: 0.01, p: 0.001, drift: 0.004)]
        let decisions = Gate().decide(cards.map { (false, $0) })
        #expect(decisions.map(\.passed) == [false, true])
        #expect(decisions.map(\.holmP) == [0.2, 0.008])
        #expect(
            decisions[0].reason
                == "no skill found: what it adds to the average drift may be chance (return R² +1.00 % against "
                + "persistence, Clark–West p = 0.200 against drift after Holm for 2 models)")
    }

    @Test("models tried before are adjusted for; a pass is taken back when too many have been tried since")
    func countsTheEarlier() throws {
        let card = try card(r2: 0.01, p: 0.03)
        let alone = Gate().decide([(false, card)])[0]
        let later = Gate().decide([(false, card)], earlier: [0.5, 1])[0]
        #expect(alone.passed && !later.passed && later.holmP == 0.09)
        let revised = Gate().revised(card, alone, holmP: 0.09, tried: 3)
        #expect(!revised.passed && revised.holmP == 0.09 && revised.reason.contains("after Holm for 3 models"))
        #expect(Gate().revised(card, alone, holmP: 0.04, tried: 2).passed)
        #expect(!Gate().revised(card, later, holmP: 0.04, tried: 2).passed)
    }

    @Test("reasons are in words")
    func reasons() throws {
        let decisions = try Gate().decide([
            tried(r2: -0.004, p: 0.31), tried(r2: 0.0031, p: 0.0001), tried(r2: 0.001, p: 0.04),
            naive(r2: 0, p: 1),
        ])
        #expect(
            decisions.map(\.reason) == [
                "no skill found: it does not beat tomorrow-equals-today (return R² −0.40 % against persistence, "
                    + "Clark–West p = 0.310 after Holm for 3 models)",
                "skill found: return R² +0.31 % against persistence, Clark–West p < 0.001 after Holm for 3 models",
                "no skill found: its gain may be chance (return R² +0.10 % against persistence, "
                    + "Clark–West p = 0.080 after Holm for 3 models)",
                "naive yardstick: scored, never promoted",
            ])
    }
}

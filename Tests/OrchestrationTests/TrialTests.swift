import Base
import Evaluation
import Forecasting
import FoundationEssentials
import ModelRegistry
import Orchestration
import Scoring
import TestKit
import Testing

/// What was tried before counts, however the trying is cut into calls; and champions stay until something better comes.
struct TrialTests {
    private static let walk = SimulatedBars.series("AAA", count: 500, seed: 1)
    private static let signal = SimulatedBars.series("AAA", count: 1500, seed: 3, autocorrelation: 0.18)

    private func plan(
        _ kinds: [ModelKind], horizons: [Int] = [1], seed: UInt64 = 42, holdOut: Int = 0
    ) throws -> TrainingPlan {
        try TrainingFixture.plan {
            $0.kinds = kinds
            $0.horizons = horizons
            $0.seed = seed
            $0.holdOutBars = holdOut
        }
    }

    private func name(_ text: String) throws -> ModelName { try #require(ModelName(text)) }

    @Test("naive models are judged whatever is asked for")
    func naiveAlways() throws {
        let fixture = try TrainingFixture([Self.walk])
        _ = try fixture.train(plan([.ridge]))
        let labels = try fixture.registry.versions(of: name("AAA.h1")).map(\.label)
        #expect(labels == ["persistence", "drift", "historical-mean", "seasonal-naive", "ridge"])
    }

    @Test("models tried one call after the other get the p that they get in one call")
    func splitting() throws {
        let together = try TrainingFixture([Self.walk])
        _ = try together.train(plan([.ridge, .randomForest, .lightgbm], horizons: [1, 5]))
        let apart = try TrainingFixture([Self.walk])
        for horizon in [1, 5] {
            for kind in [ModelKind.lightgbm, .ridge, .randomForest] {
                _ = try apart.train(plan([kind], horizons: [horizon]))
            }
        }
        let expected = try together.versions().mapValues(\.scores.holmP)
        #expect(expected.values.count { $0 != nil } == 6)
        #expect(try apart.versions().mapValues(\.scores.holmP) == expected)
    }

    @Test("another seed is one more trial; other data for the same model is none")
    func whatCounts() throws {
        let fixture = try TrainingFixture([Self.walk])
        func tried() throws -> String {
            let version = try #require(try fixture.registry.versions(of: name("AAA.h1")).last { $0.label == "ridge" })
            return String(version.reason.split(separator: "after Holm for ").last ?? "")
        }
        _ = try fixture.train(plan([.ridge]))
        #expect(try tried() == "1 model)")
        _ = try fixture.train(plan([.ridge], holdOut: 20))
        #expect(try tried() == "1 model)")
        _ = try fixture.train(plan([.ridge], seed: 7))
        #expect(try tried() == "2 models)")
        _ = try fixture.train(plan([.ridge], horizons: [1, 5], seed: 8))
        #expect(try tried() == "4 models)")
    }

    @Test("a champion that passed stays when only others were tried that are no better, and the reason says so")
    func stays() throws {
        let fixture = try TrainingFixture([Self.signal])
        let first = try #require(try fixture.train(plan([.lightgbm])).outcomes.first)
        #expect(first.champion.label == "lightgbm")
        let second = try #require(try fixture.train(plan([.ridge])).outcomes.first)
        let ridge = try #require(try fixture.versions()["AAA.h1 ridge"])
        #expect(ridge.passed && (ridge.scores.r2Return ?? 0) < (first.champion.scores.r2Return ?? 0))
        #expect(second.champion.version == first.champion.version)
        #expect(second.reason.hasPrefix("lightgbm passed its gate before and stays champion"))
        #expect(try fixture.train(plan([.ridge])).trained == 0, "a champion that stays is no reason to train again")
    }

    @Test("one that passed and has the higher R² takes the place of a champion")
    func better() throws {
        let fixture = try TrainingFixture([Self.signal])
        _ = try fixture.train(plan([.ridge]))
        let outcome = try #require(try fixture.train(plan([.lightgbm])).outcomes.first)
        #expect(outcome.champion.label == "lightgbm" && outcome.reason.hasPrefix("skill found"))
    }

    @Test("models of all symbols are judged on all of them over all horizons at once, with those tried before")
    func pooled() throws {
        let walks = (1...12).map { SimulatedBars.series("S\($0)", count: 400, seed: UInt64($0)) }
        let fixture = try TrainingFixture(walks)
        for (seed, tried) in [(UInt64(1), 2), (2, 4)] {
            let report = try fixture.train(
                TrainingFixture.plan {
                    $0.kinds = []
                    $0.scope = .perSymbol(global: true)
                    $0.alpha = 0.7  // So that some symbol alone passes.
                    $0.seed = seed
                })
            let refused = report.outcomes.map(\.reason).filter { $0.contains("all symbols together do not") }
            #expect(!refused.isEmpty)
            #expect(refused.allSatisfy { $0.hasSuffix("after Holm for \(tried) models))") })
        }
    }

    /// A version of a walk's ridge that had passed, with a p of 0.03, and is champion.
    private func luckyChampion(_ fixture: TrainingFixture) throws -> ModelVersion {
        _ = try fixture.train(plan([.ridge]))
        let ridge = try #require(try fixture.versions()["AAA.h1 ridge"])
        let json = """
            {"n": 500, "times": 500, "folds": 2, "horizonBars": 1, "mae": 0.01, "rmse": 0.01, "pinball": 0.003,
            "coverage80": 0.8, "verdict": "", "r2Return": 0.01, "clarkWest": {"statistic": 2, "pValue": 0.03},
            "clarkWestDrift": {"statistic": 2, "pValue": 0.02}}
            """
        _ = try fixture.registry.register(
            fixture.registry.run(ridge.runID), as: name("AAA.h1"), label: "ridge",
            scores: JSONDecoder().decode(Scorecard.self, from: Data(json.utf8)),
            decision: GateDecision(passed: true, reason: "skill found", holmP: 0.03), at: TrainingFixture.now)
        return try fixture.registry.promote(
            ridge.version, of: name("AAA.h1"), reason: "passed", at: TrainingFixture.now)
    }

    @Test(
        "a champion that would not have passed among all that was tried since is refused after all", arguments: [1, 5])
    func refusedAfterAll(horizon: Int) throws {
        let fixture = try TrainingFixture([Self.walk])
        let champion = try luckyChampion(fixture)
        let report = try fixture.train(plan([.lightgbm], horizons: [horizon]))
        #expect(report.outcomes.allSatisfy { $0.champion.label == "persistence" })
        #expect(report.outcomes.map(\.model.description).contains("AAA.h1"))
        let refused = try fixture.registry.version(champion.version, of: name("AAA.h1"))
        #expect(!refused.passed && (refused.scores.holmP ?? 0) > 0.05)
        #expect(refused.reason.contains("it passed when fewer models had been tried"))
    }

    @Test("a training on other data in between is noticed: champions are chosen anew, and of this data")
    func otherData() throws {
        let fixture = try TrainingFixture([Self.signal])
        let holding = try plan([.ridge], holdOut: 60)
        func holds() throws -> Bool {
            let job = TrainingJob(
                store: fixture.stores.bars, registry: fixture.registry, plan: holding, clock: { TrainingFixture.now })
            return try job.isUpToDate()
        }
        let first = try #require(try fixture.train(holding).outcomes.first)
        #expect(try holds())
        _ = try fixture.train(plan([.ridge]))
        #expect(try !holds())
        let again = try fixture.train(holding)
        #expect(again.trained == 1 && again.outcomes.first?.champion.version == first.champion.version)
        #expect(try fixture.registry.run(first.champion.runID).manifest.dataThrough == Self.signal.times[1439])
        #expect(try holds())
    }

    @Test("a champion set by hand stays until one passes")
    func forced() throws {
        let fixture = try TrainingFixture([Self.walk])
        _ = try fixture.train(plan([.ridge]))
        let ridge = try #require(try fixture.versions()["AAA.h1 ridge"])
        #expect(!ridge.passed)
        _ = try fixture.registry.promote(
            ridge.version, of: name("AAA.h1"), force: true, reason: "by hand", at: TrainingFixture.now)
        for plan in try [plan([.ridge], holdOut: 20), plan([.lightgbm])] {
            let outcome = try #require(try fixture.train(plan).outcomes.first)
            #expect(outcome.champion.version == ridge.version)
            #expect(outcome.reason.hasPrefix("ridge was made champion by hand and stays"))
        }
    }

    @Test("a champion set by hand gives way to one that passes")
    func forcedGivesWay() throws {
        let fixture = try TrainingFixture([Self.signal])
        _ = try fixture.train(plan([.lightgbm]))
        let version = try #require(try fixture.versions()["AAA.h1 lightgbm"])
        try fixture.registry.revise(
            version, scores: version.scores, decision: GateDecision(passed: false, reason: "no", holmP: 1))
        _ = try fixture.registry.promote(
            version.version, of: name("AAA.h1"), force: true, reason: "by hand", at: TrainingFixture.now)
        #expect(try fixture.train(plan([.ridge])).outcomes.first?.champion.label == "ridge")
    }
}

import Base
import Evaluation
import Forecasting
import ModelRegistry
import Orchestration
import Scoring
import Synchronization
import TestKit
import Testing

struct TrainingJobTests {
    private static let walks = [
        SimulatedBars.series("AAA", count: 500, seed: 1), SimulatedBars.series("BBB", count: 500, seed: 2),
    ]

    @Test("registers every family for each symbol and horizon, with the model of all symbols beside them; once")
    func everything() throws {
        let fixture = try TrainingFixture(Self.walks)
        let plan = try TrainingFixture.plan {
            $0.kinds = ModelKind.allCases.filter(\.isStandard)
            $0.scope = .perSymbol(global: true)
        }
        let first = try fixture.train(plan)
        #expect(first.trained == 4 && first.skipped.isEmpty)
        let labels = ModelKind.allCases.filter(\.isStandard).map(\.rawValue) + ["lightgbm-global"]
        for name in ["AAA.h1", "AAA.h5", "BBB.h1", "BBB.h5"] {
            let versions = try fixture.registry.versions(of: #require(ModelName(name)))
            #expect(versions.map(\.label) == labels)
            #expect(versions.map(\.version) == Array(1...9))
        }
        let global = try fixture.versions().filter { $0.key.hasSuffix("lightgbm-global") }
        #expect(Set(global.values.map(\.runID)).count == 2, "one run a horizon serves both symbols")
        let before = try fixture.versions()

        var later = plan
        later.codeVersion = "later"
        let second = try fixture.train(later, at: TrainingFixture.now.advanced(bySeconds: 86_400))
        #expect(second.trained == 0)
        #expect(second.outcomes.map(\.reason) == first.outcomes.map(\.reason))
        #expect(try fixture.versions().mapValues(\.createdAt) == before.mapValues(\.createdAt))
    }

    @Test(
        "a training that is stopped keeps the horizons that are finished, and the next goes on",
        arguments: [
            ("AAA, 1 bar ahead", []), ("AAA, 5 bars ahead", ["AAA.h1"]), ("BBB, 1 bar ahead", ["AAA.h1", "AAA.h5"]),
            ("BBB, 5 bars ahead", ["AAA.h1", "AAA.h5", "BBB.h1"]),
        ])
    func stopped(place: String, kept: [String]) throws {
        let fixture = try TrainingFixture(Self.walks)
        let isStopped = Mutex(false)
        let job = try TrainingJob(
            store: fixture.stores.bars, registry: fixture.registry, plan: TrainingFixture.plan { $0.threads = 1 },
            clock: { TrainingFixture.now }, shouldStop: { isStopped.withLock(\.self) })
        let report = try job.run { _, _, text in
            if text.hasPrefix("\(place): ") { isStopped.withLock { $0 = true } }
        }
        #expect(report.wasStopped && report.outcomes.map(\.model.description) == kept)
        #expect(try fixture.registry.models().map(\.description) == kept)
        let rest = try fixture.train(TrainingFixture.plan())
        #expect(!rest.wasStopped && rest.outcomes.count == 4)
        #expect(rest.outcomes.count(where: \.isUpToDate) == kept.count / 2 * 2)
        let undisturbed = try TrainingFixture(Self.walks)
        _ = try undisturbed.train(TrainingFixture.plan())
        #expect(
            try fixture.versions().mapValues(\.artifactHash) == undisturbed.versions().mapValues(\.artifactHash))
        #expect(
            try fixture.versions().mapValues(\.scores.holmP) == undisturbed.versions().mapValues(\.scores.holmP))
    }

    @Test("members and the way intervals are made reach the manifests")
    func specification() throws {
        let fixture = try TrainingFixture([Self.walks[0]])
        _ = try fixture.train(
            TrainingFixture.plan {
                $0.kinds = [.stacking]
                $0.members = [.ridge, .ols]
                $0.intervals = .conformal
                $0.horizons = [1]
            })
        let version = try #require(try fixture.versions()["AAA.h1 stacking"])
        let specification = try fixture.registry.run(version.runID).manifest.specification
        #expect(specification.memberKinds == [.ridge, .ols] && specification.intervals == .conformal)
    }

    @Test("persistence stays champion of a random walk, and the reason is kept")
    func walk() throws {
        let fixture = try TrainingFixture(Self.walks)
        for outcome in try fixture.train(TrainingFixture.plan()).outcomes {
            #expect(outcome.champion.label == "persistence")
            #expect(
                outcome.reason.hasPrefix("no skill found in 1 model at this horizon, so persistence stays champion"))
            let moves = try fixture.registry.moves(of: .champion, model: outcome.model)
            #expect(moves.map(\.reason) == [outcome.reason])
            #expect(try fixture.registry.version(.challenger, of: outcome.model)?.label == "ridge")
        }
    }

    @Test("a model that sees a planted signal becomes champion")
    func signal() throws {
        let fixture = try TrainingFixture([SimulatedBars.series("AAA", count: 1500, seed: 3, autocorrelation: 0.18)])
        let outcome = try #require(try fixture.train(TrainingFixture.plan { $0.horizons = [1] }).outcomes.first)
        #expect(outcome.champion.label == "ridge" && outcome.champion.passed)
        #expect(outcome.reason.hasPrefix("skill found"))
        #expect((outcome.champion.scores.r2Return ?? 0) > 0.01)
    }

    @Test("skill too good to be true is held back, names what carries it, and serves once somebody says why it is real")
    func alarm() throws {
        let fixture = try TrainingFixture([SimulatedBars.series("AAA", count: 800, seed: 3, autocorrelation: 0.5)])
        let plan = try TrainingFixture.plan { $0.horizons = [1] }
        let held = try #require(try fixture.train(plan).outcomes.first)
        #expect(held.champion.label == "persistence" && held.reason.hasPrefix("skill too good to be true in 1 model"))
        let ridge = try #require(try fixture.versions()["AAA.h1 ridge"])
        #expect(ridge.alarm?.carriers.first?.feature == "return_1" && !ridge.passed)
        let name = held.model
        #expect(throws: RegistryError.self) {
            try fixture.registry.promote(
                ridge.version, of: name, force: true, reason: "", at: TrainingFixture.now)
        }
        let known = try fixture.registry.acknowledge(
            ridge.version, of: name, reason: "simulated", at: TrainingFixture.now)
        #expect(known.passed)
        _ = try fixture.registry.promote(ridge.version, of: name, reason: "known", at: TrainingFixture.now)
        // Tried beside another, it is judged anew and keeps what was said of it.
        let again = try fixture.train(
            TrainingFixture.plan {
                $0.horizons = [1]
                $0.kinds = [.ridge, .lightgbm]
            })
        #expect(again.outcomes[0].champion.label == "ridge" && again.outcomes[0].champion.passed)
        #expect(again.outcomes[0].champion.acknowledgement?.reason == "simulated")
    }

    @Test("what is held out has no influence, and neither has anything else that comes later")
    func holdOut() throws {
        let cut = Self.walks[0].times[439]
        let whole = try TrainingFixture(Self.walks)
        let part = try TrainingFixture(Self.walks.map { $0.upTo(cut) })
        let kinds: [ModelKind] = [.persistence, .drift, .ridge, .lightgbm]
        let plan = try TrainingFixture.plan {
            $0.kinds = kinds
            $0.scope = .perSymbol(global: true)
        }
        var holding = plan
        holding.holdOutBars = 60
        _ = try whole.train(holding)
        _ = try part.train(plan)
        let (left, right) = (try whole.versions(), try part.versions())
        #expect(left.count == 28, "four naive models, two others and one of both symbols")
        #expect(left.mapValues(\.artifactHash) == right.mapValues(\.artifactHash))
        #expect(left.mapValues(\.scores) == right.mapValues(\.scores))
        #expect(left.mapValues(\.runID) == right.mapValues(\.runID))
        for version in left.values {
            #expect(try whole.registry.run(version.runID).manifest.dataThrough == cut)
        }
    }

    @Test("all symbols together are one model")
    func global() throws {
        let fixture = try TrainingFixture(Self.walks)
        let report = try fixture.train(TrainingFixture.plan { $0.scope = .global })
        #expect(report.outcomes.map(\.model.description) == ["GLOBAL.h1", "GLOBAL.h5"])
        let version = try #require(try fixture.versions()["GLOBAL.h5 ridge"])
        #expect(try fixture.registry.run(version.runID).manifest.symbols.map(\.name) == ["AAA", "BBB"])
        #expect(try fixture.train(TrainingFixture.plan { $0.scope = .global }).trained == 0)
    }

    @Test("a symbol with too short a history, or none before the hold-out, is left out and named")
    func shortHistory() throws {
        let long = Self.walks[0]
        var late = SimulatedBars.series("LATE", count: 500, seed: 4)
        late = late[460..<500]
        let fixture = try TrainingFixture([long, SimulatedBars.series("SHORT", count: 60, seed: 5), late])
        let report = try fixture.train(TrainingFixture.plan { $0.holdOutBars = 50 })
        #expect(report.outcomes.map(\.model.scope) == ["AAA", "AAA"])
        #expect(report.skipped.map(\.symbol.name) == ["LATE", "SHORT"])
        #expect(report.skipped.allSatisfy { $0.reason.contains("longer history") })
    }

    @Test("with short histories alone there is an error that says so")
    func onlyShort() throws {
        let fixture = try TrainingFixture([SimulatedBars.series("SHORT", count: 60, seed: 5)])
        let error = #expect(throws: TrainingError.self) { try fixture.train(TrainingFixture.plan()) }
        guard case .tooFewBars(let symbol, let bars, _) = error else {
            Issue.record("expected too few bars, was \(String(describing: error))")
            return
        }
        #expect((symbol.name, bars) == ("SHORT", 60))
    }

    @Test("a symbol named as the models of all symbols are is left out")
    func reserved() throws {
        let fixture = try TrainingFixture([Self.walks[0], SimulatedBars.series("GLOBAL", count: 500, seed: 5)])
        let report = try fixture.train(TrainingFixture.plan())
        #expect(report.skipped.map(\.symbol.name) == ["GLOBAL"])
        #expect(try fixture.registry.models().map(\.scope) == ["AAA", "AAA"])
    }

    @Test("a symbol that is not stored, and an empty store, are told of")
    func nothing() throws {
        let fixture = try TrainingFixture([Self.walks[0]])
        let missing = SampleBars.symbol("NOPE")
        #expect(throws: TrainingError.unknownSymbol(missing, .day)) {
            try fixture.train(TrainingFixture.plan { $0.symbols = [missing] })
        }
        #expect(throws: TrainingError.noBars(.hour)) {
            try fixture.train(TrainingFixture.plan { $0.interval = .hour })
        }
    }

    @Test("models whose files are gone are trained again, to the same run")
    func filesGone() throws {
        let fixture = try TrainingFixture([Self.walks[0]])
        _ = try fixture.train(TrainingFixture.plan())
        let before = try fixture.versions()
        try fixture.stores.folder.remove("models/AAA.h5")
        #expect(try fixture.train(TrainingFixture.plan()).trained == 2)
        let after = try fixture.versions()
        #expect(after.mapValues(\.runID) == before.mapValues(\.runID))
        for version in after.values { _ = try fixture.registry.load(version) }
    }

    @Test("progress ends at its total and never goes back")
    func progress() throws {
        let fixture = try TrainingFixture(Self.walks)
        let seen = Mutex<[(Int, Int)]>([])
        let job = TrainingJob(
            store: fixture.stores.bars, registry: fixture.registry, plan: try TrainingFixture.plan { $0.threads = 1 },
            clock: { TrainingFixture.now })
        _ = try job.run { done, total, _ in seen.withLock { $0.append((done, total)) } }
        let steps = seen.withLock(\.self)
        #expect(zip(steps, steps.dropFirst()).allSatisfy { $0.0 <= $1.0 && $0.1 == $1.1 })
        #expect(steps.last.map { $0.0 == $0.1 } == true)
    }
}

import Base
import Forecasting
import MarketData
import ModelRegistry
import Orchestration
import TestKit
import Testing

struct ReproductionTests {
    private static let series = SimulatedBars.series("AAA", count: 400, seed: 1)

    /// A store with runs of two families, and bars held out.
    private func trained() throws -> TrainingFixture {
        let fixture = try TrainingFixture([Self.series])
        _ = try fixture.train(
            TrainingFixture.plan {
                $0.kinds = [.ridge, .lightgbm]
                $0.horizons = [1]
                $0.holdOutBars = 30
            })
        return fixture
    }

    private func reproduction(_ fixture: TrainingFixture, of registry: ModelRegistry? = nil) -> Reproduction {
        Reproduction(store: fixture.stores.bars, registry: registry ?? fixture.registry, threads: 1)
    }

    @Test(
        "a run made again from its manifest has the same files to the bit, and leaves nothing behind",
        arguments: ModelKind.allCases)
    func same(kind: ModelKind) throws {
        let fixture = try TrainingFixture([Self.series])
        _ = try fixture.train(
            TrainingFixture.plan {
                $0.kinds = [kind]
                $0.horizons = [1]
            })
        #expect(try fixture.versions()["AAA.h1 \(kind.rawValue)"] != nil)
        let before = try fixture.stores.folder.names()
        for version in try fixture.versions().values {
            let outcome = try reproduction(fixture).run(version.runID)
            #expect(outcome.isSame && outcome.artifactHash == version.artifactHash)
        }
        #expect(try fixture.stores.folder.names() == before)
    }

    @Test("corrections and bars that came after the run do not disturb it, since reads are as of then")
    func correction() throws {
        let fixture = try trained()
        var bar = Self.series[100]
        bar.close *= 1.01
        bar.adjustedClose *= 1.01
        bar.high *= 1.02
        var corrected = BarSeries(symbol: Self.series.symbol, interval: .day)
        corrected.append(bar)
        let later = TrainingFixture.now.advanced(bySeconds: 60)
        let report = try fixture.stores.bars.append([corrected], source: "correction", at: later)
        #expect(report.correctedRows == 1)
        let more = SimulatedBars.series("AAA", count: 420, seed: 1)
        try fixture.stores.bars.append([more[400..<420]], source: "more", at: later)
        for version in try fixture.versions().values {
            #expect(try reproduction(fixture).run(version.runID).isSame)
        }
        let retrained = try fixture.train(
            TrainingFixture.plan {
                $0.kinds = [.ridge, .lightgbm]
                $0.horizons = [1]
                $0.holdOutBars = 50
            }, at: later.advanced(bySeconds: 60))
        #expect(retrained.trained == 1, "a training after the correction sees it")
    }

    @Test("other bars than the run's are refused")
    func changed() throws {
        let fixture = try trained()
        let other = try TrainingFixture([SimulatedBars.series("AAA", count: 400, seed: 2)])
        let version = try #require(try fixture.versions()["AAA.h1 ridge"])
        let error = #expect(throws: TrainingError.self) {
            try reproduction(other, of: fixture.registry).run(version.runID)
        }
        guard case .dataChanged(let run, let expected, let was) = error else {
            Issue.record("expected changed data, was \(String(describing: error))")
            return
        }
        #expect(run == version.runID && expected != was)
    }
}

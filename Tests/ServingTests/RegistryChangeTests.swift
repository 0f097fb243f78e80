import Base
import Features
import MarketData
import ModelRegistry
import Serving
import TestKit
import Testing

struct RegistryChangeTests {
    private func champion(_ service: MarketForecaster, _ symbol: Symbol) throws -> String? {
        try Answer(service.predict(.init(symbol: symbol)))["model"].text("name")
    }

    @Test("a promotion and a rollback by another process serve within a second, without a restart")
    func promotion() throws {
        let fixture = try ServingFixture()
        let service = try fixture.service()
        let name = ModelName(scope: "BBB", horizonBars: 1)
        #expect(try champion(service, fixture.bbb) == "persistence")
        let elsewhere = try fixture.elsewhere()
        _ = try elsewhere.promote(2, of: name, force: true, reason: "a trial", at: ServingFixture.now)
        #expect(try champion(service, fixture.bbb) == "persistence", "it looks once a second")
        fixture.clock.advance(1)
        #expect(try champion(service, fixture.bbb) == "ridge")
        #expect(try Answer(service.metrics(of: fixture.bbb)).objects("horizons")[0].text("reason") == "a trial")
        let symbols = try Answer(service.symbols()).objects("symbols")
        #expect(symbols[1].objects("champions")[0].text("model") == "ridge")
        _ = try elsewhere.rollBack(name)
        fixture.clock.advance(1)
        #expect(try champion(service, fixture.bbb) == "persistence")
    }

    @Test("a model promoted by force is not said to have shown skill")
    func forced() throws {
        let fixture = try ServingFixture()
        _ = try fixture.registry.promote(
            2, of: ModelName(scope: "BBB", horizonBars: 1), force: true, reason: "a trial", at: ServingFixture.now)
        let answer = try Answer(fixture.service().predict(.init(symbol: fixture.bbb)))
        #expect(answer["model"].text("name") == "ridge")
        #expect(answer["skill"].text("verdict") == "no skill found")
    }

    @Test("a step of the feed notices a promotion too")
    func feed() throws {
        let fixture = try ServingFixture()
        let service = try fixture.service()
        _ = try fixture.elsewhere().promote(
            1, of: ModelName(scope: "AAA", horizonBars: 1), reason: "back", at: ServingFixture.now)
        fixture.clock.advance(2)
        var schedule = fixture.schedule()
        service.play(&schedule)
        #expect(try champion(service, fixture.aaa) == "persistence")
    }

    @Test("a clock that is set back does not blind it")
    func clockSetBack() throws {
        let fixture = try ServingFixture()
        let service = try fixture.service()
        _ = try fixture.elsewhere().promote(
            1, of: ModelName(scope: "AAA", horizonBars: 1), reason: "back", at: ServingFixture.now)
        fixture.clock.advance(-3600)
        #expect(try champion(service, fixture.aaa) == "persistence")
    }

    @Test("a server that was started before the training is ready after it")
    func trainedLater() throws {
        let fixture = try ServingFixture(horizons: [])
        let service = try fixture.service()
        #expect(!service.readiness().isReady)
        for one in fixture.atCut { try fixture.train(one, [1]) }
        fixture.clock.advance(1)
        #expect(service.readiness().isReady)
        #expect(try champion(service, fixture.aaa) == "ridge")
    }

    @Test("models that were trained on other features are not asked")
    func otherFeatures() throws {
        let fixture = try ServingFixture(horizons: [1])
        let text = SimulatedBars.featureSetText.replacing("log_return(close, 5)", with: "log_return(close, 6)")
        let other = try FeatureSet.parse(yaml: text, source: "test")
        let service = try MarketForecaster(
            history: fixture.atCut, featureSet: other, registry: fixture.registry, quality: QualityReport([]),
            feed: .off(clock: nil))
        let error = #expect(throws: ServingError.self) { try service.predict(.init(symbol: fixture.aaa)) }
        guard case .notReady(let reason) = error else {
            Issue.record("expected not ready, was \(String(describing: error))")
            return
        }
        #expect(reason.contains("trained on other features"))
        #expect(throws: ServingError.self) { try service.loadChampions() }
    }

    @Test("a damaged model file is a failure that says so, and no forecast")
    func damaged() throws {
        let fixture = try ServingFixture(horizons: [1])
        let version = try #require(try fixture.registry.version(.champion, of: ModelName(scope: "AAA", horizonBars: 1)))
        let path = "\(fixture.stores.models)/\(version.artifact)/model.json"
        try FileSurgery.damage(path, at: 50, as: path)
        let error = #expect(throws: ServingError.self) {
            try fixture.service().predict(.init(symbol: fixture.aaa))
        }
        guard case .failed(let reason) = error else {
            Issue.record("expected a failure, was \(String(describing: error))")
            return
        }
        #expect(reason.contains("are not those registered"))
    }
}

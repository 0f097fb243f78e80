import Base
import Evaluation
import Features
import Forecasting
import Foundation
import Serving
import TestKit
import Testing

/// What a forecast is said to be made of is what it is made of.
struct ExplanationTests {
    private static let fixture = Result {
        try ServingFixture(kinds: [.persistence, .drift, .seasonalNaive, .ridge, .lightgbm, .ensemble])
    }

    private func explain(
        _ symbol: Symbol, model: String? = nil, _ method: ExplanationMethod = .automatic, days: Int = 5,
        asOf: Instant? = nil
    ) throws -> ForecastExplanation {
        try Self.fixture.get().service().explanation(
            of: ForecastRequest(symbol: symbol, horizonBars: days, asOf: asOf), model: model, method: method)
    }

    @Test(
        "parts sum to what the model forecasts, by whatever way",
        arguments: ["ridge", "lightgbm", "ensemble"], [ExplanationMethod.automatic, .shap])
    func sums(model: String, method: ExplanationMethod) throws {
        let fixture = try Self.fixture.get()
        for symbol in [fixture.aaa, fixture.bbb] {
            let explanation = try explain(symbol, model: model, method)
            let size = explanation.contributions.reduce(abs(explanation.base)) { $0 + abs($1.contribution) }
            let tolerance = explanation.means == .exact ? 1e-6 : 1e-9
            #expect(abs(explanation.sum - explanation.prediction) <= tolerance * max(size, abs(explanation.prediction)))
            let parts = explanation.contributions.reduce(explanation.base) { $0 + $1.contribution }
            #expect(abs(parts - explanation.sum) <= 1e-12 * size)
            #expect(
                abs(
                    explanation.other(than: 2)
                        + explanation.contributions.prefix(2).reduce(explanation.base) {
                            $0 + $1.contribution
                        } - explanation.sum) <= 1e-12 * size)
            #expect(explanation.contributions.count == fixture.featureSet.featureNames.count)
            #expect(method == .automatic || explanation.means == .kernelShap)
        }
    }

    @Test("the exact parts are those that Kernel SHAP finds of a line, but for the background's place")
    func exactAgrees() throws {
        let fixture = try Self.fixture.get()
        let exact = try explain(fixture.aaa, model: "ridge")
        let sampled = try explain(fixture.aaa, model: "ridge", .shap)
        #expect(exact.contributions[0].feature == sampled.contributions[0].feature)
        #expect(abs(exact.prediction - sampled.prediction) < 1e-15)
    }

    @Test("what is explained is the forecast that is served")
    func served() throws {
        let fixture = try Self.fixture.get()
        let service = try fixture.service()
        let request = ForecastRequest(symbol: fixture.aaa, horizonBars: 1, explains: true)
        let answer = try Answer(service.predict(request))
        let parts = answer["explanation"]
        let median = try #require(answer["forecast"]["return"].number("median"))
        #expect(abs((parts.number("sum") ?? .nan) - median) < 1e-6)
        #expect(parts.text("model") == answer["model"].text("name") && parts.number("horizon_bars") == 1)
        #expect(answer["model"].text("name") != "persistence")
        let named = parts.objects("contributions").compactMap { $0.number("contribution") }
        #expect(named.count == min(20, fixture.featureSet.featureNames.count))
        let whole = named.reduce((parts.number("base") ?? .nan) + (parts.number("other") ?? .nan), +)
        #expect(abs(whole - (parts.number("sum") ?? .nan)) < 1e-9)
        #expect(zip(named, named.dropFirst()).allSatisfy { abs($0) >= abs($1) })
        let plain = try service.predict(ForecastRequest(symbol: fixture.aaa, horizonBars: 1))
        #expect(try Answer(plain).members["explanation"] == nil)
        let rest = try Answer(service.predict(request)).members.filter { $0.key != "explanation" }
        #expect(try Set(rest.keys) == Set(Answer(plain).members.keys))
    }

    @Test("the same request gives the same parts, and LIME comes near them")
    func steady() throws {
        let fixture = try Self.fixture.get()
        let (one, two) = (
            try explain(fixture.aaa, model: "lightgbm", .shap), try explain(fixture.aaa, model: "lightgbm", .shap)
        )
        #expect(one.contributions.map(\.contribution) == two.contributions.map(\.contribution))
        let line = try explain(fixture.aaa, model: "ridge", .lime)
        #expect(line.means == .lime && line.note?.hasPrefix("a line near the row explains") == true)
        #expect(abs(line.sum - line.prediction) < 0.2 * abs(line.prediction - line.base))
        #expect(try line.contributions[0].feature == explain(fixture.aaa, model: "ridge").contributions[0].feature)
    }

    @Test("models without features say what they rest on", arguments: ["persistence", "drift", "seasonal-naive"])
    func naive(model: String) throws {
        let explanation = try explain(try Self.fixture.get().aaa, model: model)
        #expect(explanation.means == .none && explanation.contributions.isEmpty)
        #expect(explanation.note?.hasPrefix("\(model) rests on") == true)
        #expect(explanation.base == explanation.prediction && explanation.sum == explanation.prediction)
    }

    @Test("usual ranges are of the time the model has learnt from, and a past time is explained as it was")
    func usual() throws {
        let fixture = try Self.fixture.get()
        let past = fixture.series[0].times[300]
        let explanation = try explain(fixture.aaa, model: "ridge", asOf: past)
        #expect(explanation.asOf == past && explanation.isInSample)
        #expect(try !explain(fixture.aaa, model: "ridge").isInSample)
        let panel = try Panel.build(
            series: [fixture.series[0].upTo(fixture.cut)], featureSet: fixture.featureSet, horizons: [1])
        for one in explanation.contributions {
            let column = try #require(panel.featureNames.firstIndex(of: one.feature))
            let row = try #require(panel.times.firstIndex(of: past))
            #expect(one.value == panel.featureRow(row)[panel.featureRow(row).startIndex + column])
            let values = (0..<panel.count).map { panel.features[$0 * panel.featureNames.count + column] }
            let usual = try #require(one.usual)
            let below = values.count { $0 < one.value }
            let share = Double(below) / Double(values.count)
            #expect(abs(usual.share - share) < 0.2 && usual.low <= usual.high)
            #expect(abs(Double(values.count { $0 < usual.low }) / Double(values.count) - 0.05) < 0.06)
        }
    }

    @Test("a family that is not in the lineup is refused with those that are")
    func unknown() throws {
        let fixture = try Self.fixture.get()
        #expect {
            try explain(fixture.aaa, model: "arima")
        } throws: { error in
            guard case .invalid("model", let message) = error as? ServingError else { return false }
            return message.contains("persistence") && message.contains("ridge")
        }
    }

    @Test("out of sample the feature that carries the signal is worth what the model gains, and the others nothing")
    func importance() throws {
        let fixture = try Self.fixture.get()
        let series = SimulatedBars.series("AAA", count: 1200, seed: 3, autocorrelation: 0.4)
        let table = try LearningTable(
            Panel.build(series: [series], featureSet: fixture.featureSet, horizons: [1]), horizonIndex: 0)
        let walk = WalkForward(folds: 4, purgeBars: 1)
        let importance = try ExplanationImportance.measure(.standard(.ridge), table, walk: walk, threads: 1)
        #expect(importance.folds == 4 && importance.features.count == fixture.featureSet.featureNames.count)
        #expect(importance.determination > 0.05)
        #expect(importance.features[0].name == "return_1" && importance.features[0].rise > 0.1)
        #expect(importance.features.dropFirst().allSatisfy { abs($0.rise) < 0.03 })
        let again = try ExplanationImportance.measure(.standard(.ridge), table, walk: walk, threads: 3)
        #expect(again.features.map(\.rise) == importance.features.map(\.rise))
    }
}

import Base
import Evaluation
import Forecasting
import Foundation
import ModelRegistry
import Serving
import TestKit
import Testing

/// The bar-by-bar medians of each family.
struct PathTests {
    private static let kinds: [ModelKind] = [.persistence, .drift, .seasonalNaive, .ridge]

    private func paths(_ fixture: ServingFixture, _ symbol: Symbol, bars: Int) throws -> Answer {
        try Answer(fixture.service().predict(ForecastRequest(symbol: symbol, horizonBars: bars)))["predictions"]
    }

    /// The largest distance from a straight line that begins at the last close.
    private func bend(_ prices: [Double], from close: Double) -> Double {
        let path = prices.map { log($0 / close) }
        let slope = (path.last ?? 0) / Double(path.count)
        return path.enumerated().map { abs($1 - slope * Double($0 + 1)) }.max() ?? 0
    }

    @Test("naive paths are exact at every bar, between the horizons trained for as well")
    func naive() throws {
        let fixture = try ServingFixture(horizons: [1, 7], kinds: Self.kinds)
        let closes = fixture.atCut[0].close
        let answer = try paths(fixture, fixture.aaa, bars: 7)
        // The closes of five bars before each bar, or of ten where those are not known yet.
        let expected = [4, 3, 2, 1, 0, 4, 3].map { closes[closes.count - 1 - $0] }
        #expect(Golden.largestError(answer.numbers("seasonal-naive"), expected, floor: 1) < 1e-5)
        #expect(bend(answer.numbers("drift"), from: closes[closes.count - 1]) < 1e-6)
        #expect(Set(answer.numbers("persistence")).count == 1)
    }

    @Test("a nearer horizon that did not pass its gate does not bend the path of a model with skill")
    func champion() throws {
        let fixture = try ServingFixture(kinds: Self.kinds)
        let close = fixture.atCut[0].close.last ?? 0
        let name = ModelName(scope: "AAA", horizonBars: 1)
        let near = try #require(try fixture.registry.versions(of: name).first { $0.label == "ridge" })
        #expect(near.passed)
        let before = try paths(fixture, fixture.aaa, bars: 5).numbers("ridge")
        #expect(bend(before, from: close) > 1e-4)
        _ = try fixture.registry.register(
            fixture.registry.run(near.runID), as: name, label: near.label, scores: near.scores,
            decision: GateDecision(passed: false, reason: "no skill found", holmP: 0.3), at: ServingFixture.now)
        let after = try paths(fixture, fixture.aaa, bars: 5).numbers("ridge")
        #expect(bend(after, from: close) < 1e-6 && after.last == before.last)
    }
}

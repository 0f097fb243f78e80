import Base
import Foundation
import Serving
import TestKit
import Testing

struct ForecastTests {
    private static let fixture = Result { try ServingFixture() }

    private func predict(
        _ service: MarketForecaster, _ symbol: Symbol, days: Int = 1, asOf: Instant? = nil
    ) throws -> Answer {
        try Answer(service.predict(ForecastRequest(symbol: symbol, horizonBars: days, asOf: asOf)))
    }

    @Test("has every field of the design's example", arguments: [1, 5])
    func fields(days: Int) throws {
        let fixture = try Self.fixture.get()
        let answer = try predict(fixture.service(), fixture.aaa, days: days)
        let expected: Set = [
            "symbol", "as_of", "horizon_bars", "model", "prediction", "confidence", "predictions", "forecast",
            "metrics",
            "skill",
        ]
        #expect(expected.isSubset(of: answer.members.keys))
        #expect(answer.text("symbol") == "AAA" && answer.text("as_of") == fixture.cut.iso8601)
        #expect(answer.number("horizon_bars") == Double(days))
        #expect(Set(answer["model"].members.keys).isSuperset(of: ["name", "version", "alias"]))
        #expect(Set(answer["predictions"].members.keys) == ["persistence", "ridge"])
        #expect(answer["predictions"].numbers("ridge").count == days)
        for name in ["persistence", "ridge"] {
            let scores: Set = ["r2_price", "r2_price_naive", "r2_return", "directional_accuracy", "mase"]
            #expect(Set(answer["metrics"][name].members.keys) == scores)
        }
        let skill: Set = ["verdict", "against", "clark_west_p", "diebold_mariano_p", "folds"]
        #expect(skill.isSubset(of: answer["skill"].members.keys))
        #expect(answer["skill"].text("against") == "persistence")
    }

    @Test("says of a model with skill that it has some, and of one without that it has none")
    func verdicts() throws {
        let fixture = try Self.fixture.get()
        let service = try fixture.service()
        let (signal, walk) = (try predict(service, fixture.aaa), try predict(service, fixture.bbb))
        #expect(signal["model"].text("name") == "ridge" && signal["skill"].text("verdict") == "skill found")
        #expect(walk["model"].text("name") == "persistence" && walk["skill"].text("verdict") == "no skill found")
        #expect(walk["skill"].text("judged_model") == "ridge")
        #expect(signal["skill"].text("alarm")?.contains("carried by return_1") == true)
        #expect(walk["skill"].members["alarm"] is NSNull)
        #expect(walk["forecast"].number("p_up") == 0.5 && walk.number("confidence") == 0.5)
    }

    @Test(
        "quantiles ascend, prices are those of the returns, and P(up) agrees with the side taken", arguments: [1, 3, 5])
    func consistent(days: Int) throws {
        let fixture = try Self.fixture.get()
        let service = try fixture.service()
        for symbol in [fixture.aaa, fixture.bbb] {
            let answer = try predict(service, symbol, days: days)
            let returns = answer["forecast"]["return"].quantiles
            let prices = answer["forecast"]["price"].quantiles
            let close = try #require(answer.number("last_close"))
            #expect(returns.count == 19 && zip(returns, returns.dropFirst()).allSatisfy { $0.value < $1.value })
            #expect(Golden.largestError(prices.map(\.value), returns.map { close * exp($0.value) }, floor: 1) < 1e-5)
            let up = try #require(answer["forecast"].number("p_up"))
            #expect(answer.flag("prediction") == (up > 0.5))
            #expect(abs((answer.number("confidence") ?? 0) - max(up, 1 - up)) < 1e-9)
            // The share of the quantiles below 0 is P(down), to their distance of 0.05.
            let below = Double(returns.count { $0.value < 0 }) / 20
            #expect(abs(1 - up - below) < 0.06)
        }
    }

    @Test("between the horizons trained for, the path is a straight line and the spread grows with the root of time")
    func interpolation() throws {
        let fixture = try Self.fixture.get()
        let service = try fixture.service()
        let (far, near) = (try predict(service, fixture.aaa, days: 5), try predict(service, fixture.aaa, days: 3))
        #expect(near["predictions"].numbers("ridge") == Array(far["predictions"].numbers("ridge").prefix(3)))
        let close = try #require(far.number("last_close"))
        let path = far["predictions"].numbers("ridge").map { log($0 / close) }
        let line = (0..<5).map { path[0] + (path[4] - path[0]) * Double($0) / 4 }
        #expect(Golden.largestError(path, line, floor: 1) < 1e-5)
        func width(_ answer: Answer) -> Double {
            let quantiles = answer["forecast"]["return"].quantiles
            return quantiles[18].value - quantiles[0].value
        }
        #expect(abs(width(near) / width(far) - (3.0 / 5).squareRoot()) < 1e-3)
    }

    @Test("refuses what it cannot serve, naming the field")
    func refusals() throws {
        let fixture = try Self.fixture.get()
        let service = try fixture.service()
        let nobody = SampleBars.symbol("NOBODY")
        #expect(throws: ServingError.unknownSymbol(nobody)) { try service.predict(.init(symbol: nobody)) }
        for days in [0, -1, 6, Int.max] {
            let error = ServingError.invalid(
                field: "days", message: "expected a whole number from 1 to 5, was \(days)")
            #expect(throws: error) { try service.predict(.init(symbol: fixture.aaa, horizonBars: days)) }
            #expect(throws: error) { try service.plot(.init(symbol: fixture.aaa, horizonBars: days)) }
        }
        for time in [Instant.distantPast, fixture.series[0].times[5]] {
            let error = #expect(throws: ServingError.self) {
                try service.predict(.init(symbol: fixture.aaa, asOf: time))
            }
            guard case .invalid("as_of", _) = error else {
                Issue.record("expected as_of to be named, was \(String(describing: error))")
                continue
            }
        }
        #expect(throws: ServingError.invalid(field: "bars", message: "expected 2 or more, was 1")) {
            try service.plot(.init(symbol: fixture.aaa, bars: 1))
        }
    }

    @Test("as of a past time it is what a service says that knows no later bar", arguments: [300, 479, 480, 500])
    func truncation(bar: Int) throws {
        let fixture = try Self.fixture.get()
        let time = fixture.series[0].times[bar]
        let later = try fixture.service(fixture.series)
        let then = try fixture.service(fixture.series.map { $0.upTo(time) })
        for symbol in [fixture.aaa, fixture.bbb] {
            let request = ForecastRequest(symbol: symbol, horizonBars: 5, asOf: time.advanced(bySeconds: 3600))
            let past = try later.predict(request)
            #expect(try past == then.predict(.init(symbol: symbol, horizonBars: 5)))
            #expect(try Answer(past).flag("in_sample") == (bar < 479))
            #expect(try Answer(past).text("as_of") == time.iso8601)
        }
    }

    @Test("small prices keep their digits")
    func smallPrices() throws {
        let fixture = try ServingFixture(horizons: [1], scale: 2e-5)
        let answer = try predict(fixture.service(), fixture.aaa)
        let prices = answer["forecast"]["price"].quantiles.map(\.value)
        #expect(zip(prices, prices.dropFirst()).allSatisfy(<))
        let returns = answer["forecast"]["return"].quantiles.map(\.value)
        let close = try #require(answer.number("last_close"))
        #expect(Golden.largestError(prices.map { $0 / close }, returns.map { exp($0) }, floor: 1e-9) < 1e-5)
    }
}

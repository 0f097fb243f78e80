import Base
import MarketData
import Serving
import TestKit
import Testing

/// Forecasts as of a past time, over bars that were corrected since.
struct AsOfTests {
    /// A store with the fixture's bars of AAA, one close of which is corrected later.
    private struct Corrected {
        let fixture: ServingFixture
        let store: BarStore
        let original: BarSeries
        let correctedAt: Instant

        init() throws {
            fixture = try ServingFixture(horizons: [1])
            original = fixture.atCut[0]
            store = fixture.stores.bars
            try store.append([original], source: "first", at: ServingFixture.now)
            correctedAt = fixture.clock.now.advanced(bySeconds: -60)
            var bar = original[original.count - 3]
            (bar.close, bar.adjustedClose, bar.high) = (bar.close * 1.1, bar.close * 1.1, bar.high * 1.2)
            var correction = BarSeries(symbol: original.symbol, interval: original.interval)
            correction.append(bar)
            try store.append([correction], source: "corrected", at: correctedAt)
        }

        /// A service that knows the corrected bars, and reads what was known before from the store.
        func service() throws -> MarketForecaster {
            let now = try store.series(original.symbol, original.interval)
            return try MarketForecaster(
                history: [now], featureSet: fixture.featureSet, registry: fixture.registry,
                quality: QualityReport([]), feed: .off(clock: now.times.last),
                barsKnown: { [store, original] in try store.series($0, original.interval, asOf: $1) },
                clock: { [clock = fixture.clock] in clock.now })
        }
    }

    @Test("a correction does not change what was forecast before it was known")
    func correction() throws {
        let corrected = try Corrected()
        let symbol = corrected.original.symbol
        let past = corrected.original.times[corrected.original.count - 2].advanced(bySeconds: 60)
        let before = try corrected.fixture.service([corrected.original]).predict(.init(symbol: symbol, asOf: past))
        let after = try corrected.service().predict(.init(symbol: symbol, asOf: past))
        let newest = try corrected.service().predict(.init(symbol: symbol))
        let uncorrected = try corrected.fixture.service([corrected.original]).predict(.init(symbol: symbol))
        let lastClose = { (json: [UInt8]) in String(decoding: json, as: UTF8.self).split(separator: "\"forecast\"").last
        }
        #expect(lastClose(before) == lastClose(after))
        #expect(lastClose(newest) != lastClose(uncorrected), "the correction must reach the newest forecast")
    }

    @Test("a time to come is refused, and today's date is not")
    func future() throws {
        let fixture = try ServingFixture(horizons: [1])
        let service = try fixture.service()
        let now = fixture.clock.now
        _ = try service.predict(.init(symbol: fixture.aaa, asOf: now.advanced(bySeconds: 3600)))
        let error = #expect(throws: ServingError.self) {
            try service.predict(.init(symbol: fixture.aaa, asOf: now.advanced(bySeconds: 2 * 86_400)))
        }
        guard case .invalid(let field, _) = error else {
            Issue.record("expected an invalid field, was \(String(describing: error))")
            return
        }
        #expect(field == "as_of")
    }
}

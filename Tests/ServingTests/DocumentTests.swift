import Base
import Foundation
import FoundationXML
import MarketData
import ModelRegistry
import Serving
import TestKit
import Testing

struct DocumentTests {
    private static let fixture = Result { try ServingFixture() }

    @Test("symbols have their last bar and their champions")
    func symbols() throws {
        let fixture = try Self.fixture.get()
        let answer = try Answer(fixture.service().symbols())
        let symbols = answer.objects("symbols")
        #expect(symbols.map { $0.text("symbol") } == ["AAA", "BBB"])
        let bars = fixture.atCut[0]
        #expect(symbols[0].number("bars") == 480 && symbols[0].number("last_close") == bars.close[479])
        #expect(symbols[0].text("last") == fixture.cut.iso8601 && symbols[0].text("feed") == "replay")
        let change = try #require(symbols[0].number("change_1d"))
        #expect(abs(change - (bars.close[479] / bars.close[478] - 1)) < 1e-6)
        #expect(symbols[0].objects("champions").map { $0.number("horizon_bars") } == [1, 5])
        #expect(symbols[0].objects("champions")[0].text("model") == "ridge")
        #expect(answer["feed"].text("name") == "replay" && answer["feed"].text("state") == "running")
    }

    @Test("the last bar is told with its change")
    func realtime() throws {
        let fixture = try Self.fixture.get()
        let answer = try Answer(fixture.service().realtime(of: fixture.bbb))
        let bars = fixture.atCut[1]
        // Foundation reads some numbers a last bit off.
        #expect(abs((answer.number("price") ?? 0) - bars.close[479]) < 1e-12 * bars.close[479])
        #expect(answer.number("volume") == bars.volume[479])
        #expect(abs((answer.number("change") ?? 0) - (bars.close[479] - bars.close[478])) < 1e-9)
        #expect(throws: ServingError.unknownSymbol(SampleBars.symbol("X"))) {
            try fixture.service().realtime(of: SampleBars.symbol("X"))
        }
    }

    @Test("metrics show every model beside the naive one, with the gate's words")
    func metrics() throws {
        let fixture = try Self.fixture.get()
        let horizons = try Answer(fixture.service().metrics(of: fixture.bbb)).objects("horizons")
        #expect(horizons.map { $0.number("horizon_bars") } == [1, 5])
        let first = try #require(horizons.first)
        #expect(first["champion"].text("name") == "persistence")
        let models = first.objects("models")
        #expect(models.map { $0.text("name") } == ["persistence", "ridge"])
        #expect(models.map { $0.text("alias") } == ["champion", "challenger"])
        #expect(models.map { $0.flag("is_naive") } == [true, false])
        #expect(models.map { $0.flag("passed") } == [false, false])
        #expect(models[1].text("verdict")?.hasPrefix("no skill found") == true)
        #expect(models[1]["scores"].number("r2_return") != nil)
    }

    @Test("a plot has the last bars and a band that widens")
    func plot() throws {
        let fixture = try Self.fixture.get()
        let answer = try Answer(fixture.service().plot(.init(symbol: fixture.aaa, horizonBars: 5, bars: 30)))
        let bars = answer.objects("bars")
        #expect(bars.count == 30 && bars.last?.text("time") == fixture.cut.iso8601)
        let points = answer["forecast"].objects("points")
        #expect(points.map { $0.number("horizon_bars") } == [1, 2, 3, 4, 5])
        let names = ["q05", "q10", "q25", "q50", "q75", "q90", "q95"]
        let rows = points.map { point in names.compactMap { point.number($0) } }
        #expect(rows.allSatisfy { $0.count == 7 && zip($0, $0.dropFirst()).allSatisfy(<) })
        let widths = rows.map { $0[6] - $0[0] }
        #expect(zip(widths, widths.dropFirst()).allSatisfy(<))
    }

    @Test("the next bars close when the exchange does: holidays are left out, early closes are early")
    func futureTimes() throws {
        let fixture = try Self.fixture.get()
        // Wednesday before Thanksgiving 2016; the Friday after it ends at 13:00 in New York.
        let day = try #require(CivilDate(year: 2016, month: 11, day: 23))
        let history = fixture.series.map { $0.upTo(TradingCalendar.nyse.close(of: day)) }
        let answer = try Answer(fixture.service(history).plot(.init(symbol: fixture.aaa, horizonBars: 3)))
        let times = answer["forecast"].objects("points").map { $0.text("time") }
        #expect(times == ["2016-11-25T18:00:00Z", "2016-11-28T21:00:00Z", "2016-11-29T21:00:00Z"])
    }

    @Test("the picture is well-formed XML", arguments: [2, 250, 100_000])
    func picture(bars: Int) throws {
        let fixture = try Self.fixture.get()
        let svg = try fixture.service().plotSVG(.init(symbol: fixture.aaa, horizonBars: 5, bars: bars))
        let parser = XMLParser(data: Data(svg))
        #expect(parser.parse(), "\(String(describing: parser.parserError))")
        let text = String(decoding: svg, as: UTF8.self)
        #expect(text.contains("<svg") && !text.contains("nan") && !text.contains("inf"))
    }

    @Test("is ready once there are bars and models")
    func readiness() throws {
        let fixture = try Self.fixture.get()
        #expect(try fixture.service().readiness().isReady)
        let noBars = try fixture.service([]).readiness()
        #expect(!noBars.isReady && noBars.checks[0].status == "none; run `martlet ingest`")
        let stores = try TestStores()
        let noModels = try MarketForecaster(
            history: fixture.atCut, featureSet: fixture.featureSet,
            registry: ModelRegistry(directory: stores.models, database: stores.database), quality: QualityReport([]),
            feed: .off(clock: nil))
        #expect(!noModels.readiness().isReady)
        #expect(noModels.readiness().checks.map(\.status) == ["2 symbols", "none; run `martlet train`"])
        let missing = "no model of AAA is registered; run `martlet train`"
        #expect(throws: ServingError.notReady(missing)) { try noModels.predict(.init(symbol: fixture.aaa)) }
        #expect(throws: ServingError.notReady(missing)) { try noModels.metrics(of: fixture.aaa) }
    }
}

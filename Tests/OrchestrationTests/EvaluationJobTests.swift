import Base
import Evaluation
import Features
import Forecasting
import MarketData
import Orchestration
import Reporting
import Synchronization
import TestKit
import Testing

struct EvaluationJobTests {
    private static let walks = (1...3).map { SimulatedBars.series("S\($0)", count: 500, seed: UInt64($0)) }

    private static func order(_ change: (inout EvaluationOrder) -> Void = { _ in }) throws -> EvaluationOrder {
        var order = EvaluationOrder(
            featureSet: try FeatureSet.parse(yaml: SimulatedBars.featureSetText, source: "test"), codeVersion: "test")
        order.specifications = [.standard(.ridge, seed: 1)]
        order.folds = 3
        change(&order)
        return order
    }

    private func run(
        _ order: EvaluationOrder, of series: [BarSeries] = walks,
        shouldStop: @escaping @Sendable () -> Bool = { false }
    ) throws -> EvaluationJob.Outcome {
        let stores = try TestStores()
        try stores.bars.append(series, source: "simulation", at: TrainingFixture.now)
        return try EvaluationJob(store: stores.bars, order: order, clock: { TrainingFixture.now })
            .run(shouldStop: shouldStop) { _, _, _ in }
    }

    @Test("one report for each horizon of all symbols together, to the bit on any number of threads")
    func together() throws {
        let outcome = try run(Self.order { $0.horizons = [1, 5] })
        #expect(outcome.reports.map(\.evaluation.horizonBars) == [1, 5] && !outcome.wasStopped)
        let report = outcome.reports[1]
        #expect(report.evaluation.models.map(\.kind).contains(.persistence))
        #expect(report.evaluation.models.last?.kind == .ridge && report.evaluation.models[0].bySymbol.count == 3)
        #expect(report.ranking?.entries.count == 4 && report.adaptive != nil)
        let threaded = try run(
            Self.order {
                $0.horizons = [1, 5]
                $0.threads = 2
            })
        #expect(threaded.reports.map { $0.html() } == outcome.reports.map { $0.html() })
    }

    @Test("rows are those of the days asked for, and earlier bars only warm features up")
    func days() throws {
        let from = Instant(try #require(CivilDate(year: 2015, month: 9, day: 1)))
        let through = Instant(try #require(CivilDate(year: 2016, month: 9, day: 1)))
        let report = try #require(
            try run(
                Self.order {
                    $0.from = from
                    $0.through = through
                    $0.ranksFeatures = false
                }
            ).reports.first)
        let times = report.evaluation.models[0].forecasts.rows.times
        #expect(times.allSatisfy { $0 >= from && $0 <= through })
        #expect(report.run.tableTimes.lowerBound.utcDate.description == "2015-09-01")
        #expect(report.ranking == nil)
    }

    @Test("a day to begin at that lies after the last bar is said")
    func tooLate() throws {
        let from = Instant(try #require(CivilDate(year: 2030, month: 1, day: 1)))
        #expect {
            try run(Self.order { $0.from = from })
        } throws: { "\($0)".hasPrefix("no bars lie on or after 2030-01-01") }
    }

    @Test("each symbol by itself; one with a short history is left out with the reason")
    func each() throws {
        let short = SimulatedBars.series("SHORT", count: 90, seed: 9)
        let outcome = try run(Self.order { $0.isPerSymbol = true }, of: Self.walks + [short])
        #expect(outcome.reports.count == 3 && outcome.skipped.map(\.symbol.name) == ["SHORT"])
        #expect(throws: (any Error).self) { try run(Self.order(), of: [short]) }
    }

    @Test("stopped it shows the folds that are done; before the first it says that there is nothing")
    func stopped() throws {
        // Every fold has five fits: four naive ones and the ridge.
        let asked = Atomic<Int>(0)
        let outcome = try run(Self.order()) { asked.wrappingAdd(1, ordering: .relaxed).oldValue >= 12 }
        let report = try #require(outcome.reports.first)
        #expect(outcome.wasStopped && report.evaluation.splits.count == 2 && report.run.stopped?.of == 3)
        #expect(report.findings.contains { $0.hasPrefix("Partial: stopped after 2 of 3 folds") })
        // The newest folds are done first.
        let whole = try #require(try run(Self.order()).reports.first)
        #expect(report.evaluation.splits == Array(whole.evaluation.splits.suffix(2)))
        let rows = report.evaluation.models[0].forecasts.rows.count
        #expect(
            report.evaluation.models.last?.forecasts.locations
                == whole.evaluation.models.last?.forecasts.locations.suffix(rows).map(\.self))
        #expect(throws: EvaluationError.stopped) { try run(Self.order()) { true } }
    }

    @Test("a planted signal is found, ranked and said")
    func signal() throws {
        let series = SimulatedBars.series("AAA", count: 1500, seed: 3, autocorrelation: 0.18)
        let report = try #require(try run(Self.order(), of: [series]).reports.first)
        #expect(report.findings.first?.hasPrefix("Skill found: ridge") == true)
        #expect(report.ranking?.entries.first?.feature == "return_1")
    }

    @Test("without a universe there is nothing to do better than")
    func noUniverse() throws {
        #expect(throws: TrainingError.noUniverse) {
            try run(Self.order { $0.target = .outperformanceOfUniverse }, of: [Self.walks[0]])
        }
    }
}

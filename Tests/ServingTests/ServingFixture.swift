import Base
import Evaluation
import Features
import Forecasting
import Foundation
import MarketData
import ModelRegistry
import Serving
import Streaming
import Synchronization
import TestKit

/// A registry with persistence and ridge for two simulated symbols, AAA with a planted signal and BBB without.
///
/// The models have learnt from the bars up to ``cut``; the bars after it are there to be played.
struct ServingFixture {
    static let now = Instant(seconds: 1_700_000_000)

    let stores: TestStores
    let registry: ModelRegistry
    let featureSet: FeatureSet
    let series: [BarSeries]
    let cut: Instant
    /// The time the services go by.
    let clock = TestClock()

    init(
        horizons: [Int] = [1, 5], scale: Double = 100, kinds: [ModelKind] = [.persistence, .ridge]
    ) throws {
        stores = try TestStores()
        registry = try ModelRegistry(directory: stores.models, database: stores.database)
        featureSet = try FeatureSet.parse(yaml: SimulatedBars.featureSetText, source: "test")
        series = [
            SimulatedBars.series("AAA", count: 520, seed: 3, autocorrelation: 0.4, scale: scale),
            SimulatedBars.series("BBB", count: 520, seed: 4, scale: scale),
        ]
        cut = series[0].times[479]
        for one in series { try train(one.upTo(cut), horizons, kinds) }
    }

    var aaa: Symbol { series[0].symbol }
    var bbb: Symbol { series[1].symbol }
    var atCut: [BarSeries] { series.map { $0.upTo(cut) } }

    /// A service that knows some bars; those up to the cut unless told otherwise.
    func service(
        _ history: [BarSeries]? = nil, name: String = "replay", memory: FeatureMemory? = nil
    ) throws -> MarketForecaster {
        let history = history ?? atCut
        return try MarketForecaster(
            history: history, featureSet: featureSet, registry: registry, quality: QualityReport([]),
            feed: FeedStatus(name: name, state: .running, clock: history.compactMap(\.times.last).max()),
            memory: memory, clock: { [clock] in clock.now })
    }

    /// The steps that play the bars after the cut.
    func schedule() -> ReplaySchedule { ReplaySchedule(series: series, after: cut) }

    /// Trains and registers models as a training does; the better of them is champion where it passed the gate.
    func train(_ bars: BarSeries, _ horizons: [Int], _ kinds: [ModelKind] = [.persistence, .ridge]) throws {
        let panel = try Panel.build(series: [bars], featureSet: featureSet, horizons: horizons)
        for (index, horizon) in horizons.enumerated() {
            let table = LearningTable(panel, horizonIndex: index)
            let evaluation = try Evaluator(folds: 2).evaluate(table, kinds.map { .standard($0) })
            let name = ModelName(scope: bars.symbol.name, horizonBars: horizon)
            for model in evaluation.models {
                // The signal is planted, and too good for a market.
                let decision = model.decision.acknowledged("a planted signal")
                let manifest = RunManifest(
                    scope: name.scope, symbols: [bars.symbol], interval: .day, horizonBars: horizon,
                    specification: model.specification, dataHash: "d", asOf: Self.now,
                    dataThrough: bars.times.last ?? .distantPast, featureSet: "small@1",
                    featureSetHash: featureSet.hash,
                    featureSetText: SimulatedBars.featureSetText, evaluation: EvaluationPlan(), codeVersion: "test")
                let run = try registry.record(
                    Trainer.fit(model.specification, on: TrainingSlice(table)), manifest: manifest, seconds: 0,
                    rows: table.times.count, at: Self.now)
                let version = try registry.register(
                    run, as: name, label: model.kind.rawValue, scores: model.scorecard, decision: decision,
                    at: Self.now)
                let alias: ModelAlias = model.kind == .persistence || decision.passed ? .champion : .challenger
                try registry.set(alias, to: version.version, of: name, reason: decision.reason, at: Self.now)
            }
        }
    }

    /// What another process would do to the registry.
    func elsewhere() throws -> ModelRegistry {
        try ModelRegistry(directory: stores.models, database: stores.connection())
    }
}

/// A clock that tests move.
final class TestClock: Sendable {
    private let time = Mutex(ServingFixture.now)

    var now: Instant { time.withLock(\.self) }

    func advance(_ seconds: Int64) { time.withLock { $0 = $0.advanced(bySeconds: seconds) } }
}

/// A JSON answer, read.
struct Answer {
    let members: [String: Any]

    init(_ bytes: [UInt8]) throws {
        let value = try JSONSerialization.jsonObject(with: Data(bytes))
        members = try value as? [String: Any] ?? { throw NotAnObject() }()
    }

    private init(_ members: [String: Any]) { self.members = members }

    private struct NotAnObject: Error {}

    /// The object of a member; empty when there is none.
    subscript(name: String) -> Answer { Answer(members[name] as? [String: Any] ?? [:]) }

    func text(_ name: String) -> String? { members[name] as? String }
    func number(_ name: String) -> Double? { (members[name] as? NSNumber)?.doubleValue }
    func flag(_ name: String) -> Bool? { members[name] as? Bool }
    func numbers(_ name: String) -> [Double] { (members[name] as? [NSNumber])?.map(\.doubleValue) ?? [] }
    func objects(_ name: String) -> [Answer] { (members[name] as? [[String: Any]])?.map { Answer($0) } ?? [] }

    /// Quantiles by level, ascending by level.
    var quantiles: [(level: Double, value: Double)] {
        self["quantiles"].members.compactMap { name, value in
            Double(name).flatMap { level in (value as? NSNumber).map { (level, $0.doubleValue) } }
        }.sorted { $0.0 < $1.0 }
    }
}

import Base
import Features
import MarketData
import TestKit

/// A store of bars and one of features in a folder that goes when this value does.
struct StoreFixture {
    let stores: TestStores
    let features: FeatureStore

    init() throws {
        stores = try TestStores()
        features = try FeatureStore(directory: stores.folder.file("features"))
    }

    var bars: BarStore { stores.bars }

    /// The present: after all simulated bars.
    static let now = Instant(CivilDate(daysSinceEpoch: 20_000))

    /// Two looks at one symbol's bars, one of them at weeks, and features with all kinds of memory.
    static let single = """
        name: single
        version: 1
        features:
          - {name: change, expression: "close / lag(close, 3) - 1"}
          - {name: trend, expression: "ema(close, 12) / ema(close, 26)"}
          - {name: spread, expression: "bollinger(close, 20).width"}
          - {name: strength, expression: "rsi(close, 14)"}
          - {name: weekly, expression: "roc(close, 2)@1w"}
        """

    /// Features that look across symbols, one of them going on from there.
    static let across = """
        name: across
        version: 1
        features:
          - {name: place, expression: "rank(roc(close, 10))"}
          - {name: smooth, expression: "ema(cross_zscore(log_return(close, 1)), 5)"}
          - {name: change, expression: "roc(close, 5)"}
        """

    static func set(_ yaml: String) throws -> FeatureSet { try FeatureSet.parse(yaml: yaml, source: "test.yaml") }

    /// Simulated bars of some symbols, of different lengths.
    static func series(_ names: [String]) -> [BarSeries] {
        names.enumerated().map { SimulatedBars.series($1, count: 420 - 30 * $0, seed: UInt64($0 + 1)) }
    }

    /// Stores the bars of some rows, as if they had come one after the other.
    func append(_ series: [BarSeries], rows: Range<Int>, at now: Instant = StoreFixture.now) throws {
        try bars.append(series.map { $0[rows.clamped(to: 0..<$0.count)] }, source: "test", at: now)
    }

    @discardableResult
    func build(_ yaml: String, program: String = "a", threads: Int = 2) throws -> FeatureBuildReport {
        try features.build(
            FeatureBuild(try StoreFixture.set(yaml), .day, program: program, threads: threads), from: bars,
            at: StoreFixture.now)
    }

    /// The stored rows of all symbols.
    func rows(_ name: String) throws -> [FeatureRows] {
        let set = try features.stored(name)
        return try features.rows(of: set, features.symbols(set, .day), .day)
    }
}

/// The features in which two lists of rows differ in their bits, or `rows` where they are not of the same rows.
func differences(_ left: [FeatureRows], _ right: [FeatureRows]) -> [String] {
    guard left.map(\.symbol) == right.map(\.symbol) else { return ["symbols"] }
    return zip(left, right).flatMap { left, right -> [String] in
        guard left.times == right.times, left.knownAt == right.knownAt else { return ["rows of \(left.symbol)"] }
        return left.featureNames.indices.filter { !differences(left.columns[$0], right.columns[$0]).isEmpty }
            .map { "\(left.symbol) \(left.featureNames[$0])" }
    }
}

public import Base
import Indicators
import Storage

/// A named, versioned list of features.
///
/// - As of: every feature at bar t uses bars up to t: of the same symbol, and of the others where it looks across symbols.
/// - Missing: features are NaN for the first ``warmUpBars`` bars and where an operator passes a bar over; never infinite.
public struct FeatureSet: Sendable {
    /// What the set is called.
    public let name: String
    /// Its version, from 1; a changed definition is a new version.
    public let version: Int
    /// The features, in the order of the columns.
    public let definitions: [FeatureDefinition]
    /// The group of each symbol, by the name of the grouping.
    public let groupings: [String: [Symbol: String]]
    /// SHA-256, in hexadecimal, of name, version, all definitions in a canonical form and the groupings they name; comments
    /// and layout do not count.
    public let hash: String
    let plan: FeaturePlan

    init(name: String, version: Int, definitions: [FeatureDefinition], groupings: [String: [Symbol: String]]) {
        self.name = name
        self.version = version
        self.definitions = definitions
        self.groupings = groupings
        plan = FeaturePlan(definitions.map(\.expression))
        let groups = groupings.keys.sorted().flatMap { grouping in
            (groupings[grouping] ?? [:]).sorted { $0.key < $1.key }.map { "\(grouping):\($0.key)=\($0.value)" }
        }
        let lines = ["martlet feature set 2", name, String(version)] + definitions.map(\.canonical) + groups
        hash = SHA256.hexadecimal(lines.joined(separator: "\n"))
    }

    /// The names of the columns.
    public var featureNames: [String] { definitions.map(\.name) }

    /// The number of bars before the first row with every feature, at the least.
    public var warmUpBars: Int { plan.warmUpBars }

    /// Whether a symbol's features depend on its own bars only.
    public var isOfOneSymbol: Bool { plan.isOfOneSymbol }

    /// Whether a feature needs bars after its own, which no set for models may.
    public var looksAhead: Bool { plan.looksAhead }

    /// The longer bars that features are taken over, shortest first.
    public var intervals: [BarInterval] { plan.intervals.sorted() }

    /// A pipeline of one symbol that has seen no bar; only for sets that are ``isOfOneSymbol``.
    ///
    /// - Parameter calendar: The trading calendar, which longer bars follow.
    /// - Returns: The pipeline.
    public func makePipeline(calendar: TradingCalendar = .nyse) -> FeaturePipeline {
        FeaturePipeline(self, calendar: calendar)
    }

    /// A pipeline of a universe that has seen no bar.
    ///
    /// - Parameters:
    ///   - symbols: The symbols; sums across them are taken in this order.
    ///   - calendars: The trading calendars, which longer bars follow; judged from the symbols that have none here.
    /// - Returns: The pipeline.
    public func makePipeline(
        of symbols: [Symbol], calendars: [Symbol: TradingCalendar] = [:]
    ) -> UniversePipeline { UniversePipeline(self, symbols: symbols, calendars: calendars) }

    /// A pipeline of the universe of some series, with their calendars, that has seen no bar.
    public func makePipeline(of series: [BarSeries]) -> UniversePipeline {
        let calendars = Dictionary(series.map { ($0.symbol, $0.calendar) }) { first, _ in first }
        return makePipeline(of: series.map(\.symbol), calendars: calendars)
    }

    /// All features of a series, one array per feature, each as long as the series.
    ///
    /// The same bits as a ``FeaturePipeline`` fed bar by bar. Across symbols, the series is a universe by itself.
    ///
    /// - Shape: features × bars.
    /// - As of: the value at a bar uses that bar and earlier ones.
    /// - Missing: NaN while warming up.
    ///
    /// - Parameter series: Adjusted bars (``Base/BarSeries/adjusted()``), oldest first.
    /// - Returns: One array per feature.
    /// - Complexity: O(bars × features); ``FeatureTable`` is the quicker form for many series.
    public func columns(of series: BarSeries) -> [[Double]] {
        let table = FeatureTable(self, of: [series])
        return definitions.indices.map { Array(table.column($0, ofSeries: 0)) }
    }

    /// Checks that bars of an interval can be gathered into the longer bars that features are taken over.
    public func check(_ interval: BarInterval) throws(FeatureError) {
        for longer in intervals {
            guard Resampler.allows(longer), longer > interval, longer.seconds % interval.seconds == 0 else {
                throw .badFrame(longer, of: interval)
            }
        }
    }

    /// The group of each symbol as a number, −1 for a symbol without one.
    func groups(_ grouping: String, of symbols: [Symbol]) -> [Int32] {
        let names = groupings[grouping] ?? [:]
        let numbers = Dictionary(uniqueKeysWithValues: Set(names.values).sorted().enumerated().map { ($1, Int32($0)) })
        return symbols.map { names[$0].flatMap { numbers[$0] } ?? -1 }
    }
}

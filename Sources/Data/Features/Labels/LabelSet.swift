public import Base
import Indicators
import Storage

/// A named, versioned list of labels.
///
/// - As of: each value comes with the row of the last bar that it depends on (``LabelColumn/knownAt``).
public struct LabelSet: Sendable {
    /// What the set is called.
    public let name: String
    /// Its version, from 1; a changed definition is a new version.
    public let version: Int
    /// The labels, in order.
    public let definitions: [LabelDefinition]
    /// The group of each symbol, by the name of the grouping, for expressions across symbols.
    public let groupings: [String: [Symbol: String]]
    /// SHA-256, in hexadecimal, of name, version, all definitions in a canonical form and the groupings; comments and
    /// layout do not count.
    public let hash: String

    /// Makes a set; names differ, and the version is at least 1.
    public init(
        name: String, version: Int = 1, definitions: [LabelDefinition], groupings: [String: [Symbol: String]] = [:]
    ) {
        precondition(version >= 1, "a version must be at least 1, was \(version)")
        precondition(Set(definitions.map(\.name)).count == definitions.count, "names of labels must differ")
        self.name = name
        self.version = version
        self.definitions = definitions
        self.groupings = groupings
        let groups = groupings.keys.sorted().flatMap { grouping in
            (groupings[grouping] ?? [:]).sorted { $0.key < $1.key }.map { "\(grouping):\($0.key)=\($0.value)" }
        }
        let lines = ["martlet label set 1", name, String(version)] + definitions.map(\.canonical) + groups
        hash = SHA256.hexadecimal(lines.joined(separator: "\n"))
    }

    /// The names of the labels.
    public var labelNames: [String] { definitions.map(\.name) }

    /// The symbols that returns are compared with.
    public var benchmarks: [Symbol] {
        let symbols = definitions.compactMap { definition -> Symbol? in
            guard case .outperformance(let label) = definition.kind else { return nil }
            guard case .symbol(let symbol) = label.benchmark else { return nil }
            return symbol
        }
        return Set(symbols).sorted()
    }

    /// All labels of some series.
    ///
    /// - Parameters:
    ///   - series: Adjusted bars (``Base/BarSeries/adjusted()``), oldest first; they are the universe.
    ///   - benchmarks: Series that returns are compared with and that are not among `series`, adjusted too.
    /// - Returns: For each series one column a label, each as long as the series.
    /// - Throws: ``LabelError`` for a symbol given twice, mixed intervals, and a benchmark that is not there.
    /// - Complexity: O(bars × labels), and what each label's kind says; memory is the result and the values of the
    ///   expressions.
    public func columns(of series: [BarSeries], benchmarks: [BarSeries] = []) throws(LabelError) -> [[LabelColumn]] {
        try check(series, benchmarks)
        var builder = LabelBuilder(self, universe: series, benchmarks: benchmarks)
        return series.indices.map { builder.columns(ofSeries: $0) }
    }

    private func check(_ series: [BarSeries], _ others: [BarSeries]) throws(LabelError) {
        var seen: Set<Symbol> = []
        for own in series + others {
            guard seen.insert(own.symbol).inserted else { throw .invalid(.duplicateSymbol(own.symbol)) }
            if let first = series.first, own.interval != first.interval {
                throw .invalid(.mixedIntervals(own.symbol, own.interval, expected: first.interval))
            }
        }
        for symbol in benchmarks where !seen.contains(symbol) { throw .noBenchmark(symbol) }
        if let interval = series.first?.interval {
            do { try LabelBuilder.featureSet(of: self)?.check(interval) } catch { throw .invalid(error) }
        }
    }
}

/// Why labels cannot be computed.
public enum LabelError: Error, Sendable, Equatable {
    /// The series do not go together, or not with the set.
    case invalid(FeatureError)
    /// A symbol that returns are compared with has no series.
    case noBenchmark(Symbol)
}

extension LabelError: CustomStringConvertible {
    /// What is wrong, and what would mend it.
    public var description: String {
        switch self {
        case .invalid(let error): error.description
        case .noBenchmark(let symbol): "the labels compare with \(symbol), which has no bars here; add them"
        }
    }
}

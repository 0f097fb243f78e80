public import Base

/// Rows of features of one symbol, oldest first, with the time from which each could be known.
public struct FeatureRows: Sendable, Equatable {
    /// Whose features these are.
    public let symbol: Symbol
    /// What each bar covers.
    public let interval: BarInterval
    /// The names of the features.
    public let featureNames: [String]
    /// Event times: when the bar of each row closed.
    public private(set) var times: [Instant]
    /// From when on each row could be known; never decreasing.
    public private(set) var knownAt: [Instant]
    /// The values, one array a feature; NaN where one is missing.
    public private(set) var columns: [[Double]]

    /// Makes rows of columns of one length.
    public init(
        symbol: Symbol, interval: BarInterval, featureNames: [String], times: [Instant] = [], knownAt: [Instant] = [],
        columns: [[Double]]? = nil
    ) {
        let columns = columns ?? featureNames.map { _ in [] }
        precondition(
            knownAt.count == times.count && columns.count == featureNames.count
                && columns.allSatisfy { $0.count == times.count }, "columns of features must have one length")
        self.symbol = symbol
        self.interval = interval
        self.featureNames = featureNames
        self.times = times
        self.knownAt = knownAt
        self.columns = columns
    }

    /// The number of rows.
    public var count: Int { times.count }

    /// The values of a row, feature by feature.
    public func values(_ row: Int) -> [Double] { columns.map { $0[row] } }

    /// The rows in a range.
    public subscript(range: Range<Int>) -> FeatureRows {
        guard range != 0..<count else { return self }
        return FeatureRows(
            symbol: symbol, interval: interval, featureNames: featureNames, times: Array(times[range]),
            knownAt: Array(knownAt[range]), columns: columns.map { Array($0[range]) })
    }

    /// The rows whose bars closed in a span of time, both ends included.
    public func rows(from first: Instant, through last: Instant) -> FeatureRows {
        let start = FeatureRows.count(of: times) { $0 < first }
        let end = FeatureRows.count(of: times) { $0 <= last }
        return self[start..<max(start, end)]
    }

    /// The rows that could be known at an instant.
    ///
    /// - As of: rows whose ``knownAt`` is at or before the instant.
    public func known(asOf instant: Instant) -> FeatureRows {
        self[0..<(newest(knownAt: instant).map { $0 + 1 } ?? 0)]
    }

    /// The newest row that could be known at an instant; `nil` when there is none.
    ///
    /// - As of: only rows whose ``knownAt`` is at or before the instant.
    /// - Complexity: O(log n).
    public func newest(knownAt instant: Instant) -> Int? {
        let count = FeatureRows.count(of: knownAt) { $0 <= instant }
        return count == 0 ? nil : count - 1
    }

    /// Some of the features, in an order.
    ///
    /// - Throws: ``FeatureStoreError/unknownFeature(_:set:known:)``.
    public func selecting(_ names: [String]) throws(FeatureStoreError) -> FeatureRows {
        guard names != featureNames else { return self }
        var chosen: [[Double]] = []
        for name in names {
            guard let place = featureNames.firstIndex(of: name) else {
                throw .unknownFeature(name, set: "\(symbol)'s rows", known: featureNames)
            }
            chosen.append(columns[place])
        }
        return FeatureRows(
            symbol: symbol, interval: interval, featureNames: names, times: times, knownAt: knownAt, columns: chosen)
    }

    mutating func append(_ other: FeatureRows) {
        times += other.times
        knownAt += other.knownAt
        for feature in columns.indices { columns[feature] += other.columns[feature] }
    }

    /// How many of the first instants, which never decrease, satisfy a condition that holds up to some one.
    private static func count(of instants: [Instant], where holds: (Instant) -> Bool) -> Int {
        var (low, high) = (0, instants.count)
        while low < high {
            let middle = (low + high) / 2
            if holds(instants[middle]) { low = middle + 1 } else { high = middle }
        }
        return low
    }
}

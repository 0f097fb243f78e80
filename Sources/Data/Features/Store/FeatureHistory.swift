public import Base
public import MarketData

/// Features as they could be known at any time: out of a store where its rows still stand, else computed from the bars as
/// they were known then.
///
/// - As of: a row at T is computed from the bars known at T alone, so a correction that came later does not show.
public struct FeatureHistory: Sendable {
    /// The store, and the stored version of the set in it; `nil` when everything is to be computed.
    private let stored: (store: FeatureStore, set: StoredSet)?
    private let bars: BarStore
    /// The set.
    public let featureSet: FeatureSet
    /// What each bar covers.
    public let interval: BarInterval

    /// A history that computes everything from the bars.
    public init(of featureSet: FeatureSet, _ interval: BarInterval, bars: BarStore) throws {
        try featureSet.check(interval)
        stored = nil
        self.bars = bars
        self.featureSet = featureSet
        self.interval = interval
    }

    /// A history of a stored set.
    public init(of set: StoredSet, in store: FeatureStore, _ interval: BarInterval, bars: BarStore) throws {
        stored = (store, set)
        self.bars = bars
        featureSet = try store.definition(of: set)
        try featureSet.check(interval)
        self.interval = interval
    }

    /// The rows of some symbols that could be known at an instant, in the order asked for.
    ///
    /// - As of: bars known at or before `asOf`, of all symbols where the set looks across them.
    public func rows(of symbols: [Symbol], asOf: Instant) throws -> [FeatureRows] {
        let revisions = try revisions(of: symbols)
        let isStanding = revisions.map { ($0.last ?? .distantPast) <= asOf }
        let current = try currentSymbols()
        let usesStore = symbols.indices.map { isStanding[$0] && current.contains(symbols[$0]) }
        var found: [Symbol: FeatureRows] = [:]
        if let stored {
            let some = symbols.indices.filter { usesStore[$0] }.map { symbols[$0] }
            for rows in try stored.store.rows(of: stored.set, some, interval) {
                found[rows.symbol] = rows.known(asOf: asOf)
            }
        }
        let rest = symbols.indices.filter { !usesStore[$0] }.map { symbols[$0] }
        for rows in try computed(rest, asOf: asOf) { found[rows.symbol] = rows }
        return symbols.map {
            found[$0] ?? FeatureRows(symbol: $0, interval: interval, featureNames: featureSet.featureNames)
        }
    }

    /// For each instant, the newest row of a symbol that could be known then; `nil` where there was none.
    ///
    /// - As of: each row is computed from the bars known at its instant.
    public func newest(of symbol: Symbol, at instants: [Instant]) throws -> [FeatureRows?] {
        let revisions = try revisions(of: [symbol])[0]
        // Between two revisions history only grows at its end, so the rows of the last instant serve all.
        let epochs = instants.map { instant in revisions.count { $0 <= instant } }
        var tables: [Int: FeatureRows] = [:]
        for epoch in Set(epochs) {
            let last = instants.indices.filter { epochs[$0] == epoch }.map { instants[$0] }.max() ?? .distantPast
            tables[epoch] = try rows(of: [symbol], asOf: last)[0]
        }
        return zip(instants, epochs).map { instant, epoch in
            guard let table = tables[epoch], let row = table.newest(knownAt: instant) else { return nil }
            return table[row..<(row + 1)]
        }
    }

    /// The rows a model may be trained on at an instant: features and the log return after them, both known by then.
    ///
    /// - As of: bars known at or before `asOf`; a label of horizon h at t counts once bar t + h is known.
    public func trainingRows(of symbol: Symbol, horizonBars: Int, asOf: Instant) throws -> LabelledRows {
        try trainingRows(of: symbol, asOf: asOf) { bars in
            let returns = Labels.logReturns(closes: bars.close, horizonBars: horizonBars)
            return LabelColumn(name: "return", values: returns, delay: horizonBars)
        }
    }

    /// The rows a model may be trained on at an instant: features and a label of any kind, both known by then.
    ///
    /// - As of: bars known at or before `asOf`, of which the label is computed too.
    ///
    /// - Parameters:
    ///   - symbol: Whose rows.
    ///   - asOf: When the training takes place.
    ///   - label: Makes the label of the symbol's adjusted bars.
    /// - Returns: Rows whose features and label were known.
    /// - Throws: What reading throws, and what `label` throws.
    public func trainingRows(
        of symbol: Symbol, asOf: Instant, label: (BarSeries) throws -> LabelColumn
    ) throws -> LabelledRows {
        let features = try rows(of: [symbol], asOf: asOf)[0]
        let known = try bars.knownSeries([symbol], interval, asOf: asOf)[0]
        return PointInTimeJoin(features: features).labelled(
            by: try label(known.bars.adjusted()), times: known.bars.times, knownAt: known.knownThrough, asOf: asOf)
    }

    /// Symbols whose stored rows are of all bars there are.
    private func currentSymbols() throws -> Set<Symbol> {
        guard let stored else { return [] }
        let appends = try bars.lastAppends(interval)
        let series = try stored.store.series(of: stored.set, interval)
        let current = series.values.filter { $0.lastAppend == appends[$0.symbol] }.map(\.symbol)
        guard featureSet.isOfOneSymbol || current.count == appends.count else { return [] }
        return Set(current)
    }

    /// When the history behind each symbol's features was revised.
    private func revisions(of symbols: [Symbol]) throws -> [[Instant]] {
        guard !featureSet.isOfOneSymbol else { return try bars.knownSeries(symbols, interval).map(\.revisions) }
        let universe = try bars.lastAppends(interval).keys.sorted()
        let known = try bars.knownSeries(universe, interval)
        // A bar that came after another symbol's later bar revises as well; so does a symbol that joins.
        let revisions = Set(known.flatMap(\.revisions) + FeatureHistory.latecomers(known)).sorted()
        return symbols.map { _ in revisions }
    }

    /// The knowledge times of bars that came after a later bar of another symbol.
    private static func latecomers(_ known: [KnownSeries]) -> [Instant] {
        var rows = known.flatMap { one in zip(one.bars.times, one.knowledge).map { (time: $0, known: $1) } }
        rows.sort { ($0.time, $0.known) < ($1.time, $1.known) }
        var late: Set<Instant> = []
        var (earliestLater, earliestOfTime) = (Instant.distantFuture, Instant.distantFuture)
        for (place, row) in rows.enumerated().reversed() {
            if place + 1 == rows.count || rows[place + 1].time != row.time {
                earliestLater = min(earliestLater, earliestOfTime)
                earliestOfTime = .distantFuture
            }
            earliestOfTime = min(earliestOfTime, row.known)
            if row.known > earliestLater { late.insert(row.known) }
        }
        return late.sorted()
    }

    private func computed(_ symbols: [Symbol], asOf: Instant) throws -> [FeatureRows] {
        guard !symbols.isEmpty else { return [] }
        guard featureSet.isOfOneSymbol else { return try computedAcross(symbols, asOf: asOf) }
        let known = try bars.knownSeries(symbols, interval, asOf: asOf)
        let columns = FeatureRun(featureSet, seriesCount: known.count).advance(known.map { $0.bars.adjusted() })
        return zip(known, columns).map { known, columns in
            rows(known.bars.symbol, known.bars.times, known.knownThrough, columns)
        }
    }

    private func computedAcross(_ symbols: [Symbol], asOf: Instant) throws -> [FeatureRows] {
        let universe = try bars.lastAppends(interval).keys.sorted()
        let known = try bars.knownSeries(universe, interval, asOf: asOf).filter { !$0.bars.isEmpty }
        var run = UniverseRun(featureSet, known, firstRows: known.map { _ in 0 })
        let wanted = Set(symbols)
        var found: [Symbol: FeatureRows] = [:]
        while let parts = run.next() {
            for part in parts where wanted.contains(part.symbol) {
                let piece = rows(part.symbol, part.times, part.knownAt, part.columns)
                if found[part.symbol]?.append(piece) == nil { found[part.symbol] = piece }
            }
        }
        return symbols.compactMap { found[$0] }
    }

    private func rows(
        _ symbol: Symbol, _ times: [Instant], _ knownAt: [Instant], _ columns: FeatureColumns
    ) -> FeatureRows {
        FeatureRows(
            symbol: symbol, interval: interval, featureNames: featureSet.featureNames, times: times, knownAt: knownAt,
            columns: (0..<columns.features).map(columns.column))
    }
}

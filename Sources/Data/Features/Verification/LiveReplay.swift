import Base

/// Feeds bars to live pipelines one after the other, and breaks off and goes on from snapshots on the way.
struct LiveReplay {
    /// The pipelines there are.
    enum Form {
        /// One of each symbol.
        case ofEachSymbol
        /// One of all symbols.
        case ofUniverse
    }

    private let featureSet: FeatureSet
    private let series: [BarSeries]
    private let seed: UInt64

    init(_ featureSet: FeatureSet, _ series: [BarSeries], seed: UInt64) {
        self.featureSet = featureSet
        self.series = series
        self.seed = seed
    }

    /// The pipelines the set can be computed by.
    var forms: [Form] { featureSet.isOfOneSymbol ? [.ofEachSymbol, .ofUniverse] : [.ofUniverse] }

    /// All values, with a new pipeline going on from the old one's snapshot after each of some times, increasing.
    ///
    /// The new pipeline has seen other bars before, all of which it must forget.
    func values(_ form: Form, restarts: [Instant]) -> ComputedValues {
        switch form {
        case .ofEachSymbol:
            ComputedValues(names: featureSet.featureNames, series: series.map { ofEachSymbol($0, restarts[...]) })
        case .ofUniverse: ofUniverse(restarts[...])
        }
    }

    private func ofEachSymbol(_ own: BarSeries, _ restarts: ArraySlice<Instant>) -> SeriesValues {
        let calendar = own.calendar
        var pipeline = featureSet.makePipeline(calendar: calendar)
        var restarts = restarts
        var table = LiveTable(own, columns: featureSet.definitions.count)
        for row in 0..<own.count {
            if let cut = restarts.first, cut < own.times[row] {
                restarts = restarts.drop { $0 < own.times[row] }
                var next = featureSet.makePipeline(calendar: calendar)
                for bar in otherBars(of: own) { _ = next.update(bar) }
                _ = next.restore(pipeline.snapshot)
                pipeline = next
            }
            table.put(pipeline.update(own[row].adjusted()))
        }
        return table.values
    }

    private func ofUniverse(_ restarts: ArraySlice<Instant>) -> ComputedValues {
        let symbols = series.map(\.symbol)
        var pipeline = featureSet.makePipeline(of: symbols)
        var restarts = restarts
        var tables = series.map { LiveTable($0, columns: featureSet.definitions.count) }
        for time in Set(series.flatMap(\.times)).sorted() {
            if let cut = restarts.first, cut < time {
                restarts = restarts.drop { $0 < time }
                var next = featureSet.makePipeline(of: symbols)
                for own in series {
                    for bar in otherBars(of: own) { _ = next.update([own.symbol: bar]) }
                }
                _ = next.restore(pipeline.snapshot)
                pipeline = next
            }
            var bars: [Symbol: Bar] = [:]
            for (own, table) in zip(series, tables) where table.rows < own.count && own.times[table.rows] == time {
                bars[own.symbol] = own[table.rows].adjusted()
            }
            let rows = pipeline.update(bars)
            for index in tables.indices { if let row = rows[series[index].symbol] { tables[index].put(row) } }
        }
        return ComputedValues(names: featureSet.featureNames, series: tables.map(\.values))
    }

    /// A few bars that the symbol never had.
    private func otherBars(of own: BarSeries) -> [Bar] {
        var generator = SeededGenerator(seed: seed)
        let some = own[0..<min(own.count, 5)].scrambled(from: 0, by: &generator)
        return (0..<some.count).map { some[$0] }
    }
}

/// Rows of values on their way into columns.
private struct LiveTable {
    private let series: BarSeries
    private let columns: Int
    private var filled: [Double]
    /// How many rows there are.
    private(set) var rows = 0

    init(_ series: BarSeries, columns: Int) {
        self.series = series
        self.columns = columns
        filled = [Double](repeating: .nan, count: series.count * columns)
    }

    mutating func put(_ row: [Double]) {
        for (column, value) in row.enumerated() { filled[column * series.count + rows] = value }
        rows += 1
    }

    var values: SeriesValues { SeriesValues(symbol: series.symbol, times: series.times, values: filled[...]) }
}

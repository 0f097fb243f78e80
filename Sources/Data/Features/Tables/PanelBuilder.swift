import Base
import Indicators

/// Builds a ``Panel``: computes each symbol's columns in scratch memory and scatters them into the one table.
struct PanelBuilder {
    let series: [BarSeries]
    let featureSet: FeatureSet
    let horizons: [Int]

    /// Bars of a symbol that can have no row.
    private var skip: Int { max(featureSet.warmUpBars, ReturnVolatility.warmUpBars) }

    func build() -> Panel {
        let rows = PanelRows(series, skip: skip)
        let width = featureSet.definitions.count
        var table = PanelColumns(rows: rows.count, horizons: horizons.count)
        let features = [Double](unsafeUninitializedCapacity: rows.count * width) { buffer, filled in
            LargeMemory.expectFilling(buffer)
            let unusable = fill(buffer, &table, rows)
            filled = table.remove(unusable, features: buffer, width: width) * width
        }
        return Panel(
            symbols: series.map(\.symbol), featureNames: featureSet.featureNames, horizons: horizons,
            times: table.times, symbolIndex: table.symbolIndex, features: features, closes: table.closes,
            volatility: table.volatility, targets: table.targets, seasonal: table.seasonal,
            prices: series.map { ($0.times, $0.adjustedClose) }, groupings: featureSet.groupings)
    }

    /// Fills the table and gives the rows, increasing, that have no volatility or no feature at all.
    private func fill(
        _ features: UnsafeMutableBufferPointer<Double>, _ table: inout PanelColumns, _ rows: PanelRows
    ) -> [Int] {
        var unusable: Set<Int> = []
        var next = rows.firstRow
        // Across symbols all features are needed at once; else a few series at a time are enough.
        let step = featureSet.isOfOneSymbol ? ColumnRunner.width : max(1, series.count)
        // Sums across symbols round by the order they are taken in, which may not depend on how many bars there are yet.
        let byLength = series.indices.sorted { (series[$0].count, $1) > (series[$1].count, $0) }
        let order = featureSet.isOfOneSymbol ? byLength : Array(series.indices)
        var places = series.map { _ in [Int]() }
        for (index, own) in series.enumerated() {
            PanelRows.places(of: own.times.dropFirst(skip), in: rows.times) { time in
                places[index].append(next[time])
                next[time] += 1
            }
        }
        for start in stride(from: 0, to: order.count, by: step) {
            let group = order[start..<min(start + step, order.count)]
            let scratch = PanelScratch(featureSet, series: group.map { series[$0].adjusted() })
            for (place, index) in group.enumerated() {
                unusable.formUnion(scratch.scatter(place, skip: skip, to: features, at: places[index]))
                let adjusted = scratch.series[place]
                table.scatter(adjusted, symbol: Int32(index), horizons: horizons, skip: skip, at: places[index])
                unusable.formUnion(places[index].filter { !table.volatility[$0].isFinite })
            }
        }
        return unusable.sorted()
    }
}

/// The features of a few series, column by column, on their way into the table.
struct PanelScratch {
    let series: [BarSeries]
    private let features: FeatureTable

    init(_ featureSet: FeatureSet, series: [BarSeries]) {
        self.series = series
        features = FeatureTable(featureSet, of: series)
    }

    /// Writes a series' rows from `skip` on to their places, and gives the places of those without any feature.
    func scatter(
        _ index: Int, skip: Int, to table: UnsafeMutableBufferPointer<Double>, at places: [Int]
    ) -> [Int] {
        guard let table = table.baseAddress else { return [] }
        let width = features.featureNames.count
        var missing: [Int: Int] = [:]
        features.withColumns(ofSeries: index) { source, count in
            for (offset, place) in places.enumerated() {
                let row = table + place * width
                var value = source + skip + offset
                for column in 0..<width {
                    row[column] = value.pointee
                    value += count
                }
            }
            for feature in 0..<width {
                let column = UnsafeBufferPointer(start: source + feature * count + skip, count: places.count)
                guard PanelScratch.hasNonFinite(column) else { continue }
                for (offset, value) in column.enumerated() where !value.isFinite {
                    missing[places[offset], default: 0] += 1
                    // Models know one kind of missing value.
                    if value.isInfinite { table[places[offset] * width + feature] = .nan }
                }
            }
        }
        return missing.filter { $1 == width }.map(\.key)
    }

    /// Whether a number is NaN or infinite, without a branch a number: nearly all columns have none.
    private static func hasNonFinite(_ column: UnsafeBufferPointer<Double>) -> Bool {
        let exponent = Double.infinity.bitPattern
        var found: UInt64 = 0
        for number in column { found |= (number.bitPattern & exponent) == exponent ? 1 : 0 }
        return found != 0
    }
}

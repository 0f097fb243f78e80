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
            volatility: table.volatility, targets: table.targets, seasonal: table.seasonal)
    }

    /// Fills the table and gives the rows, increasing, that have a feature or a volatility that is not finite.
    private func fill(
        _ features: UnsafeMutableBufferPointer<Double>, _ table: inout PanelColumns, _ rows: PanelRows
    ) -> [Int] {
        var unusable: Set<Int> = []
        var next = rows.firstRow
        let longest = series.map(\.count).max() ?? 0
        var scratch = PanelScratch(plan: featureSet.plan, rows: longest)
        var places: [Int] = []
        for (index, own) in series.enumerated() where own.count > skip {
            places.removeAll(keepingCapacity: true)
            PanelRows.places(of: own.times.dropFirst(skip), in: rows.times) { time in
                places.append(next[time])
                next[time] += 1
            }
            let adjusted = own.adjusted()
            scratch.scatter(adjusted, skip: skip, to: features, at: places)
            unusable.formUnion(scratch.unusable(adjusted.count, skip: skip).map { places[$0] })
            table.scatter(adjusted, symbol: Int32(index), horizons: horizons, skip: skip, at: places)
            unusable.formUnion(places.filter { !table.volatility[$0].isFinite })
        }
        return unusable.sorted()
    }
}

/// One symbol's features at a time, column by column, on their way into the table.
struct PanelScratch: ~Copyable {
    private let plan: FeaturePlan
    private let features: UnsafeMutablePointer<Double>
    private var operators = FeatureScratch()

    init(plan: FeaturePlan, rows: Int) {
        self.plan = plan
        features = .allocate(capacity: max(1, rows * plan.featureCount))
    }

    deinit { features.deallocate() }

    /// Computes a series' features and writes the rows from `skip` on to their places.
    mutating func scatter(
        _ series: BarSeries, skip: Int, to table: UnsafeMutableBufferPointer<Double>, at places: [Int]
    ) {
        guard let table = table.baseAddress else { return }
        plan.fill(features, from: series, scratch: &operators)
        let width = plan.featureCount
        let count = series.count
        for (offset, place) in places.enumerated() {
            let row = table + place * width
            var source = features + skip + offset
            for column in 0..<width {
                row[column] = source.pointee
                source += count
            }
        }
    }
    /// The rows from `skip` on, counted from there, that have a feature that is not finite; some may be named twice.
    borrowing func unusable(_ rows: Int, skip: Int) -> [Int] {
        var found: [Int] = []
        for feature in 0..<plan.featureCount {
            let column = UnsafeBufferPointer(start: features + feature * rows + skip, count: rows - skip)
            guard PanelScratch.hasNonFinite(column) else { continue }
            found += column.indices.filter { !column[$0].isFinite }
        }
        return found
    }

    /// Whether a number is NaN or infinite, without a branch a number: nearly all columns have none.
    private static func hasNonFinite(_ column: UnsafeBufferPointer<Double>) -> Bool {
        let exponent = Double.infinity.bitPattern
        var found: UInt64 = 0
        for number in column { found |= (number.bitPattern & exponent) == exponent ? 1 : 0 }
        return found != 0
    }
}

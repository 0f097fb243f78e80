public import Base

/// All features of some series, column by column, in one array.
///
/// - Shape: series after series; within a series, feature after feature; within a feature, one value a bar.
/// - As of: the value at a bar uses that bar and earlier ones of the same series.
/// - Missing: NaN while warming up.
public struct FeatureTable: Sendable {
    /// The symbols, in the order given.
    public let symbols: [Symbol]
    /// The names of the features.
    public let featureNames: [String]
    /// All values.
    public let values: [Double]
    private let firstRow: [Int]

    /// Computes all features of some series.
    ///
    /// - Parameters:
    ///   - featureSet: The features.
    ///   - series: Adjusted bars (``Base/BarSeries/adjusted()``), oldest first.
    /// - Complexity: O(bars × features) time; the one array, and scratch for four series.
    public init(_ featureSet: FeatureSet, of series: [BarSeries]) {
        let width = featureSet.definitions.count
        var rows = [0]
        for own in series { rows.append(rows[rows.count - 1] + own.count) }
        let total = rows[rows.count - 1] * width
        values = [Double](unsafeUninitializedCapacity: total) { buffer, filled in
            LargeMemory.expectFilling(buffer)
            if let base = buffer.baseAddress {
                UniverseRunner(featureSet).fill(series.indices.map { base + rows[$0] * width }, from: series)
            }
            filled = total
        }
        firstRow = rows
        symbols = series.map(\.symbol)
        featureNames = featureSet.featureNames
    }

    /// The values of a feature for a series, both by their places.
    public func column(_ feature: Int, ofSeries series: Int) -> ArraySlice<Double> {
        let count = firstRow[series + 1] - firstRow[series]
        let start = firstRow[series] * featureNames.count + feature * count
        return values[start..<(start + count)]
    }

    /// Lends all columns of a series: feature f of row i at `base[f * count + i]`; not called for a series without rows.
    func withColumns(ofSeries series: Int, _ body: (_ base: UnsafePointer<Double>, _ count: Int) -> Void) {
        let count = firstRow[series + 1] - firstRow[series]
        values.withUnsafeBufferPointer {
            guard let base = $0.baseAddress, count > 0 else { return }
            body(base + firstRow[series] * featureNames.count, count)
        }
    }
}

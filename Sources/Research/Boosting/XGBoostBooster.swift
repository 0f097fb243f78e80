import Base

/// A trained XGBoost model, ready to predict and to explain.
///
/// All questions are answered by ``XGBoostForest``; the library itself only trains.
public struct XGBoostBooster: Booster {
    /// What trains it.
    public typealias Training = XGBoostTraining

    /// The name of the file that holds it.
    public static var fileName: String { "model.ubj" }

    private let model: [UInt8]
    private let forest: XGBoostForest

    /// Reads a model from XGBoost's Universal Binary JSON.
    public init(bytes: [UInt8]) throws(BoostingError) {
        model = bytes
        forest = try XGBoostForest(bytes: bytes)
    }

    /// The model as Universal Binary JSON.
    public func bytes() -> [UInt8] { model }

    /// How many features a row has.
    public var columns: Int { forest.columns }

    /// The prediction for one row.
    public func predict(_ row: UnsafeBufferPointer<Double>) -> Double { narrowed(row, forest.predict) }

    /// The predictions for a row-major matrix.
    public func predict(rows: UnsafeBufferPointer<Double>, threads: Int) -> [Double] {
        Rows(features: rows, columns: columns).flatMap(threads: threads) { rows in
            let narrow = [Float](unsafeUninitializedCapacity: rows.count * columns) { buffer, count in
                for row in rows {
                    for value in row {
                        buffer[count] = Float(value)
                        count += 1
                    }
                }
            }
            return narrow.withUnsafeBufferPointer { forest.predict(rows: $0) }
        }
    }

    /// The SHAP values of one row.
    public func contributions(_ row: UnsafeBufferPointer<Double>) -> [Double] { contributions(CollectionOfOne(row)) }

    /// The SHAP values of the rows of a row-major matrix.
    public func contributions(rows: UnsafeBufferPointer<Double>, threads: Int) -> [Double] {
        Rows(features: rows, columns: columns).flatMap(threads: threads) { contributions($0) }
    }

    private func contributions(_ rows: some Collection<UnsafeBufferPointer<Double>>) -> [Double] {
        let width = columns + 1
        var values = [Double](repeating: 0, count: rows.count * width)
        values.withUnsafeMutableBufferPointer { values in
            for (index, row) in rows.enumerated() {
                let own = UnsafeMutableBufferPointer(rebasing: values[index * width..<(index + 1) * width])
                narrowed(row) { forest.addContributions($0, to: own) }
            }
        }
        return values
    }

    /// Calls `body` with a row as 32-bit numbers, as XGBoost was trained on.
    private func narrowed<Result>(
        _ row: UnsafeBufferPointer<Double>, _ body: (UnsafeBufferPointer<Float>) -> Result
    ) -> Result {
        precondition(row.count == columns, "expected \(columns) features, was \(row.count)")
        return withUnsafeTemporaryAllocation(of: Float.self, capacity: columns) { narrow in
            for column in 0..<columns { narrow.initializeElement(at: column, to: Float(row[column])) }
            return body(UnsafeBufferPointer(narrow))
        }
    }

    /// How much each feature serves in the trees.
    public func importance(_ kind: FeatureImportance) -> [Double] {
        switch kind {
        case .gain: forest.gains
        case .splits: forest.splits
        }
    }
}

/// A borrowed row-major matrix that threads read at once.
///
/// `@unchecked Sendable`: nobody changes it while it is borrowed.
private struct Rows: @unchecked Sendable {
    /// Rows a thread takes at a time: enough that taking them costs nothing.
    static let partSize = 1024

    let features: UnsafeBufferPointer<Double>
    let columns: Int

    /// The results for parts of the rows, in order.
    func flatMap(
        threads: Int, _ body: @Sendable (ArraySlice<UnsafeBufferPointer<Double>>) -> [Double]
    ) -> [Double] {
        let count = features.count / columns
        let parts = parallelMap((count + Rows.partSize - 1) / Rows.partSize, threads: threads) { part in
            let range = part * Rows.partSize..<min(count, (part + 1) * Rows.partSize)
            return body(range.map { UnsafeBufferPointer(rebasing: features[$0 * columns..<($0 + 1) * columns]) }[...])
        }
        return parts.flatMap(\.self)
    }
}

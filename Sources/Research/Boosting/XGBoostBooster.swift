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
    public func predict(_ row: UnsafeBufferPointer<Double>) -> Double {
        precondition(row.count == columns, "expected \(columns) features, was \(row.count)")
        return forest.predict(row)
    }

    /// The predictions for a row-major matrix.
    public func predict(rows: UnsafeBufferPointer<Double>, threads: Int) -> [Double] {
        BorrowedRows(features: rows, columns: columns).flatMap(threads: threads) { forest.predict($0) }
    }

    /// The SHAP values of one row.
    public func contributions(_ row: UnsafeBufferPointer<Double>) -> [Double] { contributions(CollectionOfOne(row)) }

    /// The SHAP values of the rows of a row-major matrix.
    public func contributions(rows: UnsafeBufferPointer<Double>, threads: Int) -> [Double] {
        BorrowedRows(features: rows, columns: columns).flatMap(threads: threads) { contributions($0) }
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

import Base
import CXGBoost
import Synchronization

/// A trained XGBoost model, ready to predict; freed with this object.
///
/// Predictions come from ``XGBoostForest``, SHAP values from the library, whose booster one thread uses at a time.
///
/// `@unchecked Sendable`: what is stored is never changed, but for the library's booster, which the mutex guards.
public final class XGBoostBooster: Booster, @unchecked Sendable {
    /// What trains it.
    public typealias Training = XGBoostTraining

    /// The name of the file that holds it.
    public static var fileName: String { "model.ubj" }

    private let library: XGBoostLibrary
    private let model: [UInt8]
    private let forest: XGBoostForest
    private let handle: XGBoostHandle
    /// How many threads the library's booster is set to.
    private let setThreads = Mutex(0)

    /// Reads a model from XGBoost's Universal Binary JSON.
    public init(bytes: [UInt8]) throws(BoostingError) {
        library = try XGBoostLibrary.open()
        model = bytes
        // First, for the library trusts the lengths it reads.
        forest = try XGBoostForest(bytes: bytes)
        var made: XGBoostHandle?
        let status = library.functions.XGBoosterCreate(nil, 0, &made)
        let booster = try library.made("XGBoosterCreate", status, made)
        do throws(BoostingError) {
            let status = library.functions.XGBoosterLoadModelFromBuffer(booster, bytes, UInt64(bytes.count))
            try library.check("XGBoosterLoadModelFromBuffer", status)
        } catch {
            _ = library.functions.XGBoosterFree(booster)
            throw error
        }
        handle = booster
    }

    deinit { _ = library.functions.XGBoosterFree(handle) }

    /// The model as Universal Binary JSON.
    public func bytes() -> [UInt8] { model }

    /// How many features a row has.
    public var columns: Int { forest.columns }

    /// The prediction for one row.
    public func predict(_ row: UnsafeBufferPointer<Double>) -> Double {
        precondition(row.count == columns, "expected \(columns) features, was \(row.count)")
        return withUnsafeTemporaryAllocation(of: Float.self, capacity: columns) { narrow in
            for column in 0..<columns { narrow.initializeElement(at: column, to: Float(row[column])) }
            return forest.predict(UnsafeBufferPointer(narrow))
        }
    }

    /// The predictions for a row-major matrix.
    public func predict(rows: UnsafeBufferPointer<Double>, threads: Int) -> [Double] {
        let rows = Rows(features: rows, columns: columns)
        let parts = parallelMap((rows.count + Rows.partSize - 1) / Rows.partSize, threads: threads) { part in
            rows.part(part).map { self.predict(rows[$0]) }
        }
        return parts.flatMap(\.self)
    }

    /// The SHAP values of one row.
    public func contributions(_ row: UnsafeBufferPointer<Double>) throws(BoostingError) -> [Double] {
        precondition(row.count == columns, "expected \(columns) features, was \(row.count)")
        return try contributions(rows: row, threads: 1)
    }

    /// The SHAP values of the rows of a row-major matrix.
    public func contributions(rows: UnsafeBufferPointer<Double>, threads: Int) throws(BoostingError) -> [Double] {
        let library = try XGBoostLibrary.open()
        let count = rows.count / columns
        guard count > 0, let base = rows.baseAddress else { return [] }
        let matrix = try library.matrix(base, rows: count, columns: columns, type: "<f8", threads: threads)
        defer { _ = library.functions.XGDMatrixFree(matrix) }
        return try setThreads.withLock { set throws(BoostingError) in
            if set != threads {
                let status = library.functions.XGBoosterSetParam(handle, "nthread", "\(max(1, threads))")
                try library.check("XGBoosterSetParam", status)
                set = threads
            }
            return try explain(matrix, count: count * (columns + 1))
        }
    }

    private func explain(_ matrix: XGBoostHandle, count: Int) throws(BoostingError) -> [Double] {
        let question = """
            {"type":2,"training":false,"iteration_begin":0,"iteration_end":0,"strict_shape":false}
            """
        var shape: UnsafePointer<UInt64>?
        var dimensions: UInt64 = 0
        var values: UnsafePointer<Float>?
        let status = library.functions.XGBoosterPredictFromDMatrix(
            handle, matrix, question, &shape, &dimensions, &values)
        try library.check("XGBoosterPredictFromDMatrix", status)
        return UnsafeBufferPointer(start: values, count: count).map(Double.init)
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

    var count: Int { features.count / columns }

    func part(_ index: Int) -> Range<Int> { index * Rows.partSize..<min(count, (index + 1) * Rows.partSize) }

    subscript(row: Int) -> UnsafeBufferPointer<Double> {
        UnsafeBufferPointer(rebasing: features[row * columns..<(row + 1) * columns])
    }
}

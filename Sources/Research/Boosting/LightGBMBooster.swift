import CLightGBM

/// A trained LightGBM model, ready to predict; freed with this object.
///
/// Single rows go through LightGBM's "fast" configurations, made once here: about 3 µs a row. Each has a lock, so
/// threads that share a booster take turns; nothing is shared between boosters.
///
/// `@unchecked Sendable`: the handles are set once in `init` and freed in `deinit`; in between they are only read, and
/// LightGBM guards a booster with a reader–writer lock and a fast configuration with a mutex. A test asks from several
/// threads at once.
public final class LightGBMBooster: Booster, @unchecked Sendable {
    /// What trains it.
    public typealias Training = LightGBMTraining

    /// The name of the file that holds it.
    public static var fileName: String { "model.txt" }

    /// How many features a row has.
    public let columns: Int
    private let library: LightGBMLibrary
    private let handle: LightGBMHandle
    private let single: LightGBMHandle
    private let explainer: LightGBMHandle
    /// What LightGBM leaves to be divided: it adds up a forest's contributions where it averages its predictions.
    private let averagedTrees: Double

    /// Reads a model from LightGBM's own text.
    public init(bytes: [UInt8]) throws(BoostingError) {
        library = try LightGBMLibrary.open()
        let text = LightGBMText(bytes)
        try text.check()
        averagedTrees = Double(text.averagedTrees)
        var made: LightGBMHandle?
        var rounds: Int32 = 0
        let status = library.functions.BoosterLoadModelFromString(
            String(decoding: bytes, as: UTF8.self), &rounds, &made)
        let booster = try library.made("BoosterLoadModelFromString", status, made)
        var count: Int32 = 0
        do throws(BoostingError) {
            try library.check("BoosterGetNumFeature", library.functions.BoosterGetNumFeature(booster, &count))
            single = try library.configuration(booster, LIGHTGBM_PREDICT_NORMAL, columns: count)
        } catch {
            _ = library.functions.BoosterFree(booster)
            throw error
        }
        do throws(BoostingError) {
            explainer = try library.configuration(booster, LIGHTGBM_PREDICT_CONTRIBUTIONS, columns: count)
        } catch {
            _ = library.functions.FastConfigFree(single)
            _ = library.functions.BoosterFree(booster)
            throw error
        }
        handle = booster
        columns = Int(count)
    }

    deinit {
        _ = library.functions.FastConfigFree(explainer)
        _ = library.functions.FastConfigFree(single)
        _ = library.functions.BoosterFree(handle)
    }

    /// The model as LightGBM's text.
    public func bytes() throws(BoostingError) -> [UInt8] { try library.modelText(handle, rounds: -1) }

    /// The prediction for one row.
    public func predict(_ row: UnsafeBufferPointer<Double>) -> Double {
        guard let base = row.baseAddress, row.count == columns else {
            preconditionFailure("expected \(columns) features, was \(row.count)")
        }
        var length: Int64 = 0
        var result = Double.nan
        // It fails only for a configuration that `init` would have refused.
        _ = library.functions.BoosterPredictForMatSingleRowFast(single, base, &length, &result)
        return result
    }

    /// The predictions for a row-major matrix.
    public func predict(rows: UnsafeBufferPointer<Double>, threads: Int) throws(BoostingError) -> [Double] {
        try ask(LIGHTGBM_PREDICT_NORMAL, rows, width: 1, threads: threads)
    }

    /// The SHAP values of the rows of a row-major matrix.
    public func contributions(rows: UnsafeBufferPointer<Double>, threads: Int) throws(BoostingError) -> [Double] {
        try ask(LIGHTGBM_PREDICT_CONTRIBUTIONS, rows, width: columns + 1, threads: threads).map { $0 / averagedTrees }
    }

    /// The SHAP values of one row.
    public func contributions(_ row: UnsafeBufferPointer<Double>) throws(BoostingError) -> [Double] {
        guard let base = row.baseAddress, row.count == columns else {
            preconditionFailure("expected \(columns) features, was \(row.count)")
        }
        var length: Int64 = 0
        var values = [Double](repeating: 0, count: columns + 1)
        let status = library.functions.BoosterPredictForMatSingleRowFast(explainer, base, &length, &values)
        try library.check("BoosterPredictForMatSingleRowFast", status)
        return values.map { $0 / averagedTrees }
    }

    private func ask(
        _ question: Int, _ rows: UnsafeBufferPointer<Double>, width: Int, threads: Int
    ) throws(BoostingError) -> [Double] {
        let count = rows.count / columns
        guard count > 0, let base = rows.baseAddress else { return [] }
        let limit = try LightGBMThreadLimit(library, threads: threads)
        defer { withExtendedLifetime(limit) {} }
        var status: Int32 = 0
        let values = [Double](unsafeUninitializedCapacity: count * width) { buffer, filled in
            guard let out = buffer.baseAddress else { return }
            var length: Int64 = 0
            status = library.functions.BoosterPredictForMat(
                handle, base, Int32(LIGHTGBM_FLOAT64), Int32(count), Int32(columns), 1, Int32(question), 0, -1,
                "verbosity=-1", &length, out)
            filled = count * width
        }
        try library.check("BoosterPredictForMat", status)
        return values
    }

    /// How much each feature serves in the trees.
    public func importance(_ kind: FeatureImportance) throws(BoostingError) -> [Double] {
        let type = kind == .gain ? LIGHTGBM_IMPORTANCE_GAIN : LIGHTGBM_IMPORTANCE_SPLIT
        var values = [Double](repeating: 0, count: columns)
        let status = library.functions.BoosterFeatureImportance(handle, -1, Int32(type), &values)
        try library.check("BoosterFeatureImportance", status)
        return values
    }
}

extension LightGBMLibrary {
    /// A configuration that asks one row at a time.
    fileprivate func configuration(
        _ booster: LightGBMHandle, _ question: Int, columns: Int32
    ) throws(BoostingError) -> LightGBMHandle {
        var made: LightGBMHandle?
        let status = functions.BoosterPredictForMatSingleRowFastInit(
            booster, Int32(question), 0, -1, Int32(LIGHTGBM_FLOAT64), columns, "verbosity=-1", &made)
        return try self.made("BoosterPredictForMatSingleRowFastInit", status, made)
    }
}

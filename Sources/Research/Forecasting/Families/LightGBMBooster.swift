import CLightGBM

/// A binned training table of LightGBM's; freed with this object.
final class LightGBMDataset {
    fileprivate let handle: LightGBMHandle
    private let library: LightGBMLibrary

    /// Bins a prefix of a row-major matrix; NaN is a missing value, with a bin of its own.
    ///
    /// The matrix is borrowed for the call only. Rows left out of `usedRows` shape the bins but nothing else.
    init(
        features: UnsafeBufferPointer<Double>, rows: Int, names: [String], usedRows: [Int32]?, labels: [Float],
        parameters: String
    ) throws(ForecastingError) {
        let library = try LightGBMLibrary.open()
        guard let base = features.baseAddress, rows * names.count <= features.count else {
            preconditionFailure("expected \(rows) × \(names.count) features, was \(features.count)")
        }
        var made: LightGBMHandle?
        try library.check(
            "DatasetCreateFromMat",
            library.functions.DatasetCreateFromMat(
                base, Int32(LIGHTGBM_FLOAT64), Int32(rows), Int32(names.count), 1, parameters, nil, &made))
        if let usedRows, let whole = made {
            made = nil
            defer { _ = library.functions.DatasetFree(whole) }
            try library.check(
                "DatasetGetSubset",
                library.functions.DatasetGetSubset(whole, usedRows, Int32(usedRows.count), parameters, &made))
        }
        self.library = library
        guard let made else { throw .lightGBMFailed(call: "DatasetCreateFromMat", reason: "no handle") }
        handle = made
        try library.check(
            "DatasetSetField",
            library.functions.DatasetSetField(
                handle, "label", labels, Int32(labels.count), Int32(LIGHTGBM_FLOAT32)))
        try setNames(names)
    }

    private func setNames(_ names: [String]) throws(ForecastingError) {
        // One block of zero-ended names, and where each begins.
        var text: [CChar] = []
        var starts: [Int] = []
        for name in names {
            starts.append(text.count)
            text.append(contentsOf: name.utf8.map { CChar(bitPattern: $0) })
            text.append(0)
        }
        let status = text.withUnsafeBufferPointer { block -> Int32 in
            guard let base = block.baseAddress else { return 0 }
            var pointers = starts.map { base + $0 }
            return library.functions.DatasetSetFeatureNames(handle, &pointers, Int32(names.count))
        }
        try library.check("DatasetSetFeatureNames", status)
    }

    deinit { _ = library.functions.DatasetFree(handle) }
}

/// A trained LightGBM model, ready to predict; freed with this object.
///
/// Single rows go through LightGBM's "fast" configuration, made once here: about 3 µs a row. That configuration has a
/// lock, so threads that share a booster take turns; nothing is shared between boosters. Batches may use several
/// threads.
///
/// `@unchecked Sendable`: both handles are set once in `init` and freed in `deinit`; in between only the two predict
/// functions and the save function read them, and LightGBM guards a booster with a reader–writer lock and a fast
/// configuration with a mutex. A test predicts from several threads at once.
final class LightGBMBooster: @unchecked Sendable {
    let columns: Int
    private let library: LightGBMLibrary
    private let handle: LightGBMHandle
    private let fast: LightGBMHandle

    /// Trains for so many rounds, or until no split is left that improves the fit.
    static func train(
        _ dataset: LightGBMDataset, parameters: String, rounds: Int
    ) throws(ForecastingError) -> LightGBMBooster {
        let library = try LightGBMLibrary.open()
        var made: LightGBMHandle?
        try library.check("BoosterCreate", library.functions.BoosterCreate(dataset.handle, parameters, &made))
        guard let handle = made else { throw .lightGBMFailed(call: "BoosterCreate", reason: "no handle") }
        // The trained booster borrows the dataset. It is read back from its text, which frees the training state and
        // makes a fitted model the same thing as a loaded one.
        defer { _ = library.functions.BoosterFree(handle) }
        var isFinished: Int32 = 0
        for _ in 0..<rounds where isFinished == 0 {
            try library.check("BoosterUpdateOneIter", library.functions.BoosterUpdateOneIter(handle, &isFinished))
        }
        let text = try modelText(library, handle)
        return try withExtendedLifetime(dataset) { () throws(ForecastingError) in try LightGBMBooster(text: text) }
    }

    /// Reads a model from LightGBM's own text.
    init(text: String) throws(ForecastingError) {
        library = try LightGBMLibrary.open()
        var made: LightGBMHandle?
        var rounds: Int32 = 0
        try library.check(
            "BoosterLoadModelFromString", library.functions.BoosterLoadModelFromString(text, &rounds, &made))
        guard let booster = made else { throw .lightGBMFailed(call: "BoosterLoadModelFromString", reason: "no handle") }
        var count: Int32 = 0
        var configuration: LightGBMHandle?
        do throws(ForecastingError) {
            try library.check("BoosterGetNumFeature", library.functions.BoosterGetNumFeature(booster, &count))
            try library.check(
                "BoosterPredictForMatSingleRowFastInit",
                library.functions.BoosterPredictForMatSingleRowFastInit(
                    booster, Int32(LIGHTGBM_PREDICT_NORMAL), 0, -1, Int32(LIGHTGBM_FLOAT64), count, "verbosity=-1",
                    &configuration))
            guard let configuration else {
                throw .lightGBMFailed(call: "BoosterPredictForMatSingleRowFastInit", reason: "no handle")
            }
            handle = booster
            fast = configuration
            columns = Int(count)
        } catch {
            _ = library.functions.BoosterFree(booster)
            throw error
        }
    }

    deinit {
        _ = library.functions.FastConfigFree(fast)
        _ = library.functions.BoosterFree(handle)
    }

    /// The model as LightGBM's text: the same bytes for the same training data, parameters and seed.
    func text() throws(ForecastingError) -> String { try LightGBMBooster.modelText(library, handle) }

    private static func modelText(
        _ library: LightGBMLibrary, _ handle: LightGBMHandle
    ) throws(ForecastingError) -> String {
        var capacity: Int64 = 1 << 16
        while true {
            var length: Int64 = 0
            var status: Int32 = 0
            let bytes = [CChar](unsafeUninitializedCapacity: Int(capacity)) { buffer, count in
                status = library.functions.BoosterSaveModelToString(
                    handle, 0, -1, 0, capacity, &length, buffer.baseAddress)
                count = status == 0 && length <= capacity ? Int(length) : 0
            }
            try library.check("BoosterSaveModelToString", status)
            if length <= capacity {
                return String(decoding: bytes.dropLast().map { UInt8(bitPattern: $0) }, as: UTF8.self)
            }
            capacity = length
        }
    }

    /// The prediction for one row; NaN where a row of another width is given to a damaged model.
    func predict(_ row: UnsafeBufferPointer<Double>) -> Double {
        guard let base = row.baseAddress, row.count == columns else {
            preconditionFailure("expected \(columns) features, was \(row.count)")
        }
        var length: Int64 = 0
        var result = Double.nan
        // It fails only for a configuration that `init` would have refused.
        _ = library.functions.BoosterPredictForMatSingleRowFast(fast, base, &length, &result)
        return result
    }

    /// The predictions for rows of a row-major matrix: the same bits as one at a time.
    func predict(rows: UnsafeBufferPointer<Double>) throws(ForecastingError) -> [Double] {
        let count = columns > 0 ? rows.count / columns : 0
        guard count > 0, let base = rows.baseAddress else { return [] }
        var status: Int32 = 0
        let values = [Double](unsafeUninitializedCapacity: count) { buffer, filled in
            guard let out = buffer.baseAddress else { return }
            var length: Int64 = 0
            status = library.functions.BoosterPredictForMat(
                handle, base, Int32(LIGHTGBM_FLOAT64), Int32(count), Int32(columns), 1,
                Int32(LIGHTGBM_PREDICT_NORMAL), 0, -1, "verbosity=-1", &length, out)
            filled = count
        }
        try library.check("BoosterPredictForMat", status)
        return values
    }
}

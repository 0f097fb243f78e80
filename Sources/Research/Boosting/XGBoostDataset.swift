import CXGBoost

/// A matrix of XGBoost's; freed with this object.
///
/// NaN is a missing value.
public final class XGBoostDataset: BoosterDataset {
    let handle: XGBoostHandle
    let names: [String]
    private let library: XGBoostLibrary

    /// Copies a prefix of a matrix, or the rows used of it, as 32-bit numbers; the reference does not matter.
    public init(
        _ data: TrainingData, settings: BoostingSettings, reference: XGBoostDataset?, threads: Int
    ) throws(BoostingError) {
        let library = try XGBoostLibrary.open()
        let base = try data.checkedFeatures(settings.objective)
        guard data.categoricalColumns.isEmpty else {
            throw .badData(reason: "categorical columns are for LightGBM; give XGBoost a column for each category")
        }
        if let usedRows = data.usedRows {
            let picked = XGBoostDataset.gather(base, rows: usedRows, columns: data.columns)
            handle = try library.matrix(
                picked, rows: usedRows.count, columns: data.columns, type: "<f4", threads: threads)
        } else {
            handle = try library.matrix(base, rows: data.rows, columns: data.columns, type: "<f8", threads: threads)
        }
        self.library = library
        names = data.names
        try setField("label", data.labels)
        if let weights = data.weights { try setField("weight", weights) }
        let named = data.names.withCStrings { names in
            library.functions.XGDMatrixSetStrFeatureInfo(handle, "feature_name", &names, UInt64(names.count))
        }
        try library.check("XGDMatrixSetStrFeatureInfo", named)
    }

    private static func gather(_ features: UnsafePointer<Double>, rows: [Int32], columns: Int) -> [Float] {
        [Float](unsafeUninitializedCapacity: rows.count * columns) { buffer, count in
            for row in rows {
                let start = Int(row) * columns
                for column in 0..<columns { buffer[count + column] = Float(features[start + column]) }
                count += columns
            }
        }
    }

    private func setField(_ name: String, _ values: [Double]) throws(BoostingError) {
        let status = values.withUnsafeBytes { bytes -> Int32 in
            guard let base = bytes.baseAddress else { return 0 }
            return library.functions.XGDMatrixSetInfoFromInterface(
                handle, name, XGBoostLibrary.interface(base, shape: [values.count], type: "<f8"))
        }
        try library.check("XGDMatrixSetInfoFromInterface", status)
    }

    deinit { _ = library.functions.XGDMatrixFree(handle) }
}

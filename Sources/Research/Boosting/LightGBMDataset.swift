import CLightGBM

/// A binned table of LightGBM's; freed with this object.
///
/// NaN is a missing value, with a bin of its own; in a categorical column it is a category that is not known.
public final class LightGBMDataset: BoosterDataset {
    let handle: LightGBMHandle
    let categoricalColumns: [Int]
    private let library: LightGBMLibrary

    /// Bins a prefix of a matrix.
    public init(
        _ data: TrainingData, settings: BoostingSettings, reference: LightGBMDataset?, threads: Int
    ) throws(BoostingError) {
        let library = try LightGBMLibrary.open()
        let base = try data.checkedFeatures(settings.objective)
        let limit = try LightGBMThreadLimit(library, threads: threads)
        defer { withExtendedLifetime((limit, reference)) {} }
        let parameters = settings.lightGBMParameters(categoricalColumns: data.categoricalColumns)
        var made: LightGBMHandle?
        let status = library.functions.DatasetCreateFromMat(
            base, Int32(LIGHTGBM_FLOAT64), Int32(data.rows), Int32(data.columns), 1, parameters, reference?.handle,
            &made)
        let whole = try library.made("DatasetCreateFromMat", status, made)
        if let usedRows = data.usedRows {
            defer { _ = library.functions.DatasetFree(whole) }
            var part: LightGBMHandle?
            let status = library.functions.DatasetGetSubset(whole, usedRows, Int32(usedRows.count), parameters, &part)
            handle = try library.made("DatasetGetSubset", status, part)
        } else {
            handle = whole
        }
        self.library = library
        categoricalColumns = data.categoricalColumns
        try setField("label", data.labels)
        if let weights = data.weights { try setField("weight", weights) }
        let named = data.names.withCStrings { names in
            library.functions.DatasetSetFeatureNames(handle, &names, Int32(names.count))
        }
        try library.check("DatasetSetFeatureNames", named)
    }

    private func setField(_ name: String, _ values: [Double]) throws(BoostingError) {
        let status = library.functions.DatasetSetField(
            handle, name, values.map(Float.init), Int32(values.count), Int32(LIGHTGBM_FLOAT32))
        try library.check("DatasetSetField", status)
    }

    deinit { _ = library.functions.DatasetFree(handle) }
}

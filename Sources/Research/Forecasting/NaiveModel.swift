import Kernels

/// A yardstick: persistence, drift or seasonal-naive.
struct NaiveModel: FittedModel, Equatable {
    let kind: ModelKind
    /// The mean return of the training rows for drift; 0 otherwise.
    let drift: Double

    func location(_ input: ForecastInput) -> Double {
        switch kind {
        // Without a season behind it the seasonal forecast falls back on persistence.
        case .seasonalNaive: input.seasonal.isFinite ? input.seasonal : 0
        default: drift
        }
    }

    /// Fits on rows whose targets are known; drift is the mean of their returns, persistence and season need nothing.
    static func fit(_ kind: ModelKind, _ slice: TrainingSlice) -> NaiveModel {
        guard kind == .drift else { return NaiveModel(kind: kind, drift: 0) }
        let sum = slice.rows.reduce(0) { $0 + slice.table.targets[$1] }
        return NaiveModel(kind: kind, drift: sum / Double(max(1, slice.rows.count)))
    }

    func save(toFolder folder: String) throws(ForecastingError) {
        try ModelFile(kind: kind, drift: drift).write(toFolder: folder)
    }
}

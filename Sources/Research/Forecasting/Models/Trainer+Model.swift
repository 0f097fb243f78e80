extension Trainer {
    /// Fits a model on every row of a slice without a calibration: half of the work, for scores of its median alone.
    ///
    /// An ensemble's weights come from its members' calibration tails, so it is as dear as with one.
    ///
    /// - As of: as ``fit(_:on:threads:)``.
    ///
    /// - Parameters:
    ///   - specification: What to fit.
    ///   - slice: The rows to learn from.
    ///   - threads: How many threads the fit may use.
    /// - Returns: The same model, to the bit, as that of ``fit(_:on:threads:)``.
    /// - Throws: As ``fit(_:on:threads:)`` does, for too few rows too.
    public static func fitModel(
        _ specification: ModelSpecification, on slice: TrainingSlice, threads: Int = 1
    ) throws(ForecastingError) -> any FittedModel {
        guard !specification.kind.isEnsemble else {
            return try fitUncalibrated(specification, on: slice, threads: threads).model
        }
        let (before, tail) = slice.calibrationSplit()
        try checkRows(specification.kind, slice, fitted: before.rows.count, tail: tail.count)
        return try specification.kind.family.fit(specification, slice, threads: threads)
    }
}

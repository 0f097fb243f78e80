public import Features
import Kernels

/// Fits models.
///
/// Skilled models learn the standardised return y / (σ_t·√h), cut off at ±8, and give it back times σ_t·√h. The same table,
/// specification and rows give the same model to the bit, on any number of threads.
public enum Trainer {
    /// Which revision of the code of features and models this program has.
    ///
    /// To be raised by hand with every change by which the same bars, features, specification and seed may give another
    /// model: in the operators of the features, in the volatility and the targets, in the fits.
    public static let revision = 4

    /// The fewest rows with a known target that a skilled model is fitted on, and a naive one.
    public static let rowsNeeded = (skilled: 100, naive: 30)
    private static let tailRowsNeeded = 20

    /// Fits a model and calibrates its distribution.
    ///
    /// - As of: uses the slice's rows only; each of their targets is known before its `knownBefore` row.
    ///
    /// - Parameters:
    ///   - specification: What to fit.
    ///   - slice: The rows to learn from.
    ///   - threads: How many threads LightGBM may use.
    /// - Returns: The model fitted on every row of the slice, with the shape of its residuals.
    /// - Throws: ``ForecastingError/tooFewRows(kind:horizonBars:needed:was:)`` and LightGBM's failures.
    /// - Complexity: Two fits: one before the calibration tail, one on all rows.
    public static func fit(
        _ specification: ModelSpecification, on slice: TrainingSlice, threads: Int = 1
    ) throws(ForecastingError) -> CalibratedModel {
        try fitUncalibrated(specification, on: slice, threads: threads).calibrated()
    }

    /// Fits a model on every row of a panel whose target is known; see ``fit(_:on:threads:)``.
    public static func fit(
        _ specification: ModelSpecification, panel: Panel, horizonIndex: Int, threads: Int = 1
    ) throws(ForecastingError) -> CalibratedModel {
        try fit(
            specification, on: TrainingSlice(LearningTable(panel, horizonIndex: horizonIndex)), threads: threads)
    }

    /// Fits a model and forecasts the calibration tail with its earlier self.
    public static func fitUncalibrated(
        _ specification: ModelSpecification, on slice: TrainingSlice, threads: Int = 1
    ) throws(ForecastingError) -> ModelFit {
        guard specification.intervals != .bootstrap || slice.table.target == .ownReturn else {
            throw .badParameter(
                kind: specification.kind, name: "intervals",
                reason: "bootstrap adds up a symbol's own bars, which the target \(slice.table.target) is not made of; "
                    + "take residuals, conformal or adaptive")
        }
        if specification.kind.isEnsemble {
            var fits: [ModelFit] = []
            for member in specification.members {
                fits.append(try fitUncalibrated(member, on: slice, threads: threads))
            }
            return ModelFit(ensemble: specification, of: fits)
        }
        let (before, tail) = slice.calibrationSplit()
        try checkRows(specification.kind, slice, fitted: before.rows.count, tail: tail.count)
        let family = specification.kind.family
        let earlier = try family.fit(specification, before, threads: threads)
        let first = tail.first ?? 0
        let block = try earlier.forecasts(slice.table, rows: first..<max(first, tail.prefix), threads: threads)
        return ModelFit(
            model: try family.fit(specification, slice, threads: threads),
            tailForecasts: tail.map { block[$0 - first] }, tail: tail, slice: slice,
            intervals: specification.intervals, seed: specification.seed)
    }

    static func checkRows(
        _ kind: ModelKind, _ slice: TrainingSlice, fitted: Int, tail: Int
    ) throws(ForecastingError) {
        let needed = kind.isNaive ? rowsNeeded.naive : rowsNeeded.skilled
        guard slice.rows.count >= needed, tail >= min(tailRowsNeeded, needed / 5), fitted >= needed / 2 else {
            throw .tooFewRows(
                kind: kind, horizonBars: slice.table.horizonBars,
                needed: max(needed, slice.table.horizonBars * 10), was: slice.rows.count)
        }
    }
}

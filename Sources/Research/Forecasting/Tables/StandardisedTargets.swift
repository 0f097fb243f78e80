import Kernels

/// Targets in units of σ_t·√h, so that quiet and wild times, and quiet and wild symbols, weigh alike in a fit.
///
/// Beyond ±``limit`` they are cut off (winsorised): on real bars |y / (σ_t·√h)| reaches 68 after quiet spells, and by a
/// square loss one such row would weigh as much as hundreds of others. Only what is learnt from is cut; forecasts are
/// scored, and their residuals taken, on targets as they were.
///
/// - Missing: NaN in rows that are not selected.
struct StandardisedTargets {
    /// The largest size of a standardised target that is learnt from.
    static let limit = 8.0

    /// By row of the table, up to the last row selected.
    let byRow: [Double]

    init(_ slice: TrainingSlice) {
        var values = [Double](repeating: .nan, count: slice.rows.prefix)
        for row in slice.rows {
            let unit = slice.table.targets[row] / slice.table.scale(at: row)
            values[row] = max(-Self.limit, min(Self.limit, unit))
        }
        byRow = values
    }
}

import Kernels

/// Targets in units of σ_t·√h, so that quiet and wild times, and quiet and wild symbols, weigh alike in a fit.
///
/// - Missing: NaN in rows that are not selected.
struct StandardisedTargets {
    /// By row of the table, up to the last row selected.
    let byRow: [Double]

    init(_ slice: TrainingSlice) {
        var values = [Double](repeating: .nan, count: slice.rows.prefix)
        for row in slice.rows { values[row] = slice.table.targets[row] / slice.table.scale(at: row) }
        byRow = values
    }
}

import Glibc
import Kernels

/// How much each row of a slice counts in a fit: by its age, so that what was learnt long ago fades.
///
/// - Units: a row half a life older than another counts half as much; the newest count 1.
/// - Missing: NaN in rows that are not selected.
struct AgeWeights {
    /// By row of the table, up to the last row selected; `nil` where all rows count alike.
    let byRow: [Double]?

    /// Weights a slice's rows: after so many bars, counted in distinct times, a row counts half; with 0 it always counts.
    init(_ slice: TrainingSlice, halfLifeBars: Double) {
        guard halfLifeBars > 0, let newest = slice.rows.last else {
            byRow = nil
            return
        }
        let starts = slice.table.timeStarts
        let now = starts.partitioningIndex { $0 > newest } - 1
        var time = 0
        var weights = [Double](repeating: .nan, count: slice.rows.prefix)
        for row in slice.rows {
            while starts[time + 1] <= row { time += 1 }
            weights[row] = exp2(-Double(now - time) / halfLifeBars)
        }
        byRow = weights
    }
}

extension ModelParameter {
    /// What ``AgeWeights`` takes; no fading by default.
    static var halfLifeBars: ModelParameter { .init(0, 0...1e6) }
}

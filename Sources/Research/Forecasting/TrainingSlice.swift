public import Kernels

/// The rows of a table that a model may learn from: those before a row, whose targets were known before another.
///
/// An expanding window over a table sorted by time is a prefix, so nothing is copied.
/// - As of: with `knownBefore` the first row of a test window, no target used overlaps that window, even for symbols
///   whose bars are further apart than the others'.
public struct TrainingSlice: Sendable {
    /// The table.
    public let table: LearningTable
    /// The rows to learn from; their targets are known.
    public let rows: RowSelection
    /// Every selected row's target is known at a row before this one.
    public let knownBefore: Int
    /// Rows from here on are left out.
    public let end: Int

    /// Selects from the first `end` rows those whose target is known at a row before `knownBefore`.
    public init(_ table: LearningTable, end: Int, knownBefore: Int) {
        self.table = table
        self.end = end
        self.knownBefore = knownBefore
        let limit = Int32(knownBefore)
        rows = RowSelection(0..<end) { row in
            table.targetRow[row] >= 0 && table.targetRow[row] < limit && table.isComplete(row)
        }
    }

    /// Selects every row whose target is known.
    public init(_ table: LearningTable) { self.init(table, end: table.count, knownBefore: table.count) }

    /// Parts the slice into rows to fit on and a later tail to calibrate on, split by distinct time and purged:
    /// no target that is fitted on is known later than the tail's first row.
    ///
    /// - Parameter share: How much of the time the tail covers.
    /// - Returns: The slice to fit on, and the rows to calibrate on.
    public func calibrationSplit(share: Double = 0.2) -> (fit: TrainingSlice, tail: RowSelection) {
        let starts = table.timeStarts
        let timeCount = starts.partitioningIndex { $0 >= end }
        let cut = timeCount - Int((Double(timeCount) * share).rounded(.up))
        let tailStart = starts[max(0, cut)]
        let fitEnd = starts[max(0, cut - table.horizonBars)]
        let fit = TrainingSlice(table, end: fitEnd, knownBefore: tailStart)
        let limit = Int32(knownBefore)
        let tail = RowSelection(tailStart..<max(end, tailStart)) { row in
            table.targetRow[row] >= 0 && table.targetRow[row] < limit && table.isComplete(row)
        }
        return (fit, tail)
    }
}

extension Array {
    /// The first index whose element fulfils a condition that, once fulfilled, stays so; `count` where none does.
    func partitioningIndex(where isPast: (Element) -> Bool) -> Int {
        var low = 0
        var high = count
        while low < high {
            let middle = low + (high - low) / 2
            if isPast(self[middle]) { high = middle } else { low = middle + 1 }
        }
        return low
    }
}

import Base
public import Kernels

/// The rows of a table that a model may learn from: some blocks of rows, less those whose targets tell of the rows that are
/// to be forecast.
///
/// An expanding window over a table sorted by time is a prefix, so nothing is copied.
/// - As of: no target used is known at or after the first row of a test block that comes after its own row, even for
///   symbols whose bars are further apart than the others'.
public struct TrainingSlice: Sendable {
    /// The table.
    public let table: LearningTable
    /// The rows to learn from; their targets are known.
    public let rows: RowSelection
    /// What was selected from, and what is to be forecast.
    private let blocks: [Range<Int>]
    private let tests: [Range<Int>]

    /// Selects the rows of a split's training blocks.
    public init(_ table: LearningTable, _ split: Split) {
        self.init(table, split.trainBlocks, clearOf: split.testBlocks)
    }

    /// Selects every row whose target is known.
    public init(_ table: LearningTable) { self.init(table, [0..<table.count], clearOf: []) }

    private init(_ table: LearningTable, _ blocks: [Range<Int>], clearOf tests: [Range<Int>]) {
        self.table = table
        self.blocks = blocks.filter { !$0.isEmpty }
        self.tests = tests
        rows = TrainingSlice.selection(table, self.blocks, from: 0, clearOf: tests)
    }

    /// Rows before this one are left out.
    var start: Int { blocks.first?.lowerBound ?? 0 }

    /// Rows from here on are left out.
    public var end: Int { blocks.last?.upperBound ?? 0 }

    /// The time that everything learnt from the closes before the first test block must be before; `nil` without a test.
    var pricesEnd: Instant? { tests.first.map { table.times[min($0.lowerBound, table.count - 1)] } }

    /// Whether rows after the first test block are learnt from as well.
    var isTwoSided: Bool { tests.first.map { end > $0.lowerBound } ?? false }

    private static func selection(
        _ table: LearningTable, _ blocks: [Range<Int>], from first: Int, clearOf tests: [Range<Int>]
    ) -> RowSelection {
        guard let start = blocks.first?.lowerBound, let end = blocks.last?.upperBound else {
            return RowSelection(prefix: 0)
        }
        var place = 0
        return RowSelection(max(first, start)..<max(end, first, start)) { row in
            while blocks[place].upperBound <= row { place += 1 }
            let known = Int(table.targetRow[row])
            guard blocks[place].contains(row), known >= 0, table.isComplete(row) else { return false }
            return tests.allSatisfy { known < $0.lowerBound || row >= $0.upperBound }
        }
    }

    /// Parts the slice into rows to fit on and a later tail to calibrate on, split by distinct time and purged:
    /// no target that is fitted on is known later than the tail's first row.
    ///
    /// - Parameter share: How much of the time the tail covers.
    /// - Returns: The slice to fit on, and the rows to calibrate on.
    public func calibrationSplit(share: Double = 0.2) -> (fit: TrainingSlice, tail: RowSelection) {
        let starts = table.timeStarts
        // The places of the blocks' times among all times.
        let places = blocks.flatMap { block in
            starts.partitioningIndex { $0 >= block.lowerBound }..<starts.partitioningIndex { $0 >= block.upperBound }
        }
        let cut = max(0, places.count - Int((Double(places.count) * share).rounded(.up)))
        guard places.indices.contains(cut) else { return (self, RowSelection(prefix: 0)) }
        let tailStart = starts[places[cut]]
        let fitEnd = starts[places[max(0, cut - table.horizonBars)]]
        let earlier = blocks.map { $0.lowerBound..<max($0.lowerBound, min($0.upperBound, fitEnd)) }
        let later = tailStart..<max(tailStart, table.count)
        let fit = TrainingSlice(table, earlier, clearOf: (tests.filter { $0.upperBound <= tailStart } + [later]))
        return (fit, TrainingSlice.selection(table, blocks, from: tailStart, clearOf: tests))
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

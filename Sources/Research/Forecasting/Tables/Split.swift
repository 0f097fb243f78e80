/// Rows to learn from, and other rows to forecast.
///
/// Of a walk forward both are one block, the second after the first; of a cross-validation there may be several.
public struct Split: Sendable, Equatable {
    /// The blocks of rows to learn from, ascending; rows whose targets reach into a test block are left out of them when a
    /// model is fitted.
    public let trainBlocks: [Range<Int>]
    /// The blocks of rows to forecast, ascending.
    public let testBlocks: [Range<Int>]

    /// Makes a split of several blocks; empty ones are left out.
    public init(trainBlocks: [Range<Int>], testBlocks: [Range<Int>]) {
        self.trainBlocks = trainBlocks.filter { !$0.isEmpty }
        self.testBlocks = testBlocks.filter { !$0.isEmpty }
    }

    /// Makes a split of one block each.
    public init(train: Range<Int>, test: Range<Int>) { self.init(trainBlocks: [train], testBlocks: [test]) }

    /// From the first row to learn from to the last.
    public var train: Range<Int> { Split.hull(trainBlocks) }
    /// From the first row to forecast to the last.
    public var test: Range<Int> { Split.hull(testBlocks) }
    /// Every row to forecast, ascending.
    public var testRows: [Int] { testBlocks.flatMap { Array($0) } }

    private static func hull(_ blocks: [Range<Int>]) -> Range<Int> {
        guard let first = blocks.first, let last = blocks.last else { return 0..<0 }
        return first.lowerBound..<last.upperBound
    }
}

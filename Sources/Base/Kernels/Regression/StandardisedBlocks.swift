/// Standardised rows, some at a time, so that sums over them are products of small matrices.
struct StandardisedBlocks {
    /// How many rows a block has at most.
    static let rows = 1024

    var data: RegressionRows
    var moments: ColumnMoments
    let clip: Double
    /// Rows already standardised, each with its leading 1, that come behind those of `data`.
    var pooled: [Double] = []

    /// Standardises rows by their own moments, which takes one pass over them.
    init(_ data: RegressionRows, clip: Double) {
        self.data = data
        self.clip = clip
        moments = ColumnMoments(data)
    }

    /// Calls a function with every block in turn; each row starts with a 1, for the intercept, where asked for.
    func read(leadingOne: Bool = false, _ body: (inout Block) -> Void) {
        let width = data.columns + (leadingOne ? 1 : 0)
        precondition(leadingOne || pooled.isEmpty, "pooled rows have a leading 1")
        let count = data.rows.count + pooled.count / (data.columns + 1)
        var block = Block(width: width)
        for first in stride(from: 0, to: count, by: StandardisedBlocks.rows) {
            block.first = first
            block.count = min(StandardisedBlocks.rows, count - first)
            fill(&block, leading: leadingOne ? 1 : 0)
            body(&block)
        }
    }

    private func fill(_ block: inout Block, leading: Int) {
        let (columns, width) = (data.columns, block.width)
        let own = min(block.count, max(0, data.rows.count - block.first))
        for place in own..<block.count {
            let from = (block.first + place - data.rows.count) * width
            for column in 0..<width { block.values[place * width + column] = pooled[from + column] }
        }
        for place in 0..<own {
            let row = data.rows[block.first + place]
            block.targets[place] = data.targets[row]
            block.weights[place] = data.weights?[row] ?? 1
            let start = place * width
            if leading == 1 { block.values[start] = 1 }
            block.values.withUnsafeMutableBufferPointer { values in
                for column in 0..<columns {
                    values[start + leading + column] = standardised(
                        data.features[row * columns + column], moments.means[column], moments.deviations[column], clip)
                }
            }
        }
    }

    /// A linear function of these standardised columns.
    func function(weights: [Double], intercept: Double) -> LinearFunction {
        LinearFunction(
            means: moments.means, deviations: moments.deviations,
            weights: zip(weights, moments.deviations).map { $1 > 0 ? $0 : 0 }, intercept: intercept, clip: clip)
    }

    /// Some standardised rows, row after row.
    struct Block {
        let width: Int
        /// The place of the block's first row within the selection.
        var first = 0
        var count = 0
        var values: [Double]
        var targets: [Double]
        var weights: [Double]

        init(width: Int) {
            self.width = width
            values = [Double](repeating: 0, count: width * StandardisedBlocks.rows)
            targets = [Double](repeating: 0, count: StandardisedBlocks.rows)
            weights = [Double](repeating: 1, count: StandardisedBlocks.rows)
        }
    }
}

import CLAPACK

/// The triangular factor R of the rows (1, z, y), each times the root of its weight, gathered block after block.
///
/// R keeps the columns' condition where normal equations square it. As the ones come first, the rest of R is the
/// factor of the centred columns.
struct TriangularFactor {
    private let width: Int
    private let columns: Int
    /// R in the first `width` rows, then a block's rows.
    private var stack: [Double]
    private var rows = 0

    /// Reads the rows once.
    ///
    /// - Complexity: O(rows · columns²) time, O(columns²) memory.
    init(_ blocks: StandardisedBlocks) {
        columns = blocks.data.columns
        width = columns + 2
        stack = [Double](repeating: 0, count: width * (width + StandardisedBlocks.rows))
        blocks.read(leadingOne: true) { add($0) }
    }

    private mutating func add(_ block: StandardisedBlocks.Block) {
        for place in 0..<block.count {
            let root = block.weights[place].squareRoot()
            let start = (width + place) * width
            for column in 0...columns { stack[start + column] = root * block.values[place * block.width + column] }
            stack[start + columns + 1] = root * block.targets[place]
        }
        rows += block.count
        var reflectors = [Double](repeating: 0, count: width)
        precondition(LinearAlgebra.ready)
        // Rows in row-major order are columns in column-major order, so R is the transpose of an LQ factor.
        LAPACKE_dgelqf(
            LAPACK_COL_MAJOR, Int32(width), Int32(width + block.count), &stack, Int32(width), &reflectors)
        for row in 1..<width {
            for column in 0..<row { stack[row * width + column] = 0 }
        }
    }

    /// R of the centred columns, without the target's.
    var centred: Matrix {
        var matrix = Matrix(rows: columns, columns: columns)
        for row in 0..<columns {
            for column in row..<columns { matrix[row, column] = stack[(row + 1) * width + column + 1] }
        }
        return matrix
    }

    /// What columns smaller than this share of the largest are taken for rounding of 0.
    var cutoff: Double { Double(max(rows, columns)) * Double.ulpOfOne }

    /// The weights of least squares and, among those, of the smallest length.
    func leastSquares() throws(RegressionError) -> (weights: [Double], intercept: Double, rank: Int) {
        let right = (0..<columns).map { stack[($0 + 1) * width + columns + 1] }
        let solution = try centred.minimumNormSolution(right, cutoff: cutoff)
        var first = stack[columns + 1]
        for column in 0..<columns { first -= stack[column + 1] * solution.values[column] }
        return (solution.values, first / stack[0], solution.rank)
    }

    /// Columns without which the others are linearly independent, by QR with column pivoting (LAPACK `dgeqp3`).
    func dependentColumns() -> [Int] {
        guard columns > 0 else { return [] }
        var values = centred.values
        var order = [Int32](repeating: 0, count: columns)
        var reflectors = [Double](repeating: 0, count: columns)
        let size = Int32(columns)
        precondition(LinearAlgebra.ready)
        LAPACKE_dgeqp3(LAPACK_ROW_MAJOR, size, size, &values, size, &order, &reflectors)
        let limit = cutoff * abs(values[0])
        return (0..<columns).filter { abs(values[$0 * columns + $0]) <= limit }.map { Int(order[$0]) - 1 }
    }
}

import Base
import Kernels

/// Blocks of features drawn from a seed.
enum SimulatedBlock {
    static func uniform(rows: Int, columns: Int, seed: UInt64) -> Matrix {
        var generator = SeededGenerator(seed: seed)
        let values = (0..<rows * columns).map { _ in generator.uniform() * 4 - 2 }
        return Matrix(rows: rows, columns: columns, values: values)
    }
}

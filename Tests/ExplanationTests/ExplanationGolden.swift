import Kernels
import TestKit

/// Reference explanations; see Goldens/explanations.py.
struct ExplanationGolden: Decodable {
    struct Shapley: Decodable {
        let background: [[Double]]
        let rows: [[Double]]
        let base: Double
        let values: [[Double]]
    }
    struct Neighbourhood: Decodable {
        let means: [Double]
        let deviations: [Double]
        let row: [Double]
        let neighbours: [[Double]]
        let weights: [Double]
        let intercept: Double
        let determination: Double
        let local: Double
    }
    struct Permutation: Decodable {
        let rows: [[Double]]
        let targets: [Double]
        let orders: [[Int]]
        let increases: [[Double]]
    }
    let small: Shapley
    let wide: Shapley
    let lime: Neighbourhood
    let permutation: Permutation

    static func load() throws -> ExplanationGolden { try Golden.load(ExplanationGolden.self, "explanations") }
}

extension Matrix {
    init(_ rows: [[Double]]) {
        self.init(rows: rows.count, columns: rows.first?.count ?? 0, values: rows.flatMap(\.self))
    }

    func row(_ index: Int) -> [Double] { Array(values[index * columns..<(index + 1) * columns]) }
}

/// Models that the tests explain.
enum SampleModel {
    /// The model of the golden file: products, a kink and a curve.
    static func curved(_ rows: Matrix) -> [Double] {
        (0..<rows.rows).map { index in
            let x = rows.row(index)
            return x[0] * x[1] + 2 * max(x[2], 0) - 0.5 * x[3] * x[3] + x[0] * x[2] * x[3]
        }
    }

    static func linear(_ weights: [Double], intercept: Double) -> (Matrix) -> [Double] {
        { rows in
            (0..<rows.rows).map { zip(rows.row($0), weights).reduce(intercept) { $0 + $1.0 * $1.1 } }
        }
    }
}

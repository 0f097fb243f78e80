import Kernels
import Scoring

/// Goldens/significance.json; see scoring.py beside it.
struct SignificanceGolden: Decodable {
    struct Ratio: Decodable {
        let series: [Double]
        let horizon: Int
        let statistic, clarkWestP, dieboldMarianoP: Double
    }

    struct Directions: Decodable {
        struct Lagged: Decodable {
            let lags: Int
            let test: [Double]
        }

        let forecasts, outcomes, plain: [Double]
        let lagged: [Lagged]
    }

    struct Superior: Decodable {
        let benchmark, models: [Double]
        let columns: Int
        let block: Double
        let draws: [[Int]]
        let statistic, studentised: Double
        let p, studentisedP: [Double]

        var matrix: Matrix { Matrix(rows: benchmark.count, columns: columns, values: models) }
    }

    struct ConfidenceSet: Decodable {
        let losses: [Double]
        let columns: Int
        let draws: [[Int]]
        let rangeOrder, maximumOrder: [Int]
        let rangeP, maximumP: [Double]

        var matrix: Matrix { Matrix(rows: losses.count / columns, columns: columns, values: losses) }
    }

    struct Block: Decodable {
        let series: [Double]
        let block: Double
    }

    let ratios: [Ratio]
    let directions: Directions
    let superior: [Superior]
    let sets: [ConfidenceSet]
    let blocks: [Block]
}

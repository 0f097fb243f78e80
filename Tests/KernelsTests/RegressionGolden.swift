import Base
import Kernels
import TestKit

/// What `Goldens/regression.py` writes.
struct RegressionGolden: Decodable {
    struct Sample: Decodable {
        let features: [Double?]
        let columns: Int
        let targets: [Double]
        let classes: [Double]
        let weights: [Double]
        let clip: Double
    }
    struct Fit: Decodable {
        let weights: [Double]
        let intercept: Double
        let rank: Int
    }
    struct Deficient: Decodable {
        let features: [Double]
        let columns: Int
        let targets: [Double]
        let fit: Fit
    }
    struct Penalised: Decodable {
        let penalty: Double
        let l1Share: Double?
        let weighted: Bool
        let weights: [Double]
        let intercept: Double
    }
    struct Quantile: Decodable {
        let level: Double
        let weighted: Bool
        let weights: [Double]
        let intercept: Double
        let loss: Double
    }
    struct LongQuantiles: Decodable {
        let rows: Int
        let columns: Int
        let clip: Double
        let fits: [Quantile]
    }
    let sample: Sample
    let leastSquares: Fit
    let leastSquaresWeighted: Fit
    let deficient: [Deficient]
    let elasticNets: [Penalised]
    let logistics: [Penalised]
    let quantiles: [Quantile]
    let longQuantiles: LongQuantiles

    static func load() throws -> RegressionGolden { try Golden.load(RegressionGolden.self, "regression") }

    /// The sample as a table.
    func table(classes: Bool = false, weighted: Bool = false) -> RegressionTable {
        RegressionTable(
            features: sample.features.map { $0 ?? .nan }, columns: sample.columns,
            targets: classes ? sample.classes : sample.targets, weights: weighted ? sample.weights : nil)
    }
}

/// Rows that own their features.
struct RegressionTable {
    var features: [Double]
    let columns: Int
    var targets: [Double]
    var weights: [Double]?

    /// Features and targets of a linear law with noise; column 1 resembles column 0 where asked for.
    static func simulated(
        rows: Int, columns: Int, seed: UInt64 = 1, noise: Double = 1, likeness: Double = 0
    ) -> RegressionTable {
        var generator = SeededGenerator(seed: seed)
        func symmetric() -> Double { Double.random(in: -1...1, using: &generator) }
        var features: [Double] = []
        var targets: [Double] = []
        for _ in 0..<rows {
            var row = (0..<columns).map { _ in symmetric() + symmetric() }
            if columns > 1 { row[1] = likeness * row[0] + (1 - likeness) * row[1] }
            let signal = row.enumerated().reduce(0) { $0 + $1.element / Double($1.offset + 1) }
            features += row
            targets.append(signal + noise * (symmetric() + symmetric()) + 3)
        }
        return RegressionTable(features: features, columns: columns, targets: targets)
    }

    /// The rows of `formula` in `Goldens/regression.py`.
    static func formula(rows: Int, columns: Int) -> RegressionTable {
        var state: UInt64 = 12345
        func uniform() -> Double {
            state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
            return Double(state >> 11) / 0x1p52 - 1
        }
        var features: [Double] = []
        var targets: [Double] = []
        for row in 0..<rows {
            let values = (0..<columns).map { _ in uniform() + uniform() }
            let noise = uniform()
            let law = values[0] - values[1] / 2 + Double(row) / Double(rows)
            targets.append(law + (1 + 0.5 * values[0]) * noise / (1.05 - abs(noise)))
            features += values
        }
        return RegressionTable(features: features, columns: columns, targets: targets)
    }

    /// Fits on all rows, or on some.
    func fit<Fit>(_ rows: RowSelection? = nil, _ body: (RegressionRows) throws -> Fit) rethrows -> Fit {
        try features.withUnsafeBufferPointer { buffer in
            try body(
                RegressionRows(
                    features: buffer, columns: columns, targets: targets,
                    rows: rows ?? RowSelection(prefix: targets.count), weights: weights))
        }
    }

    /// A value for every row of features.
    func rows<Value>(_ body: (UnsafeBufferPointer<Double>) -> Value) -> [Value] {
        features.withUnsafeBufferPointer { buffer in
            targets.indices.map { body(UnsafeBufferPointer(rebasing: buffer[$0 * columns..<($0 + 1) * columns])) }
        }
    }

    /// Each row as often as its weight says, with no weights.
    var repeated: RegressionTable {
        var table = RegressionTable(features: [], columns: columns, targets: [])
        for row in targets.indices {
            for _ in 0..<Int(weights?[row] ?? 1) {
                table.features += features[row * columns..<(row + 1) * columns]
                table.targets.append(targets[row])
            }
        }
        return table
    }
}

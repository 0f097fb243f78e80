import Kernels
import TestKit
import Testing

struct RegressionElasticNetTests {
    let golden: RegressionGolden

    init() throws { golden = try RegressionGolden.load() }

    @Test("the lasso and the elastic net equal scikit-learn's, weighted or not")
    func equalsScikitLearn() throws {
        for reference in golden.elasticNets {
            let fit = try golden.table(weighted: reference.weighted).fit {
                try ElasticNet(
                    $0, strength: .absolute(reference.penalty), l1Share: reference.l1Share ?? 1,
                    clip: golden.sample.clip)
            }
            let error = Golden.largestError(
                fit.function.weights + [fit.function.intercept], reference.weights + [reference.intercept])
            #expect(error < 1e-8)
        }
    }

    @Test(
        "the optimum's conditions hold along a path, also for columns that are alike",
        arguments: [0, 0.99, 1 - 1e-9, 1], [1, 0.6, 0.01])
    func optimumsConditions(_ likeness: Double, _ l1Share: Double) throws {
        let table = RegressionTable.simulated(rows: 300, columns: 8, likeness: likeness)
        let strengths = ElasticNet.strengths(count: 20, smallest: 1e-4)
        let path = try table.fit { try ElasticNet.path($0, strengths: strengths, l1Share: l1Share, clip: 100) }
        #expect(path[0].function.weights.allSatisfy { $0 == 0 })
        for fit in path {
            let misses = slopes(table, fit.function).enumerated().map { column, slope in
                let weight = fit.function.weights[column]
                let pull = slope - fit.penalty * (1 - l1Share) * weight
                let size = fit.penalty * l1Share
                return weight == 0 ? max(abs(pull) - size, 0) : abs(pull - (weight < 0 ? -size : size))
            }
            #expect((misses.max() ?? 0) < 1e-9)
        }
    }

    /// Each standardised column's covariance with the residuals.
    private func slopes(_ table: RegressionTable, _ function: LinearFunction) -> [Double] {
        let residuals = zip(table.targets, table.rows { function($0) }).map { $0 - $1 }
        return (0..<table.columns).map { column in
            let mean = function.means[column]
            let sum = residuals.indices.reduce(0) {
                $0 + residuals[$1] * (table.features[$1 * table.columns + column] - mean)
            }
            return sum / function.deviations[column] / Double(residuals.count)
        }
    }

    @Test("without a penalty it is least squares")
    func withoutPenalty() throws {
        let table = RegressionTable.simulated(rows: 400, columns: 5, likeness: 0.9)
        let net = try table.fit { try ElasticNet($0, strength: .absolute(0)) }
        let plain = try table.fit { try LeastSquares($0) }
        #expect(Golden.largestError(net.function.weights, plain.function.weights) < 1e-9)
    }

    @Test("with no penalty on sizes it is ridge with penalty α·n")
    func ridge() throws {
        let table = RegressionTable.simulated(rows: 200, columns: 5)
        let net = try table.fit { try ElasticNet($0, strength: .absolute(0.2), l1Share: 0) }
        let ridge = try table.fit {
            try RidgeRegression(
                features: $0.features, columns: 5, targets: $0.targets, rows: $0.rows, penalty: 0.2 * 200)
        }
        #expect(Golden.largestError(net.function.weights, ridge.weights) < 1e-10)
    }

    @Test("a path's fits equal fits alone, and sizes shrink as the penalty grows")
    func pathEqualsFitsAlone() throws {
        let table = RegressionTable.simulated(rows: 150, columns: 30, noise: 5)
        let strengths = ElasticNet.strengths(count: 12, smallest: 1e-3)
        let path = try table.fit { try ElasticNet.path($0, strengths: strengths) }
        for (strength, fit) in zip(strengths, path) {
            let alone = try table.fit { try ElasticNet($0, strength: strength) }
            #expect(Golden.largestError(fit.function.weights, alone.function.weights) < 1e-7)
        }
        let sizes = path.map { $0.function.weights.reduce(0) { $0 + abs($1) } }
        #expect(zip(sizes, sizes.dropFirst()).allSatisfy { $0 <= $1 + 1e-9 })
    }

    @Test("fewer rows than columns, equal targets and constant columns are fitted")
    func degenerate() throws {
        let wide = RegressionTable.simulated(rows: 15, columns: 40)
        for share in [0.5, 0.01] {
            let fit = try wide.fit { try ElasticNet($0, strength: .shareOfLargest(share)) }
            #expect(fit.function.weights.contains { $0 != 0 })
            #expect(fit.function.weights.filter { $0 != 0 }.count <= 15)
        }
        var flat = RegressionTable.simulated(rows: 20, columns: 2)
        flat.targets = [Double](repeating: 0.3, count: 20)
        for row in 0..<20 { flat.features[row * 2] = 1.1 }
        let fit = try flat.fit { try ElasticNet($0, strength: .shareOfLargest(0.1)) }
        #expect(fit.function.weights.allSatisfy { abs($0) < 1e-14 } && abs(fit.function.intercept - 0.3) < 1e-15)
    }

    @Test("settings out of range are refused")
    func refusals() {
        let table = RegressionTable.simulated(rows: 20, columns: 2)
        #expect(throws: RegressionError.self) {
            try table.fit { try ElasticNet($0, strength: .absolute(-1)) }
        }
        #expect(throws: RegressionError.self) {
            try table.fit { try ElasticNet($0, strength: .shareOfLargest(0.5), l1Share: 0) }
        }
        #expect(throws: RegressionError.self) {
            try table.fit { try ElasticNet($0, strength: .absolute(1), l1Share: 1.5) }
        }
    }
}

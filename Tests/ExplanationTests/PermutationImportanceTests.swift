import Explanation
import Kernels
import TestKit
import Testing

struct PermutationImportanceTests {
    /// Mean squared error against some targets.
    private func squaredError(_ targets: [Double]) -> ([Double]) -> Double {
        { answers in Statistics.mean(zip(answers, targets).map { ($0 - $1) * ($0 - $1) }) }
    }

    @Test("equals scikit-learn's with the same permutations")
    func golden() throws {
        let golden = try ExplanationGolden.load().permutation
        let found = try PermutationImportance(repeats: 4).measure(
            rows: Matrix(golden.rows), model: SampleModel.curved, loss: squaredError(golden.targets)
        ) { _, time in golden.orders[time] }
        for (feature, increases) in zip(found.features, golden.increases) {
            #expect(Golden.largestError(feature.increases, increases) < 1e-12)
        }
    }

    @Test("a linear model's importance is twice the squared weight times the column's variance; unused columns have 0")
    func linear() throws {
        let rows = SimulatedBlock.uniform(rows: 400, columns: 3, seed: 8)
        let model = SampleModel.linear([1, -2, 0], intercept: 1)
        let found = try PermutationImportance(repeats: 50).measure(
            rows: rows, model: model, loss: squaredError(model(rows)))
        #expect(found.loss == 0)
        for (column, weight) in [1.0, -2, 0].enumerated() {
            let variance = Statistics.variance((0..<400).map { rows[$0, column] }, freedomLost: 0)
            let expected = 2 * weight * weight * variance
            #expect(abs(found.features[column].mean - expected) <= 0.05 * expected)
            #expect(found.features[column].deviation <= 0.2 * expected)
        }
    }

    @Test("columns of a group move together, so what depends on their difference alone does not change")
    func groups() throws {
        var rows = SimulatedBlock.uniform(rows: 60, columns: 3, seed: 8)
        for row in 0..<60 { rows[row, 1] = rows[row, 0] }
        let model = SampleModel.linear([1, -1, 1], intercept: 0)
        let found = try PermutationImportance().measure(
            rows: rows, groups: [[0, 1], [0], [2]], model: model, loss: squaredError(model(rows)))
        #expect(found.features.map(\.columns) == [[0, 1], [0], [2]])
        #expect(abs(found.features[0].mean) < 1e-20 && found.features[1].mean > 1 && found.features[2].mean > 1)
    }

    @Test("within stretches a column that is constant there loses nothing")
    func blocks() throws {
        var rows = SimulatedBlock.uniform(rows: 60, columns: 2, seed: 8)
        for row in 0..<60 { rows[row, 0] = Double(row / 10) }
        let model = SampleModel.linear([1, 1], intercept: 0)
        let times = (0...6).map { $0 * 10 }
        let importance = try PermutationImportance(seed: 5)
        let whole = try importance.measure(rows: rows, model: model, loss: squaredError(model(rows)))
        let within = try importance.measure(
            rows: rows, blockStarts: times, model: model, loss: squaredError(model(rows)))
        #expect(whole.features[0].mean > 1)
        #expect(within.features[0].increases.allSatisfy { $0 == 0 } && within.features[1].mean > 0.5)
        let untouched = try importance.measure(
            rows: rows, blockStarts: Array(0...60), model: model, loss: squaredError(model(rows)))
        #expect(untouched.features.allSatisfy { $0.mean == 0 })
    }

    @Test("a group's figures depend on the seed and its place only")
    func seeds() throws {
        let rows = SimulatedBlock.uniform(rows: 30, columns: 4, seed: 8)
        let targets = SampleModel.curved(rows).map { $0 + 0.1 }
        func measured(_ seed: UInt64, _ groups: [[Int]]) throws -> FeatureImportances {
            try PermutationImportance(repeats: 3, seed: seed).measure(
                rows: rows, groups: groups, model: SampleModel.curved, loss: squaredError(targets))
        }
        let all = try measured(1, [[0], [1], [2]])
        #expect(try measured(1, [[0], [3], [2]]).features[2] == all.features[2])
        #expect(try measured(2, [[0], [1], [2]]) != all)
        #expect(Set(all.features[0].increases).count == 3)
    }

    @Test("refuses what cannot be measured, naming it")
    func refusals() throws {
        let rows = SimulatedBlock.uniform(rows: 4, columns: 4, seed: 8)
        let importance = try PermutationImportance()
        #expect(throws: ExplanationError.self) { try PermutationImportance(repeats: 0) }
        #expect(throws: ExplanationError.noRows(of: "the block")) {
            try importance.measure(rows: Matrix(rows: 0, columns: 2), model: SampleModel.curved) { _ in 0 }
        }
        #expect(throws: ExplanationError.notFinite(what: "the loss of feature or group", index: 0)) {
            try importance.measure(rows: rows, model: SampleModel.curved) { _ in .nan }
        }
        for starts in [[], [0], [1, 4], [0, 5], [0, 3, 2, 4]] {
            #expect(throws: ExplanationError.self) {
                try importance.measure(rows: rows, blockStarts: starts, model: SampleModel.curved) { _ in 0 }
            }
        }
        #expect(throws: ExplanationError.wrongCount(of: "the permutation's rows", expected: 4, was: 1)) {
            try importance.measure(rows: rows, model: SampleModel.curved, loss: { _ in 0 }, order: { _, _ in [0] })
        }
    }
}

import Explanation
import Kernels
import TestKit
import Testing

struct KernelShapTests {
    @Test("equals shap's KernelExplainer with all coalitions, where columns do not vary too")
    func golden() throws {
        let golden = try ExplanationGolden.load()
        for reference in [golden.small, golden.wide] {
            let shap = try KernelShap(background: Matrix(reference.background))
            for (row, values) in zip(reference.rows, reference.values) {
                let found = try shap.explain(row, model: SampleModel.curved)
                #expect(found.isExact && found.standardErrors.allSatisfy { $0 == 0 })
                #expect(abs(found.attribution.base - reference.base) < 1e-12)
                #expect(Golden.largestError(found.attribution.contributions, values) < 1e-9)
            }
        }
    }

    @Test("a linear model's contributions are weight times distance from the mean, enumerated or sampled")
    func linear() throws {
        for columns in [1, 2, 5, 12, 25] {
            let background = SimulatedBlock.uniform(rows: 7, columns: columns, seed: 3)
            let row = SimulatedBlock.uniform(rows: 1, columns: columns, seed: 9).values
            let weights = (0..<columns).map { Double($0) - 2.5 }
            var options = KernelShap.Options()
            options.sampledCoalitions = 4 * max(columns, 20)
            let found = try KernelShap(background: background, options: options).explain(
                row, model: SampleModel.linear(weights, intercept: 3))
            let means = (0..<columns).map { column in Statistics.mean((0..<7).map { background[$0, column] }) }
            let expected = weights.indices.map { weights[$0] * (row[$0] - means[$0]) }
            #expect(Golden.largestError(found.attribution.contributions, expected) < 1e-9)
            #expect(found.isExact == (columns <= 11))
            #expect(found.standardErrors.allSatisfy { $0 < 1e-9 })
        }
    }

    @Test("sampled contributions sum to the prediction and lie within their standard errors of the exact ones")
    func sampled() throws {
        let background = SimulatedBlock.uniform(rows: 3, columns: 10, seed: 4)
        let row = SimulatedBlock.uniform(rows: 1, columns: 10, seed: 5).values
        let model = { (rows: Matrix) in
            (0..<rows.rows).map { index in
                let x = rows.row(index)
                return x[0] * x[1] * x[2] + x[3] * x[4] - x[5] * max(0, x[6]) * x[7] + x[8] * x[9] * x[0] * x[3]
            }
        }
        let exact = try KernelShap(background: background).explain(row, model: model).attribution
        var squares = 0.0
        var sums = [Double](repeating: 0, count: 10)
        var variances = sums
        let seeds = 100
        for seed in 1...seeds {
            var options = KernelShap.Options()
            options.enumeratedFeatures = 0
            options.sampledCoalitions = 800
            options.seed = UInt64(seed)
            let found = try KernelShap(background: background, options: options).explain(row, model: model)
            #expect(!found.isExact && found.coalitions <= 802)
            #expect(abs(found.attribution.prediction - exact.prediction) < 1e-12)
            for player in 0..<10 {
                let gap = found.attribution.contributions[player] - exact.contributions[player]
                sums[player] += gap
                variances[player] += gap * gap
                squares += gap * gap / (found.standardErrors[player] * found.standardErrors[player])
            }
        }
        // Standard errors are honest where the squared standardised gaps are 1 on average; so are the gaps' means where
        // nothing leans.
        let ratio = squares / Double(10 * seeds)
        #expect((0.8...1.3).contains(ratio), "was \(ratio)")
        let lean = Statistics.mean(zip(sums, variances).map { $0 * $0 / $1 })
        #expect(lean < 2.5, "was \(lean)")
    }

    @Test("sampling that lists every coalition is exact")
    func listed() throws {
        let background = SimulatedBlock.uniform(rows: 4, columns: 6, seed: 1)
        let row = SimulatedBlock.uniform(rows: 1, columns: 6, seed: 2).values
        var options = KernelShap.Options()
        let exact = try KernelShap(background: background).explain(row, model: SampleModel.curved)
        options.enumeratedFeatures = 0
        let found = try KernelShap(background: background, options: options).explain(row, model: SampleModel.curved)
        #expect(found.isExact && found.coalitions == 64)
        #expect(Golden.largestError(found.attribution.contributions, exact.attribution.contributions) < 1e-9)
    }

    @Test("groups share one contribution; unused features have none; features in no group keep the row's value")
    func groups() throws {
        let background = SimulatedBlock.uniform(rows: 5, columns: 6, seed: 6)
        let row = SimulatedBlock.uniform(rows: 1, columns: 6, seed: 7).values
        let shap = try KernelShap(background: background)
        let single = try shap.explain(row, model: SampleModel.curved).attribution
        #expect(single.contributions[4] == 0 && single.contributions[5] == 0)
        let all = try shap.explain(row, groups: [[0, 1, 2, 3], [4, 5]], model: SampleModel.curved).attribution
        #expect(abs(all.contributions[0] - (single.prediction - single.base)) < 1e-12)
        let held = try shap.explain(row, groups: [[4]], model: SampleModel.curved).attribution
        #expect(abs(held.base - single.prediction) < 1e-12)
    }

    @Test("the size of a block does not change the answer; NaN features reach the model")
    func blocks() throws {
        let background = SimulatedBlock.uniform(rows: 5, columns: 5, seed: 6)
        var row = SimulatedBlock.uniform(rows: 1, columns: 5, seed: 7).values
        row[4] = .nan
        var options = KernelShap.Options()
        options.blockRows = 1
        let one = try KernelShap(background: background, options: options).explain(row, model: SampleModel.curved)
        let all = try KernelShap(background: background).explain(row, model: SampleModel.curved)
        #expect(one == all)
    }

    @Test("refuses what cannot be explained, naming it")
    func refusals() throws {
        let background = SimulatedBlock.uniform(rows: 2, columns: 14, seed: 1)
        let row = [Double](repeating: 5, count: 14)
        #expect(throws: ExplanationError.noRows(of: "the background")) {
            try KernelShap(background: Matrix(rows: 0, columns: 3))
        }
        let shap = try KernelShap(background: background)
        #expect(throws: ExplanationError.wrongCount(of: "the row's features", expected: 14, was: 1)) {
            try shap.explain([1], model: SampleModel.curved)
        }
        #expect(throws: ExplanationError.notFinite(what: "prediction", index: 0)) {
            try shap.explain(row) { [Double](repeating: .nan, count: $0.rows) }
        }
        #expect(throws: ExplanationError.wrongCount(of: "the model's predictions", expected: 4, was: 0)) {
            try shap.explain(row) { _ in [] }
        }
        #expect(throws: ExplanationError.self) { try shap.explain(row, groups: [[14]], model: SampleModel.curved) }
        #expect(throws: ExplanationError.self) { try shap.explain(row, groups: [[]], model: SampleModel.curved) }
        var options = KernelShap.Options()
        options.sampledCoalitions = 10
        let poor = try KernelShap(background: background, options: options)
        #expect(throws: ExplanationError.self) { try poor.explain(row, model: SampleModel.curved) }
    }
}

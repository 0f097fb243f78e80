import Kernels
import TestKit
import Testing

struct RegressionLogisticTests {
    let golden: RegressionGolden

    init() throws { golden = try RegressionGolden.load() }

    /// Classes by a threshold on a noisy law.
    private func table(rows: Int, columns: Int, noise: Double = 1, likeness: Double = 0) -> RegressionTable {
        var table = RegressionTable.simulated(rows: rows, columns: columns, noise: noise, likeness: likeness)
        table.targets = table.targets.map { $0 > 3.2 ? 1 : 0 }
        return table
    }

    @Test("logistic regression equals scikit-learn's, and statsmodels' with no penalty")
    func equalsPeers() throws {
        for reference in golden.logistics {
            let table = golden.table(classes: true, weighted: reference.weighted)
            let fit = try table.fit {
                try LogisticRegression($0, penalty: reference.penalty, clip: golden.sample.clip)
            }
            let error = Golden.largestError(
                fit.function.weights + [fit.function.intercept], reference.weights + [reference.intercept])
            #expect(error < 1e-9)
        }
    }

    @Test("the likelihood's slope is 0, also for columns that are alike", arguments: [0, 0.999, 1])
    func slopeIsZero(_ likeness: Double) throws {
        let table = table(rows: 2100, columns: 4, likeness: likeness)
        for penalty in [0, 0.5, 300] {
            let fit = try table.fit { try LogisticRegression($0, penalty: penalty) }
            let residuals = zip(table.targets, table.rows(fit.predict)).map { $0 - $1 }
            #expect(abs(residuals.reduce(0, +)) < 1e-7)
            for column in 0..<4 {
                let sum = residuals.indices.reduce(0) {
                    $0 + residuals[$1] * (table.features[$1 * 4 + column] - fit.function.means[column])
                }
                #expect(abs(sum / fit.function.deviations[column] - penalty * fit.function.weights[column]) < 1e-7)
            }
        }
    }

    @Test("columns that repeat each other share the weight")
    func repeatedColumns() throws {
        let fit = try table(rows: 500, columns: 3, likeness: 1).fit { try LogisticRegression($0, penalty: 0) }
        #expect(abs(fit.function.weights[0] - fit.function.weights[1]) < 1e-9)
    }

    @Test("classes that the features tell apart need a penalty")
    func separableClasses() throws {
        let whole = table(rows: 200, columns: 3, noise: 0)
        #expect(throws: RegressionError.separable) { try whole.fit { try LogisticRegression($0, penalty: 0) } }
        let fit = try whole.fit { try LogisticRegression($0, penalty: 1e-3) }
        #expect(zip(whole.targets, whole.rows(fit.predict)).allSatisfy { ($0 == 1) == ($1 > 0.5) })

        // Only the rows with a mark are told apart.
        var part = table(rows: 200, columns: 3)
        for row in 0..<200 { part.features[row * 3 + 2] = row < 10 ? 1 : 0 }
        for row in 0..<10 { part.targets[row] = 1 }
        #expect(throws: RegressionError.separable) { try part.fit { try LogisticRegression($0, penalty: 0) } }
        #expect(try part.fit { try LogisticRegression($0, penalty: 1) }.function.weights[2] > 0)
    }

    @Test("a weight of 2 is the row given twice")
    func weightsRepeatRows() throws {
        var table = table(rows: 120, columns: 4)
        table.weights = (0..<120).map { Double($0 % 3) }
        let weighted = try table.fit { try LogisticRegression($0, penalty: 2) }
        let repeated = try table.repeated.fit { try LogisticRegression($0, penalty: 2) }
        #expect(Golden.largestError(weighted.function.weights, repeated.function.weights) < 1e-10)
    }

    @Test("swapped classes swap the probabilities")
    func swappedClasses() throws {
        var table = table(rows: 150, columns: 3)
        let chances = try table.rows(table.fit { try LogisticRegression($0, penalty: 1) }.predict)
        table.targets = table.targets.map { 1 - $0 }
        let swapped = try table.rows(table.fit { try LogisticRegression($0, penalty: 1) }.predict)
        #expect(Golden.largestError(chances, swapped.map { 1 - $0 }) < 1e-12)
    }

    @Test("fewer rows than columns and constant columns are fitted with a penalty")
    func degenerate() throws {
        let wide = table(rows: 12, columns: 30)
        #expect(throws: RegressionError.separable) { try wide.fit { try LogisticRegression($0, penalty: 0) } }
        #expect(try wide.fit { try LogisticRegression($0, penalty: 1) }.function.weights.contains { $0 != 0 })
        var flat = table(rows: 40, columns: 2)
        flat.features = [Double](repeating: 3.3, count: 80)
        let share = flat.targets.reduce(0, +) / 40
        let fit = try flat.fit { try LogisticRegression($0, penalty: 0) }
        #expect(fit.function.weights == [0, 0] && flat.rows(fit.predict).allSatisfy { abs($0 - share) < 1e-12 })
    }

    @Test("targets that are not two classes are refused")
    func refusals() {
        var table = table(rows: 20, columns: 2)
        table.targets = [Double](repeating: 1, count: 20)
        #expect(throws: RegressionError.targetsAlike(value: 1)) {
            try table.fit { try LogisticRegression($0, penalty: 1) }
        }
        table.targets[4] = 0.5
        #expect(throws: RegressionError.targetNotBinary(row: 4, was: 0.5)) {
            try table.fit { try LogisticRegression($0, penalty: 1) }
        }
        #expect(throws: RegressionError.self) { try table.fit { try LogisticRegression($0, penalty: -1) } }
    }
}

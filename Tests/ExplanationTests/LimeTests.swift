import Explanation
import Kernels
import TestKit
import Testing

struct LimeTests {
    @Test("the local fit equals the package lime's on the same rows")
    func golden() throws {
        let golden = try ExplanationGolden.load().lime
        let rows = Matrix(golden.neighbours)
        let found = try Lime(means: golden.means, deviations: golden.deviations).explain(
            golden.row, neighbours: rows, predictions: SampleModel.curved(rows))
        #expect(Golden.largestError(found.weights, golden.weights) < 1e-9)
        #expect(abs(found.attribution.base - golden.intercept) < 1e-9)
        #expect(abs(found.determination - golden.determination) < 1e-9)
        #expect(abs(found.attribution.prediction - golden.local) < 1e-9)
    }

    @Test("a linear model's weights come back, per standard deviation, as the penalty vanishes")
    func linear() throws {
        let training = SimulatedBlock.uniform(rows: 50, columns: 6, seed: 3)
        var options = Lime.Options()
        options.samples = 300
        options.penalty = 1e-9
        for around in [false, true] {
            options.drawsAroundRow = around
            let lime = try Lime(training: training, options: options)
            let weights: [Double] = [1, -2, 0, 4, 0.5, -0.1]
            let row = training.row(7)
            let found = try lime.explain(row, model: SampleModel.linear(weights, intercept: 2))
            #expect(Golden.largestError(found.weights, zip(weights, lime.deviations).map(*)) < 1e-6)
            #expect(abs(found.attribution.prediction - found.prediction) < 1e-6)
            #expect(abs(found.determination - 1) < 1e-9)
        }
    }

    @Test("the same seed gives the same answer, another seed nearly")
    func seeds() throws {
        let training = SimulatedBlock.uniform(rows: 50, columns: 4, seed: 3)
        var options = Lime.Options()
        let first = try Lime(training: training, options: options).explain(training.row(0), model: SampleModel.curved)
        let again = try Lime(training: training, options: options).explain(training.row(0), model: SampleModel.curved)
        #expect(first == again)
        options.seed = 2
        let other = try Lime(training: training, options: options).explain(training.row(0), model: SampleModel.curved)
        #expect(first != other)
        #expect(Golden.largestError(other.weights, first.weights) < 0.25)
    }

    @Test("constant columns and missing features keep their value and have no weight")
    func silent() throws {
        var training = SimulatedBlock.uniform(rows: 50, columns: 5, seed: 3)
        for row in 0..<50 { training[row, 4] = 0.1 }
        training[3, 0] = .nan
        let lime = try Lime(training: training)
        #expect(lime.deviations[4] == 0 && lime.means[0].isFinite)
        var row = training.row(0)
        row[1] = .nan
        let found = try lime.explain(row) { rows in
            (0..<rows.rows).map { rows[$0, 1].isNaN && rows[$0, 4] == 0.1 ? rows[$0, 0] : .infinity }
        }
        #expect(found.weights[1] == 0 && found.weights[4] == 0 && found.weights[0] > 0.5)
    }

    @Test("a constant model has no weights and no R²; a model without answers is refused")
    func degenerate() throws {
        let lime = try Lime(means: [0, 0], deviations: [1, 1])
        let flat = try lime.explain([1, 2]) { [Double](repeating: 3, count: $0.rows) }
        #expect(flat.weights.allSatisfy { abs($0) < 1e-12 } && flat.determination.isNaN)
        #expect(abs(flat.attribution.prediction - 3) < 1e-12)
        #expect(throws: ExplanationError.notFinite(what: "prediction", index: 0)) {
            try lime.explain([1, 2]) { [Double](repeating: .nan, count: $0.rows) }
        }
        #expect(throws: ExplanationError.wrongCount(of: "the row's features", expected: 2, was: 1)) {
            try lime.explain([1]) { [Double](repeating: 0, count: $0.rows) }
        }
        #expect(throws: ExplanationError.notFinite(what: "deviation", index: 1)) {
            try Lime(means: [0, 0], deviations: [1, -1])
        }
        var options = Lime.Options()
        options.penalty = 0
        #expect(throws: ExplanationError.self) { try Lime(means: [0], deviations: [1], options: options) }
        #expect(throws: ExplanationError.noRows(of: "the training block")) {
            try Lime(training: Matrix(rows: 0, columns: 2))
        }
    }
}

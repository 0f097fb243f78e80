import FoundationEssentials
import Kernels
import TestKit
import Testing

struct RegressionLeastSquaresTests {
    let golden: RegressionGolden

    init() throws { golden = try RegressionGolden.load() }

    @Test("least squares equals numpy's on standardised columns, weighted or not", arguments: [false, true])
    func equalsNumpy(_ weighted: Bool) throws {
        let reference = weighted ? golden.leastSquaresWeighted : golden.leastSquares
        let fit = try golden.table(weighted: weighted).fit { try LeastSquares($0, clip: golden.sample.clip) }
        let error = Golden.largestError(
            fit.function.weights + [fit.function.intercept], reference.weights + [reference.intercept])
        #expect(error < 1e-12)
        #expect(fit.rank == reference.rank)
    }

    @Test("repeated columns and fewer rows than columns get numpy's shortest weights")
    func shortestWeights() throws {
        for reference in golden.deficient {
            let table = RegressionTable(
                features: reference.features, columns: reference.columns, targets: reference.targets)
            let fit = try table.fit { try LeastSquares($0, clip: 50) }
            let error = Golden.largestError(
                fit.function.weights + [fit.function.intercept], reference.fit.weights + [reference.fit.intercept])
            #expect(error < 1e-10)
            #expect(fit.rank == reference.fit.rank)
        }
    }

    @Test("residuals are orthogonal to every column, across block borders")
    func residualsAreOrthogonal() throws {
        let table = RegressionTable.simulated(rows: 2500, columns: 7, likeness: 0.999)
        let fit = try table.fit { try LeastSquares($0) }
        let residuals = zip(table.targets, table.rows(fit.predict)).map { $0 - $1 }
        for column in 0..<7 {
            let sum = residuals.indices.reduce(0) { $0 + residuals[$1] * table.features[$1 * 7 + column] }
            #expect(abs(sum) < 1e-9)
        }
        #expect(abs(residuals.reduce(0, +)) < 1e-9)
    }

    @Test("an exact law is found, though its columns are alike to 1e-6")
    func exactLaw() throws {
        let table = RegressionTable.simulated(rows: 3000, columns: 3, noise: 0, likeness: 1 - 1e-6)
        let fit = try table.fit { try LeastSquares($0, clip: 100) }
        let slopes = zip(fit.function.weights, fit.function.deviations).map { $0 / $1 }
        #expect(Golden.largestError(slopes, [1, 0.5, 1.0 / 3]) < 1e-8)
    }

    @Test("a weight of 2 is the row given twice")
    func weightsRepeatRows() throws {
        var table = RegressionTable.simulated(rows: 80, columns: 4)
        table.weights = (0..<80).map { Double($0 % 3) }
        let weighted = try table.fit { try LeastSquares($0) }.function
        let repeated = try table.repeated.fit { try LeastSquares($0) }.function
        #expect(Golden.largestError(weighted.weights, repeated.weights) < 1e-12)
        #expect(Golden.largestError(weighted.deviations, repeated.deviations) < 1e-12)
    }

    @Test("only selected rows are learnt from")
    func selectedRows() throws {
        var table = RegressionTable.simulated(rows: 90, columns: 3)
        let rows = RowSelection(0..<90) { $0 % 2 == 0 }
        let before = try table.fit(rows) { try LeastSquares($0) }
        for row in stride(from: 1, to: 90, by: 2) { table.targets[row] = .nan }
        #expect(try table.fit(rows) { try LeastSquares($0) } == before)
    }

    @Test("constant columns, equal targets and missing columns give plain answers")
    func plainAnswers() throws {
        var table = RegressionTable.simulated(rows: 30, columns: 3)
        table.targets = [Double](repeating: 0.1, count: 30)
        for row in 0..<30 { table.features[row * 3] = .nan }
        let fit = try table.fit { try LeastSquares($0) }
        #expect(abs(fit.function.intercept - 0.1) < 1e-15 && fit.function.weights.allSatisfy { abs($0) < 1e-15 })
        table.features = [Double](repeating: 7.3, count: 90)
        let flat = try table.fit { try LeastSquares($0) }
        #expect(flat.rank == 0 && flat.function.weights == [0, 0, 0])
        let none = try RegressionTable(features: [], columns: 0, targets: [1, 3]).fit { try LeastSquares($0) }
        #expect(abs(none.function.intercept - 2) < 1e-15)
    }

    @Test("bad input is refused with the row and the mend")
    func refusals() throws {
        var table = RegressionTable.simulated(rows: 5, columns: 2)
        #expect(throws: RegressionError.tooFewRows(needed: 2, was: 1)) {
            try table.fit(RowSelection(prefix: 1)) { try LeastSquares($0) }
        }
        table.weights = [1, 1, -2, 1, 1]
        #expect(throws: RegressionError.weightNotUsable(row: 2, was: -2)) {
            try table.fit { try LeastSquares($0) }
        }
        table.weights = nil
        table.targets[3] = .infinity
        #expect(throws: RegressionError.targetNotUsable(row: 3, was: .infinity)) {
            try table.fit { try LeastSquares($0) }
        }
        #expect("\(RegressionError.targetNotUsable(row: 3, was: .infinity))".contains("leave the row out"))
    }

    @Test("a regression survives JSON with its bits; one with missing parts is refused")
    func json() throws {
        let fit = try golden.table().fit { try LeastSquares($0) }
        let read = try JSONDecoder().decode(LeastSquares.self, from: JSONEncoder().encode(fit))
        #expect(read == fit)
        let broken = #"{"means":[1],"deviations":[1],"weights":[],"intercept":0,"clip":6}"#
        #expect(throws: DecodingError.self) {
            try JSONDecoder().decode(LinearFunction.self, from: Data(broken.utf8))
        }
    }
}

import Kernels
import TestKit
import Testing

struct RegressionQuantileTests {
    let golden: RegressionGolden

    init() throws { golden = try RegressionGolden.load() }

    @Test("quantile regression reaches scikit-learn's minimum, weighted or not")
    func equalsScikitLearn() throws {
        for reference in golden.quantiles {
            let table = golden.table(weighted: reference.weighted)
            let fit = try table.fit {
                try QuantileRegression($0, levels: [reference.level], clip: golden.sample.clip)
            }
            #expect(abs(loss(table, fit, 0) / reference.loss - 1) < 1e-10)
            let function = fit.functions[0]
            let error = Golden.largestError(
                function.weights + [function.intercept], reference.weights + [reference.intercept])
            #expect(error < 1e-9)
        }
    }

    @Test("many rows, most of them pooled, reach scikit-learn's minimum too")
    func equalsScikitLearnOnManyRows() throws {
        let reference = golden.longQuantiles
        for expected in reference.fits {
            var table = RegressionTable.formula(rows: reference.rows, columns: reference.columns)
            if expected.weighted { table.weights = table.targets.indices.map { Double($0 % 4) / 2 } }
            let fit = try table.fit { try QuantileRegression($0, levels: [expected.level], clip: reference.clip) }
            #expect(abs(loss(table, fit, 0) / expected.loss - 1) < 1e-10)
            let function = fit.functions[0]
            let error = Golden.largestError(
                function.weights + [function.intercept], expected.weights + [expected.intercept])
            #expect(error < 1e-9)
        }
    }

    /// The sum that is minimised, for the level at a place.
    private func loss(_ table: RegressionTable, _ fit: QuantileRegression, _ place: Int, shift: Double = 0) -> Double {
        let level = fit.levels[place]
        let values = table.rows { fit.functions[place]($0) }
        return values.indices.reduce(0) {
            let residual = table.targets[$1] - values[$1] - shift
            return $0 + (table.weights?[$1] ?? 1) * max(level * residual, (level - 1) * residual)
        }
    }

    @Test("rows above and below the fit balance at every column: the optimum's condition", arguments: [0, 0.999, 1])
    func optimumsCondition(_ likeness: Double) throws {
        let (rows, columns) = (2500, 4)
        let table = RegressionTable.simulated(rows: rows, columns: columns, likeness: likeness)
        let fit = try table.fit { try QuantileRegression($0, levels: [0.05, 0.5, 0.8], clip: 100) }
        for (level, function) in zip(fit.levels, fit.functions) {
            let residuals = zip(table.targets, table.rows { function($0) }).map { $0 - $1 }
            let onFit = residuals.filter { abs($0) < 1e-9 }.count
            #expect(onFit == (likeness == 1 ? columns : columns + 1))
            let below = residuals.filter { $0 < -1e-9 }.count
            #expect(Double(below) <= level * Double(rows) && level * Double(rows) <= Double(below + onFit))
            for column in 0..<columns {
                // The slope is 0 up to what the rows on the fit can make good.
                let values = residuals.indices.map {
                    (table.features[$0 * columns + column] - function.means[column]) / function.deviations[column]
                }
                let slope = residuals.indices.reduce(0) {
                    abs(residuals[$1]) < 1e-9 ? $0 : $0 + values[$1] * (residuals[$1] > 0 ? level : level - 1)
                }
                let give = residuals.indices.reduce(0) { abs(residuals[$1]) < 1e-9 ? $0 + abs(values[$1]) : $0 }
                #expect(abs(slope) <= give + 1e-9)
            }
        }
    }

    @Test("without columns it is the sample's quantile, ties or not")
    func sampleQuantile() throws {
        let targets: [Double] = [5, 1, 4, 2, 3, 9, 7, 8, 6, 0, 10]
        let table = RegressionTable(features: [], columns: 0, targets: targets)
        let fit = try table.fit { try QuantileRegression($0, levels: [0.25, 0.5, 0.77]) }
        #expect(Golden.largestError(fit.functions.map(\.intercept), [2, 5, 8]) < 1e-12)
        let ties = RegressionTable(features: [], columns: 0, targets: targets.map { $0 < 6 ? 0 : 1 })
        let tied = try ties.fit { try QuantileRegression($0, levels: [0.1, 0.5, 0.9]) }
        #expect(Golden.largestError(tied.functions.map(\.intercept), [0, 0, 1]) < 1e-9)
    }

    @Test("quantiles move and stretch with the target, and mirror with its sign")
    func equivariance() throws {
        let table = RegressionTable.simulated(rows: 301, columns: 3)
        var moved = table
        moved.targets = table.targets.map { -1e-3 * $0 + 7 }
        let fit = try table.fit { try QuantileRegression($0, levels: [0.2]) }.functions[0]
        let mirrored = try moved.fit { try QuantileRegression($0, levels: [0.8]) }.functions[0]
        #expect(Golden.largestError(mirrored.weights, fit.weights.map { -1e-3 * $0 }) < 1e-12)
        #expect(abs(mirrored.intercept - (7 - 1e-3 * fit.intercept)) < 1e-12)
    }

    @Test("a weight of 2 is the row given twice")
    func weightsRepeatRows() throws {
        var table = RegressionTable.simulated(rows: 100, columns: 3)
        table.weights = (0..<100).map { Double($0 % 3) }
        let weighted = try table.fit { try QuantileRegression($0, levels: [0.3]) }
        let repeated = try table.repeated.fit { try QuantileRegression($0, levels: [0.3]) }
        #expect(abs(loss(table, weighted, 0) / loss(table.repeated, repeated, 0) - 1) < 1e-10)
    }

    @Test("predictions ascend with the level where fitted lines cross")
    func rearrangement() throws {
        var table = RegressionTable.simulated(rows: 40, columns: 6, noise: 4)
        let levels = stride(from: 0.1, to: 0.95, by: 0.1).map { $0 }
        let fit = try table.fit { try QuantileRegression($0, levels: levels) }
        table.features = table.features.map { 3 * $0 }
        var crossings = 0
        let predictions = table.rows { row in
            let plain = fit.functions.map { $0(row) }
            var sorted = plain
            sorted.withUnsafeMutableBufferPointer { fit.predict(row, into: $0) }
            if plain != sorted { crossings += 1 }
            return sorted == plain.sorted()
        }
        #expect(crossings > 0 && predictions.allSatisfy { $0 })
    }

    @Test("exact laws, equal targets, constant columns and fewer rows than columns are fitted")
    func degenerate() throws {
        let exact = RegressionTable.simulated(rows: 60, columns: 3, noise: 0)
        let law = try exact.fit { try QuantileRegression($0, levels: [0.1, 0.9], clip: 100) }
        #expect(Golden.largestError(law.functions[0].weights, law.functions[1].weights) < 1e-12)
        let wide = RegressionTable.simulated(rows: 8, columns: 20)
        let through = try wide.fit { try QuantileRegression($0, levels: [0.1, 0.9], clip: 100) }
        #expect(loss(wide, through, 0) < 1e-12 && loss(wide, through, 1) < 1e-12)
        var flat = RegressionTable.simulated(rows: 20, columns: 2)
        flat.targets = [Double](repeating: 0.3, count: 20)
        for row in 0..<20 { flat.features[row * 2] = row == 3 ? .nan : 1.1 }
        let same = try flat.fit { try QuantileRegression($0, levels: [0.5]) }
        #expect(same.functions[0].weights.allSatisfy { abs($0) < 1e-14 })
        #expect(abs(same.functions[0].intercept - 0.3) < 1e-14)
    }

    @Test("targets with many ties, as signs, reach the minimum")
    func manyTies() throws {
        var table = RegressionTable.simulated(rows: 400, columns: 3)
        table.targets = table.targets.map { $0 > 3 ? 1 : 0 }
        let fit = try table.fit { try QuantileRegression($0, levels: [0.1, 0.5, 0.9]) }
        for place in 0..<3 {
            let reached = loss(table, fit, place)
            for shift in [-1e-3, 1e-3] { #expect(loss(table, fit, place, shift: shift) >= reached * (1 - 1e-8)) }
        }
    }

    @Test("levels out of range or order are refused", arguments: [[0], [1], [0.5, 0.5], [0.9, 0.1], [.nan]])
    func refusals(_ levels: [Double]) {
        let table = RegressionTable.simulated(rows: 20, columns: 2)
        #expect(throws: RegressionError.self) { try table.fit { try QuantileRegression($0, levels: levels) } }
    }
}

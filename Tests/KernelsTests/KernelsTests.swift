import Kernels
import TestKit
import Testing

struct KernelsTests {
    let golden: KernelsGolden

    init() throws { golden = try Golden.load(KernelsGolden.self, "kernels") }

    @Test("quantiles equal numpy's")
    func quantiles() {
        let values = Statistics.quantiles(golden.quantiles.sample, levels: golden.quantiles.levels)
        #expect(Golden.largestError(values, golden.quantiles.quantiles) < 1e-15)
        #expect(Statistics.quantiles([], levels: [0.5])[0].isNaN)
        #expect(Statistics.quantiles([3], levels: [0, 0.5, 1]) == [3, 3, 3])
    }

    @Test("the variance is NaN where there are too few values")
    func variance() {
        #expect(Statistics.variance([1, 2, 3, 4]) == 5.0 / 3)
        #expect(Statistics.variance([1, 3], freedomLost: 0) == 1)
        #expect(Statistics.variance([1]).isNaN)
    }

    @Test("the normal distribution equals SciPy's, far tails too")
    func normal() {
        let cumulative = golden.normal.x.map(NormalDistribution.cumulative)
        #expect(Golden.largestError(cumulative, golden.normal.cdf, floor: 1e-300) < 1e-13)
        let quantiles = golden.normal.p.map(NormalDistribution.quantile)
        #expect(Golden.largestError(quantiles, golden.normal.ppf) < 1e-13)
        #expect(NormalDistribution.quantile(0) == -.infinity && NormalDistribution.quantile(1) == .infinity)
        #expect(NormalDistribution.quantile(1.5).isNaN)
    }

    @Test("Student's t distribution equals SciPy's")
    func student() {
        let values = zip(golden.student.t, golden.student.freedom).map {
            StudentDistribution.cumulative($0, freedom: $1)
        }
        #expect(Golden.largestError(values, golden.student.cdf, floor: 1e-12) < 1e-9)
        #expect(StudentDistribution.cumulative(-1.5, freedom: .infinity) == NormalDistribution.cumulative(-1.5))
        #expect(StudentDistribution.cumulative(.infinity, freedom: 3) == 1)
        #expect(StudentDistribution.cumulative(.nan, freedom: 3).isNaN)
    }

    @Test("the Wilson interval equals statsmodels'")
    func wilson() {
        let rows = golden.wilson.map { row in
            let interval = Proportion.wilsonInterval(share: row[0] / row[1], trials: row[1])
            return [interval.lowerBound, interval.upperBound]
        }
        #expect(Golden.largestError(rows.flatMap(\.self), golden.wilson.flatMap { [$0[2], $0[3]] }) < 1e-12)
        #expect(Proportion.wilsonInterval(share: .nan, trials: 0) == 0...1)
    }

    @Test("long-run variances equal statsmodels' (Bartlett) and the plain formula (rectangular)")
    func longRunVariance() {
        let reference = golden.longRunVariance
        let bartlett = reference.lags.map { LongRunVariance.estimate(reference.values, lags: $0) }
        #expect(Golden.largestError(bartlett, reference.bartlett) < 1e-12)
        let rectangular = reference.lags.map {
            LongRunVariance.estimate(reference.values, lags: $0, kernel: .rectangular)
        }
        #expect(Golden.largestError(rectangular, reference.rectangular) < 1e-12)
        #expect(LongRunVariance.estimate([1, 3], lags: 9, kernel: .bartlett) == 1 - 2 * 0.9 * 0.5)
    }

    @Test("a positive-definite system is solved as SciPy solves it")
    func cholesky() throws {
        let reference = golden.cholesky
        let matrix = Matrix(rows: 5, columns: 5, values: reference.matrix)
        let solution = try matrix.solvedPositiveDefinite(reference.right)
        #expect(Golden.largestError(solution, reference.solution) < 1e-12)
    }

    @Test("a matrix that is not positive definite is refused with the minor that fails")
    func notPositiveDefinite() {
        let matrix = Matrix(rows: 2, columns: 2, values: [1, 2, 2, 1])
        #expect(throws: KernelsError.notPositiveDefinite(order: 2, leadingMinor: 2)) {
            try matrix.solvedPositiveDefinite([1, 1])
        }
    }

    @Test("ridge equals scikit-learn's on standardised, imputed, clipped columns, across block borders")
    func ridge() throws {
        let reference = golden.ridge
        let features = reference.features.map { $0 ?? .nan }
        // Repeated rows carry the sums past a block of 1,024 rows; the penalty is repeated with them.
        let copies = 5
        let many = (0..<copies).flatMap { _ in features }
        let targets = (0..<copies).flatMap { _ in reference.targets }
        let fit = try many.withUnsafeBufferPointer { buffer in
            try RidgeRegression(
                features: buffer, columns: reference.columns, targets: targets,
                rows: RowSelection(prefix: targets.count),
                penalty: reference.penalty * Double(copies), clip: reference.clip)
        }
        #expect(Golden.largestError(fit.weights + [fit.intercept], reference.weights + [reference.intercept]) < 1e-11)
        let predictions = features.withUnsafeBufferPointer { buffer in
            reference.targets.indices.map { row in
                fit.predict(
                    UnsafeBufferPointer(rebasing: buffer[row * fit.weights.count..<(row + 1) * fit.weights.count]))
            }
        }
        #expect(Golden.largestError(predictions, reference.predictions) < 1e-11)
    }

    @Test("ridge refuses fewer than two rows")
    func ridgeTooFewRows() {
        #expect(throws: KernelsError.tooFewRows(needed: 2, was: 1)) {
            try [1.0, 2].withUnsafeBufferPointer {
                try RidgeRegression(features: $0, columns: 2, targets: [1], rows: RowSelection(prefix: 1), penalty: 1)
            }
        }
    }
}

/// What `Goldens/kernels.py` writes.
struct KernelsGolden: Decodable {
    struct Quantiles: Decodable {
        let sample: [Double]
        let levels: [Double]
        let quantiles: [Double]
    }
    struct Normal: Decodable {
        let x: [Double]
        let cdf: [Double]
        let p: [Double]
        let ppf: [Double]
    }
    struct Student: Decodable {
        let t: [Double]
        let freedom: [Double]
        let cdf: [Double]
    }
    struct LongRun: Decodable {
        let values: [Double]
        let lags: [Int]
        let bartlett: [Double]
        let rectangular: [Double]
    }
    struct Ridge: Decodable {
        let features: [Double?]
        let columns: Int
        let targets: [Double]
        let penalty: Double
        let clip: Double
        let weights: [Double]
        let intercept: Double
        let predictions: [Double]
    }
    struct Cholesky: Decodable {
        let matrix: [Double]
        let right: [Double]
        let solution: [Double]
    }
    let quantiles: Quantiles
    let normal: Normal
    let student: Student
    let wilson: [[Double]]
    let longRunVariance: LongRun
    let ridge: Ridge
    let cholesky: Cholesky
}

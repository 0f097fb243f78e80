import Glibc

/// The search for the most likely weights: Levenberg and Marquardt's, on the scaled innovations.
///
/// With the variance and the constant concentrated out, the likelihood is a sum of squares of innovations scaled by the
/// determinant, so Gauss–Newton steps are nearly Newton steps. The coordinates are inverse hyperbolic tangents of partial
/// autocorrelations: every point is a stationary and invertible model. Where roots must stay further out than 1, the
/// weight at lag j is divided by that radius to the j.
final class ArmaSearch {
    private let likelihood: ArmaLikelihood
    private let order: ArimaOrder
    private let leastRoot: Double
    private let size: Int
    private let count: Int
    private var residuals: [Double]
    private var trial: [Double]
    /// One column of derivatives after another.
    private var jacobian: [Double]
    private(set) var evaluations = 0

    /// A point of the search and how good it is.
    struct Point {
        var coordinates: [Double]
        var sumOfSquares: Double
    }

    init(_ likelihood: ArmaLikelihood, leastRoot: Double) {
        self.likelihood = likelihood
        self.leastRoot = leastRoot
        order = likelihood.order
        size = order.ar + order.ma + order.seasonalAR + order.seasonalMA
        count = likelihood.count
        residuals = .init(repeating: 0, count: count)
        trial = residuals
        jacobian = .init(repeating: 0, count: count * size)
    }

    /// Sets the likelihood's weights to those of a point.
    func setWeights(_ coordinates: [Double]) { likelihood.setWeights(weights(coordinates)) }

    /// The weights at a point.
    func weights(_ coordinates: [Double]) -> ArmaWeights { order.weights(coordinates, leastRoot: leastRoot) }

    /// The sum of squares at a point; infinite where it has none.
    func sumOfSquares(_ coordinates: [Double]) -> Double { evaluate(coordinates, &trial) }

    private func evaluate(_ coordinates: [Double], _ target: inout [Double]) -> Double {
        evaluations += 1
        setWeights(coordinates)
        guard likelihood.evaluate() else { return .infinity }
        return target.withUnsafeMutableBufferPointer { buffer in
            buffer.baseAddress.map { likelihood.writeResiduals($0) } ?? .infinity
        }
    }

    /// Walks downhill from a point.
    ///
    /// - Parameters:
    ///   - start: Where the walk begins.
    ///   - tolerance: The walk ends when two steps in a row raise the log-likelihood by less than this.
    ///   - limit: The most steps.
    /// - Returns: Where it ended; its sum of squares is infinite where the start has none.
    func descend(from start: [Double], tolerance: Double, limit: Int) -> Point {
        var point = Point(coordinates: start, sumOfSquares: evaluate(start, &residuals))
        guard size > 0, point.sumOfSquares.isFinite, point.sumOfSquares > 0 else { return point }
        var damping = 1e-3
        var smallSteps = 0
        for _ in 0..<limit where smallSteps < 2 {
            let (normal, slope) = linearise(at: point)
            var gain: Double?
            while gain == nil, damping < 1e10 {
                gain = step(&point, normal, slope, damping)
                damping = gain == nil ? damping * 8 : max(damping / 10, 1e-9)
            }
            guard let gain else { break }
            smallSteps = gain < tolerance ? smallSteps + 1 : 0
        }
        return point
    }

    /// Tries one damped step and takes it if it gains.
    ///
    /// - Returns: How much log-likelihood was gained; `nil` where nothing was.
    private func step(_ point: inout Point, _ normal: [Double], _ slope: [Double], _ damping: Double) -> Double? {
        guard let move = solve(normal, slope, damping) else { return nil }
        let limit = ArmaPolynomials.coordinateLimit
        let next = zip(point.coordinates, move).map { max(-limit, min(limit, $0 + max(-1.5, min(1.5, $1)))) }
        let value = evaluate(next, &trial)
        guard value < point.sumOfSquares else { return nil }
        let gained = 0.5 * Double(count) * log(point.sumOfSquares / value)
        point = Point(coordinates: next, sumOfSquares: value)
        swap(&residuals, &trial)
        return gained
    }

    /// J′J and −J′r by differences forward (backward at the upper limit).
    private func linearise(at point: Point) -> (normal: [Double], slope: [Double]) {
        var coordinates = point.coordinates
        for column in 0..<size {
            let base = coordinates[column]
            let width = base > 0 ? -1e-6 : 1e-6
            coordinates[column] = base + width
            let isFinite = evaluate(coordinates, &trial).isFinite
            coordinates[column] = base
            for row in 0..<count {
                jacobian[column * count + row] = isFinite ? (trial[row] - residuals[row]) / width : 0
            }
        }
        var normal = [Double](repeating: 0, count: size * size)
        var slope = [Double](repeating: 0, count: size)
        jacobian.withUnsafeBufferPointer { jacobian in
            for first in 0..<size {
                let left = UnsafeBufferPointer(rebasing: jacobian[(first * count)..<((first + 1) * count)])
                for second in 0...first {
                    let right = UnsafeBufferPointer(rebasing: jacobian[(second * count)..<((second + 1) * count)])
                    normal[first * size + second] = dot(left, right)
                }
                slope[first] = -residuals.withUnsafeBufferPointer { dot(left, $0) }
            }
        }
        return (normal, slope)
    }

    /// The step of the damped normal equations, by Cholesky's factor; `nil` where they are singular.
    private func solve(_ normal: [Double], _ slope: [Double], _ damping: Double) -> [Double]? {
        var factor = normal
        var move = slope
        let largest = (0..<size).reduce(0) { max($0, normal[$1 * size + $1]) }
        for row in 0..<size {
            factor[row * size + row] += damping * max(normal[row * size + row], 1e-8 * largest)
            for column in 0...row {
                var sum = factor[row * size + column]
                for inner in 0..<column { sum -= factor[row * size + inner] * factor[column * size + inner] }
                if row == column {
                    guard sum > 0 else { return nil }
                    factor[row * size + row] = sum.squareRoot()
                } else {
                    factor[row * size + column] = sum / factor[column * size + column]
                }
            }
            for inner in 0..<row { move[row] -= factor[row * size + inner] * move[inner] }
            move[row] /= factor[row * size + row]
        }
        for row in (0..<size).reversed() {
            for below in (row + 1)..<max(size, row + 1) { move[row] -= factor[below * size + row] * move[below] }
            move[row] /= factor[row * size + row]
        }
        return move
    }
}

/// The inner product, in four sums so that it need not wait for each addition.
private func dot(_ left: UnsafeBufferPointer<Double>, _ right: UnsafeBufferPointer<Double>) -> Double {
    var sums = SIMD4<Double>.zero
    let whole = left.count & ~3
    for index in stride(from: 0, to: whole, by: 4) {
        let first = SIMD4(left[index], left[index + 1], left[index + 2], left[index + 3])
        let second = SIMD4(right[index], right[index + 1], right[index + 2], right[index + 3])
        sums += first * second
    }
    var total = sums.sum()
    for index in whole..<left.count { total += left[index] * right[index] }
    return total
}

/// The weights of the four polynomials of a model.
struct ArmaWeights {
    var ar: [Double]
    var ma: [Double]
    var seasonalAR: [Double]
    var seasonalMA: [Double]
}

extension ArmaLikelihood {
    func setWeights(_ weights: ArmaWeights) {
        setWeights(ar: weights.ar, ma: weights.ma, seasonalAR: weights.seasonalAR, seasonalMA: weights.seasonalMA)
    }
}

extension ArimaOrder {
    /// The weights at a point of the search; the coordinates are those of ar, ma, seasonal ar, seasonal ma in turn.
    ///
    /// No polynomial, the seasonal ones in Bᵐ, then has a root nearer to zero than `leastRoot`.
    func weights(_ coordinates: [Double], leastRoot: Double) -> ArmaWeights {
        let share = 1 / leastRoot
        func part(_ start: Int, _ count: Int, _ sign: Double) -> [Double] {
            guard count > 0 else { return [] }
            var scale = sign
            return ArmaPolynomials.weights(coordinates: coordinates[start..<(start + count)]).map { weight in
                scale *= share
                return weight * scale
            }
        }
        return ArmaWeights(
            ar: part(0, ar, 1), ma: part(ar, ma, -1),
            seasonalAR: part(ar + ma, seasonalAR, 1),
            seasonalMA: part(ar + ma + seasonalAR, seasonalMA, -1))
    }

    /// A point of the search near the given weights.
    func coordinates(_ weights: ArmaWeights) -> [Double] {
        ArmaPolynomials.coordinates(weights: weights.ar)
            + ArmaPolynomials.coordinates(weights: weights.ma.map { -$0 })
            + ArmaPolynomials.coordinates(weights: weights.seasonalAR)
            + ArmaPolynomials.coordinates(weights: weights.seasonalMA.map { -$0 })
    }
}

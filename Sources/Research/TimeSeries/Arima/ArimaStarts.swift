import Base
import Glibc
import Kernels

/// A long autoregression of a differenced series, whose residuals stand in for its innovations when starts are sought.
struct LongAutoregression {
    /// The series, about its mean if it has one.
    let values: [Double]
    let residuals: [Double]
    /// The first place with a residual.
    let first: Int
    /// Partial autocorrelations of the series, as many as its order.
    let partials: [Double]

    /// Fits by Yule and Walker's equations, which are always stationary.
    ///
    /// - Complexity: O(values · lags).
    init(_ differenced: [Double], isCentred: Bool, longestLag: Int) {
        let count = differenced.count
        let mean = isCentred ? differenced.reduce(0, +) / Double(max(count, 1)) : 0
        let values = differenced.map { $0 - mean }
        let wanted = max(longestLag + 4, Int(10 * log10(Double(max(count, 1)))))
        let lags = max(0, min(wanted, count / 4))
        let covariances = (0...lags).map { lag in
            (lag..<max(count, lag)).reduce(0) { $0 + values[$1] * values[$1 - lag] }
        }
        var weights: [Double] = []
        var partials: [Double] = []
        var error = covariances[0]
        for lag in 0..<lags where error > 0 {
            let explained = weights.indices.reduce(0) { $0 + weights[$1] * covariances[lag - $1] }
            let partial = (covariances[lag + 1] - explained) / error
            ArmaPolynomials.extend(&weights, partial)
            partials.append(partial)
            error *= 1 - partial * partial
        }
        first = min(weights.count, count)
        residuals = values.indices.map { time in
            time < weights.count ? 0 : weights.indices.reduce(values[time]) { $0 - weights[$1] * values[time - 1 - $1] }
        }
        self.values = values
        self.partials = partials
    }
}

/// Where searches for a model's parameters begin.
struct ArimaStarts {
    let order: ArimaOrder
    let long: LongAutoregression

    private var size: Int { order.ar + order.ma + order.seasonalAR + order.seasonalMA }

    /// No memory at all.
    var zero: [Double] { .init(repeating: 0, count: size) }

    /// Hannan and Rissanen's regression on past values and past residuals of the long autoregression.
    ///
    /// - Source: Hannan and Rissanen, Biometrika 1982; the products of ordinary and seasonal weights are left out.
    var regression: [Double]? {
        let season = order.season
        let valueLags = Array(1..<(order.ar + 1)) + (1..<(order.seasonalAR + 1)).map { $0 * season }
        let residualLags = Array(1..<(order.ma + 1)) + (1..<(order.seasonalMA + 1)).map { $0 * season }
        let longest = (valueLags + residualLags).max() ?? 0
        let begin = max(longest, residualLags.isEmpty ? 0 : long.first + (residualLags.max() ?? 0))
        let count = valueLags.count + residualLags.count
        guard count > 0, begin + 2 * count < long.values.count else { return nil }
        let columns =
            valueLags.map { long.values[(begin - $0)..<(long.values.count - $0)] }
            + residualLags.map { long.residuals[(begin - $0)..<(long.values.count - $0)] }
        guard let weights = Self.leastSquares(columns, long.values[begin...]) else { return nil }
        let (values, residuals) = (weights.prefix(valueLags.count), weights.dropFirst(valueLags.count))
        return order.coordinates(
            ArmaWeights(
                ar: Array(values.prefix(order.ar)), ma: Array(residuals.prefix(order.ma)),
                seasonalAR: Array(values.dropFirst(order.ar)), seasonalMA: Array(residuals.dropFirst(order.ma))))
    }

    private static func leastSquares(_ columns: [ArraySlice<Double>], _ target: ArraySlice<Double>) -> [Double]? {
        func product(_ left: ArraySlice<Double>, _ right: ArraySlice<Double>) -> Double {
            left.withUnsafeBufferPointer { left in
                right.withUnsafeBufferPointer { right in
                    var sum = 0.0
                    for index in 0..<left.count { sum += left[index] * right[index] }
                    return sum
                }
            }
        }
        var normal = Matrix(rows: columns.count, columns: columns.count)
        for row in columns.indices {
            for column in 0...row { normal[row, column] = product(columns[row], columns[column]) }
            normal[row, row] *= 1 + 1e-9
        }
        do {
            return try normal.solvedPositiveDefinite(columns.map { product($0, target) })
        } catch {
            return nil
        }
    }

    /// The sample's partial autocorrelations for the autoregressive part, and for the averages.
    var partials: [[Double]] {
        let bounded = long.partials.map { atanh(max(-0.95, min(0.95, $0))) }
        guard order.ar + order.ma > 0, bounded.count >= max(order.ar, order.ma) else { return [] }
        let tail = [Double](repeating: 0, count: order.seasonalAR + order.seasonalMA)
        let regressive = bounded.prefix(order.ar) + [Double](repeating: 0, count: order.ma) + tail
        let averages = [Double](repeating: 0, count: order.ar) + bounded.prefix(order.ma).map { -$0 } + tail
        return [Array(regressive)] + (order.ma > 0 ? [averages] : [])
    }

    /// Points where the two sides nearly cancel: there likelihoods have narrow ridges that other walks pass by.
    var cancelling: [[Double]] {
        let regressive = [0.93, 0.98].map { radius in Self.roots(radius, order.ar, order.ma) }
        let seasonal = [0.8, 0.95].map { radius in Self.roots(radius, order.seasonalAR, order.seasonalMA, angles: []) }
        let ordinary = zip(regressive[0], regressive[1]).flatMap { near, far in
            [(near, far), (far, near)].map { point(ar: $0.0, ma: $0.1) }
        }
        return ordinary
            + zip(seasonal[0], seasonal[1]).flatMap { near, far in
                [(near, far), (far, near)].map { point(seasonalAR: $0.0, seasonalMA: $0.1) }
            }
    }

    /// Coordinates of recursions with one real root or two complex ones, as far as both sides have room for them.
    private static func roots(
        _ radius: Double, _ ar: Int, _ ma: Int, angles: [Double] = [0.5, 1.05, 1.57, 2.09, 2.64]
    ) -> [[Double]] {
        guard min(ar, ma) > 0 else { return [] }
        let real = [radius, -radius, radius - 0.2, 0.2 - radius].map { [atanh($0)] }
        guard min(ar, ma) > 1 else { return real }
        return real
            + angles.map { angle in
                [atanh(2 * radius * cos(angle) / (1 + radius * radius)), atanh(-radius * radius)]
            }
    }

    private func point(
        ar: [Double] = [], ma: [Double] = [], seasonalAR: [Double] = [], seasonalMA: [Double] = []
    ) -> [Double] {
        let parts = [(ar, order.ar), (ma, order.ma), (seasonalAR, order.seasonalAR), (seasonalMA, order.seasonalMA)]
        return parts.flatMap { part, count in part + [Double](repeating: 0, count: count - part.count) }
    }

    /// Points spread over the whole region, the same for the same order.
    func scattered(_ count: Int) -> [[Double]] {
        guard size > 0 else { return [] }
        var generator = SeededGenerator(seed: UInt64(size))
        return (0..<count).map { _ in (0..<size).map { _ in atanh(1.8 * generator.uniform() - 0.9) } }
    }
}

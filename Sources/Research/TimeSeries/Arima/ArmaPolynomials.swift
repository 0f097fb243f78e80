import Glibc

/// Weights of lag polynomials, and the way between them and numbers that no search can take out of bounds.
enum ArmaPolynomials {
    /// How near a partial autocorrelation of a search may come to 1: tanh(8) is 2e-7 short of it.
    static let coordinateLimit = 8.0

    /// The weights a₁ … aₖ of a stationary recursion y = Σ aⱼ·y[−j] whose partial autocorrelations are tanh(x).
    ///
    /// - Source: Monahan, Biometrika 1984, equation 1 (Durbin and Levinson's recursion).
    static func weights(coordinates: some Collection<Double>) -> [Double] {
        var weights: [Double] = []
        weights.reserveCapacity(coordinates.count)
        for coordinate in coordinates { extend(&weights, tanh(coordinate)) }
        return weights
    }

    /// One step of Levinson's recursion: from k weights to k + 1.
    static func extend(_ weights: inout [Double], _ partial: Double) {
        var low = 0
        var high = weights.count - 1
        while low <= high {
            let (first, last) = (weights[low], weights[high])
            weights[low] = first - partial * last
            if low < high { weights[high] = last - partial * first }
            low += 1
            high -= 1
        }
        weights.append(partial)
    }

    /// The partial autocorrelations of a recursion; `nil` unless it is stationary.
    static func partials(weights: [Double]) -> [Double]? {
        var current = weights
        var partials = [Double](repeating: 0, count: weights.count)
        for last in stride(from: weights.count - 1, through: 0, by: -1) {
            let partial = current[last]
            guard abs(partial) < 1 else { return nil }
            partials[last] = partial
            let shorter = (0..<last).map { (current[$0] + partial * current[last - 1 - $0]) / (1 - partial * partial) }
            current = shorter
        }
        return partials
    }

    /// Coordinates of a recursion near the given one: its weights are shrunk until it is stationary.
    static func coordinates(weights: [Double]) -> [Double] {
        var current = weights.map { $0.isFinite ? $0 : 0 }
        for _ in 0..<100 {
            if let partials = partials(weights: current), partials.allSatisfy({ abs($0) < 0.98 }) {
                return partials.map(atanh)
            }
            var share = 1.0
            for index in current.indices {
                share *= 0.93
                current[index] *= share
            }
        }
        return [Double](repeating: 0, count: weights.count)
    }

    /// Writes the weights of (1 + s·Σ aᵢBⁱ)(1 + s·Σ bⱼB^(mj)) after the leading 1, times s: with s = −1 of two
    /// recursions, with s = 1 of two averages.
    static func product(
        _ ordinary: ArraySlice<Double>, _ seasonal: ArraySlice<Double>, season: Int, sign: Double,
        into result: UnsafeMutablePointer<Double>, count: Int
    ) {
        for index in 0..<count { result[index] = 0 }
        for (index, weight) in ordinary.enumerated() { result[index] += weight }
        for (block, seasonalWeight) in seasonal.enumerated() {
            let lag = (block + 1) * season
            result[lag - 1] += seasonalWeight
            for (index, weight) in ordinary.enumerated() { result[lag + index] += sign * weight * seasonalWeight }
        }
    }
}

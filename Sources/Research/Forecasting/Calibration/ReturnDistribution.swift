/// A forecast of a return: a location, a scale and the shape of standardised residuals about it.
///
/// - Units: log returns over the forecast's horizon.
/// - As of: whatever the location and the scale are as of.
public struct ReturnDistribution: Sendable, Equatable {
    /// The probabilities shown and scored: 0.05, 0.10, … 0.95.
    public static let levels: [Double] = (1...19).map { Double($0 * 5) / 100 }
    /// How many quantiles describe the shape: at 0.01, 0.02, … 0.99.
    public static let shapeCount = 99

    /// The median forecast.
    public let location: Double
    /// What one unit of the shape is in return: σ_t·√h.
    public let scale: Double
    /// The shape's quantiles at 0.01 … 0.99, ascending; the middle one is 0.
    public let shape: [Double]

    /// Makes a distribution; the shape has ``shapeCount`` ascending quantiles.
    public init(location: Double, scale: Double, shape: [Double]) {
        precondition(shape.count == ReturnDistribution.shapeCount, "expected 99 quantiles, was \(shape.count)")
        self.location = location
        self.scale = scale
        self.shape = shape
    }

    /// The return that a share `p` of the probability lies below, interpolated between the shape's quantiles.
    ///
    /// Beyond 0.01 and 0.99 it stays at the outermost quantile: the residuals say nothing about the tails past them.
    public func quantile(_ p: Double) -> Double { location + scale * ReturnDistribution.value(of: shape, at: p) }

    /// A shape's value at a probability, by the rules of ``quantile(_:)``.
    static func value(of shape: [Double], at p: Double) -> Double {
        let position = max(0, min(Double(shape.count - 1), p * 100 - 1))
        let index = min(Int(position), shape.count - 2)
        // Probabilities such as 0.3 are not exact; a position this near a quantile is meant to be on it.
        let nearest = position.rounded()
        if abs(position - nearest) < 1e-9 { return shape[Int(nearest)] }
        let step = shape[index + 1] - shape[index]
        return shape[index] + (position - Double(index)) * step
    }

    /// The probability of a return above 0: the same distribution read the other way; in [0.01, 0.99].
    ///
    /// Where quantiles tie at 0 (prices that often stand still) the tie counts half, so a forecast of 0 by a
    /// symmetric model gives 0.5. Without a scale it is 0.5, or certain in the direction of the location.
    public var probabilityUp: Double {
        guard scale > 0 else { return location == 0 ? 0.5 : location > 0 ? 0.99 : 0.01 }
        return 1 - cumulative(-location / scale)
    }

    /// The share of the shape at or below a standardised value, ties counted half.
    private func cumulative(_ value: Double) -> Double {
        let atOrAbove = shape.partitioningIndex { $0 >= value }
        let above = shape.partitioningIndex { $0 > value }
        if atOrAbove < above { return Double(atOrAbove + 1 + above) / 200 }
        guard atOrAbove > 0 else { return 0.01 }
        guard atOrAbove < shape.count else { return 0.99 }
        let share = (value - shape[atOrAbove - 1]) / (shape[atOrAbove] - shape[atOrAbove - 1])
        return (Double(atOrAbove) + share) / 100
    }
}

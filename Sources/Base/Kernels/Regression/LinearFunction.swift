/// A linear function of standardised columns: `intercept` + Σ weight · z.
///
/// z is a feature in standard deviations from its mean, clipped to ±`clip`; it is 0 where the feature is not finite or
/// its column did not vary.
public struct LinearFunction: Sendable, Equatable, Codable {
    /// Mean of each column over the training rows.
    public let means: [Double]
    /// Standard deviation (divisor n) of each column; 0 where the column is constant.
    public let deviations: [Double]
    /// Weight of each standardised column.
    public let weights: [Double]
    /// The value where every feature has its mean.
    public let intercept: Double
    /// How many standard deviations a feature may lie from its mean.
    public let clip: Double

    /// Makes a function from its parts.
    public init(means: [Double], deviations: [Double], weights: [Double], intercept: Double, clip: Double) {
        precondition(means.count == deviations.count && means.count == weights.count, "expected columns of one count")
        self.means = means
        self.deviations = deviations
        self.weights = weights
        self.intercept = intercept
        self.clip = clip
    }

    /// Reads a function; parts of different counts are refused.
    public init(from decoder: any Decoder) throws {
        let parts = try decoder.container(keyedBy: CodingKeys.self)
        means = try parts.decode([Double].self, forKey: .means)
        deviations = try parts.decode([Double].self, forKey: .deviations)
        weights = try parts.decode([Double].self, forKey: .weights)
        intercept = try parts.decode(Double.self, forKey: .intercept)
        clip = try parts.decode(Double.self, forKey: .clip)
        guard means.count == deviations.count, means.count == weights.count else {
            throw DecodingError.dataCorrupted(
                .init(
                    codingPath: decoder.codingPath,
                    debugDescription: "expected as many deviations and weights as the \(means.count) means, "
                        + "was \(deviations.count) and \(weights.count)"))
        }
    }

    /// The value for one row of features.
    ///
    /// - Complexity: O(columns), no allocation.
    public func callAsFunction(_ row: UnsafeBufferPointer<Double>) -> Double {
        precondition(row.count == weights.count, "expected \(weights.count) features, was \(row.count)")
        var sum = intercept
        for column in weights.indices where weights[column] != 0 {
            sum += weights[column] * standardised(row[column], means[column], deviations[column], clip)
        }
        return sum
    }

    /// What each feature adds to the intercept for one row of features.
    ///
    /// - Complexity: O(columns).
    public func contributions(_ row: UnsafeBufferPointer<Double>) -> [Double] {
        precondition(row.count == weights.count, "expected \(weights.count) features, was \(row.count)")
        return weights.indices.map { column in
            weights[column] * standardised(row[column], means[column], deviations[column], clip)
        }
    }
}

/// A feature in standard deviations from its mean; 0 where it is missing or its column does not vary.
@inline(__always)
func standardised(_ value: Double, _ mean: Double, _ deviation: Double, _ clip: Double) -> Double {
    guard value.isFinite, deviation > 0 else { return 0 }
    return max(-clip, min(clip, (value - mean) / deviation))
}

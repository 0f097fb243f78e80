import Kernels

/// Forecast probabilities in bins, with how often the event came: the numbers of a reliability diagram.
public struct ReliabilityTable: Sendable, Codable, Equatable {
    /// The forecasts of one bin.
    public struct Bin: Sendable, Codable, Equatable {
        /// How many forecasts it has.
        public let count: Int
        /// Their mean.
        public let meanForecast: Double
        /// How often the event came.
        public let observedShare: Double
        /// Wilson's 95 % interval of that share, as if its forecasts were independent.
        public let interval: PredictionInterval
    }

    /// The bins that have forecasts, in ascending order.
    public let bins: [Bin]

    /// Puts forecasts into bins of equal width; 1 belongs to the last.
    ///
    /// - Units: probabilities.
    /// - Missing: NaN, or a probability outside [0, 1], gives `nil`.
    /// - Source: matches scikit-learn's `calibration_curve` where no forecast lies on an edge (golden file).
    ///
    /// - Parameters:
    ///   - probabilities: One per forecast.
    ///   - outcomes: Whether the event came.
    ///   - bins: How many bins [0, 1] is cut into.
    /// - Note: `nil` without forecasts or bins.
    public init?(probabilities: [Double], outcomes: [Bool], bins: Int = 10) {
        requireSameCount(probabilities, outcomes)
        guard bins > 0, !outcomes.isEmpty, probabilities.allSatisfy({ (0...1).contains($0) }) else { return nil }
        var counts = [Int](repeating: 0, count: bins)
        var events = counts
        var sums = [Double](repeating: 0, count: bins)
        for (probability, event) in zip(probabilities, outcomes) {
            let bin = min(bins - 1, Int(probability * Double(bins)))
            counts[bin] += 1
            events[bin] += event ? 1 : 0
            sums[bin] += probability
        }
        self.bins = counts.indices.filter { counts[$0] > 0 }.map { bin in
            let count = Double(counts[bin])
            let share = Double(events[bin]) / count
            let range = Proportion.wilsonInterval(share: share, trials: count)
            return Bin(
                count: counts[bin], meanForecast: sums[bin] / count, observedShare: share,
                interval: PredictionInterval(lower: range.lowerBound, upper: range.upperBound))
        }
    }
}

import Kernels

/// An ensemble made of its members' fits on one slice.
///
/// Weights that are learnt rest on the earlier half of the calibration tail, which the members were not fitted on, and only
/// on targets known before the later half begins. They are drawn to equal weights as far as the few separate returns there
/// say no more, and never sum to more than 1, so that forecasts which were shrunk stay so.
struct EnsembleFit {
    /// The fewest returns that do not overlap which weights are learnt from; below, they are equal.
    private static let separateReturnsNeeded = 30.0

    let model: EnsembleModel
    let tailForecasts: [ModelForecast]
    let tail: RowSelection

    init(_ specification: ModelSpecification, _ fits: [ModelFit]) {
        precondition(!fits.isEmpty, "an ensemble has members")
        tail = fits[0].tail
        let table = fits[0].slice.table
        let members = fits.map { $0.calibrated() }
        let parts = tail.enumerated().map { place, row in
            zip(fits, members).map { fit, member in
                member.distribution(of: fit.tailForecasts[place], defaultScale: table.scale(at: row)).location
            }
        }
        let places = specification.kind == .ensemble ? [] : EnsembleFit.placesToLearnFrom(tail, table)
        // Errors in units of σ_t·√h, so that quiet and wild times weigh alike.
        let sample = places.map { [tail] place in
            let scale = table.scale(at: tail[place])
            return (forecasts: parts[place].map { $0 / scale }, actual: table.targets[tail[place]] / scale)
        }
        let equal = [Double](repeating: 1 / Double(fits.count), count: fits.count)
        let weights =
            switch (specification.kind, sample.isEmpty) {
            case (.weightedEnsemble, false): EnsembleFit.inverseErrorWeights(sample, equal)
            case (.stacking, false): EnsembleFit.stackedWeights(sample, equal, horizonBars: table.horizonBars)
            default: equal
            }
        model = EnsembleModel(kind: specification.kind, members: members, weights: weights)
        tailForecasts = parts.map { row in ModelForecast(location: zip(weights, row).reduce(0) { $0 + $1.0 * $1.1 }) }
    }

    /// The places of the earlier half whose targets are known before the later half begins; none where they are too few.
    private static func placesToLearnFrom(_ tail: RowSelection, _ table: LearningTable) -> [Int] {
        guard tail.count > 1 else { return [] }
        let middle = table.times[tail[tail.count / 2]]
        let half = Array(tail.indices).partitioningIndex { table.times[tail[$0]] >= middle }
        let later = tail[half]
        let places = (0..<half).filter { Int(table.targetRow[tail[$0]]) <= later }
        let times = Set(places.map { table.times[tail[$0]] }).count
        return Double(times) / Double(table.horizonBars) >= separateReturnsNeeded ? places : []
    }

    private typealias Sample = [(forecasts: [Double], actual: Double)]

    /// Weights in inverse proportion to the mean squared errors (Bates and Granger, 1969, without correlations).
    private static func inverseErrorWeights(_ sample: Sample, _ equal: [Double]) -> [Double] {
        let errors = equal.indices.map { member in
            sample.reduce(0) { sum, row in
                let error = row.actual - row.forecasts[member]
                return sum + error * error
            }
        }
        guard errors.allSatisfy({ $0 > 0 && $0.isFinite }) else { return equal }
        let total = errors.reduce(0) { $0 + 1 / $1 }
        return errors.map { 1 / $0 / total }
    }

    /// The weights, none below 0, of the least squared error (Breiman, 1996), with a normal prior about equal weights.
    ///
    /// The prior's deviation is that of one equal weight. A target's variance is what it has beside any forecast, and h-bar
    /// targets overlap, so that the penalty is variance · h · k² for k members.
    private static func stackedWeights(_ sample: Sample, _ equal: [Double], horizonBars: Int) -> [Double] {
        let count = equal.count
        let variance = sample.reduce(0) { $0 + $1.actual * $1.actual } / Double(sample.count)
        let penalty = variance * Double(horizonBars) * Double(count * count)
        var gram = [Double](repeating: 0, count: count * count)
        var cross = equal.map { $0 * penalty }
        for row in sample {
            for i in 0..<count {
                cross[i] += row.forecasts[i] * row.actual
                for j in 0..<count { gram[i * count + j] += row.forecasts[i] * row.forecasts[j] }
            }
        }
        for i in 0..<count { gram[i * count + i] += penalty }
        let weights = nonNegativeSolution(gram, cross)
        let sum = weights.reduce(0, +)
        guard sum.isFinite else { return equal }
        return sum > 1 ? weights.map { $0 / sum } : weights
    }

    /// Coordinate descent on a convex problem of a few numbers.
    private static func nonNegativeSolution(_ gram: [Double], _ cross: [Double]) -> [Double] {
        let count = cross.count
        var weights = [Double](repeating: 0, count: count)
        for _ in 0..<2000 {
            var largest = 0.0
            for i in 0..<count where gram[i * count + i] > 0 {
                let rest = (0..<count).reduce(cross[i]) { $1 == i ? $0 : $0 - gram[i * count + $1] * weights[$1] }
                let weight = max(0, rest / gram[i * count + i])
                largest = max(largest, abs(weight - weights[i]))
                weights[i] = weight
            }
            if largest < 1e-12 { break }
        }
        return weights
    }
}

import Kernels

/// An ensemble made of its members' fits on one slice.
///
/// Weights that are learnt rest on the earlier half of the calibration tail, which the members were not fitted on; the
/// distribution then rests on the later half, which the weights have not seen either.
struct EnsembleFit {
    let model: EnsembleModel
    let tailForecasts: [ModelForecast]
    let tail: RowSelection

    init(_ specification: ModelSpecification, _ fits: [ModelFit]) {
        precondition(!fits.isEmpty, "an ensemble has members")
        let whole = fits[0].tail
        let table = fits[0].slice.table
        let members = fits.map { $0.calibrated() }
        let parts = whole.enumerated().map { place, row in
            zip(fits, members).map { fit, member in
                member.distribution(of: fit.tailForecasts[place], defaultScale: table.scale(at: row)).location
            }
        }
        let isLearnt = specification.kind != .ensemble
        let half = isLearnt ? EnsembleFit.half(whole, table) : 0..<0
        // Errors in units of σ_t·√h, so that quiet and wild times weigh alike.
        let sample = half.map { place in
            let scale = table.scale(at: whole[place])
            return (forecasts: parts[place].map { $0 / scale }, actual: table.targets[whole[place]] / scale)
        }
        let weights =
            switch specification.kind {
            case .weightedEnsemble: EnsembleFit.inverseErrorWeights(sample, count: fits.count)
            case .stacking: EnsembleFit.stackedWeights(sample, count: fits.count)
            default: [Double](repeating: 1 / Double(fits.count), count: fits.count)
            }
        model = EnsembleModel(kind: specification.kind, members: members, weights: weights)
        let unseen = half.upperBound..<whole.count
        tailForecasts = unseen.map { place in
            ModelForecast(location: zip(weights, parts[place]).reduce(0) { $0 + $1.0 * $1.1 })
        }
        tail = isLearnt ? EnsembleFit.rows(of: whole, in: unseen) : whole
    }

    /// The places of the earlier half whose targets are known before the later half begins.
    private static func half(_ tail: RowSelection, _ table: LearningTable) -> Range<Int> {
        guard tail.count > 1 else { return 0..<0 }
        let middle = tail[tail.count / 2]
        let places = Array(tail.indices)
        // Rows of one time stay together.
        return 0..<places.partitioningIndex { table.times[tail[$0]] >= table.times[middle] }
    }

    private static func rows(of tail: RowSelection, in places: Range<Int>) -> RowSelection {
        guard let first = places.first else { return RowSelection(prefix: 0) }
        let wanted = Set(places.map { tail[$0] })
        return RowSelection(tail[first]..<tail.prefix) { wanted.contains($0) }
    }

    private typealias Sample = [(forecasts: [Double], actual: Double)]

    /// Weights in inverse proportion to the mean squared errors (Bates and Granger, 1969, without correlations).
    private static func inverseErrorWeights(_ sample: Sample, count: Int) -> [Double] {
        let errors = (0..<count).map { member in
            sample.reduce(0) { sum, row in
                let error = row.actual - row.forecasts[member]
                return sum + error * error
            }
        }
        guard !sample.isEmpty, errors.allSatisfy({ $0 > 0 && $0.isFinite }) else {
            return [Double](repeating: 1 / Double(count), count: count)
        }
        let total = errors.reduce(0) { $0 + 1 / $1 }
        return errors.map { 1 / $0 / total }
    }

    /// The weights, none below 0, of the least squared error (Breiman, 1996): forecasts that do not help get none, and where
    /// none helps the ensemble says 0.
    private static func stackedWeights(_ sample: Sample, count: Int) -> [Double] {
        var gram = [Double](repeating: 0, count: count * count)
        var cross = [Double](repeating: 0, count: count)
        for row in sample {
            for i in 0..<count {
                cross[i] += row.forecasts[i] * row.actual
                for j in 0..<count { gram[i * count + j] += row.forecasts[i] * row.forecasts[j] }
            }
        }
        // Coordinate descent on a convex problem of a few numbers.
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

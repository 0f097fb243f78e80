public import Kernels

/// The model confidence set: the models among which the data cannot tell the best, as a confidence interval holds the
/// values among which they cannot tell the true one.
public struct ModelConfidenceSet: Sendable, Codable, Equatable {
    /// What the models left are compared by.
    public enum Statistic: String, Sendable, Codable, CaseIterable {
        /// T_R: the largest difference of any two models over its standard deviation.
        case range
        /// T_max: the largest difference of a model from the mean of those left over its standard deviation.
        case maximum
    }

    /// For each model, a column, the smallest size at which it is left out; 1 for the last one left.
    public let pValues: [Double]
    /// The models in the order they were eliminated, worst first; the last one is the best.
    public let order: [Int]

    /// The models of the set that holds the best one with probability 1 − `size`.
    public func included(size: Double) -> [Int] { pValues.indices.filter { pValues[$0] > size } }

    /// Eliminates models one by one.
    ///
    /// - Units: any loss.
    /// - As of: out-of-sample losses only, by time, averaged over the symbols of a time.
    /// - Missing: NaN or infinity gives `nil`.
    /// - Source: Hansen, Lunde and Nason, "The model confidence set", 2011; matches arch's `MCS`, methods `R` and `max`,
    ///   given its own draws (golden file). Models whose losses are the same stay or go together.
    ///
    /// - Parameters:
    ///   - losses: Times × models.
    ///   - statistic: The comparison; `range` is the default there as here.
    ///   - bootstrap: Its mean block should be at least the horizon in bars.
    /// - Note: `nil` for fewer than 2 models or 3 times.
    /// - Complexity: O(T · repetitions · models + repetitions · models³).
    public init?(losses: Matrix, statistic: Statistic = .range, bootstrap: StationaryBootstrap) {
        self.init(losses: losses, statistic: statistic, draws: bootstrap.draws(count: losses.rows))
    }

    /// The same with draws made elsewhere.
    public init?(losses: Matrix, statistic: Statistic = .range, draws: BootstrapDraws) {
        guard draws.count == losses.rows, losses.rows > 2, losses.columns > 1, losses.values.allSatisfy(\.isFinite)
        else { return nil }
        let elimination = Elimination(losses, draws)
        var left = Array(0..<losses.columns)
        var values = [Double](repeating: 1, count: losses.columns)
        var order: [Int] = []
        var largest = 0.0
        while left.count > 1 {
            let step = statistic == .range ? elimination.byRange(left) : elimination.byMaximum(left)
            largest = max(largest, step.pValue)
            for model in step.worst { values[model] = largest }
            order += step.worst
            left.removeAll { step.worst.contains($0) }
        }
        pValues = values
        self.order = order + left
    }
}

/// One step of the elimination after another, on the same resamples.
private struct Elimination {
    /// Mean losses.
    private let means: [Double]
    /// Resampled mean losses less those, one row per resample.
    private let errors: Matrix
    /// The standard deviations of pairwise differences.
    private let deviations: Matrix

    init(_ losses: Matrix, _ draws: BootstrapDraws) {
        let count = losses.columns
        let means = (0..<count).map { column in
            (0..<losses.rows).reduce(0) { $0 + losses[$1, column] } / Double(losses.rows)
        }
        var errors = draws.means(of: losses)
        for row in 0..<errors.rows { for column in 0..<count { errors[row, column] -= means[column] } }
        var deviations = Matrix(rows: count, columns: count)
        for i in 0..<count {
            for j in 0..<i {
                let sum = (0..<errors.rows).reduce(0) { sum, row in
                    let difference = errors[row, i] - errors[row, j]
                    return sum + difference * difference
                }
                deviations[i, j] = (sum / Double(errors.rows)).squareRoot()
                deviations[j, i] = deviations[i, j]
            }
        }
        self.means = means
        self.errors = errors
        self.deviations = deviations
    }

    /// The model of the largest standardised difference from another.
    func byRange(_ left: [Int]) -> (worst: [Int], pValue: Double) {
        var worst = left
        var largest = 0.0
        for i in left {
            for j in left where i != j && means[i] - means[j] > 0 {
                let ratio = (means[i] - means[j]) / deviations[i, j]
                if ratio > largest { (worst, largest) = ([i], ratio) }
            }
        }
        guard largest > 0 else { return (left, 1) }
        var above = 0
        for row in 0..<errors.rows where rangeExceeds(largest, row, left) { above += 1 }
        return (worst, Double(above) / Double(errors.rows))
    }

    private func rangeExceeds(_ limit: Double, _ row: Int, _ left: [Int]) -> Bool {
        for (place, i) in left.enumerated() {
            for j in left[..<place] where abs(errors[row, i] - errors[row, j]) > limit * deviations[i, j] {
                return true
            }
        }
        return false
    }

    /// The models of the largest standardised difference from the mean of those left; several where they tie.
    func byMaximum(_ left: [Int]) -> (worst: [Int], pValue: Double) {
        let count = Double(left.count)
        let grand = left.reduce(0) { $0 + means[$1] } / count
        let grandErrors = (0..<errors.rows).map { row in left.reduce(0) { $0 + errors[row, $1] } / count }
        let spreads = left.map { model in
            let sum = grandErrors.indices.reduce(0) { sum, row in
                let error = errors[row, model] - grandErrors[row]
                return sum + error * error
            }
            return (sum / Double(errors.rows)).squareRoot()
        }
        let ratios = left.indices.map { place in
            let difference = means[left[place]] - grand
            return abs(difference) <= 1e-14 * abs(grand) ? 0 : difference / spreads[place]
        }
        let largest = ratios.max() ?? 0
        guard largest > 0 else { return (left, 1) }
        var above = 0
        for row in grandErrors.indices {
            let exceeds = left.indices.contains { place in
                errors[row, left[place]] - grandErrors[row] > largest * spreads[place]
            }
            if exceeds { above += 1 }
        }
        let worst = left.indices.filter { ratios[$0] == largest }.map { left[$0] }
        return (worst, Double(above) / Double(errors.rows))
    }
}

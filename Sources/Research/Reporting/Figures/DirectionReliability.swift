import Evaluation
import Kernels

/// Probabilities of a rise in groups of equal size, with how often prices rose.
///
/// Groups of equal width would hold nearly everything in two: what is known of a direction is little.
struct DirectionReliability: Sendable {
    struct Group: Sendable {
        let meanForecast: Double
        let observedShare: Double
        /// Wilson's 95 % interval, with as many trials as there are separate times: moves of one time come together.
        let interval: ClosedRange<Double>
        let rows: Int
    }

    let groups: [Group]

    /// Makes up to ten groups; fewer where many probabilities are equal.
    ///
    /// Moves of exactly 0 are left out.
    init(_ forecasts: OutOfSampleForecasts, _ probabilities: [Double], groups count: Int = 10) {
        let rows = forecasts.rows
        let order = probabilities.indices.filter { rows.actual[$0] != 0 && probabilities[$0].isFinite }
            .sorted { (probabilities[$0], $0) < (probabilities[$1], $1) }
        var groups: [Group] = []
        var start = 0
        for group in 0..<count where start < order.count {
            var end = max(start + 1, order.count * (group + 1) / count)
            // Equal probabilities belong together.
            while end < order.count, probabilities[order[end]] == probabilities[order[end - 1]] { end += 1 }
            let members = order[start..<end]
            start = end
            let share = Double(members.count { rows.actual[$0] > 0 }) / Double(members.count)
            let times = Set(members.map { rows.times[$0] }).count
            let trials = max(1, Double(min(times, members.count)) / Double(rows.horizonBars))
            groups.append(
                Group(
                    meanForecast: members.reduce(0) { $0 + probabilities[$1] } / Double(members.count),
                    observedShare: share, interval: Proportion.wilsonInterval(share: share, trials: trials),
                    rows: members.count))
        }
        self.groups = groups
    }
}

import Base
import Features
import Forecasting
import Synchronization

/// Where two forecasts of one row differ.
struct ForecastDifference {
    private let was: Double
    private let became: Double
    private let isOfMedian: Bool

    /// `nil` where the forecasts are the same to the bit.
    init?(_ was: [Double], _ became: [Double]) {
        let pairs = zip(was, became).enumerated()
        let differing = pairs.first { $1.0.bitPattern != $1.1.bitPattern && !($1.0.isNaN && $1.1.isNaN) }
        guard let (place, pair) = differing else { return nil }
        (self.was, self.became) = pair
        isOfMedian = place == 0
    }

    func finding(_ name: String, _ table: LearningTable, _ row: Int, cut: Int) -> VerificationFinding {
        let part = isOfMedian ? "median forecast" : "spread of the forecast"
        let place = row == cut ? "the row that was asked for" : "a row it was fitted on"
        return VerificationFinding(
            subject: name, symbol: table.symbols[Int(table.symbolIndex[row])], time: table.times[row],
            cut: table.times[cut], was: was, became: became, cuts: 1, detail: "\(part) of \(place)")
    }
}

extension VerificationOutcome {
    /// Adds a finding to that of the same subject.
    mutating func add(_ finding: VerificationFinding) {
        self = VerificationOutcome.merged([self, VerificationOutcome(check, findings: [finding])])[0]
    }
}

/// Checks that no target counts as known before its last bar.
enum TargetRows {
    static func outcome(_ table: LearningTable, _ bars: VerificationBars) -> VerificationOutcome {
        var outcome = VerificationOutcome(.targetRows)
        var series: [Symbol: BarSeries] = [:]
        for own in bars.series { series[own.symbol] = own }
        for row in 0..<table.count where table.targetRow[row] >= 0 {
            let symbol = table.symbols[Int(table.symbolIndex[row])]
            guard let own = series[symbol] else { continue }
            outcome.comparisons += 1
            let last = own.firstIndex(notBefore: table.times[row]) + table.horizonBars
            let known = table.times[Int(table.targetRow[row])]
            guard last >= own.count || known < own.times[last] else { continue }
            outcome.add(
                VerificationFinding(
                    subject: "target_\(table.horizonBars)", symbol: symbol, time: table.times[row], cut: known,
                    was: table.targets[row], became: table.targets[row], detail: "counts as known too soon"))
        }
        return outcome
    }
}

/// Counts jobs that end on several threads.
final class ProgressCounter: Sendable {
    private let total: Int
    private let report: Evaluator.ProgressReport?
    private let done = Mutex(0)

    init(total: Int, _ report: Evaluator.ProgressReport?) {
        self.total = total
        self.report = report
    }

    func advance(_ text: String) {
        let count = done.withLock { count in
            count += 1
            return count
        }
        report?(count, total, text)
    }
}

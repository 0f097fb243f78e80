import Base
import Glibc

/// Looks for returns far out of the ordinary: spikes that revert, splits not adjusted for, and other jumps.
///
/// The ordinary size of a return is an exponentially weighted mean of the absolute returns before it, each held to four
/// times that mean so that one jump does not hide the next. Returns are those of adjusted closes, which is what
/// features are made of; where a source has none they are the closes.
///
/// **Splits and volume.** At a q:1 split the price of a share falls to 1/q while q times as many shares change hands, so
/// turnover (price × volume) goes on as before. A firm that loses half its value over night sees a multiple of its usual
/// turnover: Apple's fall of 2000-09-29, at almost exactly 2:1, came with nine times. So a jump counts as a split when
/// (1) the open and the close, against the close before, both lie by one and the same ratio of small whole numbers,
/// (2) the price stays there for the next bars, as it had stayed where it was before, and
/// (3) trading is not far above its mean over the bars before. Trading is measured by turnover or by shares, whichever
/// grew less, since some sources adjust volumes where they do not adjust prices.
/// Without volume (3) cannot be judged and is left out, and 3:2, the size of many a true move, is not looked for.
///
/// Likewise a jump that is no split is only for information where trading shows that the market saw it too.
struct MovementCheck {
    let series: BarSeries
    let thresholds: QualityThresholds

    /// New shares for old ones: what is announced.
    private static let ratios: [(new: Int, old: Int)] =
        [2, 3, 4, 5, 6, 7, 8, 10, 15, 20].map { ($0, 1) } + [(3, 2)]

    func run(_ findings: inout FindingList) {
        for candidate in candidates() { judge(candidate, &findings) }
    }

    /// A bar whose return is out of the ordinary.
    private struct Candidate {
        let index: Int
        /// ln of this adjusted close over the one before.
        let logReturn: Double
        let scales: Double
    }

    private func candidates() -> [Candidate] {
        let floor = min(thresholds.spikeLogReturn, thresholds.jumpLogReturn)
        let (least, keep) = (thresholds.leastScale, thresholds.memory)
        var found: [Candidate] = []
        series.adjustedClose.withUnsafeBufferPointer { price in
            var scale = thresholds.firstScale
            for index in 1..<max(price.count, 1) {
                let size = abs(price[index] / price[index - 1] - 1)
                // Half the floor as a simple return lets no candidate slip: 1 − exp(−x) > x / 2 for x up to 1.5.
                if size > floor * 0.5 {
                    let logReturn = log(price[index] / price[index - 1])
                    let scales = abs(logReturn) / max(scale, least)
                    if abs(logReturn) > floor && scales > thresholds.jumpScales {
                        found.append(Candidate(index: index, logReturn: logReturn, scales: scales))
                    }
                }
                scale = keep * scale + (1 - keep) * min(size, 4 * max(scale, least))
            }
        }
        return found
    }

    private func judge(_ candidate: Candidate, _ findings: inout FindingList) {
        let index = candidate.index
        if isReturnOfSpike(index) { return }
        let simple = exp(candidate.logReturn) - 1
        let scales = rounded(candidate.scales, digits: 0)
        if isSpike(at: index, logReturn: candidate.logReturn) {
            let note = "\(percent(simple)) and back: \(scales) x usual move"
            add(.spikeReverts, .warning, at: index, value: simple, note: note, &findings)
        } else if let split = split(at: index, logReturn: candidate.logReturn) {
            let note = "\(percent(simple)): \(split.name) split?\(story(of: split.trading))"
            add(.unadjustedSplit, .warning, at: index, value: split.ratio, note: note, &findings)
        } else if abs(candidate.logReturn) > thresholds.jumpLogReturn {
            let trading = tradingRatio(at: index)
            let note = "\(percent(simple)): \(scales) x usual move\(story(of: trading))"
            let isShared = (trading ?? 0) > thresholds.splitTradingRatio
            add(.priceJump, isShared ? .info : .warning, at: index, value: simple, note: note, &findings)
        }
    }

    private func add(
        _ rule: QualityRule, _ severity: Severity, at index: Int, value: Double, note: String,
        _ findings: inout FindingList
    ) {
        let time = series.times[index]
        findings.addRun(
            rule, severity, from: time, through: time, value: value, count: 1, note: note, cleanIndex: index)
    }

    // MARK: - Spikes

    private func logReturn(from start: Int, to end: Int) -> Double {
        log(series.adjustedClose[end] / series.adjustedClose[start])
    }

    /// Whether nearly all of a large return is gone at the next bar.
    private func isSpike(at index: Int, logReturn: Double) -> Bool {
        guard abs(logReturn) > thresholds.spikeLogReturn, index + 1 < series.count else { return false }
        return abs(self.logReturn(from: index - 1, to: index + 1)) < thresholds.spikeRemainder * abs(logReturn)
    }

    /// Whether a bar is the way back of a spike, which has been reported where it went.
    private func isReturnOfSpike(_ index: Int) -> Bool {
        index >= 2 && isSpike(at: index - 1, logReturn: logReturn(from: index - 2, to: index - 1))
    }

    // MARK: - Splits

    private struct Split {
        let ratio: Double
        let name: String
        /// Trading against the mean before; `nil` where there is no volume.
        let trading: Double?
    }

    private func split(at index: Int, logReturn: Double) -> Split? {
        let adjustedOpen = series.open[index] * series.adjustedClose[index] / series.close[index]
        let atOpen = log(adjustedOpen / series.adjustedClose[index - 1])
        for (new, old) in MovementCheck.ratios {
            let isReverse = logReturn > 0
            let size = log(Double(new) / Double(old))
            let distances = [atOpen, logReturn].map { abs((isReverse ? $0 : -$0) - size) }
            guard min(distances[0], distances[1]) <= thresholds.splitNearTolerance,
                max(distances[0], distances[1]) <= thresholds.splitFarTolerance, persists(index, size: size)
            else { continue }
            let trading = tradingRatio(at: index)
            if trading == nil && old != 1 { return nil }
            let bound = old == 1 ? thresholds.splitTradingRatio : thresholds.smallSplitTradingRatio
            if let trading, trading > bound { return nil }
            let ratio = Double(new) / Double(old)
            return Split(
                ratio: isReverse ? 1 / ratio : ratio, name: isReverse ? "\(old):\(new)" : "\(new):\(old)",
                trading: trading)
        }
        return nil
    }

    /// Whether the price stays within half the size of the jump for some bars, as far as there are any, and had done
    /// so before: what a few bars later is undone was no split, and neither is the undoing.
    private func persists(_ index: Int, size: Double) -> Bool {
        let bars = thresholds.persistenceBars
        let after = index..<min(index + bars + 1, series.count)
        let before = max(index - 1 - bars, 0)..<index
        return after.allSatisfy { abs(logReturn(from: index, to: $0)) < 0.5 * size }
            && before.allSatisfy { abs(logReturn(from: $0, to: index - 1)) < 0.5 * size }
    }

    /// Turnover or shares of a bar, whichever grew less, over the mean of the bars before; `nil` without volume.
    private func tradingRatio(at index: Int) -> Double? {
        let before = max(0, index - thresholds.tradingBars)..<index
        let (shares, turnover) = before.reduce((0.0, 0.0)) { sums, place in
            (sums.0 + series.volume[place], sums.1 + series.volume[place] * series.close[place])
        }
        let today = series.volume[index] * Double(before.count)
        return shares > 0 && today > 0 ? min(today / shares, today * series.close[index] / turnover) : nil
    }

    // MARK: - Words

    private func story(of trading: Double?) -> String {
        trading.map { ", \(rounded($0, digits: 1)) x usual trading" } ?? ""
    }

    private func percent(_ value: Double) -> String { "\(value > 0 ? "+" : "")\(rounded(value * 100, digits: 1)) %" }

    private func rounded(_ value: Double, digits: Int) -> String {
        let power = digits == 0 ? 1.0 : 10.0
        let number = (value * power).rounded() / power
        return digits == 0 ? String(Int(min(max(number, -1e15), 1e15))) : String(number)
    }
}

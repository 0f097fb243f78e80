import Base

/// Looks for bars that repeat the one before and for bars without volume.
struct RunCheck {
    let series: BarSeries
    let thresholds: QualityThresholds

    func run(_ findings: inout FindingList) {
        reportStaleRuns(&findings)
        reportZeroVolume(&findings)
    }

    private func reportStaleRuns(_ findings: inout FindingList) {
        let count = series.count
        series.open.withUnsafeBufferPointer { open in
            series.high.withUnsafeBufferPointer { high in
                series.low.withUnsafeBufferPointer { low in
                    series.close.withUnsafeBufferPointer { close in
                        var start = 0
                        for index in 1..<max(count, 1) {
                            let isSame =
                                close[index] == close[index - 1] && open[index] == open[index - 1]
                                && high[index] == high[index - 1] && low[index] == low[index - 1]
                            if isSame { continue }
                            if index - start >= thresholds.staleRunBars { addStaleRun(start..<index, &findings) }
                            start = index
                        }
                        if count - start >= thresholds.staleRunBars { addStaleRun(start..<count, &findings) }
                    }
                }
            }
        }
    }

    private func addStaleRun(_ range: Range<Int>, _ findings: inout FindingList) {
        findings.addRun(
            .staleRun, .warning, from: series.times[range.lowerBound], through: series.times[range.upperBound - 1],
            value: Double(range.count), count: range.count,
            note: "\(range.count) bars alike, close \(series.close[range.lowerBound])", cleanIndex: range.lowerBound)
    }

    private func reportZeroVolume(_ findings: inout FindingList) {
        let count = series.count
        var runs: [Range<Int>] = []
        series.volume.withUnsafeBufferPointer { volume in
            var index = 0
            while index < count {
                guard volume[index] == 0 else {
                    index += 1
                    continue
                }
                let start = index
                while index < count, volume[index] == 0 { index += 1 }
                runs.append(start..<index)
            }
        }
        let hasVolume = runs.first != 0..<count
        // Within the day a quiet bar is no surprise; a day without a trade is.
        let severity = hasVolume && !series.interval.isIntraday ? Severity.warning : .info
        for run in runs {
            let note = hasVolume ? "\(run.count) bar\(run.count == 1 ? "" : "s") without volume" : "no bar has a volume"
            findings.addRun(
                .zeroVolume, severity, from: series.times[run.lowerBound], through: series.times[run.upperBound - 1],
                value: Double(run.count), count: run.count, note: note, cleanIndex: run.lowerBound)
        }
    }
}

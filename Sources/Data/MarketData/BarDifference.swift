import Base

/// Finds the rows of a series that the stored rows of its symbol do not have yet.
struct BarDifference {
    /// The latest version of each stored row, with its knowledge time.
    let stored: BarPiece
    let now: Instant
    let delaySeconds: Int64

    /// The rows to write: new ones and corrections, each with the time it became known.
    func rows(of series: BarSeries, _ report: inout AppendReport) -> PendingRows {
        var kept: [Int] = []
        var knowledge: [Instant] = []
        var newRows = 0
        var position = 0
        for row in 0..<series.count {
            let time = series.times[row]
            while position < stored.times.count && stored.times[position] < time { position += 1 }
            let published = time.advanced(bySeconds: delaySeconds)
            if position < stored.times.count && stored.times[position] == time {
                guard !isStored(series, row, at: position) else { continue }
                // A later version is never known before the one it stands over, whatever the clock says.
                kept.append(row)
                knowledge.append(max(now, stored.knowledge?[position] ?? now))
            } else {
                kept.append(row)
                knowledge.append(position == stored.times.count ? published : max(now, published))
                newRows += 1
            }
        }
        report.newRows += newRows
        report.correctedRows += kept.count - newRows
        report.unchangedRows += series.count - kept.count
        return PendingRows(bars: series.rows(kept), knowledge: knowledge, newRows: newRows)
    }

    private func isStored(_ series: BarSeries, _ row: Int, at position: Int) -> Bool {
        func same(_ left: Double, _ right: Double) -> Bool { left == right || (left.isNaN && right.isNaN) }
        return same(series.open[row], stored.open[position]) && same(series.high[row], stored.high[position])
            && same(series.low[row], stored.low[position]) && same(series.close[row], stored.close[position])
            && same(series.adjustedClose[row], stored.adjustedClose[position])
            && same(series.volume[row], stored.volume[position])
    }
}

extension BarSeries {
    /// Some of the rows, in increasing order of their indices.
    fileprivate func rows(_ indices: [Int]) -> BarSeries {
        if indices.count == count { return self }
        return BarSeries(
            symbol: symbol, interval: interval, times: indices.map { times[$0] }, open: indices.map { open[$0] },
            high: indices.map { high[$0] }, low: indices.map { low[$0] }, close: indices.map { close[$0] },
            adjustedClose: indices.map { adjustedClose[$0] }, volume: indices.map { volume[$0] })
    }
}

import Base

/// Looks at each row by itself, at the order of the rows, and at rows of one time.
struct RowCheck {
    /// What remains of the rows.
    struct Outcome {
        var clean: BarSeries
        /// The raw row of each clean bar; `nil` when they are the same.
        var sources: [Int]?
        var quarantined: [Int] = []
        var quarantinedTimes: Set<Instant> = []
        var repeatedRows = 0
    }

    let bars: RawBars
    let tolerance: Double

    func run(_ findings: inout FindingList) -> Outcome {
        if isFaultless() { return Outcome(clean: series(bars)) }
        reportDisorder(&findings)
        var outcome = Outcome(clean: BarSeries(symbol: bars.symbol, interval: bars.interval))
        var kept = soundRows(&findings, &outcome)
        sortByTime(&kept)
        dropDuplicates(&kept, &findings, &outcome)
        let volume = repairedVolume(&findings)
        outcome.clean = series(gathered(kept, volume: volume))
        outcome.sources = kept.count == bars.count && kept.elementsEqual(0..<bars.count) ? nil : kept
        outcome.quarantined.sort()
        outcome.quarantinedTimes = Set(outcome.quarantined.map { bars.times[$0] })
        return outcome
    }

    // MARK: - The quick way

    /// Whether no row is at fault and all are in order.
    private func isFaultless() -> Bool {
        let lengths = [bars.open, bars.high, bars.low, bars.close, bars.adjustedClose, bars.volume].map(\.count)
        precondition(lengths.allSatisfy { $0 == bars.count }, "columns of raw bars must have one length")
        return bars.times.withUnsafeBufferPointer { times in
            var previous = Int64.min
            for (row, time) in times.enumerated() {
                if time.nanoseconds <= previous && row > 0 { return false }
                previous = time.nanoseconds
            }
            return true
        } && hasSoundCells()
    }

    private func hasSoundCells() -> Bool {
        let (slack, count) = (tolerance, bars.count)
        return bars.open.withUnsafeBufferPointer { open in
            bars.high.withUnsafeBufferPointer { high in
                bars.low.withUnsafeBufferPointer { low in
                    bars.close.withUnsafeBufferPointer { close in
                        bars.adjustedClose.withUnsafeBufferPointer { adjusted in
                            bars.volume.withUnsafeBufferPointer { volume in
                                for row in 0..<count {
                                    // Written so that NaN fails.
                                    let isSound =
                                        low[row] > 0 && high[row] < .infinity && low[row] <= high[row]
                                        && open[row] >= low[row] * (1 - slack) && open[row] <= high[row] * (1 + slack)
                                        && close[row] >= low[row] * (1 - slack) && close[row] <= high[row] * (1 + slack)
                                        && adjusted[row] > 0 && adjusted[row] < .infinity
                                        && volume[row] >= 0 && volume[row] < .infinity
                                    if !isSound { return false }
                                }
                                return true
                            }
                        }
                    }
                }
            }
        }
    }

    // MARK: - The thorough way

    /// The rows whose prices can be true, in the order of the source; the others are reported and quarantined.
    private func soundRows(_ findings: inout FindingList, _ outcome: inout Outcome) -> [Int] {
        var kept: [Int] = []
        kept.reserveCapacity(bars.count)
        for row in 0..<bars.count {
            guard let fault = fault(in: bars[row]) else {
                kept.append(row)
                continue
            }
            outcome.quarantined.append(row)
            findings.add(
                fault.rule, .error, row: row, time: bars.times[row], value: fault.value, note: fault.note)
        }
        return kept
    }

    private func fault(in bar: Bar) -> (rule: QualityRule, value: Double, note: String)? {
        let cells = [
            ("open", bar.open), ("high", bar.high), ("low", bar.low), ("close", bar.close),
            ("adjusted close", bar.adjustedClose),
        ]
        let missing = cells.filter { !$0.1.isFinite }
        if !missing.isEmpty {
            let names = missing.map(\.0).joined(separator: ", ")
            return (.missingValue, Double(missing.count), "no \(names)")
        }
        if let worst = cells.min(by: { $0.1 < $1.1 }), worst.1 <= 0 {
            return (.nonPositivePrice, worst.1, "\(worst.0) is \(short(worst.1))")
        }
        if bar.high < bar.low {
            return (.highBelowLow, bar.high / bar.low - 1, "high \(short(bar.high)) is below low \(short(bar.low))")
        }
        return openCloseFault(in: bar)
    }

    /// A price with six digits, as many as a reader wants.
    private func short(_ price: Double) -> String {
        guard price.isFinite, price != 0, abs(price) < 1e6 else { return "\(price)" }
        var power = 1.0
        while abs(price) * power < 1e5 && power < 1e9 { power *= 10 }
        return "\((price * power).rounded() / power)"
    }

    private func openCloseFault(in bar: Bar) -> (rule: QualityRule, value: Double, note: String)? {
        for (name, price) in [("open", bar.open), ("close", bar.close)] {
            if price > bar.high * (1 + tolerance) {
                let note = "\(name) \(short(price)) is above high \(short(bar.high))"
                return (.openCloseOutsideRange, price / bar.high - 1, note)
            }
            if price < bar.low * (1 - tolerance) {
                let note = "\(name) \(short(price)) is below low \(short(bar.low))"
                return (.openCloseOutsideRange, price / bar.low - 1, note)
            }
        }
        return nil
    }

    /// Volumes with 0 where one is missing or no volume; runs of those are reported.
    private func repairedVolume(_ findings: inout FindingList) -> [Double] {
        func isVolume(_ value: Double) -> Bool { value >= 0 && value < .infinity }
        var volume = bars.volume
        var row = 0
        while row < bars.count {
            guard !isVolume(volume[row]) else {
                row += 1
                continue
            }
            let first = row
            let example = volume[row]
            while row < bars.count, !isVolume(volume[row]) {
                volume[row] = 0
                row += 1
            }
            let count = row - first
            let what = example.isNaN ? "no volume" : "\(example) is not a volume"
            findings.addRun(
                .missingValue, count == bars.count ? .info : .warning, from: bars.times[first],
                through: bars.times[row - 1], value: Double(count), count: count, note: "\(what), taken as 0",
                cleanIndex: first)
        }
        return volume
    }

    // MARK: - Order and duplicates

    /// Reports each run of rows that lie before one above them; a file that runs backwards is one run.
    private func reportDisorder(_ findings: inout FindingList) {
        guard var latest = bars.times.first else { return }
        var row = 1
        while row < bars.count {
            guard bars.times[row] < latest else {
                latest = max(latest, bars.times[row])
                row += 1
                continue
            }
            let first = row
            var furthest: Int64 = 0
            while row < bars.count, bars.times[row] < latest {
                furthest = max(furthest, latest.seconds - bars.times[row].seconds)
                row += 1
            }
            let count = row - first
            let run = bars.times[first..<row]
            let (earliest, last) = (run.min() ?? latest, run.max() ?? latest)
            findings.addRun(
                .outOfOrder, .warning, from: earliest, through: last, value: Double(furthest), count: count,
                note: count == 1 ? "a row before the one above it" : "rows before one above them",
                cleanIndex: first)
        }
    }

    private func sortByTime(_ rows: inout [Int]) {
        let times = bars.times
        let isSorted = zip(rows, rows.dropFirst()).allSatisfy { times[$0] <= times[$1] }
        if !isSorted { rows.sort { times[$0] == times[$1] ? $0 < $1 : times[$0] < times[$1] } }
    }

    /// Keeps the last row of each time.
    private func dropDuplicates(_ rows: inout [Int], _ findings: inout FindingList, _ outcome: inout Outcome) {
        let times = bars.times
        guard zip(rows, rows.dropFirst()).contains(where: { times[$0] == times[$1] }) else { return }
        var unique: [Int] = []
        unique.reserveCapacity(rows.count)
        var repeats = RepeatedRows(times: times)
        var start = 0
        while start < rows.count {
            var end = start + 1
            while end < rows.count, times[rows[end]] == times[rows[start]] { end += 1 }
            let winner = rows[end - 1]
            unique.append(winner)
            for row in rows[start..<(end - 1)] where isSame(row, winner) { repeats.add(row) }
            for row in rows[start..<(end - 1)] where !isSame(row, winner) {
                outcome.quarantined.append(row)
                let conflict = "close \(short(bars.close[row])), a later row \(short(bars.close[winner]))"
                findings.add(.duplicate, .error, row: row, time: times[row], value: 1, note: conflict)
            }
            if end - start == 1 { repeats.flush(&findings) }
            start = end
        }
        repeats.flush(&findings)
        outcome.repeatedRows = repeats.total
        rows = unique
    }

    private func isSame(_ left: Int, _ right: Int) -> Bool {
        var (one, other) = (bars[left], bars[right])
        if one.volume.isNaN && other.volume.isNaN { (one.volume, other.volume) = (0, 0) }
        return one == other
    }

    // MARK: - The result

    private func gathered(_ rows: [Int], volume: [Double]) -> RawBars {
        if rows.count == bars.count, rows.elementsEqual(0..<bars.count) {
            var same = bars
            same.volume = volume
            return same
        }
        func pick<Value>(_ column: [Value]) -> [Value] { rows.map { column[$0] } }
        return RawBars(
            symbol: bars.symbol, interval: bars.interval, times: pick(bars.times), open: pick(bars.open),
            high: pick(bars.high), low: pick(bars.low), close: pick(bars.close),
            adjustedClose: pick(bars.adjustedClose),
            volume: pick(volume))
    }

    private func series(_ bars: RawBars) -> BarSeries {
        BarSeries(
            symbol: bars.symbol, interval: bars.interval, times: bars.times, open: bars.open, high: bars.high,
            low: bars.low, close: bars.close, adjustedClose: bars.adjustedClose, volume: bars.volume)
    }
}

/// Rows that say what a later one says, gathered into runs.
private struct RepeatedRows {
    let times: [Instant]
    private(set) var total = 0
    private var first: Int?
    private var last = 0
    private var count = 0

    init(times: [Instant]) { self.times = times }

    mutating func add(_ row: Int) {
        if first == nil { first = row }
        last = row
        count += 1
        total += 1
    }

    mutating func flush(_ findings: inout FindingList) {
        guard let first else { return }
        findings.addRun(
            .duplicate, .warning, from: times[first], through: times[last], value: Double(count), count: count,
            note: count == 1 ? "a later row is the same" : "later rows are the same", cleanIndex: first)
        self.first = nil
        count = 0
    }
}

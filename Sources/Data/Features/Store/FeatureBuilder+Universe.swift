import Base
import MarketData
import Storage

extension FeatureBuilder {
    /// Builds a set that looks across symbols: all symbols together, time after time.
    mutating func buildUniverse() throws {
        let check = try FeatureStaleness(store, set, build)
        let symbols = appends.keys.sorted()
        let isCurrent = symbols.allSatisfy {
            check.objection(to: $0) == nil && check.series[$0]?.lastAppend == appends[$0]
        }
        guard !isCurrent || check.series.count != symbols.count else {
            report.upToDate = symbols
            return
        }
        progress(0, symbols.count, "reading bars")
        let known = try bars.knownSeries(symbols, interval)
        var tasks = known.map { FeatureTask($0, fingerprint: $0.fingerprint(rows: $0.bars.count), appends) }
        var reason = universeReason(check, known)
        if reason == nil, !check.series.isEmpty { reason = try goOn(&tasks, check) }
        note(tasks, check, reason)
        try write(tasks, isReplacing: reason != nil || check.series.isEmpty)
        progress(symbols.count, symbols.count, "")
    }

    /// Why the stored rows of all symbols cannot be gone on from; `nil` where they can, or there are none.
    private func universeReason(_ check: FeatureStaleness, _ known: [KnownSeries]) -> String? {
        guard !check.series.isEmpty else { return nil }
        let added = known.map(\.bars.symbol).filter { check.series[$0] == nil }
        let removed = check.series.count + added.count - known.count
        if let first = added.first {
            return added.count == 1 ? "\(first) joined the universe" : "\(added.count) symbols joined the universe"
        }
        if removed > 0 { return "\(removed) symbols left the universe" }
        let last = check.series.values.map(\.last).max() ?? .distantPast
        for one in known {
            let symbol = one.bars.symbol
            if let reason = check.objection(to: symbol) ?? check.revision(of: one) { return "\(symbol): \(reason)" }
            let firstNew = check.series[symbol].map(\.rows) ?? 0
            if firstNew < one.bars.count, one.bars.times[firstNew] <= last {
                return "\(symbol): a bar of \(one.bars.times[firstNew].utcDate) came after others of that time"
            }
        }
        return nil
    }

    /// Lets tasks begin after the stored rows; where one cannot, none does, and the reason is given.
    private func goOn(_ tasks: inout [FeatureTask], _ check: FeatureStaleness) throws -> String? {
        let run = FeatureRun(featureSet, seriesCount: 0)
        var further = tasks
        for place in further.indices {
            let symbol = further[place].symbol
            guard let snapshot = try check.snapshot(of: symbol, for: run) else {
                return "\(symbol): \(FeatureStaleness.lostSnapshot)"
            }
            further[place].firstRow = check.series[symbol]?.rows ?? 0
            further[place].snapshot = snapshot
        }
        tasks = further
        return nil
    }

    private mutating func note(_ tasks: [FeatureTask], _ check: FeatureStaleness, _ reason: String?) {
        for task in tasks {
            if check.series[task.symbol] == nil {
                report.added.append(task.symbol)
            } else if let reason {
                report.rebuilt.append(.init(symbol: task.symbol, reason: reason))
            } else if task.firstRow == task.known.bars.count {
                report.upToDate.append(task.symbol)
            } else {
                report.continued.append(task.symbol)
            }
        }
    }

    private mutating func write(_ tasks: [FeatureTask], isReplacing: Bool) throws {
        let work = FeatureWork(store: store, set: set, build: build)
        var run = UniverseRun(featureSet, tasks.map(\.known), firstRows: tasks.map(\.firstRow))
        for (place, task) in tasks.enumerated() {
            if let snapshot = task.snapshot { run.restore(place, from: snapshot) }
        }
        let progress = progress
        let segment = try work.write(tasks.map(\.symbol), nil, isUpdate: !isReplacing) { writer in
            while let parts = run.next() {
                try writer.append(parts)
                progress(Int(run.fraction * Double(tasks.count)), tasks.count, "\(run.reached.utcDate)")
            }
        }
        let series = tasks.indices.map { place in
            FinishedFeatureSeries(
                series: tasks[place].series(run.knownThrough(place), program: build.program),
                snapshot: run.snapshot(of: place), isReplacing: isReplacing)
        }
        guard !segment.slices.isEmpty else {
            AtomicFile.discard(segment.temporary)
            return try commit([], series)
        }
        try commit(work.publish([segment]), series)
    }
}

/// The computation of a set that looks across symbols, some times after the other.
struct UniverseRun {
    private let known: [KnownSeries]
    private let run: FeatureRun
    private let times: [Instant]
    /// From when on all bars up to each time were known.
    private let knownAt: [Instant]
    private var rows: [Int]
    private var place: Int
    private let step: Int

    init(_ featureSet: FeatureSet, _ known: [KnownSeries], firstRows: [Int]) {
        self.known = known
        run = FeatureRun(featureSet, seriesCount: known.count)
        rows = firstRows
        var latest: [Instant: Instant] = [:]
        for one in known {
            for (time, knowledge) in zip(one.bars.times, one.knowledge) {
                latest[time] = max(latest[time] ?? .distantPast, knowledge)
            }
        }
        let times = latest.keys.sorted()
        self.times = times
        var running = Instant.distantPast
        knownAt = times.map { time in
            running = max(running, latest[time] ?? time)
            return running
        }
        let firstNew = zip(known, firstRows).compactMap { one, row in
            row < one.bars.count ? one.bars.times[row] : nil
        }.min()
        place = firstNew.flatMap { first in times.firstIndex { $0 >= first } } ?? times.count
        // Some 128 MB of features at once.
        step = max(1, (16 << 20) / max(1, featureSet.definitions.count * known.count))
    }

    /// How much is done, and up to when.
    var fraction: Double { times.isEmpty ? 1 : Double(place) / Double(times.count) }
    var reached: Instant { place > 0 ? times[place - 1] : .distantPast }

    func restore(_ series: Int, from snapshot: Snapshot) {
        guard run.restore(series, from: snapshot) else {
            preconditionFailure("a snapshot that was looked at fits")
        }
    }

    func snapshot(of series: Int) -> Snapshot { run.snapshot(of: series) }

    /// From when on each row of a series could be known.
    func knownThrough(_ series: Int) -> [Instant] {
        var next = 0
        return known[series].bars.times.map { time in
            while times[next] < time { next += 1 }
            return knownAt[next]
        }
    }

    /// The rows of the next times; `nil` when all are done.
    mutating func next() -> [FeaturePart]? {
        guard place < times.count else { return nil }
        let end = min(place + step, times.count)
        let pieces = known.indices.map { series in
            let bars = known[series].bars
            let stop = end < times.count ? bars.firstIndex(notBefore: times[end]) : bars.count
            return bars.rows(rows[series]..<max(stop, rows[series])).adjusted()
        }
        let computed = run.advance(pieces)
        let parts = known.indices.map { series in
            var at = place
            let knownAt = pieces[series].times.map { time in
                while times[at] < time { at += 1 }
                return self.knownAt[at]
            }
            return FeaturePart(
                symbol: pieces[series].symbol, times: pieces[series].times, knownAt: knownAt,
                columns: computed[series])
        }
        for series in known.indices { rows[series] += pieces[series].count }
        place = end
        return parts.filter { !$0.times.isEmpty }
    }
}

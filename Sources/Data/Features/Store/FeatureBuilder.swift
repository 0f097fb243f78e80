import Base
import MarketData
import Storage

/// Works through the symbols of a build.
struct FeatureBuilder {
    let store: FeatureStore
    let set: StoredSet
    let build: FeatureBuild
    let bars: BarStore
    let appends: [Symbol: Int]
    let now: Instant
    let progress: FeatureStore.Progress
    var report: FeatureBuildReport

    /// Updates that wait to be written together, and the bytes they take.
    private var pending: [FeatureUpdate] = []
    private var pendingBytes = 0

    /// Symbols whose bars are in memory at once.
    private static let batch = 64
    private static let pendingBytesLimit = 64 << 20

    init(
        store: FeatureStore, set: StoredSet, build: FeatureBuild, bars: BarStore, appends: [Symbol: Int], now: Instant,
        progress: @escaping FeatureStore.Progress
    ) {
        self.store = store
        self.set = set
        self.build = build
        self.bars = bars
        self.appends = appends
        self.now = now
        self.progress = progress
        report = FeatureBuildReport(set: set, interval: build.interval)
    }

    var interval: BarInterval { build.interval }
    var featureSet: FeatureSet { build.featureSet }

    /// Builds symbols whose features depend on their own bars only.
    mutating func buildSymbols() throws {
        let check = try FeatureStaleness(store, set, build)
        let wanted = (build.symbols.map { Swift.Set($0).sorted() } ?? appends.keys.sorted())
        var rest: [Symbol] = []
        for symbol in wanted {
            let isCurrent = check.objection(to: symbol) == nil && check.series[symbol]?.lastAppend == appends[symbol]
            if isCurrent { report.upToDate.append(symbol) } else { rest.append(symbol) }
        }
        guard !rest.isEmpty else { return }
        for start in stride(from: 0, to: rest.count, by: FeatureBuilder.batch) {
            let symbols = Array(rest[start..<min(start + FeatureBuilder.batch, rest.count)])
            progress(report.symbolCount, wanted.count, symbols[0].name)
            try buildBatch(symbols, check)
        }
        try flush()
        progress(wanted.count, wanted.count, "")
    }

    private mutating func buildBatch(_ symbols: [Symbol], _ check: FeatureStaleness) throws {
        var fresh: [FeatureTask] = []
        var further: [FeatureTask] = []
        let run = FeatureRun(featureSet, seriesCount: 0)
        for known in try bars.knownSeries(symbols, interval) {
            let task = FeatureTask(known, fingerprint: known.fingerprint(rows: known.bars.count), appends)
            let symbol = task.symbol
            guard let stored = check.series[symbol] else {
                report.added.append(symbol)
                fresh.append(task)
                continue
            }
            let reason = check.objection(to: symbol) ?? check.revision(of: known)
            if reason == nil, stored.rows == known.bars.count {
                try store.note(task.lastAppend, of: symbol, set, interval)
                report.upToDate.append(symbol)
            } else if reason == nil, let snapshot = try check.snapshot(of: symbol, for: run) {
                var task = task
                task.firstRow = stored.rows
                task.snapshot = snapshot
                report.continued.append(symbol)
                further.append(task)
            } else {
                report.rebuilt.append(.init(symbol: symbol, reason: reason ?? FeatureStaleness.lostSnapshot))
                fresh.append(task)
            }
        }
        try writeWhole(fresh)
        try follow(further)
    }

    /// Computes symbols from their first bars, each into a file of its own.
    private mutating func writeWhole(_ tasks: [FeatureTask]) throws {
        let groups = FeatureTask.groups(tasks)
        let work = FeatureWork(store: store, set: set, build: build)
        let finished = try parallelMap(groups.count, threads: build.threads) { (index) throws(any Error) in
            try work.writeWhole(groups[index])
        }.flatMap(\.self)
        try commit(work.publish(finished.map(\.segment)), finished.map(\.series))
    }

    /// Computes the new bars of symbols; their rows are written together.
    private mutating func follow(_ tasks: [FeatureTask]) throws {
        let groups = FeatureTask.groups(tasks)
        let work = FeatureWork(store: store, set: set, build: build)
        let updates = try parallelMap(groups.count, threads: build.threads) { (index) throws(any Error) in
            try work.follow(groups[index])
        }.flatMap(\.self)
        pending += updates
        pendingBytes += updates.reduce(0) { $0 + $1.part.columns.rows * ($1.part.columns.features + 3) * 8 }
        if pendingBytes > FeatureBuilder.pendingBytesLimit { try flush() }
    }

    private mutating func flush() throws {
        guard !pending.isEmpty else { return }
        let updates = pending.sorted { $0.part.symbol < $1.part.symbol }
        pending = []
        pendingBytes = 0
        let work = FeatureWork(store: store, set: set, build: build)
        let segment = try work.write(updates.map(\.part.symbol), nil, isUpdate: true) { writer in
            try writer.append(updates.map(\.part))
        }
        try commit(work.publish([segment]), updates.map(\.series))
    }

    mutating func commit(_ segments: [FinishedFeatureSegment], _ series: [FinishedFeatureSeries]) throws {
        guard !series.isEmpty else { return }
        do {
            try store.commit(segments, series, of: set, interval, at: now)
        } catch {
            for segment in segments { AtomicFile.discard(store.path(ofSegment: segment.file)) }
            throw error
        }
        report.rows += segments.reduce(0) { $0 + $1.slices.reduce(0) { $0 + $1.rows } }
        report.bytes += segments.reduce(0) { $0 + $1.bytes }
    }
}

/// A symbol whose bars have to be computed from some row on.
struct FeatureTask: Sendable {
    let known: KnownSeries
    let fingerprint: String
    let lastAppend: Int
    var firstRow = 0
    /// What the computation remembers of the rows before.
    var snapshot: Snapshot?

    init(_ known: KnownSeries, fingerprint: String, _ appends: [Symbol: Int]) {
        self.known = known
        self.fingerprint = fingerprint
        lastAppend = appends[known.bars.symbol] ?? 0
    }

    var symbol: Symbol { known.bars.symbol }

    /// Tasks of similar length together, as many as are computed side by side.
    static func groups(_ tasks: [FeatureTask]) -> [[FeatureTask]] {
        let sorted = tasks.sorted {
            ($0.known.bars.count - $0.firstRow, $1.symbol) > ($1.known.bars.count - $1.firstRow, $0.symbol)
        }
        return stride(from: 0, to: sorted.count, by: ColumnRunner.width).map {
            Array(sorted[$0..<min($0 + ColumnRunner.width, sorted.count)])
        }
    }

    /// What the manifest says of the symbol once its rows are stored.
    func series(_ knownThrough: [Instant], program: String) -> StoredFeatureSeries {
        StoredFeatureSeries(
            symbol: symbol, rows: known.bars.count, first: known.bars.times.first ?? .distantPast,
            last: known.bars.times.last ?? .distantPast, lastKnown: knownThrough.last ?? .distantPast,
            bars: fingerprint, lastAppend: lastAppend, build: program)
    }
}

/// New rows of one symbol, computed and not yet written.
struct FeatureUpdate: Sendable {
    let part: FeaturePart
    let series: FinishedFeatureSeries
}

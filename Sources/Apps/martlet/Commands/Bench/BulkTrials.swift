import Base
import Features
import Glibc
import Indicators
import MarketData
import Storage

/// The checked and adjusted bars of a file, one series a symbol.
struct BenchBars {
    let series: [BarSeries]

    var rows: Int { series.reduce(0) { $0 + $1.count } }

    static func read(path: String) throws -> BenchBars {
        let clean = try BarImporter().read(path: path).map { QualityCheck(for: $0.symbol).examine($0).clean }
        return BenchBars(series: clean.filter { !$0.isEmpty }.map { $0.adjusted() })
    }
}

/// Takes a file into a new store, again and again.
final class IngestTrial {
    private let path: String
    private(set) var report: IngestReport

    init(path: String) throws {
        self.path = path
        report = IngestReport(source: path)
    }

    /// The seconds of one ingest.
    func run() throws -> Double {
        let folder = try TemporaryFolder()
        let start = ContinuousClock.now
        let database = try SQLiteDatabase(path: "\(folder.path)/state.sqlite")
        let store = try BarStore(directory: "\(folder.path)/bars", database: database)
        report = try Ingest(store: store).run(BarImporter().read(path: path), source: path, at: .now())
        return BenchTimes.seconds(since: start)
    }
}

/// Computes a feature set on all bars.
struct FeatureTrial {
    let bars: BenchBars
    private let featureSet: FeatureSet

    init(_ bars: BenchBars, featureSetPath: String) throws {
        self.bars = bars
        featureSet = try FeatureSet.load(path: featureSetPath)
    }

    var featureCount: Int { featureSet.featureNames.count }

    /// The seconds of one pass; all columns are in memory at its end.
    func run() -> Double {
        let start = ContinuousClock.now
        let kept = bars.series.map { featureSet.columns(of: $0) }
        return withExtendedLifetime(kept) { BenchTimes.seconds(since: start) }
    }
}

/// Computes each indicator that TA-Lib has too, by itself, on all bars.
struct IndicatorTrial {
    let bars: BenchBars
    private let machines: [(name: String, indicator: any Indicator, field: BarField, outputs: Int)]
    private var seconds: [[Double]]

    init(_ bars: BenchBars) throws {
        self.bars = bars
        machines = try IndicatorTrial.list.map { name, operatorName, given, field in
            let found = try OperatorCatalogue.named(operatorName)
            return (name, found.makeIndicator(try found.arguments(given)), field, found.outputs.count)
        }
        seconds = machines.map { _ in [] }
    }

    /// The median seconds of each indicator.
    var medians: [(String, Double)] {
        zip(machines, seconds).map { ($0.name, BenchTimes.median($1)) }
    }

    /// The seconds of one pass over every indicator.
    mutating func run() -> Double {
        var total = 0.0
        for (place, machine) in machines.enumerated() {
            let start = ContinuousClock.now
            for one in bars.series { IndicatorTrial.compute(machine.indicator, machine.field, machine.outputs, one) }
            let took = BenchTimes.seconds(since: start)
            seconds[place].append(took)
            total += took
        }
        return total
    }

    /// Fills new memory with an indicator's outputs for one symbol, as TA-Lib fills new arrays.
    private static func compute(_ indicator: any Indicator, _ field: BarField, _ outputs: Int, _ series: BarSeries) {
        let count = series.count
        let memory = UnsafeMutablePointer<Double>.allocate(capacity: count * outputs)
        defer { memory.deallocate() }
        series.withColumns(value: field) {
            indicator.fill(OutputColumns(base: memory, stride: count), from: $0)
        }
    }

    /// What Benchmarks/features_talib.py computes, with the names it has there.
    private static let list: [(String, String, [String: Double], BarField)] = [
        ("roc", "roc", ["period": 60], .close),
        ("sma", "sma", ["period": 50], .close),
        ("ema", "ema", ["period": 26], .close),
        ("ppo", "ppo", ["fast": 12, "slow": 26], .close),
        ("macd", "macd", ["fast": 12, "slow": 26, "signal": 9], .close),
        ("rsi", "rsi", ["period": 14], .close),
        ("directional_movement", "directional_movement", ["period": 14], .close),
        ("stochastic", "stochastic", ["period": 14, "smoothing": 3, "signal": 3], .close),
        ("bollinger", "bollinger", ["period": 20, "deviations": 2], .close),
        ("std", "std", ["period": 20], .close),
        ("atr", "atr", ["period": 14], .close),
        ("natr", "natr", ["period": 14], .close),
        ("true_range", "true_range", [:], .close),
        ("obv", "obv", [:], .close),
        ("sum", "sum", ["period": 20], .close),
        ("max", "max", ["period": 60], .high),
        ("min", "min", ["period": 60], .low),
    ]
}

/// A folder that is gone with this object.
final class TemporaryFolder {
    let path: String

    init() throws {
        let parent = getenv("TMPDIR").map { String(cString: $0) } ?? "/tmp"
        path = "\(parent)/martlet-bench-\(String(UInt64.random(in: .min ... .max), radix: 16))"
        try Folder.create(path)
    }

    deinit { TemporaryFolder.remove(path) }

    private static func remove(_ path: String) {
        guard let names = try? Folder.names(in: path) else {
            unlink(path)
            return
        }
        for name in names { remove("\(path)/\(name)") }
        rmdir(path)
    }
}

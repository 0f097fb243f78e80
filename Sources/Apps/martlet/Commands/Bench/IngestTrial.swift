import Base
import MarketData
import Storage

/// The checked and adjusted bars of a file, one series a symbol.
struct BenchBars {
    let series: [BarSeries]

    var rows: Int { series.reduce(0) { $0 + $1.count } }

    /// The bars of a file as it has them, adjusted: what a file that has been checked before costs to read.
    static func readUnchecked(path: String) throws -> BenchBars {
        let raw = try BarImporter().read(path: path)
        return BenchBars(
            series: raw.map {
                BarSeries(
                    symbol: $0.symbol, interval: $0.interval, times: $0.times, open: $0.open, high: $0.high,
                    low: $0.low,
                    close: $0.close, adjustedClose: $0.adjustedClose, volume: $0.volume
                ).adjusted()
            })
    }

    /// The clean bars of a file, adjusted.
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
        return try Stopwatch.seconds {
            let database = try SQLiteDatabase(path: "\(folder.path)/state.sqlite")
            let store = try BarStore(directory: "\(folder.path)/bars", database: database)
            report = try Ingest(store: store).run(BarImporter().read(path: path), source: path, at: .now())
        }
    }
}

import Base
import MarketData
import Storage
import TestKit
import Testing

struct StoreSafetyTests {
    private let folder: TemporaryFolder
    private let store: BarStore
    private let now = Instant(seconds: 1_700_000_000)

    init() throws {
        folder = try TemporaryFolder()
        store = try StoreTests.open(folder)
    }

    private var bars: String { folder.file("bars") }

    private func files() throws -> [String] { try Folder.names(in: bars).filter { $0 != "writer.lock" } }

    private func walk(_ name: String, _ count: Int) -> BarSeries {
        SampleBars.walk(SampleBars.symbol(name), count: count, seed: 3)
    }

    @Test("removes stray files at open, and only those")
    func sweep() throws {
        try store.append([walk("A", 10)], source: "test", at: now)
        let kept = try files()
        for name in ["1d-stray.parquet", "x.parquet.1-2.tmp", "note.txt"] {
            try folder.write("stray", to: "bars/\(name)")
        }
        let reopened = try StoreTests.open(folder)
        #expect(try files() == (kept + ["note.txt"]).sorted())
        #expect(try reopened.series(SampleBars.symbol("A"), .day).count == 10)
    }

    @Test("leaves the files of an append that is under way in another process")
    func sweepWhileWriting() throws {
        try folder.write("not finished", to: "bars/1d-1.parquet.7-7.tmp")
        try FileLock.holding("\(bars)/writer.lock") {
            _ = try StoreTests.open(folder)
            #expect(try files() == ["1d-1.parquet.7-7.tmp"])
        }
        _ = try StoreTests.open(folder)
        #expect(try files().isEmpty)
    }

    @Test("keeps nothing when something alongside fails")
    func failureAlongside() throws {
        struct Stop: Error {}
        #expect(throws: Stop.self) {
            try store.append([walk("A", 10)], source: "test", at: now) { _ in throw Stop() }
        }
        #expect(try files().isEmpty)
        #expect(try store.catalogue().isEmpty && store.allSeries(.day).isEmpty)
    }

    @Test("says which file is cut short or gone")
    func damage() throws {
        try store.append([walk("A", 1000)], source: "test", at: now)
        let path = "\(bars)/\(try files()[0])"
        let whole = try FileSurgery.bytes(path)
        for bytes in [Array(whole.prefix(whole.count / 2)), []] {
            try FileSurgery.write(bytes, to: path)
            let error = #expect(throws: StorageError.self) { try store.allSeries(.day) }
            #expect(error?.description.contains(path) == true)
        }
        AtomicFile.discard(path)
        #expect(throws: StorageError.self) { try store.allSeries(.day) }
    }

    @Test("says so when a file holds other rows than the manifest tells")
    func swappedFile() throws {
        try store.append([walk("A", 1000)], source: "test", at: now)
        let path = "\(bars)/\(try files()[0])"
        let other = try TemporaryFolder()
        let times = (0..<1000).map { Int64($0) }
        let numbers = ["open", "high", "low", "close", "adjusted_close", "volume"].map {
            Column($0, doubles: times.map(Double.init))
        }
        try ParquetFile.write(ColumnTable([Column("time", timestamps: times)] + numbers), to: other.file("x"))
        try FileSurgery.write(FileSurgery.bytes(other.file("x")), to: path)
        let error = #expect(throws: MarketDataError.self) { try store.allSeries(.day) }
        #expect(error?.description.contains(path) == true)
    }

    @Test("reads of a symbol only the row group in which its rows lie")
    func rowGroups() throws {
        let series = ["A", "B", "C"].map { walk($0, 40_000) }
        try store.append(series, source: "test", at: now)
        let path = "\(bars)/\(try files()[0])"
        #expect(try ParquetFile.schema(of: path).rowGroupRows == [40_000, 40_000, 40_000])
        var bytes = try FileSurgery.bytes(path)
        for offset in (bytes.count / 20)..<(bytes.count / 4) { bytes[offset] = 0 }
        try FileSurgery.write(bytes, to: path)
        #expect(try store.series(SampleBars.symbol("C"), .day) == series[2])
        #expect((try? store.series(SampleBars.symbol("A"), .day)) != series[0])
    }

    @Test("appends of several stores over one folder wait for each other and lose nothing")
    func manyWriters() async throws {
        let folder = folder
        let now = now
        try await withThrowingTaskGroup(of: Void.self) { group in
            for writer in 0..<3 {
                group.addTask {
                    let store = try StoreTests.open(folder)
                    let walk = SampleBars.walk(SampleBars.symbol("S\(writer)"), count: 50, seed: 5)
                    for start in stride(from: 0, to: 50, by: 10) {
                        try store.append([walk[start..<(start + 10)]], source: "w\(writer)", at: now)
                        _ = try store.allSeries(.day)
                    }
                }
            }
            try await group.waitForAll()
        }
        #expect(try store.catalogue().map(\.bars) == [50, 50, 50])
        #expect(try store.allSeries(.day).allSatisfy { $0.count == 50 })
    }
}

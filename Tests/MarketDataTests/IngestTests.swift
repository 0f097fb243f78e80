import Base
import MarketData
import Storage
import TestKit
import Testing

struct IngestTests {
    private let folder: TemporaryFolder
    private let ingest: Ingest
    private let now = Instant(seconds: 1_700_000_000)

    init() throws {
        folder = try TemporaryFolder()
        ingest = Ingest(store: try StoreTests.open(folder))
    }

    /// A file of good rows with one high below its low and one empty close.
    private func dirtyFile() throws -> String {
        try folder.write(
            """
            date,open,high,low,close,volume
            2023-09-18,10,11,9,10,100
            2023-09-19,10,8,9,10,100
            2023-09-20,10,11,9,10.5,100
            2023-09-20,10,11,9,10.5,100
            2023-09-21,10,11,9,,100
            2023-09-22,10,11,9,10.2,100
            """, to: "XYZ.csv")
    }

    private func run(_ path: String, at now: Instant) throws -> IngestReport {
        try ingest.run(BarImporter().read(path: path), source: path, at: now)
    }

    @Test("stores good rows, sets bad ones apart with their values, and counts each")
    func dirty() throws {
        let report = try run(dirtyFile(), at: now)
        #expect(report.rowsRead == 6 && report.stored.newRows == 3 && report.quarantined == 2 && report.repeated == 1)
        let series = try ingest.store.series(SampleBars.symbol("XYZ"), .day)
        #expect(series.close == [10, 10.5, 10.2])
        let apart = try ingest.store.quarantined()
        #expect(apart.map { $0.bar.time.iso8601 } == ["2023-09-19T20:00:00Z", "2023-09-21T20:00:00Z"])
        #expect(apart[0].rules.contains(.highBelowLow) && apart[1].rules == [.missingValue])
        #expect(apart[1].bar.close.isNaN && apart[1].bar.high == 11)
        #expect(try ingest.store.findings(SampleBars.symbol("XYZ")).count == report.findings.count)
    }

    @Test("a second run adds nothing: no row, no quarantined row, no finding")
    func twice() throws {
        let path = try dirtyFile()
        _ = try run(path, at: now)
        let findings = try ingest.store.findings()
        let second = try run(path, at: now.advanced(bySeconds: 60))
        #expect(second.stored.unchangedRows == 3 && second.stored.newRows + second.stored.correctedRows == 0)
        #expect(try ingest.store.quarantined().count == 2)
        #expect(try ingest.store.findings() == findings)
        #expect(try ingest.store.quarantineCounts().map(\.rows) == [2])
    }

    @Test("a later file corrects what an earlier one said, as of now")
    func correction() throws {
        _ = try run(dirtyFile(), at: now)
        let path = try folder.write("date,open,high,low,close,volume\n2023-09-20,10,11,9,10.7,100\n", to: "fix/XYZ.csv")
        let report = try run(path, at: now)
        #expect(report.stored.correctedRows == 1)
        let symbol = SampleBars.symbol("XYZ")
        #expect(try ingest.store.series(symbol, .day, asOf: now.advanced(bySeconds: -1)).close == [10, 10.5, 10.2])
        #expect(try ingest.store.series(symbol, .day, asOf: now).close == [10, 10.7, 10.2])
    }

    @Test("tells of each step, ending with all done")
    func progress() throws {
        let bars = ["A", "B", "C"].map { RawBars(SampleBars.walk(SampleBars.symbol($0), count: 30, seed: 1)) }
        var steps: [Progress] = []
        _ = try ingest.run(bars, source: "made up", at: now) { steps.append($0) }
        #expect(steps.map(\.done) == [0, 1, 2, 3, 4] && steps.allSatisfy { $0.total == 4 })
        #expect(steps[1].text.contains("B"))
    }

    @Test("keeps findings by symbol, and the same ones again only once")
    func findings() throws {
        let symbol = SampleBars.symbol("XYZ")
        let finding = QualityFinding(
            symbol: symbol, interval: .day, time: now, lastTime: now.advanced(bySeconds: 5), rule: .staleRun, value: 7,
            severity: .warning, count: 7, note: "seven alike", row: nil)
        for _ in 0..<2 { try ingest.store.recordFindings([finding, finding]) }
        #expect(try ingest.store.findings(symbol) == [finding, finding])
        #expect(try ingest.store.findings(SampleBars.symbol("ABC")).isEmpty)
    }
}

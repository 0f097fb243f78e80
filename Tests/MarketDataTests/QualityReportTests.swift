import Base
import FoundationEssentials
import MarketData
import Testing

struct QualityReportTests {
    private static func report() throws -> QualityReport {
        var bad = try QualityBars.daily()
        bad.high[30] = .nan
        bad.close[60] = bad.high[60] * 1.02
        bad.volume[80] = 0
        bad.scalePrices(in: 120..<250, by: 0.25)
        bad.remove(200)
        bad.remove(200)
        var hours = try QualityBars.hourly("BTC-USDT", from: "2023-03-10T01:00:00Z", count: 200)
        hours.volume[50] = 0
        hours.remove(90)
        hours.remove(90)
        let good = try QualityBars.hourly("ETH-USDT", from: "2023-03-10T01:00:00Z", count: 1200)
        return QualityReport(results: [good, hours, bad].map { $0.examined() })
    }

    @Test("reads as the snapshot does, in at most 120 columns")
    func text() throws {
        let text = try QualityReportTests.report().text()
        try expect(text, matchesSnapshot: "quality_report.snapshot.txt")
        #expect(text.split(separator: "\n").allSatisfy { $0.count <= 120 })
    }

    @Test("writes the JSON of the snapshot")
    func json() throws {
        let json = try QualityReportTests.report().json
        try expect(json + "\n", matchesSnapshot: "quality_report.snapshot.json")
        struct Outline: Decodable {
            struct Series: Decodable {
                let symbol: String
                let errors: Int
            }
            let errors: Int
            let symbols: [Series]
        }
        let outline = try JSONDecoder().decode(Outline.self, from: Data(json.utf8))
        #expect(outline.errors == 2 && outline.symbols.map(\.symbol) == ["TEST", "BTC-USDT", "ETH-USDT"])
    }

    @Test("says in one line that nothing was found")
    func nothing() throws {
        let report = QualityReport(results: [try QualityBars.daily().examined()])
        #expect(report.text() == "1 series, 250 bars: 0 errors, 0 warnings, 0 infos\n" && !report.hasErrors)
        #expect(QualityReport([]).text() == "0 series, 0 bars: 0 errors, 0 warnings, 0 infos\n")
    }

    @Test("shows the worst of many findings and counts the rest")
    func limit() throws {
        let report = try QualityReportTests.report()
        let text = report.text(findingLimit: 1)
        #expect(
            text.contains("\n  error     TEST    2022-02-15") && text.contains("and 6 more")
                && text.contains("and 1 more"))
        #expect(report.hasErrors && report.quarantined == 2)
    }

    @Test("cuts long lines with a mark")
    func longLines() throws {
        let time = try RawBars.instant("2022-01-03T21:00:00Z")
        let symbol = try #require(Symbol("TEST"))
        let note = String(repeating: "long ", count: 40)
        let finding = QualityFinding(
            symbol: symbol, interval: .day, time: time, rule: .priceJump, value: 1, severity: .warning, note: note)
        let report = QualityReport([
            QualityReport.Entry(symbol: symbol, interval: .day, bars: 1, quarantined: 0, findings: [finding])
        ])
        let longest = report.text().split(separator: "\n").max { $0.count < $1.count }
        #expect(longest?.count == 120 && longest?.last == "…")
    }
}

/// Compares a text with a file beside the tests; RECORD_SNAPSHOTS=1 writes the file instead.
private func expect(_ text: String, matchesSnapshot name: String, file: String = #filePath) throws {
    let folder = URL(filePath: file).deletingLastPathComponent().appending(path: "Goldens")
    let url = folder.appending(path: name)
    if ProcessInfo.processInfo.environment["RECORD_SNAPSHOTS"] == "1" { try Data(text.utf8).write(to: url) }
    let expected = String(decoding: try Data(contentsOf: url), as: UTF8.self)
    #expect(text == expected)
}

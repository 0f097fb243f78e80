import Base
import Foundation
import TestKit
import Testing

/// Ingests by the real program, killed or at the same time.
struct IngestProcessTests {
    private static let rows = 400

    /// Files of one symbol each.
    private func files(_ folder: TemporaryFolder) throws -> [String] {
        try (10..<40).map { number in
            try folder.write(
                SimulatedBars.csv([SimulatedBars.series("S\(number)", count: Self.rows, seed: UInt64(number))]),
                to: "S\(number).csv")
        }
    }

    /// How many bars each stored symbol has.
    private func stored(_ data: String) throws -> [String: Int] {
        let outcome = try MartletProcess.run(["check", "--json", "--data-dir", data])
        guard outcome.code != 5 else { return [:] }
        #expect(outcome.code == 0, "\(outcome.error)")
        return SampleStore.rows(outcome, "symbols").reduce(into: [:]) {
            $0[$1["symbol"] as? String ?? "?"] = $1["bars"] as? Int
        }
    }

    @Test("a program killed at any moment loses nothing it had stored, and the next goes on")
    func kill() throws {
        let folder = try TemporaryFolder()
        let (files, data) = (try files(folder), folder.file("store"))
        var generator = SeededGenerator(seed: 5)
        var known = 0
        for _ in 0..<8 {
            let process = try MartletProcess.process(["ingest", "--quiet", "--data-dir", data] + files)
            process.standardOutput = FileHandle.nullDevice
            process.standardError = FileHandle.nullDevice
            try process.run()
            usleep(UInt32(5_000 + generator.uniform() * 150_000))
            Glibc.kill(process.processIdentifier, SIGKILL)
            process.waitUntilExit()
            let bars = try stored(data)
            #expect(bars.values.allSatisfy { $0 == Self.rows } && bars.count >= known)
            known = bars.count
        }
        let last = try MartletProcess.run(["ingest", "--quiet", "--json", "--data-dir", data] + files)
        #expect(last.code == 0)
        let fresh = SampleStore.rows(last, "ingested").compactMap { $0["new_rows"] as? Int }
        #expect(fresh == (0..<files.count).map { $0 < known ? 0 : Self.rows })
        #expect(try stored(data).count == files.count)
    }

    @Test("programs that take the same files in at once store them once")
    func together() throws {
        let folder = try TemporaryFolder()
        let (files, data) = (Array(try files(folder).prefix(8)), folder.file("store"))
        let processes = try (0..<3).map { _ in
            let process = try MartletProcess.process(["ingest", "--quiet", "--data-dir", data] + files)
            process.standardOutput = FileHandle.nullDevice
            process.standardError = FileHandle.nullDevice
            try process.run()
            return process
        }
        for process in processes {
            process.waitUntilExit()
            #expect(process.terminationStatus == 0)
        }
        #expect(try stored(data).values.allSatisfy { $0 == Self.rows })
        #expect(try stored(data).count == files.count)
    }

    @Test("bars come in from Yahoo's API, and a symbol it does not have is told of")
    func yahoo() throws {
        let server = try LocalHTTPServer { target, _ in
            guard target.contains("/chart/AAPL") else {
                return LocalHTTPResponse(
                    404, #"{"chart":{"result":null,"error":{"code":"Not Found","description":"No data found"}}}"#)
            }
            return LocalHTTPResponse(200, Self.chart)
        }
        defer { server.stop() }
        let folder = try TemporaryFolder()
        func ingest(_ symbols: String...) throws -> MartletProcess.Outcome {
            try MartletProcess.run(
                ["ingest", "yahoo"] + symbols + ["--from", "2023-09-18", "--to", "2023-09-20", "--url", server.url]
                    + ["--quiet", "--data-dir", folder.path])
        }
        let both = try ingest("AAPL", "NOPE")
        #expect(both.code == 1)
        #expect(both.output == "yahoo AAPL: 2 rows of 1 symbols: 2 new, 0 corrected, 0 known, 0 in quarantine\n")
        #expect(both.error.hasPrefix("NOPE: Yahoo knows no symbol NOPE"))
        #expect(try ingest("AAPL").code == 0)
        let nobody = try MartletProcess.run(
            ["ingest", "yahoo", "AAPL", "--url", "http://127.0.0.1:9", "--quiet", "--data-dir", folder.path])
        #expect(nobody.code == 4 && nobody.error.contains("no answer from Yahoo for AAPL"))
    }

    /// Two days of a daily chart in Yahoo's shape.
    private static let chart = """
        {"chart":{"result":[{"meta":{"currency":"USD","symbol":"AAPL","exchangeName":"NMS","gmtoffset":-14400,\
        "exchangeTimezoneName":"America/New_York","dataGranularity":"1d"},"timestamp":[1695043800,1695130200],\
        "indicators":{"quote":[{"open":[176.5,177.5],"high":[179.4,179.6],"low":[176.1,177.1],\
        "close":[177.97,179.07],"volume":[67257600,51826900]}],"adjclose":[{"adjclose":[177.97,179.07]}]}}],"error":null}}
        """
}

import Base
import Glibc
import MarketData
import Storage
import TestKit
import Testing

/// Ends processes by SIGKILL at random moments of their ingests, and looks at what they leave.
struct IngestKillTests {
    /// One step of the endless work of a process that is to be killed: rows for three symbols, one row of them bad.
    private static func batch(_ step: Int) -> [RawBars] {
        ["AAA", "BBB", "CCC"].enumerated().map { index, name in
            let walk = SampleBars.walk(SampleBars.symbol(name), count: 10 * (step + 1), seed: UInt64(index + 1))
            var bars = RawBars(walk[(10 * step)..<(10 * (step + 1))])
            if index == 1 { bars.high[4] = bars.low[4] / 2 }
            return bars
        }
    }

    private static func store(_ path: String) throws -> BarStore {
        try BarStore(directory: "\(path)/bars", database: SQLiteDatabase(path: "\(path)/state.db"))
    }

    /// Ingests batch after batch, noting each that is acknowledged, until the process is killed.
    private static func ingestUntilKilled(_ path: String, after microseconds: UInt32) throws {
        let ingest = Ingest(store: try store(path))
        var step = try acknowledged(path)
        // The batch under way when the last process ended may have been stored without having been noted.
        while try ingest.store.catalogue().contains(where: { $0.symbol.name == "AAA" && $0.bars >= 10 * (step + 1) }) {
            step += 1
        }
        try KillTimer.start(microseconds)
        while true {
            _ = try ingest.run(batch(step), source: "step \(step)", at: Instant(seconds: 1_700_000_000))
            try AtomicFile.write("\(step + 1)", to: "\(path)/acknowledged")
            step += 1
        }
    }

    private static func acknowledged(_ path: String) throws -> Int {
        guard try Folder.names(in: path).contains("acknowledged") else { return 0 }
        return Int(String(decoding: try FileSurgery.bytes("\(path)/acknowledged"), as: UTF8.self)) ?? 0
    }

    @Test("a process killed at any moment loses nothing acknowledged and leaves nothing half-visible")
    func kill() async throws {
        let folder = try TemporaryFolder()
        let path = folder.path
        var generator = SeededGenerator(seed: 11)
        var stored = 0
        // At least 25 kills and 20 batches; on a busy machine later rounds give more time.
        for round in 0..<150 where round < 25 || stored < 20 {
            let wait = UInt32(generator.uniform() * Double(40_000 + 2000 * round))
            await #expect(processExitsWith: .signal(SIGKILL)) { [path = path as String, wait = wait as UInt32] in
                try IngestKillTests.ingestUntilKilled(path, after: wait)
            }
            stored = try check(path, atLeast: max(stored, try Self.acknowledged(path)), round: round)
        }
        #expect(stored >= 20, "too few ingests came to an end for the test to mean anything")
    }

    /// Looks at a store whose process was killed; gives the number of batches in it.
    private func check(_ path: String, atLeast acknowledged: Int, round: Int) throws -> Int {
        let store = try Self.store(path)
        let series = try store.allSeries(.day)
        let steps = (series.first?.count ?? 0) / 10
        #expect(steps >= acknowledged, "round \(round): \(acknowledged) batches were acknowledged, \(steps) are there")
        guard steps > 0 else { return 0 }
        let batches = (0..<steps).map(Self.batch)
        for (index, one) in series.enumerated() {
            let rows = batches.flatMap { batch in (0..<10).map { batch[index][$0] } }
            let good = rows.filter { $0.high >= $0.low }
            #expect((0..<one.count).map { one[$0] } == good, "round \(round), \(one.symbol)")
        }
        #expect(series.count == 3)
        #expect(try store.quarantined().count == steps, "round \(round)")
        let files = try Folder.names(in: "\(path)/bars").filter { $0 != "writer.lock" }
        #expect(files.count == steps, "round \(round): one segment for each batch and no stray file")
        return steps
    }
}

/// A thread that kills its own process after a while.
private enum KillTimer {
    static func start(_ microseconds: UInt32) throws {
        let context = UnsafeMutablePointer<UInt32>.allocate(capacity: 1)
        context.initialize(to: microseconds)
        var thread = pthread_t()
        pthread_create(
            &thread, nil,
            { context in
                usleep(context?.load(as: UInt32.self) ?? 0)
                kill(getpid(), SIGKILL)
                return nil
            }, context)
    }
}

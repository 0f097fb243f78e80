import Base
import Orchestration
import Storage
import Synchronization
import TestKit
import Testing

struct PipelineTests {
    private struct Failure: Error {}

    /// Counts how often each job ran.
    private final class Runs: Sendable {
        let names = Mutex<[String]>([])
        func add(_ name: String) { names.withLock { $0.append(name) } }
        var all: [String] { names.withLock(\.self) }
    }

    private func job(_ name: String, needs: [String] = [], fingerprint: String = "1", _ runs: Runs) -> Job {
        Job(
            name, title: name, needs: needs, fingerprint: { fingerprint },
            run: { _ in
                runs.add(name)
                return "did \(name)"
            })
    }

    private func run(_ jobs: [Job], _ database: SQLiteDatabase) throws -> [JobOutcome] {
        let outcomes = Mutex<[JobOutcome]>([])
        let pipeline = try Pipeline(jobs, database: database)
        try pipeline.run(
            clock: { Instant(seconds: 0) },
            report: { event in
                if case .finished(_, let outcome) = event { outcomes.withLock { $0.append(outcome) } }
            })
        return outcomes.withLock(\.self)
    }

    @Test("runs jobs after what they need")
    func order() throws {
        let folder = try TemporaryFolder()
        let database = try SQLiteDatabase(path: folder.file("state.sqlite"))
        let runs = Runs()
        let jobs = [job("c", needs: ["a", "b"], runs), job("b", needs: ["a"], runs), job("a", runs)]
        _ = try run(jobs, database)
        #expect(runs.all == ["a", "b", "c"])
    }

    @Test("does again only what has changed, and says what came out then")
    func upToDate() throws {
        let folder = try TemporaryFolder()
        let database = try SQLiteDatabase(path: folder.file("state.sqlite"))
        let runs = Runs()
        _ = try run([job("a", runs), job("b", runs)], database)
        let outcomes = try run([job("a", runs), job("b", fingerprint: "2", runs)], database)
        #expect(runs.all == ["a", "b", "b"])
        #expect(outcomes == [.upToDate(summary: "did a"), .done(summary: "did b", seconds: 0)])
    }

    @Test("does again what is no longer as it was left")
    func holds() throws {
        let folder = try TemporaryFolder()
        let database = try SQLiteDatabase(path: folder.file("state.sqlite"))
        let runs = Runs()
        for stillHolds in [true, true, false, true] {
            let job = Job(
                "a", title: "a", fingerprint: { "1" }, stillHolds: { stillHolds },
                run: { _ in
                    runs.add("a")
                    return ""
                })
            _ = try run([job], database)
        }
        #expect(runs.all == ["a", "a"])
    }

    @Test("a job that failed is done again")
    func failure() throws {
        let folder = try TemporaryFolder()
        let database = try SQLiteDatabase(path: folder.file("state.sqlite"))
        let runs = Runs()
        let failing = Job("a", title: "a", fingerprint: { "1" }, run: { _ in throw Failure() })
        #expect(throws: Failure.self) { try run([failing], database) }
        _ = try run([job("a", runs)], database)
        #expect(runs.all == ["a"])
    }

    @Test("refuses rings, unknown needs and names used twice")
    func declarations() throws {
        let folder = try TemporaryFolder()
        let database = try SQLiteDatabase(path: folder.file("state.sqlite"))
        let runs = Runs()
        #expect(throws: PipelineError.cycle(["a", "b"])) {
            try Pipeline([job("a", needs: ["b"], runs), job("b", needs: ["a"], runs)], database: database)
        }
        #expect(throws: PipelineError.unknownNeed(job: "a", need: "x")) {
            try Pipeline([job("a", needs: ["x"], runs)], database: database)
        }
        #expect(throws: PipelineError.duplicateJob("a")) {
            try Pipeline([job("a", runs), job("a", runs)], database: database)
        }
    }
}

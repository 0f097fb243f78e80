import Base
import Glibc
import MarketData
import ModelRegistry
import Orchestration
import Storage
import TestKit
import Testing

/// Ends a process by SIGKILL in the middle of a training, and goes on with what it left.
struct TrainingKillTests {
    @Test("a training that was killed goes on where it was", arguments: ["BBB, 1 bar ahead", "BBB, 5 bars ahead"])
    func kill(place: String) async throws {
        let series = ["AAA", "BBB"].enumerated().map { SimulatedBars.series($1, count: 500, seed: UInt64($0 + 1)) }
        let fixture = try TrainingFixture(series)
        let path = fixture.stores.folder.path
        await #expect(processExitsWith: .signal(SIGKILL)) { [path = path as String, place = place as String] in
            let database = try SQLiteDatabase(path: "\(path)/state.sqlite")
            let job = TrainingJob(
                store: try BarStore(directory: "\(path)/bars", database: database),
                registry: try ModelRegistry(directory: "\(path)/models", database: database),
                plan: try TrainingFixture.plan(), clock: { TrainingFixture.now })
            _ = try job.run { _, _, text in
                if text.hasPrefix(place) { Glibc.kill(getpid(), SIGKILL) }
            }
        }
        #expect(Set(try fixture.registry.models().map(\.scope)) == ["AAA"])
        let report = try fixture.train(TrainingFixture.plan())
        let redone = report.outcomes.filter { !$0.isUpToDate }.map(\.model.description)
        #expect(redone == ["BBB.h1", "BBB.h5"])

        let undisturbed = try TrainingFixture(series)
        _ = try undisturbed.train(TrainingFixture.plan())
        #expect(
            try fixture.versions().mapValues(\.artifactHash) == undisturbed.versions().mapValues(\.artifactHash))
    }
}

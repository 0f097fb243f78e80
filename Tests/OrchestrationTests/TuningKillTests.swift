import Base
import Glibc
import MarketData
import ModelRegistry
import Orchestration
import Storage
import TestKit
import Testing
import Tuning

/// Ends a process by SIGKILL in the middle of a search, and goes on with what it left.
struct TuningKillTests {
    @Test(
        "a search that was killed has the same trials in the end", arguments: ["AAA: trial 6, fold 2", "AAA: trial 13"])
    func kill(place: String) async throws {
        let fixture = try TrainingFixture([TuningFixture.signal])
        let path = fixture.stores.folder.path
        await #expect(processExitsWith: .signal(SIGKILL)) { [path = path as String, place = place as String] in
            let database = try SQLiteDatabase(path: "\(path)/state.sqlite")
            let job = TuningJob(
                store: try BarStore(directory: "\(path)/bars", database: database),
                registry: try ModelRegistry(directory: "\(path)/models", database: database),
                plan: try TuningFixture.plan(.treeParzen(trials: 16, .init())), clock: { TrainingFixture.now })
            _ = try job.run { _, _, text in
                if text.hasPrefix(place) { Glibc.kill(getpid(), SIGKILL) }
            }
        }
        let study = try #require(try fixture.registry.studies().first)
        let left = try fixture.registry.trials(of: study.id)
        #expect(left.count == (place.hasPrefix("AAA: trial 6") ? 5 : 12) && study.judgements.isEmpty)
        let resumed = try fixture.tune(TuningFixture.plan(.treeParzen(trials: 16, .init())))
        #expect(resumed.outcome.newTrials == 16 - left.count)

        let undisturbed = try TrainingFixture([TuningFixture.signal])
        let whole = try undisturbed.tune(TuningFixture.plan(.treeParzen(trials: 16, .init())))
        #expect(resumed.report.trials == whole.report.trials)
        #expect(resumed.report.judgement == whole.report.judgement)
    }
}

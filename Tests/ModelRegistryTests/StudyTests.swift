import Base
import ModelRegistry
import Testing
import Tuning

/// Studies and their trials in the registry.
struct StudyTests {
    private func manifest(
        method: SearchMethod = .random(trials: 3), change: (inout StudyManifest) -> Void = { _ in }
    ) throws -> StudyManifest {
        var manifest = StudyManifest(
            run: RegistryFixture.manifest(), space: try SearchSpace([SearchParameter("clip", 2...10)]), method: method,
            loss: .squaredError, stopsEarly: true, outerShare: 0.3, searchThrough: RegistryFixture.now)
        change(&manifest)
        return manifest
    }

    private func trial(_ number: Int, _ status: TrialRecord.Status = .done, budget: Int? = nil) -> StudyTrial {
        StudyTrial(
            record: TrialRecord(
                Tuning.Trial(number: number, parameters: ["clip": 0.1 + Double(number)], budget: budget),
                values: [0.25, number == 2 ? .nan : -1 / 3], status: status),
            startedAt: RegistryFixture.now, finishedAt: RegistryFixture.now.advanced(bySeconds: 3),
            returns: [0.1, -1 / 3, 1e-300])
    }

    @Test("what is written is read back to the bit")
    func roundTrip() throws {
        let registry = try RegistryFixture().registry
        let study = try registry.study(manifest(), at: RegistryFixture.now)
        #expect(try study.manifest == manifest() && study.judgements.isEmpty)
        let trials = [trial(0), trial(1, .pruned(reason: "behind")), trial(2, .failed(reason: "no"), budget: 4)]
        for one in trials.reversed() { try registry.record(one, of: study.id) }
        let read = try registry.trials(of: study.id)
        #expect(Array(read.prefix(2)) == Array(trials.prefix(2)))
        #expect(read[2].record.values[1].isNaN && read[2].record.status == .failed(reason: "no"))
        #expect(read[2].record.trial == trials[2].record.trial && read[0].seconds == 3)
        try registry.record(trial(0, .failed(reason: "another")), of: study.id)
        #expect(try registry.trials(of: study.id)[0] == trials[0], "a trial that ended stays")
    }

    @Test("the same study is found again whatever the clock, the program and the number of trials")
    func key() throws {
        let registry = try RegistryFixture().registry
        let first = try registry.study(manifest(), at: RegistryFixture.now)
        let later = try registry.study(
            manifest(method: .random(trials: 9)) {
                $0.run.asOf = RegistryFixture.now.advanced(bySeconds: 60)
                $0.run.codeVersion = "0.2.0"
            }, at: RegistryFixture.now.advanced(bySeconds: 60))
        #expect(later.id == first.id && later.createdAt == first.createdAt)
        #expect(later.manifest.method == .random(trials: 9))
        let others = try [
            manifest(method: .grid(points: 3)), manifest(method: .treeParzen(trials: 3, .init())),
            manifest { $0.run.dataHash = "d1" }, manifest { $0.loss = .pinball }, manifest { $0.outerShare = 0.2 },
            manifest { $0.stopsEarly = false },
        ].map { try registry.study($0, at: RegistryFixture.now).id }
        #expect(Set(others).union([first.id]).count == 7)
        #expect(try registry.studies().count == 7 && registry.studies(scope: "AAPL").count == 7)
        #expect(throws: RegistryError.unknownStudy("none")) { try registry.study("none") }
    }
}

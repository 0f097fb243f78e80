import Base
import Testing
import Tuning

struct SearchTests {
    static let methods: [SearchMethod] = [
        .grid(points: 3), .random(trials: 30), .treeParzen(trials: 30, TreeParzenOptions()),
        .successiveHalving(HalvingPlan(configurations: 18, leastBudget: 1, mostBudget: 9)),
        .asynchronousHalving(HalvingPlan(configurations: 18, leastBudget: 1, mostBudget: 9)),
    ]

    /// A score that is NaN or missing for some points and gets less noisy with budget.
    private static func score(_ trial: Trial) -> TrialRecord {
        let value = SampleSearch.steps(trial.parameters)
        if value > 9 { return TrialRecord(trial, values: [], status: .failed(reason: "too far")) }
        if value > 7 { return TrialRecord(trial, values: [value, .nan]) }
        return TrialRecord(trial, values: [value, value + Double(trial.number % 3) / Double(trial.budget ?? 9)])
    }

    private static func finished(_ method: SearchMethod, workers: Int = 1) throws -> [TrialRecord] {
        var search = try Search(space: SampleSearch.mixed(), method: method, seed: 7, workers: workers)
        try search.run(score)
        return search.records
    }

    @Test("a search killed after any trial goes on as if it had not been", arguments: methods)
    func resumption(method: SearchMethod) throws {
        let whole = try Self.finished(method)
        #expect(whole.count >= 20)
        #expect(try SampleSearch.json(method) == method)
        for cut in whole.indices {
            let kept = try SampleSearch.json(Array(whole.prefix(cut).shuffled()))
            var search = try Search(space: SampleSearch.mixed(), method: method, seed: 7, history: kept)
            guard case .run(let trial) = search.next() else {
                Issue.record("expected trial \(cut) of \(method)")
                return
            }
            #expect(trial == whole[cut].trial)
            guard cut % 10 == 5 else { continue }
            try search.tell(Self.score(trial))
            try search.run(Self.score)
            #expect(search.records.map(\.trial) == whole.map(\.trial))
        }
    }

    @Test(
        "workers that finish in any order, and are killed at any time, try the same trials",
        arguments: methods, [2, 5])
    func workers(method: SearchMethod, workers: Int) throws {
        let whole = try Self.finished(method, workers: workers)
        for seed in 1...6 {
            var generator = SeededGenerator(seed: UInt64(seed))
            var search = try Search(space: SampleSearch.mixed(), method: method, seed: 7, workers: workers)
            var running: [Trial] = []
            var isOver = false
            while !isOver || !running.isEmpty {
                isOver = false
                if running.count < workers, generator.uniform() < 0.7 {
                    switch search.next() {
                    case .run(let trial): running.append(trial)
                    case .wait: #expect(!running.isEmpty)
                    case .finished: isOver = true
                    }
                }
                if let index = running.indices.randomElement(using: &generator), generator.uniform() < 0.5 {
                    try search.tell(Self.score(running.remove(at: index)))
                }
                if generator.uniform() < 0.05 {
                    search = try Search(
                        space: SampleSearch.mixed(), method: method, seed: 7, workers: workers,
                        history: search.records)
                    running = []
                }
            }
            #expect(search.records.map(\.trial) == whole.map(\.trial))
            #expect(search.running.isEmpty)
        }
    }

    @Test("no more than the workers' number of trials are open")
    func openTrials() throws {
        var search = try Search(space: SampleSearch.plane(), method: .random(trials: 9), seed: 7, workers: 3)
        let steps = (0..<4).map { _ in search.next() }
        #expect(steps[3] == .wait && search.running.count == 3)
        try search.tell(TrialRecord(search.running[1], values: [1]))
        #expect(search.next() == .wait)
        try search.tell(TrialRecord(search.running[0], values: [1]))
        #expect(search.peers(of: Trial(number: 4, parameters: [:])).map(\.trial.number) == [0, 1])
        guard case .run(let fourth) = search.next() else {
            Issue.record("expected a trial")
            return
        }
        #expect(fourth.number == 3)
    }

    @Test("countable spaces are tried once and then the search ends, those of one point too", arguments: methods)
    func countable(method: SearchMethod) throws {
        let point = try SearchSpace([SearchParameter("a", 2...2), SearchParameter("b", fixed: 3)])
        let few = try SearchSpace([
            SearchParameter("a", 1...3, .whole), SearchParameter("b", choices: [1, 2]),
            SearchParameter("c", 5...6, .logarithmicWhole), SearchParameter("d", fixed: 0),
        ])
        for (space, count) in [(point, 1), (few, 12)] {
            var search = try Search(space: space, method: method, seed: 1)
            try search.run { TrialRecord($0, values: [$0.parameters["a"] ?? 0]) }
            let started = search.records.filter { $0.trial.continues == nil }
            #expect(started.count == count)
            #expect(Set(started.map(\.trial.parameters)).count == count)
            #expect(search.next() == .finished)
        }
    }

    @Test("another seed tries other points; the streams of neighbouring trials differ")
    func seeds() throws {
        func points(_ seed: UInt64) throws -> [[String: Double]] {
            var search = try Search(space: SampleSearch.plane(), method: .random(trials: 50), seed: seed)
            try search.run { TrialRecord($0, values: [0]) }
            return search.records.map(\.trial.parameters)
        }
        let first = try Set(points(1))
        let second = try Set(points(2))
        #expect(first.count == 50 && first.isDisjoint(with: second))
    }

    @Test("refuses options out of range and records of another search, naming them")
    func refusals() throws {
        let space = try SampleSearch.plane()
        var poor = TreeParzenOptions()
        poor.goodShare = 1
        for method in [
            SearchMethod.grid(points: 0), .grid(points: 1001), .grid(points: .max), .random(trials: 0),
            .treeParzen(trials: 9, poor),
            .successiveHalving(HalvingPlan(configurations: 0, leastBudget: 1, mostBudget: 2)),
            .successiveHalving(HalvingPlan(configurations: 2, leastBudget: 3, mostBudget: 2)),
            .asynchronousHalving(HalvingPlan(configurations: 2, leastBudget: 1, mostBudget: 2, reduction: 1)),
        ] {
            #expect(throws: TuningError.self) { try Search(space: space, method: method, seed: 1) }
        }
        let method = SearchMethod.random(trials: 3)
        #expect(throws: TuningError.self) { try Search(space: space, method: method, seed: 1, workers: 0) }
        let strange = TrialRecord(Trial(number: 0, parameters: ["x": 9, "y": 0]), values: [])
        #expect(throws: TuningError.strangeTrial(number: 0, reason: "its parameters do not lie in the space")) {
            try Search(space: space, method: method, seed: 1, history: [strange])
        }
        let good = TrialRecord(Trial(number: 0, parameters: ["x": 1, "y": 0]), values: [])
        #expect(throws: TuningError.strangeTrial(number: 0, reason: "it is told twice")) {
            try Search(space: space, method: method, seed: 1, history: [good, good])
        }
        var search = try Search(space: space, method: method, seed: 1)
        #expect(throws: TuningError.strangeTrial(number: 0, reason: "this search did not propose it")) {
            try search.tell(good)
        }
    }
}

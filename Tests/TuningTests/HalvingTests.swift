import Testing
import Tuning

struct HalvingTests {
    private func run(_ method: SearchMethod) throws -> [TrialRecord] {
        var search = try Search(space: SampleSearch.plane(), method: method, seed: 2)
        try search.run { TrialRecord($0, values: [SampleSearch.sphere($0.parameters)]) }
        return search.records
    }

    @Test("rungs multiply by the reduction and end at the most budget")
    func budgets() {
        #expect(HalvingPlan(configurations: 9, leastBudget: 1, mostBudget: 9).budgets == [1, 3, 9])
        #expect(HalvingPlan(configurations: 9, leastBudget: 2, mostBudget: 10, reduction: 2).budgets == [2, 4, 8, 10])
        #expect(HalvingPlan(configurations: 9, leastBudget: 5, mostBudget: 5).budgets == [5])
        #expect(HalvingPlan(configurations: 1, leastBudget: 1, mostBudget: .max).budgets.last == .max)
    }

    @Test("each rung keeps the best third of the one below")
    func waiting() throws {
        let records = try run(
            .successiveHalving(HalvingPlan(configurations: 27, leastBudget: 1, mostBudget: 27)))
        #expect([1, 3, 9, 27].map { budget in records.count { $0.trial.budget == budget } } == [27, 9, 3, 1])
        for (below, above) in [(1, 3), (3, 9), (9, 27)] {
            let lower = records.filter { $0.trial.budget == below }.sorted { $0.value < $1.value }
            let upper = records.filter { $0.trial.budget == above }
            #expect(upper.map(\.trial.continues) == lower.prefix(upper.count).map(\.trial.number))
            #expect(upper.map(\.trial.parameters) == lower.prefix(upper.count).map(\.trial.parameters))
        }
    }

    @Test("without waiting, a trial goes on as soon as it is in the best third so far; the best reaches the top")
    func asynchronous() throws {
        let records = try run(
            .asynchronousHalving(HalvingPlan(configurations: 27, leastBudget: 1, mostBudget: 9)))
        #expect(records.count { $0.trial.budget == 1 } == 27)
        #expect(records[3].trial.budget == 3)
        for record in records where record.trial.continues != nil {
            let rung = records.prefix(record.trial.number).filter { ($0.trial.budget ?? 0) * 3 == record.trial.budget }
            let best = rung.sorted { $0.value < $1.value }.prefix(rung.count / 3).map(\.trial.number)
            #expect(best.contains(record.trial.continues ?? -1))
        }
        let best = records.min { $0.value < $1.value }
        #expect(records.contains { $0.trial.budget == 9 && $0.value == best?.value })
    }

    @Test("failed trials never go on; where all fail the search ends")
    func failures() throws {
        let plan = HalvingPlan(configurations: 9, leastBudget: 1, mostBudget: 9)
        for method in [SearchMethod.successiveHalving(plan), .asynchronousHalving(plan)] {
            var search = try Search(space: SampleSearch.plane(), method: method, seed: 2)
            try search.run { TrialRecord($0, values: [], status: .failed(reason: "no data")) }
            #expect(search.records.count == 9 && search.next() == .finished)
            var half = try Search(space: SampleSearch.plane(), method: method, seed: 2)
            try half.run { trial in
                trial.number < 7
                    ? TrialRecord(trial, values: [.nan]) : TrialRecord(trial, values: [Double(trial.number)])
            }
            let promoted = half.records.compactMap(\.trial.continues)
            #expect(promoted.allSatisfy { $0 >= 7 })
        }
    }
}

import TestKit
import Testing
import Tuning

struct SearchSummaryTests {
    private func record(_ number: Int, _ values: [Double], _ status: TrialRecord.Status = .done, budget: Int? = nil)
        -> TrialRecord
    {
        TrialRecord(Trial(number: number, parameters: [:], budget: budget), values: values, status: status)
    }

    @Test("expected maxima of normals equal SciPy's quadrature")
    func expectedMaximum() throws {
        let golden = try TuningGolden.load().expectedMaxima
        let found = golden.map { ExpectedMaximum.ofNormals(Int($0[0])) }
        #expect(Golden.largestError(found, golden.map { $0[1] }) < 1e-10)
        #expect(ExpectedMaximum.ofNormals(0).isNaN)
    }

    @Test("names the best, its excess over the median, the second and luck, for either goal")
    func summary() throws {
        let records = [
            record(0, [1, 3]), record(1, [4, 6]), record(2, [3, 3]), record(3, [9], .pruned(reason: "worse")),
            record(4, [], .failed(reason: "no data")), record(5, [1, .nan]),
        ]
        for goal in [SearchGoal.minimise, .maximise] {
            let sign = goal == .minimise ? 1.0 : -1
            let turned = records.map { TrialRecord($0.trial, values: $0.values.map { $0 * sign }, status: $0.status) }
            let summary = try #require(SearchSummary(turned, goal: goal))
            #expect(summary.best.trial.number == 0 && summary.best.value == 2 * sign)
            #expect(summary.triedPoints == 4 && summary.comparedTrials == 3)
            #expect(summary.prunedTrials == 1 && summary.failedTrials == 2)
            #expect(summary.excessOverMedian == 1 && summary.excessOverSecond == 1)
            let spread = (7.0 / 3).squareRoot()
            let lucky = 10.0 / 3 - spread * 1.0293753730039641
            #expect(abs(summary.expectedBestByLuck - sign * lucky) < 1e-9)
            #expect(abs(summary.excessOverLuck - (lucky - 2)) < 1e-9)
            #expect(abs(summary.deviation - spread) < 1e-12 && abs(summary.mean - sign * 10 / 3) < 1e-12)
        }
    }

    @Test("compares trials of the largest budget only; one trial has nothing to compare with")
    func budgets() throws {
        let records = [
            record(0, [1], budget: 1), record(1, [2], budget: 9), record(2, [3], .failed(reason: ""), budget: 9),
        ]
        let summary = try #require(SearchSummary(records, goal: .minimise))
        #expect(summary.best.trial.number == 1 && summary.comparedTrials == 1 && summary.excessOverMedian == 0)
        #expect(summary.excessOverSecond.isNaN && summary.expectedBestByLuck.isNaN && summary.deviation.isNaN)
        #expect(SearchSummary([], goal: .minimise) == nil)
    }

    @Test("records with NaN come back from JSON")
    func coding() throws {
        let records = [record(0, [1, .nan]), record(1, [.infinity], .pruned(reason: "worse"), budget: 3)]
        let back = try SampleSearch.json(records)
        #expect(back[0].values[0] == 1 && back[0].values[1].isNaN && back[0].status == .done)
        #expect(back[1].values[0].isNaN && back[1].status == .pruned(reason: "worse") && back[1].trial.budget == 3)
    }

    @Test("the median rule stops what is worse than the median at the same point, and only then")
    func medianRule() {
        let others = (0..<5).map { record($0, [Double($0), 10 * Double($0), 0]) }
        let rule = MedianRule()
        #expect(rule.reason(toStop: [2], goal: .minimise, others: others) == nil)
        #expect(rule.reason(toStop: [2.5], goal: .minimise, others: others) != nil)
        #expect(rule.reason(toStop: [2.5], goal: .maximise, others: others) == nil)
        #expect(rule.reason(toStop: [1.5], goal: .maximise, others: others) != nil)
        #expect(rule.reason(toStop: [2.5, 19], goal: .minimise, others: others) == nil)
        #expect(rule.reason(toStop: [2.5, 20], goal: .minimise, others: others) != nil)
        #expect(rule.reason(toStop: [9], goal: .minimise, others: Array(others.prefix(4))) == nil)
        #expect(rule.reason(toStop: [], goal: .minimise, others: others) == nil)
        #expect(rule.reason(toStop: [1, .nan], goal: .minimise, others: others) != nil)
        #expect(rule.reason(toStop: [9, 9, 9, 9], goal: .minimise, others: others) == nil)
        var late = rule
        late.leastValues = 2
        #expect(late.reason(toStop: [2.5], goal: .minimise, others: others) == nil)
        let failed = others.map { TrialRecord($0.trial, values: $0.values, status: .failed(reason: "")) }
        #expect(rule.reason(toStop: [9], goal: .minimise, others: failed) == nil)
    }
}

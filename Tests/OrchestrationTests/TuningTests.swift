import Base
import Evaluation
import Features
import Forecasting
import Kernels
import MarketData
import ModelRegistry
import Orchestration
import Scoring
import Synchronization
import TestKit
import Testing
import Tuning

/// Searches for parameters: what they try, what they may see, and what becomes of it.
struct TuningTests {
    @Test(
        "every method tries what it should, and every trial is in the registry",
        arguments: [
            (SearchMethod.grid(points: 2), 4), (.random(trials: 5), 5), (.treeParzen(trials: 12, .init()), 12),
            (.successiveHalving(.init(configurations: 6, leastBudget: 1, mostBudget: 4, reduction: 2)), 6 + 3 + 1),
            (.asynchronousHalving(.init(configurations: 4, leastBudget: 2, mostBudget: 4, reduction: 2)), 4 + 2),
        ])
    func methods(method: SearchMethod, count: Int) throws {
        let fixture = try TrainingFixture([TuningFixture.signal])
        let (outcome, report) = try fixture.tune(TuningFixture.plan(method))
        #expect(outcome.end == .finished && outcome.newTrials == count)
        #expect(report.trials.map(\.record.trial.number) == Array(0..<count))
        #expect(report.trials.allSatisfy { trial in trial.record.values.allSatisfy(\.isFinite) })
        let best = try #require(report.summary?.best)
        #expect(best.values.count == 4)
        let judgement = try #require(report.judgement)
        #expect(judgement.tuned.specification.parameters["clip"] == best.trial.parameters["clip"])
        #expect(judgement.untuned.specification == .standard(.ridge, seed: 42))
    }

    @Test("a trial's score is that of a walk forward over the part that the search sees, by hand")
    func score() throws {
        let fixture = try TrainingFixture([TuningFixture.signal])
        let (_, report) = try fixture.tune(TuningFixture.plan(.random(trials: 1)))
        let manifest = report.study.manifest
        let seen = TuningFixture.signal.upTo(manifest.searchThrough)
        #expect(seen.count == 630)
        let hand = try TuningByHand([seen], manifest, report.trials[0].record.trial.parameters)
        #expect(report.trials[0].record.values == hand.squaredErrors)
    }

    @Test("the search does not see the outer part: bars that are otherwise there give the same trials")
    func unseen() throws {
        let full = TuningFixture.signal
        var other = full.upTo(full.times[629])
        for index in 630..<full.count {
            var bar = full[index]
            bar.close *= index.isMultiple(of: 2) ? 1.2 : 0.8
            bar.adjustedClose = bar.close
            bar.high = max(bar.high, bar.close)
            bar.low = min(bar.low, bar.close)
            other.append(bar)
        }
        let plan = try TuningFixture.plan(.treeParzen(trials: 14, .init()))
        let one = try TrainingFixture([full]).tune(plan).report
        let two = try TrainingFixture([other]).tune(plan).report
        #expect(one.study.id != two.study.id)
        #expect(one.trials == two.trials)
        #expect(one.judgement?.tuned.scores != two.judgement?.tuned.scores)
        let judgement = try #require(one.judgement)
        #expect(judgement.from > one.study.manifest.searchThrough)
        #expect(judgement.through <= full.times[899])
    }

    @Test("threads change nothing", arguments: [1, 3])
    func threads(count: Int) throws {
        let plan = try TuningFixture.plan { $0.data.threads = count }
        let report = try TrainingFixture([TuningFixture.signal]).tune(plan).report
        let other = try TrainingFixture([TuningFixture.signal]).tune(TuningFixture.plan()).report
        #expect(report.trials == other.trials && report.judgement == other.judgement)
        #expect(report.study.id == other.study.id)
    }

    @Test("a search that is stopped keeps what has ended, and goes on to the same end")
    func stopping() throws {
        let fixture = try TrainingFixture([TuningFixture.signal])
        let plan = try TuningFixture.plan(.treeParzen(trials: 14, .init())) { $0.data.threads = 1 }
        let asked = Mutex(0)
        let (outcome, report) = try fixture.tune(plan) {
            asked.withLock { count in
                count += 1
                return count > 30
            }
        }
        #expect(outcome.end == .stopped && report.judgement == nil)
        #expect((1..<14).contains(report.trials.count))
        #expect(report.words.last == "the bars that the search did not see have not been asked yet")
        let rest = try fixture.tune(plan)
        #expect(rest.outcome.newTrials == 14 - report.trials.count)
        let whole = try TrainingFixture([TuningFixture.signal]).tune(plan).report
        #expect(rest.report.trials == whole.trials && rest.report.judgement == whole.judgement)
        let again = try fixture.tune(plan)
        #expect(again.outcome.newTrials == 0 && again.report.study.judgements.count == 1)
    }

    @Test("a search that is stopped while its choice is judged is judged by the next call")
    func stoppedJudgement() throws {
        let plan = try TuningFixture.plan { $0.data.threads = 1 }
        let asked = Mutex(0)
        let whole = try TrainingFixture([TuningFixture.signal]).tune(plan) {
            asked.withLock { $0 += 1 }
            return false
        }
        let fixture = try TrainingFixture([TuningFixture.signal])
        let left = Mutex(asked.withLock(\.self) - 3)
        let (outcome, report) = try fixture.tune(plan) {
            left.withLock { left in
                left -= 1
                return left < 0
            }
        }
        #expect(outcome.end == .stopped && report.judgement == nil)
        #expect(report.trials == whole.report.trials)
        let rest = try fixture.tune(plan)
        #expect(rest.outcome.newTrials == 0 && rest.report.judgement == whole.report.judgement)
    }

    @Test("more trials go on with the earlier ones")
    func more() throws {
        let fixture = try TrainingFixture([TuningFixture.walk])
        let first = try fixture.tune(TuningFixture.plan(.random(trials: 3)))
        let second = try fixture.tune(TuningFixture.plan(.random(trials: 7)))
        #expect(second.outcome.study == first.outcome.study && second.outcome.newTrials == 4)
        #expect(Array(second.report.trials.prefix(3)) == first.report.trials)
    }

    @Test("no time left: nothing more is tried, and the best so far is judged")
    func budget() throws {
        let fixture = try TrainingFixture([TuningFixture.walk])
        _ = try fixture.tune(TuningFixture.plan(.random(trials: 2)))
        let (outcome, report) = try fixture.tune(
            TuningFixture.plan(.random(trials: 6)) { $0.budgetSeconds = 0 })
        #expect(outcome.end == .outOfTime && outcome.newTrials == 0)
        #expect(report.trials.count == 2 && report.judgement != nil)
    }

    @Test("trials far behind the median are stopped after a fold")
    func pruning() throws {
        let fixture = try TrainingFixture([TuningFixture.signal])
        let report = try fixture.tune(
            TuningFixture.plan(.random(trials: 20), space: ["expected_r2=0.000001..0.9:log"])
        ).report
        let pruned = report.trials.filter(\.record.isPruned)
        #expect(pruned.count >= 3)
        #expect(pruned.allSatisfy { $0.record.values.count < 4 })
        #expect(report.summary?.prunedTrials == pruned.count)
        let patient = try fixture.tune(
            TuningFixture.plan(.random(trials: 20), space: ["expected_r2=0.000001..0.9:log"]) { $0.stopsEarly = false }
        ).report
        #expect(patient.trials.allSatisfy { $0.record.values.count == 4 })
        #expect(patient.summary?.best.trial.parameters == report.summary?.best.trial.parameters)
        #expect(patient.overfitting != nil && patient.deflatedSharpe != nil)
    }

    @Test("other losses choose too", arguments: [TuningLoss.pinball, .rankCorrelation])
    func losses(loss: TuningLoss) throws {
        let report = try TrainingFixture([TuningFixture.signal]).tune(
            TuningFixture.plan { $0.loss = loss }
        ).report
        let summary = try #require(report.summary)
        let values = report.trials.filter(\.record.isScored).map(\.record.value)
        #expect(summary.best.value == (loss == .pinball ? values.min() : values.max()))
        #expect(loss == .pinball ? (0.2..<0.5).contains(summary.best.value) : summary.best.value > 0.2)
    }

    @Test(
        "one search of all symbols together: rank correlation across them where an evaluation has one too, else over time",
        arguments: [4, 10])
    func global(count: Int) throws {
        let series = (0..<count).map {
            SimulatedBars.series("S\($0)", count: 500, seed: UInt64($0), autocorrelation: 0.4)
        }
        let fixture = try TrainingFixture(series)
        let (outcome, report) = try fixture.tune(
            TuningFixture.plan(.random(trials: 4)) {
                $0.data.scope = .global
                $0.loss = .rankCorrelation
            })
        #expect(outcome.end == .finished && report.study.manifest.run.scope == "GLOBAL")
        #expect((report.summary?.best.value ?? 0) > 0.2)
        let manifest = report.study.manifest
        let seen = series.map { $0.upTo(manifest.searchThrough) }
        let trial = report.trials[0].record
        let hand = try TuningByHand(seen, manifest, trial.trial.parameters)
        let expected = count == 4 ? hand.correlationsOverTime : hand.correlationsAcrossSymbols
        #expect(Golden.largestError(trial.values, expected) < 1e-12)
    }

    @Test("on random walks the choice is refused by the gate and no better than luck explains")
    func noSkill() throws {
        let fixture = try TrainingFixture([TuningFixture.walk])
        let report = try fixture.tune(TuningFixture.plan(.random(trials: 20))).report
        #expect(report.judgement?.tuned.decision.passed == false)
        #expect(report.words.contains { $0.hasSuffix(": this one is no better") })
    }

    @Test("a parameter that the family does not know, or a value it does not take, is refused at once")
    func refusals() throws {
        #expect(throws: ForecastingError.self) { try TuningFixture.plan(space: ["depth=2..8"]) }
        #expect(throws: ForecastingError.self) { try TuningFixture.plan(space: ["clip=0.5..8"]) }
        #expect(throws: TuningError.self) { try TuningFixture.plan(space: ["clip=8..2"]) }
        let real = #expect(throws: ForecastingError.self) {
            try TuningFixture.plan(kind: .lightgbm, space: ["num_leaves=4..64:log:real"])
        }
        #expect("\(real.map(String.init(describing:)) ?? "")".contains("expected whole numbers"))
    }
}

/// A walk forward without any of the search's own code but the model's fit.
private struct TuningByHand {
    private let forecasts: OutOfSampleForecasts

    init(_ series: [BarSeries], _ manifest: StudyManifest, _ parameters: [String: Double]) throws {
        let table = try LearningTable(
            Panel.build(
                series: series, featureSet: FeatureSet.parse(yaml: SimulatedBars.featureSetText, source: "test"),
                horizons: [1]), horizonIndex: 0)
        let plan = manifest.run.evaluation
        let evaluator = Evaluator(
            folds: plan.folds, initialTrainFraction: plan.initialTrainFraction, embargoBars: plan.embargoBars)
        forecasts = try evaluator.evaluate(table, [manifest.specification(parameters)]).models[0].forecasts
    }

    private var folds: [Range<Int>] {
        zip(forecasts.rows.foldStarts, forecasts.rows.foldStarts.dropFirst()).map { $0..<$1 }
    }

    var squaredErrors: [Double] {
        let actual = forecasts.rows.actual
        return folds.map { fold in
            let errors = fold.map { actual[$0] - forecasts.locations[$0] }
            return errors.reduce(0) { $0 + $1 * $1 } / actual[fold].reduce(0) { $0 + $1 * $1 } - 1
        }
    }

    var correlationsAcrossSymbols: [Double] {
        let skill = CrossSectionalSkill.series(forecasts)
        let times = forecasts.rows.times
        return folds.map { fold in
            let within = times[fold.lowerBound]...times[fold.upperBound - 1]
            return Statistics.mean(zip(skill.times, skill.rank).filter { within.contains($0.0) }.map(\.1))
        }
    }

    var correlationsOverTime: [Double] {
        folds.map { fold in
            let groups = Dictionary(grouping: fold) { forecasts.rows.symbolIndex[$0] }
            return Statistics.mean(
                groups.values.compactMap { group in
                    Correlation.spearman(
                        group.map { forecasts.locations[$0] }, group.map { forecasts.rows.actual[$0] })
                })
        }
    }
}

import Base
import Evaluation
import Forecasting
import Synchronization
import TestKit
import Testing

struct EvaluatorTests {
    private static let everything = ModelKind.allCases.filter(\.isStandard).map {
        ModelSpecification.standard($0, seed: 1)
    }

    @Test("threads and how they are used do not change a bit")
    func parallelismDoesNotMatter() throws {
        let table = LearningTable(
            simulated: SimulatedMarket(seed: 4, bars: 600, symbolCount: 3, r2: 0.02), horizonBars: 5)
        let ways: [(Int, Evaluator.Parallelism)] = [(1, .automatic), (2, .acrossFits), (2, .withinFit)]
        let runs = try ways.map { threads, parallelism in
            try Evaluator(folds: 3, threads: threads, parallelism: parallelism).evaluate(table, Self.everything)
        }
        let first = runs[0].models.map(\.forecasts.locations)
        #expect(runs.allSatisfy { $0.models.map(\.forecasts.locations) == first })
        #expect(runs.allSatisfy { $0.models.map(\.scorecard) == runs[0].models.map(\.scorecard) })
    }

    @Test("later rows do not move the forecasts of earlier folds", arguments: [1, 5])
    func truncation(horizon: Int) throws {
        let market = SimulatedMarket(seed: 5, bars: 500, symbolCount: 2, r2: 0.02)
        let table = LearningTable(simulated: market, horizonBars: horizon)
        let evaluation = try Evaluator(folds: 3).evaluate(table, [.standard(.ensemble), .standard(.drift)])
        for (fold, split) in evaluation.splits.enumerated() {
            let cut = table.cut(to: split.test.upperBound)
            let slice = TrainingSlice(cut, split)
            for model in evaluation.models {
                let fit = try Trainer.fit(model.specification, on: slice)
                let all = try fit.model.medians(cut, rows: split.test, threads: 1)
                let starts = model.forecasts.rows.foldStarts
                let scored = model.forecasts.locations[starts[fold]..<starts[fold + 1]]
                // The last fold's last rows have no target yet and are not scored.
                #expect(scored.elementsEqual(all.prefix(scored.count)))
                #expect(model.forecasts.shapes[fold] == fit.residualQuantiles)
            }
        }
    }

    @Test("an ensemble reuses its members' fits; progress counts every fit once")
    func ensembleReusesFits() throws {
        let table = LearningTable(simulated: SimulatedMarket(seed: 6, bars: 500, r2: 0), horizonBars: 1)
        let reports = Mutex<[String]>([])
        let evaluation = try Evaluator(folds: 2, threads: 2).evaluate(table, Self.everything) { done, total, text in
            reports.withLock { $0.append("\(done)/\(total) \(text)") }
        }
        let seen = reports.withLock(\.self)
        let fits = 2 * Self.everything.count { !$0.kind.isEnsemble }
        #expect(seen.count == fits && seen.allSatisfy { $0.contains("/\(fits) ") && !$0.contains("ensemble") })
        let parts = [ModelKind.ridge, .randomForest, .lightgbm].compactMap { evaluation[$0]?.forecasts.locations }
        let ensemble = try #require(evaluation[.ensemble]?.forecasts.locations)
        let means = ensemble.indices.map { (parts[0][$0] + parts[1][$0] + parts[2][$0]) / 3 }
        #expect(Golden.largestError(ensemble, means, floor: 1e-9) < 1e-12)
    }

    @Test("a global model is scored over all symbols and for each")
    func global() throws {
        let market = SimulatedMarket(seed: 7, bars: 900, symbolCount: 3, r2: 0.03)
        let table = LearningTable(simulated: market, horizonBars: 1)
        let evaluation = try Evaluator(folds: 3).evaluate(table, [.standard(.persistence), .standard(.ridge)])
        let ridge = try #require(evaluation[.ridge])
        #expect(ridge.bySymbol.count == 3)
        let perSymbol = market.symbols.compactMap { ridge.bySymbol[$0]?.scorecard }
        #expect(perSymbol.reduce(0) { $0 + $1.n } == ridge.scorecard.n)
        let meanError = perSymbol.reduce(0) { $0 + $1.mae * Double($1.n) } / Double(ridge.scorecard.n)
        #expect(abs(meanError - ridge.scorecard.mae) < 1e-12)
        #expect(evaluation.champion == 1 && ridge.decision.passed)
        #expect(market.symbols.allSatisfy { ridge.bySymbol[$0]?.scorecard.verdict.isEmpty == false })
    }

    @Test("forecast bands are those that the scores used")
    func bands() throws {
        let table = LearningTable(simulated: SimulatedMarket(seed: 9, bars: 400, r2: 0), horizonBars: 1)
        let evaluation = try Evaluator(folds: 4).evaluate(table, [.standard(.drift)])
        let drift = evaluation.models[0]
        let rows = drift.forecasts.rows
        let inside = (0..<rows.count).count { row in
            let band = drift.forecasts.distribution(at: row)
            return (band.quantile(0.1)...band.quantile(0.9)).contains(rows.actual[row])
        }
        #expect(Double(inside) / Double(rows.count) == drift.scorecard.coverage80)
    }

    @Test("a history too short for a fold's fit is refused with the fold")
    func tooShort() {
        let table = LearningTable(simulated: SimulatedMarket(seed: 9, bars: 150, r2: 0), horizonBars: 1)
        #expect(throws: EvaluationError.self) { try Evaluator(folds: 3).evaluate(table, [.standard(.ridge)]) }
    }
}

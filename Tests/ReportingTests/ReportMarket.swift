import Base
import Evaluation
import Forecasting
import Reporting
import TestKit

/// Evaluations of simulated markets, and reports on them.
enum ReportMarket {
    static func table(
        seed: UInt64 = 11, bars: Int = 500, symbols: Int = 6, r2: Double = 0, horizonBars: Int = 1,
        missing: Bool = false, target: ForecastTarget = .ownReturn
    ) -> LearningTable {
        let market = SimulatedMarket(seed: seed, bars: bars, symbolCount: symbols, r2: r2)
        var features = market.features
        if missing { for place in stride(from: 3, to: features.count, by: 7) { features[place] = .nan } }
        var targets = market.targets(horizonBars: horizonBars)
        if target == .outperformanceOfUniverse {
            for start in stride(from: 0, to: targets.count, by: symbols) {
                let mean = targets[start..<start + symbols].reduce(0, +) / Double(symbols)
                for row in start..<start + symbols { targets[row] -= mean }
            }
        }
        return LearningTable(
            symbols: market.symbols, featureNames: market.featureNames, horizonBars: horizonBars, times: market.times,
            symbolIndex: market.symbolIndex, features: features, closes: market.closes, volatility: market.volatility,
            targets: targets, seasonal: market.seasonal(horizonBars: horizonBars), target: target)
    }

    static func evaluation(
        _ table: LearningTable, _ kinds: [ModelKind] = [.persistence, .drift, .ridge], folds: Int = 3,
        scheme: Evaluator.Scheme = .expanding
    ) throws -> Evaluation {
        try Evaluator(folds: folds, scheme: scheme).evaluate(table, kinds.map { .standard($0, seed: 1) })
    }

    static func report(
        _ table: LearningTable, _ evaluation: Evaluation, ranking: FeatureRanking? = nil,
        stopped: (done: Int, of: Int)? = nil
    ) -> EvaluationReport {
        let run = RunDescription(
            command: "martlet evaluate --model ridge & <others>", interval: .day, featureSet: "simulated@1",
            features: table.featureCount, tableRows: table.count,
            tableTimes: table.times[0]...table.times[table.count - 1],
            scheme: "walk forward", dataHash: String(repeating: "ab", count: 32), asOf: Instant(seconds: 1_700_000_000),
            seed: 7, codeVersion: "martlet 0", stopped: stopped)
        return EvaluationReport(evaluation, run: run, ranking: ranking)
    }
}

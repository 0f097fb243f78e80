import Base
import Forecasting
import Scoring

/// Scores the forecasts of one path through the test time and lets the gate judge them, over all symbols and for each.
struct Judgement: Sendable {
    /// For each fold, its split and the place of its block among the split's test blocks.
    typealias Path = [(split: Int, block: Int)]

    private let fits: FoldFits
    private let folds: Path
    private let rows: OutOfSampleRows
    private let gate: Gate
    private let threads: Int
    private let drift: DriftBenchmark

    init(_ fits: FoldFits, _ folds: Path, _ rows: OutOfSampleRows, gate: Gate, threads: Int) {
        self.fits = fits
        self.folds = folds
        self.rows = rows
        self.gate = gate
        self.threads = threads
        drift = fits.drift.picking(folds.map(\.split))
    }

    /// What one model was found to be worth on some rows.
    private struct Score: Sendable {
        let model: Int
        let card: Scorecard
        let decision: GateDecision
        /// What is too good about it.
        let causes: [String]

        /// With the alarm, if there is one, as the gate's words.
        func judged(_ alarm: SkillAlarm?) -> SymbolScore {
            let decision = decision.raising(alarm)
            var card = card
            card.holmP = decision.holmP
            card.verdict = decision.reason
            return SymbolScore(scorecard: card, decision: decision)
        }
    }

    func evaluation(_ table: LearningTable, _ splits: [Split], _ specifications: [ModelSpecification]) -> Evaluation {
        let forecasts = specifications.map { fits.forecasts(of: $0, rows, folds) }
        let kinds = specifications.map(\.kind)
        let search = AlarmSearch(table, fits, splits, folds)
        let pooled = scores(kinds, forecasts, symbol: nil, threads: threads)
        let alarms = pooled.map { score in
            score.causes.isEmpty ? nil : search.alarm(score.causes, specifications[score.model], forecasts[score.model])
        }
        let parts = parallelMap(rows.symbols.count, threads: threads) { symbol in
            scores(kinds, forecasts, symbol: symbol, threads: 1)
        }
        var bySymbol = [[Symbol: SymbolScore]](repeating: [:], count: kinds.count)
        for (index, (symbol, part)) in zip(rows.symbols, parts).enumerated() {
            for score in part {
                let alarm =
                    alarms[score.model] ?? (score.causes.isEmpty ? nil : search.alarm(score.causes, symbol: index))
                bySymbol[score.model][symbol] = score.judged(alarm)
            }
        }
        let models = zip(pooled, alarms).map { score, alarm in
            let judged = score.judged(alarm)
            return EvaluatedModel(
                specification: specifications[score.model], scorecard: judged.scorecard, decision: judged.decision,
                bySymbol: bySymbol[score.model], forecasts: forecasts[score.model])
        }
        let champion = gate.champion(
            models.map { ($0.kind.isNaive, $0.scorecard) }, alarmed: models.map { $0.alarm != nil })
        return Evaluation(
            horizonBars: rows.horizonBars, splits: splits, models: models, champion: champion,
            drift: drift.pooled)
    }

    private func scores(
        _ kinds: [ModelKind], _ forecasts: [OutOfSampleForecasts], symbol: Int?, threads: Int
    ) -> [Score] {
        let means = drift.byFold(ofSymbol: symbol)
        let cards = parallelMap(kinds.count, threads: threads) { model in
            // A naive model contains no drift to be tested against, and the seasonal one not even persistence.
            var card = forecasts[model].scorecard(ofSymbol: symbol, drift: kinds[model].isNaive ? nil : means)
            if kinds[model] == .seasonalNaive { card?.clarkWest = nil }
            // Of several symbols together both drifts are tested against: that of all, and each symbol's own.
            if symbol == nil, !kinds[model].isNaive, forecasts[model].rows.symbols.count > 1 {
                let own = forecasts[model].symbolDriftTest(drift)
                if (own?.pValue ?? 1) > (card?.clarkWestDrift?.pValue ?? 1) { card?.clarkWestDrift = own }
            }
            return card
        }
        let scored = kinds.indices.compactMap { model in cards[model].map { (model, $0) } }
        let decisions = gate.decide(scored.map { (kinds[$0.0].isNaive, $0.1) })
        let naive = scored.filter { kinds[$0.0].isNaive }.compactMap(\.1.r2Return).max() ?? 0
        return zip(scored, decisions).map { scored, decision in
            let (model, card) = scored
            let causes = kinds[model].isNaive ? [] : SkillAlarm.causes(card, bestNaive: naive)
            return Score(model: model, card: card, decision: decision, causes: causes)
        }
    }
}

/// Names the features behind skill that is too good to be true.
private struct AlarmSearch {
    private let table: LearningTable
    private let fits: FoldFits
    private let splits: [Split]
    private let folds: Judgement.Path
    /// The rows of each fold.
    private let rows: [[Int]]

    init(_ table: LearningTable, _ fits: FoldFits, _ splits: [Split], _ folds: Judgement.Path) {
        self.table = table
        self.fits = fits
        self.splits = splits
        self.folds = folds
        rows = folds.map { splits[$0.split].testBlocks[$0.block].filter(table.isComplete) }
    }

    /// The alarm of a model over all symbols; its features are shuffled on the fold it was best at.
    func alarm(
        _ causes: [String], _ specification: ModelSpecification, _ forecasts: OutOfSampleForecasts
    ) -> SkillAlarm {
        let carriers = AlarmCarriers(table, rows: rows.flatMap { $0 })
        let best = folds.indices.max { skill(forecasts, fold: $0) < skill(forecasts, fold: $1) } ?? 0
        let model = fits.model(of: specification, split: folds[best].split)
        return SkillAlarm(
            causes: causes, carriers: carriers.carriers(carriers.importances(of: model, fold: rows[best])))
    }

    /// The alarm of a model on one symbol, where all together raise none.
    func alarm(_ causes: [String], symbol: Int) -> SkillAlarm {
        let own = rows.flatMap { $0 }.filter { table.symbolIndex[$0] == symbol }
        return SkillAlarm(causes: causes, carriers: AlarmCarriers(table, rows: own).carriers())
    }

    private func skill(_ forecasts: OutOfSampleForecasts, fold: Int) -> Double {
        let starts = forecasts.rows.foldStarts
        var (model, naive) = (0.0, 0.0)
        for row in starts[fold]..<starts[fold + 1] {
            let actual = forecasts.rows.actual[row]
            model += (actual - forecasts.locations[row]) * (actual - forecasts.locations[row])
            naive += actual * actual
        }
        return naive > 0 ? 1 - model / naive : -.infinity
    }
}

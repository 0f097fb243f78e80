import Base
import Evaluation
import Forecasting
import Kernels
public import ModelRegistry
public import Scoring
public import Tuning

/// What a search found, and how much of it may be luck.
public struct TuningReport: Sendable {
    /// The study.
    public let study: StudyRecord
    /// Every trial that has ended, by number.
    public let trials: [StudyTrial]
    /// The best trial beside the others; `nil` where none has a score.
    public let summary: SearchSummary?
    /// The probability that choosing the best chose noise, by the returns of the trials that came through every
    /// fold; `nil` for fewer than two such trials or too few times.
    public let overfitting: BacktestOverfitting?
    /// The Sharpe ratio per period of the best trial's returns beyond the drift.
    public let sharpe: SharpeRatio?
    /// The probability that its true ratio is above what the best of so many trials without skill would show.
    public let deflatedSharpe: Double?

    /// Reads a study from the registry.
    public init(_ registry: ModelRegistry, study id: String) throws {
        let study = try registry.study(id)
        let trials = try registry.trials(of: id)
        self.study = study
        self.trials = trials
        let goal = study.manifest.loss.goal
        let summary = SearchSummary(trials.map(\.record), goal: goal)
        self.summary = summary
        let full = trials.filter {
            $0.record.isScored && $0.record.trial.budget == summary?.best.trial.budget && !$0.returns.isEmpty
        }
        let length = full.map(\.returns.count).min() ?? 0
        let groups = [16, 8, 4].first { length >= 8 * $0 } ?? 2
        let values = (0..<length).flatMap { time in full.map { $0.returns[time] } }
        let matrix = Matrix(rows: length, columns: full.count, values: values)
        // Of two or three trials one is always near the top.
        overfitting = full.count < 4 ? nil : BacktestOverfitting(returns: matrix, groups: groups)
        let ratios = full.compactMap { SharpeRatio(returns: $0.returns)?.value }
        let best = full.first { $0.record == summary?.best }.flatMap { SharpeRatio(returns: $0.returns) }
        sharpe = best
        deflatedSharpe = best.flatMap { ratio in
            guard let summary, ratios.count > 1 else { return nil }
            // Trials that are alike differ by less than chance does: a ratio of T returns has a variance of 1/(T − 1) at least.
            let variance = max(Statistics.variance(ratios), 1 / Double(max(2, length) - 1))
            return ratio.deflated(trials: Double(summary.triedPoints), trialVariance: variance)
        }
    }

    /// The probability that choosing the best chose noise; see ``overfitting``.
    public var overfittingProbability: Double? { overfitting?.probability }

    /// The parameters of the best trial; `nil` where none has a score.
    public var bestParameters: [String: Double]? { summary?.best.trial.parameters }

    /// What the bars that the search had not seen said of its choice; `nil` before they were asked, and where the choice is
    /// another by now.
    public var judgement: StudyJudgement? { bestParameters.flatMap(study.judgement) }

    /// A score as people read it: R² for squared errors, else the loss itself.
    public func scoreText(_ value: Double) -> String {
        switch study.manifest.loss {
        case .squaredError: "R² \(percent(-value))"
        case .pinball: NumberFormat.fixed(value, digits: 5)
        case .rankCorrelation: "IC \(NumberFormat.fixed(value, digits: 4))"
        }
    }

    /// What was found, in sentences.
    public var words: [String] {
        guard let summary else {
            return ["no trial has a score yet: \(trials.count) ended"]
        }
        return [bestWords(summary), luckWords(summary), overfittingWords].compactMap(\.self) + judgementWords
    }

    private func bestWords(_ summary: SearchSummary) -> String {
        let best = summary.best
        var text =
            "best of \(summary.triedPoints) tried: trial \(best.trial.number + 1) "
            + "(\(TuningReport.text(best.trial.parameters))), \(scoreText(best.value)) over \(best.values.count) folds"
        if summary.comparedTrials > 1 {
            text +=
                "; better than the median by \(difference(summary.excessOverMedian)), than the second by "
                + difference(summary.excessOverSecond)
        }
        if summary.prunedTrials > 0 { text += "; \(summary.prunedTrials) stopped early" }
        if summary.failedTrials > 0 { text += "; \(summary.failedTrials) failed" }
        return text
    }

    private func luckWords(_ summary: SearchSummary) -> String? {
        guard summary.comparedTrials > 1, summary.expectedBestByLuck.isFinite else { return nil }
        let expected = scoreText(summary.expectedBestByLuck)
        return summary.excessOverLuck > 0
            ? "the best of so many that differ by luck alone would be expected at \(expected): this one is beyond it"
            : "the best of so many that differ by luck alone would be expected at \(expected): this one is no better"
    }

    private var overfittingWords: String? {
        var parts: [String] = []
        if let overfitting {
            parts.append(
                "probability of backtest overfitting \(NumberFormat.fixed(overfitting.probability, digits: 2)) "
                    + "(0.5 or more: the choice tells nothing)")
        }
        if let deflatedSharpe {
            parts.append(
                "deflated Sharpe ratio \(NumberFormat.fixed(deflatedSharpe, digits: 2)) (above 0.95 would be skill)")
        }
        return parts.isEmpty ? nil : parts.joined(separator: ", ")
    }

    private var judgementWords: [String] {
        guard let judgement else { return ["the bars that the search did not see have not been asked yet"] }
        let (tuned, untuned) = (judgement.tuned, judgement.untuned)
        let span = "\(judgement.from.utcDate) to \(judgement.through.utcDate)"
        let r2 = (percent(tuned.scores.r2Return ?? 0), percent(untuned.scores.r2Return ?? 0))
        guard tuned.specification != untuned.specification else {
            return [
                "on \(span), which the search did not see, its choice, the untuned parameters, has return R² \(r2.0)",
                tuned.decision.reason,
            ]
        }
        let gain = (tuned.scores.r2Return ?? 0) - (untuned.scores.r2Return ?? 0)
        let p = judgement.differenceP.map { "p \(NumberFormat.fixed($0, digits: 2))" } ?? "no p"
        let isSure = judgement.differenceP.map { $0 < study.manifest.run.evaluation.alpha } ?? false
        let verdict =
            gain > 0
            ? (isSure ? "tuning helped" : "tuning may have helped, or it is chance")
            : (isSure ? "tuning did harm" : "tuning did not help")
        return [
            "on \(span), which the search did not see: return R² \(r2.0) tuned, \(r2.1) untuned: \(verdict) "
                + "(Diebold–Mariano \(p))",
            "tuned: \(tuned.decision.reason)", "untuned: \(untuned.decision.reason)",
        ]
    }

    private func difference(_ value: Double) -> String {
        study.manifest.loss == .squaredError
            ? "\(NumberFormat.fixed(value * 100, digits: 3)) points" : NumberFormat.fixed(value, digits: 5)
    }

    private func percent(_ share: Double) -> String {
        "\(share < 0 ? "−" : "+")\(NumberFormat.fixed(abs(share) * 100, digits: 3)) %"
    }

    /// Parameters as people read them, by name.
    public static func text(_ parameters: [String: Double]) -> String {
        parameters.sorted { $0.key < $1.key }.map { name, value in
            "\(name) \(value == value.rounded() ? NumberFormat.plain(value) : significant(value))"
        }.joined(separator: ", ")
    }

    /// Four digits that count.
    private static func significant(_ value: Double) -> String {
        var digits = 3
        var size = abs(value)
        while size < 1, digits < 9, size > 0 {
            size *= 10
            digits += 1
        }
        return NumberFormat.fixed(value, digits: digits)
    }
}

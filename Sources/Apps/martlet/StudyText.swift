import Base
import CommandLineInterface
import Evaluation
import Forecasting
import ModelRegistry
import Orchestration
import Tuning

/// Searches for parameters as people and machines read them.
enum StudyText {
    /// The best trials that are shown of each search.
    private static let shown = 10

    static func show(_ reports: [TuningReport], _ context: CommandContext) throws {
        guard !context.wantsJSON else {
            context.json { writer in
                writer.array("studies") { writer in
                    for report in reports { writer.object { write(report, to: &$0) } }
                }
            }
            return
        }
        for (index, report) in reports.enumerated() {
            if index > 0 { context.line() }
            show(report, context)
        }
    }

    static func list(_ registry: ModelRegistry, _ context: CommandContext) throws {
        let reports = try registry.studies().map { try TuningReport(registry, study: $0.id) }
        guard !context.wantsJSON else { return try show(reports, context) }
        var table = TextTable([
            .text("study"), .text("model"), .text("family"), .text("method"), .number("trials"), .text("best"),
            .number("tuned"), .number("untuned"), .text("begun"),
        ])
        for report in reports {
            let run = report.study.manifest.run
            table.add([
                report.study.id, name(report), run.specification.kind.rawValue, method(report.study.manifest.method),
                String(report.trials.count), report.summary.map { report.scoreText($0.best.value) } ?? "-",
                VersionText.percent(report.judgement?.tuned.scores.r2Return),
                VersionText.percent(report.judgement?.untuned.scores.r2Return),
                report.study.createdAt.utcDate.description,
            ])
        }
        context.table(table)
        if reports.isEmpty { context.note("nothing was tuned yet; run `martlet tune lightgbm --symbols SYMBOL`") }
    }

    private static func show(_ report: TuningReport, _ context: CommandContext) {
        let manifest = report.study.manifest
        context.line(
            "study \(report.study.id): \(manifest.run.specification.kind.rawValue) of \(name(report)) by "
                + "\(method(manifest.method)), on bars up to \(manifest.searchThrough.utcDate)")
        var table = TextTable([
            .number("trial"), .number("score"), .number("folds"), .text("ended"), .number("seconds"),
            .text("parameters"),
        ])
        for trial in best(report) {
            table.add([
                String(trial.record.trial.number + 1), score(trial.record, report),
                String(trial.record.values.count), status(trial.record.status),
                NumberFormat.fixed(trial.seconds, digits: 1), TuningReport.text(trial.record.trial.parameters),
            ])
        }
        context.table(table)
        if report.trials.count > shown { context.line("… and \(report.trials.count - shown) more (--json has all)") }
        context.line()
        for sentence in report.words { context.line(sentence) }
        if report.judgement != nil {
            context.line("to use it: martlet train --parameters-from \(report.study.id)")
        }
    }

    /// The score of a trial that did not come through all its folds is in parentheses: it is not to be compared.
    private static func score(_ record: TrialRecord, _ report: TuningReport) -> String {
        guard record.value.isFinite else { return "-" }
        let text = report.scoreText(record.value)
        return record.isScored ? text : "(\(text))"
    }

    /// The best trials, those that came farthest first.
    private static func best(_ report: TuningReport) -> [StudyTrial] {
        let goal = report.study.manifest.loss.goal
        func rank(_ trial: StudyTrial) -> (Int, Int, Double, Int) {
            let record = trial.record
            let loss = goal == .minimise ? record.value : -record.value
            return (
                record.isScored ? 0 : 1, -record.values.count, loss.isFinite ? loss : .infinity, record.trial.number
            )
        }
        // Of a point that went on with more budget, the last is enough.
        let continued = Set(report.trials.compactMap(\.record.trial.continues))
        let last = report.trials.filter { !continued.contains($0.record.trial.number) }
        return Array(last.sorted { rank($0) < rank($1) }.prefix(shown))
    }

    private static func name(_ report: TuningReport) -> String {
        ModelName(scope: report.study.manifest.run.scope, horizonBars: report.study.manifest.run.horizonBars)
            .description
    }

    private static func method(_ method: SearchMethod) -> String {
        switch method {
        case .grid: "grid"
        case .random: "random"
        case .treeParzen: "tpe"
        case .successiveHalving: "halving"
        case .asynchronousHalving: "asha"
        }
    }

    private static func status(_ status: TrialRecord.Status) -> String {
        switch status {
        case .done: "done"
        case .pruned: "stopped early"
        case .failed: "failed"
        }
    }
}

extension StudyText {
    private static func write(_ report: TuningReport, to writer: inout JSONWriter) {
        let manifest = report.study.manifest
        writer.member("study", report.study.id)
        writer.member("model", name(report))
        writer.member("family", manifest.run.specification.kind.rawValue)
        writer.member("method", method(manifest.method))
        writer.member("loss", manifest.loss.rawValue)
        writer.member("search_through", manifest.searchThrough)
        writer.array("trials") { writer in
            for trial in report.trials { writer.object { write(trial, to: &$0) } }
        }
        writer.key("summary")
        write(report, report.summary, to: &writer)
        writer.key("judgement")
        write(report.judgement, to: &writer)
        writer.array("words") { writer in
            for sentence in report.words { writer.value(sentence) }
        }
    }

    private static func write(_ trial: StudyTrial, to writer: inout JSONWriter) {
        let record = trial.record
        writer.member("number", record.trial.number + 1)
        writer.object("parameters") { write(record.trial.parameters, to: &$0) }
        if let budget = record.trial.budget { writer.member("budget", budget) }
        writer.member("values", record.values)
        writer.member("value", record.value)
        writer.member("status", status(record.status))
        switch record.status {
        case .done: break
        case .pruned(let reason), .failed(let reason): writer.member("reason", reason)
        }
        writer.member("seconds", trial.seconds)
        writer.member("started_at", trial.startedAt)
        writer.member("finished_at", trial.finishedAt)
    }

    private static func write(_ parameters: [String: Double], to writer: inout JSONWriter) {
        for (name, value) in parameters.sorted(by: { $0.key < $1.key }) { writer.member(name, value) }
    }

    private static func write(_ report: TuningReport, _ summary: SearchSummary?, to writer: inout JSONWriter) {
        guard let summary else { return writer.null() }
        writer.object { writer in
            writer.member("best", summary.best.trial.number + 1)
            writer.object("parameters") { write(summary.best.trial.parameters, to: &$0) }
            writer.member("value", summary.best.value)
            writer.member("compared", summary.comparedTrials)
            writer.member("pruned", summary.prunedTrials)
            writer.member("failed", summary.failedTrials)
            writer.member("tried", summary.triedPoints)
            writer.member("excess_over_median", summary.excessOverMedian)
            writer.member("excess_over_second", summary.excessOverSecond)
            writer.member("expected_best_by_luck", summary.expectedBestByLuck)
            writer.member("excess_over_luck", summary.excessOverLuck)
            writer.member("probability_of_overfitting", report.overfittingProbability)
            writer.member("deflated_sharpe", report.deflatedSharpe)
        }
    }

    private static func write(_ judgement: StudyJudgement?, to writer: inout JSONWriter) {
        guard let judgement else { return writer.null() }
        writer.object { writer in
            writer.member("from", judgement.from)
            writer.member("through", judgement.through)
            writer.member("difference_p", judgement.differenceP)
            for (name, judged) in [("tuned", judgement.tuned), ("untuned", judgement.untuned)] {
                writer.object(name) { writer in
                    writer.object("parameters") { write(judged.specification.parameters, to: &$0) }
                    writer.object("scores") { judged.scores.write(to: &$0) }
                    writer.member("passed", judged.decision.passed)
                    writer.member("verdict", judged.decision.reason)
                }
            }
        }
    }
}

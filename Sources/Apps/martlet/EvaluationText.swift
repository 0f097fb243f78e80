import Base
import CommandLineInterface
import Evaluation
import Forecasting
import Orchestration
import Reporting
import Scoring

/// Evaluations as people read them in a terminal, and as JSON.
enum EvaluationText {
    /// A table of every model, and what was found.
    static func show(_ report: EvaluationReport, _ context: CommandContext) {
        let evaluation = report.evaluation
        let rows = evaluation.models[0].forecasts.rows
        let whose = rows.symbols.count == 1 ? rows.symbols[0].name : "\(rows.symbols.count) symbols"
        context.line(
            "\(whose), \(rows.target) over \(evaluation.horizonBars) \(evaluation.horizonBars == 1 ? "bar" : "bars"): "
                + "\(NumberFormat.grouped(rows.count)) forecasts out of sample, \(rows.folds) folds")
        context.table(table(report))
        for (index, finding) in report.findings.enumerated() {
            if index == 0 { context.line() }
            context.line(index == 0 ? finding : "- \(finding)")
        }
        context.line()
    }

    private static func table(_ report: EvaluationReport) -> TextTable {
        let hasOrder = report.isCrossSectional
        var columns: [TextTable.Column] = [.text("model"), .number("return R²")]
        if hasOrder { columns += [.number("IC"), .number("rank IC (95 %)"), .number("ICIR")] }
        columns += [
            .number("MASE"), .number("direction"), .number("cover 80"), .number("CW p"), .number("Holm"),
            .number("DM p"),
        ]
        var table = TextTable(columns)
        for (index, model) in report.evaluation.models.enumerated() {
            let card = model.scorecard
            let mark = index == report.evaluation.champion ? "*" : ""
            var cells = [mark + report.names[index], VersionText.percent(card.r2Return)]
            if hasOrder { cells += order(card.informationCoefficient) }
            cells += [
                VersionText.number(card.mase, digits: 4), VersionText.percent(card.directionalAccuracy),
                VersionText.percent(card.coverage80), VersionText.number(card.clarkWest?.pValue, digits: 3),
                VersionText.number(model.decision.holmP, digits: 3),
                VersionText.number(card.dieboldMariano?.pValue, digits: 3),
            ]
            table.add(cells)
        }
        return table
    }

    private static func order(_ skill: CrossSectionalSkill?) -> [String] {
        guard let skill else { return ["-", "-", "-"] }
        let rank = skill.rank
        var text = VersionText.number(rank.mean, digits: 4)
        if let ends = rank.meanInterval {
            text += " (\(VersionText.number(ends.lower, digits: 4)) to \(VersionText.number(ends.upper, digits: 4)))"
        }
        return [VersionText.number(skill.pearson.mean, digits: 4), text, VersionText.number(rank.ratio, digits: 3)]
    }

    /// Every report's figures.
    static func write(_ outcome: EvaluationJob.Outcome, _ files: [String], to writer: inout JSONWriter) {
        writer.member("stopped", outcome.wasStopped)
        writer.array("evaluations") { writer in
            for report in outcome.reports { writer.object { write(report, to: &$0) } }
        }
        writer.array("skipped") { writer in
            for skipped in outcome.skipped {
                writer.object { writer in
                    writer.member("symbol", skipped.symbol.name)
                    writer.member("reason", skipped.reason)
                }
            }
        }
        writer.array("reports") { writer in
            for file in files { writer.value(file) }
        }
    }

    private static func write(_ report: EvaluationReport, to writer: inout JSONWriter) {
        let evaluation = report.evaluation
        let rows = evaluation.models[0].forecasts.rows
        writer.array("symbols") { writer in
            for symbol in rows.symbols { writer.value(symbol.name) }
        }
        writer.member("horizon_bars", evaluation.horizonBars)
        writer.member("target", rows.target.description)
        writer.member("forecasts", rows.count)
        writer.member("folds", rows.folds)
        writer.member("data_sha256", report.run.dataHash)
        writer.member("champion", evaluation.champion.map { report.names[$0] })
        writer.array("findings") { writer in
            for finding in report.findings { writer.value(finding) }
        }
        writer.array("models") { writer in
            for index in evaluation.models.indices { writer.object { write(index, of: report, to: &$0) } }
        }
        guard let comparison = report.comparison else { return }
        writer.object("comparison") { writer in
            writer.member("spa_p", comparison.superiorToPersistence?.consistent)
            writer.member("deflated_sharpe", comparison.deflatedSharpe)
            writer.member("overfitting_probability", comparison.overfitting?.probability)
            writer.array("confidence_set") { writer in
                for model in comparison.included { writer.value(comparison.names[model]) }
            }
        }
    }

    private static func write(_ index: Int, of report: EvaluationReport, to writer: inout JSONWriter) {
        let model = report.evaluation.models[index]
        writer.member("model", report.names[index])
        writer.member("passed", model.decision.passed)
        writer.member("verdict", model.decision.reason)
        writer.object("scores") { model.scorecard.write(to: &$0) }
    }
}

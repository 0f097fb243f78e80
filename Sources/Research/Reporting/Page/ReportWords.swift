import Base
import Evaluation
import Forecasting
import Scoring

/// What a report says in words.
struct ReportWords {
    private let report: EvaluationReport
    private var evaluation: Evaluation { report.evaluation }
    private var rows: OutOfSampleRows { report.best.forecasts.rows }
    private var name: String { report.names[report.focus] }

    init(_ report: EvaluationReport) { self.report = report }

    private var bars: String { "\(evaluation.horizonBars) \(evaluation.horizonBars == 1 ? "bar" : "bars")" }

    var title: String {
        let symbols = rows.symbols
        let whose =
            symbols.count == 1
            ? symbols[0].name
            : symbols.count <= 4 ? symbols.map(\.name).joined(separator: ", ") : "\(symbols.count) symbols"
        return "\(whose), \(bars) ahead"
    }

    var subtitle: String {
        let what =
            switch rows.target {
            case .ownReturn: "Log returns"
            case .outperformanceOfUniverse: "Log returns less the mean of all symbols"
            case .outperformance(let symbol): "Log returns less those of \(symbol.name)"
            }
        guard let first = rows.times.first, let last = rows.times.last else { return what }
        return "\(what), forecast from \(first.utcDate) to \(last.utcDate): "
            + "\(NumberFormat.grouped(rows.count)) forecasts of each model at "
            + "\(NumberFormat.grouped(report.best.scorecard.times)) times"
    }

    private var tried: [Int] { evaluation.models.indices.filter { !evaluation.models[$0].kind.isNaive } }
    /// The models whose skill is too good to be true.
    private var alarmed: [Int] { tried.filter { evaluation.models[$0].decision.alarm != nil } }

    var mood: ReportPage.Mood { alarmed.isEmpty ? evaluation.champion == nil ? .none : .found : .alarm }

    var headline: String {
        guard !tried.isEmpty else { return "Only naive forecasts were judged" }
        if !alarmed.isEmpty {
            let list = alarmed.map { report.names[$0] }.joined(separator: ", ")
            return "Too good to be true: \(list). Take it for a leak until shown otherwise"
        }
        let share = NumberStyle.percent(2).text(report.best.scorecard.r2Return)
        if evaluation.champion != nil {
            return "Skill found: \(name) saves \(share) of persistence’s squared error out of sample"
        }
        return tried.count == 1
            ? "No skill found: \(name) did not beat the naive forecasts"
            : "No skill found: none of \(tried.count) models beat the naive forecasts; \(name) came nearest"
    }

    /// The models that are spoken of one by one: all of a few; of many those that passed and the one in focus.
    private var told: [Int] {
        tried.count <= 4 ? tried : tried.filter { evaluation.models[$0].decision.passed || $0 == report.focus }
    }

    var findings: [String] {
        var texts: [String] = []
        if let stopped = report.run.stopped {
            texts.append(
                "Partial: stopped after \(stopped.done) of \(stopped.of) folds; what is shown is of those alone.")
        }
        texts += alarmed.compactMap { model in
            evaluation.models[model].decision.alarm.map { "\(report.names[model]): \($0)." }
        }
        texts += told.filter { !alarmed.contains($0) }
            .map { "\(report.names[$0]): \(evaluation.models[$0].decision.reason)." }
        texts += told.compactMap(ordering)
        texts += report.comparison?.finding.dropFirst() ?? []
        if let years { texts.append(years) }
        return texts + [coverage]
    }

    /// What the information coefficient of a model says.
    private func ordering(_ model: Int) -> String? {
        guard let rank = evaluation.models[model].scorecard.informationCoefficient?.rank else { return nil }
        let three = NumberStyle.decimals(3)
        var text =
            "\(report.names[model]) orders the symbols of a time with a mean rank IC of \(three.text(rank.mean))"
        if let ends = rank.meanInterval {
            text += " (95 % interval \(three.text(ends.lower)) to \(three.text(ends.upper)))"
        }
        text += ", ICIR \(NumberStyle.decimals(2).text(rank.ratio)) per time"
        guard let p = rank.overlapTest?.pValue else { return text + "." }
        let verdict = p < report.run.alpha ? "more than chance explains" : "no more than chance may give"
        return text + ": \(verdict) (one-sided p \(NumberStyle.probability.text(p)), one model taken by itself)."
    }

    private var years: String? {
        let losses = LossesByTime(report.best.forecasts)
        let skills = losses.years.compactMap { losses.skill($0.range)?.value }
        guard skills.count > 1 else { return nil }
        return "\(name) saved error in \(skills.count { $0 > 0 }) of \(skills.count) calendar years."
    }

    private var coverage: String {
        let share = report.best.scorecard.coverage80
        let held = NumberStyle.percent(1).text(share)
        let judgement =
            abs(share - 0.8) < 0.02
            ? "as promised"
            : share < 0.8 ? "fewer than promised: they are too narrow" : "more than promised: they are too wide"
        return "The 80 % intervals of \(name) held \(held) of what came, \(judgement)."
    }

    var run: [(name: String, value: String)] {
        let run = report.run
        let date = { (time: Instant) in time.utcDate.description }
        let symbols =
            rows.symbols.count <= 12
            ? rows.symbols.map(\.name).joined(separator: ", ") : NumberFormat.grouped(rows.symbols.count)
        return [
            ("Command", run.command), ("Symbols", symbols), ("Bars", run.interval.description),
            ("Target", "\(rows.target), \(bars) ahead"),
            ("Features", "\(run.featureSet) (\(run.features))"),
            (
                "Rows",
                "\(NumberFormat.grouped(run.tableRows)) from \(date(run.tableTimes.lowerBound)) to "
                    + date(run.tableTimes.upperBound)
            ),
            ("Splits", run.scheme), ("Level of the tests", NumberFormat.plain(run.alpha)),
            ("Seed", String(run.seed)), ("Bars known at", Instant(seconds: run.asOf.seconds).iso8601),
            ("SHA-256 of the bars", run.dataHash),
            ("Version", run.codeVersion),
        ]
    }

    var doubts: [String] {
        let times = report.best.scorecard.times
        let horizon = evaluation.horizonBars
        let separate = NumberFormat.grouped(times / max(1, horizon))
        var texts: [String] = []
        if horizon > 1 {
            texts.append(
                "Returns over \(horizon) bars forecast at every bar overlap: \(NumberFormat.grouped(times)) times are "
                    + "about \(separate) separate periods. The tests allow for that, the eye does not.")
        }
        if rows.symbols.count > 1 {
            texts.append(
                "Symbols move together: \(NumberFormat.grouped(rows.count)) forecasts are no such number of independent "
                    + "ones. All tests take one number per time.")
        }
        let tried = evaluation.models.count { !$0.kind.isNaive }
        if tried > 1 {
            texts.append(
                "\(tried) models were tried, and the best of many looks better than it is. The p-values after Holm and the "
                    + "deflated Sharpe ratio count the models of this call, not what was tried in others.")
        } else if tried == 1 {
            texts.append(
                "The tests count the one model of this call, not what was tried in others: asked often enough, one passes by luck."
            )
        }
        if report.run.learnsFromLater {
            texts.append(
                "Models learnt from what came after the rows they forecast as well as from before: this says how stable a "
                    + "skill is, not what one would have had.")
        }
        if rows.symbols.count >= 20 {
            texts.append(
                "The symbols are those that are stored. If they were chosen as the members of an index today, those that "
                    + "failed or left are missing, and the past looks better than it was.")
        }
        if evaluation.splits.count < 4 { texts.append("Few folds: how skill changes over time can hardly be seen.") }
        texts += report.run.notes
        texts.append("No cost of trading, no spread, no limit to what can be bought: a skill is not a profit.")
        return texts
    }
}

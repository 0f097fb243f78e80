import Evaluation
import Kernels
import Scoring

/// The tables of scores and tests.
struct ReportTables {
    private let report: EvaluationReport
    private var models: [EvaluatedModel] { report.evaluation.models }

    init(_ report: EvaluationReport) { self.report = report }

    var section: ReportPage.Section {
        var blocks: [ReportPage.Block] = [.table(scores)]
        if report.isCrossSectional { blocks.append(.table(orderings)) }
        blocks += [.table(distributions), .table(directions), .table(tests)]
        if let comparison = report.comparison { blocks.append(.table(strategies(comparison))) }
        if report.evaluation.paths.count > 1 { blocks.append(.table(paths(report.evaluation.paths))) }
        return ReportPage.Section(
            id: "scores", title: "Scores",
            introduction:
                "Every model beside the naive ones, on the same rows. The model that the pictures below are about "
                + "is set off by its colour.",
            blocks: blocks)
    }

    private var scores: ReportTable {
        var table = ReportTable(
            "Forecasts",
            [
                .init("Model"),
                .init("Return R²", "Share of persistence’s squared error of returns that is saved; decides"),
                .init("MASE", "Mean absolute error over persistence’s; below 1 is better"),
                .init("RMSE", "Root of the mean squared error of log returns"),
                .init("Direction right", "Share of moves whose direction was right, with its 95 % interval"),
                .init("sMAPE", "Of prices, in percent; less is better"),
                .init("Price R²", "Near 1 for anything that knows the last price; read it beside persistence’s"),
            ])
        for (index, model) in models.enumerated() {
            let card = model.scorecard
            table.add(
                [
                    .text(report.names[index]), .number(card.r2Return, .percent(3)), .number(card.mase, .decimals(4)),
                    .number(card.rmse, .decimals(6)),
                    .interval(
                        card.directionalAccuracy, low: card.directionalAccuracyLow,
                        high: card.directionalAccuracyHigh, .percent(2)),
                    .number(card.smape, .decimals(3)), .number(card.r2Price, .decimals(5)),
                ], isMarked: index == report.focus)
        }
        return table
    }

    private var orderings: ReportTable {
        var table = ReportTable(
            "How well the symbols of each time are ordered; 95 % intervals by the stationary bootstrap",
            [
                .init("Model"), .init("IC", "Mean over times of Pearson’s correlation of forecasts and outcomes"),
                .init("Rank IC", "The same of ranks"),
                .init("ICIR", "Mean IC over its standard deviation, per time, not annualised"),
                .init("Rank ICIR", "The same of ranks"),
                .init("p of rank IC", "One-sided, overlapping horizons allowed for"),
                .init("Times above 0", "Share of times with a rank IC above 0"), .init("Times"),
            ])
        for (index, model) in models.enumerated() {
            let section = model.scorecard.informationCoefficient
            let (plain, rank) = (section?.pearson, section?.rank)
            table.add(
                [
                    .text(report.names[index]), mean(plain), mean(rank), ratio(plain), ratio(rank),
                    .number(rank?.overlapTest?.pValue, .probability), .number(rank?.positiveShare, .percent(1)),
                    .number(rank.map { Double($0.times) }, .count),
                ], isMarked: index == report.focus)
        }
        return table
    }

    private func mean(_ summary: InformationCoefficient?) -> ReportTable.Cell {
        let ends = summary?.meanInterval
        return .interval(summary?.mean, low: ends?.lower, high: ends?.upper, .decimals(4))
    }

    private func ratio(_ summary: InformationCoefficient?) -> ReportTable.Cell {
        let ends = summary?.ratioInterval
        return .interval(summary?.ratio, low: ends?.lower, high: ends?.upper, .decimals(3))
    }

    private var distributions: ReportTable {
        var table = ReportTable(
            "Distributions and intervals",
            [
                .init("Model"), .init("CRPS", "Continuous ranked probability score of log returns; less is better"),
                .init("Pinball loss", "Mean over the quantiles 0.05 to 0.95; less is better"),
                .init("MSIS", "Mean scaled interval score; less is better"),
                .init("50 % held", "Share of returns inside the 50 % interval"),
                .init("80 % held", "Share of returns inside the 80 % interval"),
                .init("90 % held", "Share of returns inside the 90 % interval"),
                .init("p of 80 %", "Whether the share differs from 80 % by more than chance, two-sided"),
            ])
        for (index, model) in models.enumerated() {
            let card = model.scorecard
            func held(_ level: Double) -> CoverageScore? { card.coverage?.first { $0.level == level } }
            table.add(
                [
                    .text(report.names[index]), .number(card.crps, .decimals(6)), .number(card.pinball, .decimals(6)),
                    .number(card.msis, .decimals(3)), .number(held(0.5)?.share, .percent(1)),
                    .number(card.coverage80, .percent(1)), .number(held(0.9)?.share, .percent(1)),
                    .number(held(0.8)?.test?.pValue, .probability),
                ], isMarked: index == report.focus)
        }
        return table
    }

    private var directions: ReportTable {
        var table = ReportTable(
            "Probabilities of a rise",
            [
                .init("Model"), .init("Log loss", "0.6931 is what one half always scores; less is better"),
                .init("Brier", "0.25 is what one half always scores; less is better"),
                .init("reliability", "The part of the Brier score that is bad calibration; less is better"),
                .init("resolution", "The part by which it tells rises from falls; more is better"),
                .init("AUC", "The chance that a rise was given more than a fall; 0.5 is chance"),
                .init("Precision", "Share of forecast rises that came"), .init("Recall", "Share of rises forecast"),
                .init("PT p", "Pesaran and Timmermann on directions, one-sided"),
            ])
        for (index, model) in models.enumerated() {
            let direction = model.scorecard.direction
            table.add(
                [
                    .text(report.names[index]), .number(direction?.logLoss, .decimals(5)),
                    .number(direction?.brier.score, .decimals(5)), .number(direction?.brier.reliability, .decimals(5)),
                    .number(direction?.brier.resolution, .decimals(5)), .number(direction?.auc, .decimals(4)),
                    .number(direction?.precision, .percent(1)), .number(direction?.recall, .percent(1)),
                    .number(direction?.pesaranTimmermann?.pValue, .probability),
                ], isMarked: index == report.focus)
        }
        return table
    }

    private func strategies(_ comparison: ModelComparison) -> ReportTable {
        var table = ReportTable(
            "All models beside each other: the model confidence set, and what following each by the plainest rule would have "
                + (comparison.isCrossSectional
                    ? "returned, without costs (long above the median forecast, short below)"
                    : "returned beyond drift’s return, without costs (long above the drift, short below)"),
            [
                .init("Model"),
                .init("May be the best", "Whether it is in the 90 % model confidence set", isOfWords: true),
                .init(
                    "Mean return",
                    comparison.isCrossSectional
                        ? "Per period of the horizon, of longs less shorts" : "Per period of the horizon, less drift’s"),
                .init("Sharpe ratio", "Per period, not annualised"), .init("Periods"),
            ])
        let left = Set(comparison.included)
        for (index, strategy) in comparison.strategies.enumerated() {
            let returns = strategy.returns
            let mean = returns.isEmpty ? nil : returns.reduce(0, +) / Double(returns.count)
            table.add(
                [
                    .text(report.names[index]),
                    .text(comparison.confidenceSet == nil ? "–" : left.contains(index) ? "yes" : "no"),
                    .number(mean, .percent(3)), .number(strategy.sharpe?.value, .decimals(3)),
                    .number(Double(returns.count), .count),
                ], isMarked: index == report.focus)
        }
        return table
    }

    /// How much the scores depend on which groups a model learnt from.
    private func paths(_ paths: [Evaluation]) -> ReportTable {
        var table = ReportTable(
            "Return R² over the \(paths.count) paths of the cross-validation; the other tables are of the first",
            [.init("Model"), .init("Lowest"), .init("Median"), .init("Highest"), .init("Paths above 0")])
        for index in models.indices {
            let values = paths.compactMap { $0.models[index].scorecard.r2Return }.sorted()
            table.add(
                [
                    .text(report.names[index]), .number(values.first, .percent(3)),
                    .number(values.isEmpty ? nil : Statistics.quantile(ofSorted: values, level: 0.5), .percent(3)),
                    .number(values.last, .percent(3)), .number(Double(values.count { $0 > 0 }), .count),
                ], isMarked: index == report.focus)
        }
        return table
    }

    private var tests: ReportTable {
        var table = ReportTable(
            "Tests and what the gate said",
            [
                .init("Model"), .init("CW p", "Clark and West against persistence, one-sided"),
                .init("CW p, drift", "Clark and West against the mean return, one-sided"),
                .init("after Holm", "The larger of the two, adjusted for all models of this call"),
                .init("DM p", "Diebold and Mariano on squared errors, two-sided; shown, does not decide"),
                .init("Verdict", isOfWords: true),
            ])
        for (index, model) in models.enumerated() {
            let card = model.scorecard
            table.add(
                [
                    .text(report.names[index]), .number(card.clarkWest?.pValue, .probability),
                    .number(card.clarkWestDrift?.pValue, .probability), .number(model.decision.holmP, .probability),
                    .number(card.dieboldMariano?.pValue, .probability), .text(model.decision.reason),
                ], isMarked: index == report.focus)
        }
        return table
    }
}

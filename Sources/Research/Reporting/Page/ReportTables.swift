import Evaluation
import Scoring

/// The tables of scores and tests.
struct ReportTables {
    private let report: EvaluationReport
    private var models: [EvaluatedModel] { report.evaluation.models }

    init(_ report: EvaluationReport) { self.report = report }

    var section: ReportPage.Section {
        var blocks: [ReportPage.Block] = [.table(scores), .table(tests)]
        if report.isCrossSectional { blocks.insert(.table(orderings), at: 1) }
        return ReportPage.Section(
            id: "scores", title: "Scores",
            introduction: "Every model beside the naive ones, on the same rows. The model that the pictures below are about "
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
                .init("Pinball loss", "Mean over the quantiles 0.05 to 0.95; less is better"),
                .init("80 % interval", "Share of returns inside it"),
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
                    .number(card.pinball, .decimals(6)), .number(card.coverage80, .percent(1)),
                    .number(card.r2Price, .decimals(5)),
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
        for (index, section) in report.crossSections.enumerated() {
            let (plain, rank) = (section?.summary, section?.rankSummary)
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

    private var tests: ReportTable {
        var table = ReportTable(
            "Tests and what the gate said",
            [
                .init("Model"), .init("CW p", "Clark and West against persistence, one-sided"),
                .init("CW p, drift", "Clark and West against the mean return, one-sided"),
                .init("after Holm", "The larger of the two, adjusted for all models tried"),
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

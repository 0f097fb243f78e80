import Base
import Evaluation
import Forecasting
import Reporting
import Scoring
import Testing

struct EvaluationReportTests {
    @Test("a page is well formed, has every part and no path, and is the same each time")
    func structure() throws {
        let table = ReportMarket.table(r2: 0.05)
        let evaluation = try ReportMarket.evaluation(table)
        let ranking = FeatureRanking(
            model: 2,
            entries: [
                .init(feature: "f0", rise: 0.04, deviation: 0.001), .init(feature: "f<1>", rise: 0, deviation: .nan),
            ],
            rows: 300, folds: 3)
        let html = ReportMarket.report(table, evaluation, ranking: ranking).html()
        let page = try MarkupReader(html)
        #expect(page.elements["h1"] == 1 && page.elements["figure"] == page.elements["svg"])
        #expect(page.elements["svg"] == page.elements["title"].map { $0 - 1 } && (page.elements["figure"] ?? 0) >= 14)
        #expect(page.elements["caption"] == page.elements["table"] && page.elements["script"] == nil)
        #expect(page.links.allSatisfy { $0.hasPrefix("#") && page.identifiers.contains(String($0.dropFirst())) })
        #expect(Set(page.identifiers).count == page.identifiers.count)
        #expect(
            ["scores", "time", "where", "calibration", "residuals", "features"].allSatisfy(page.identifiers.contains))
        #expect(!html.contains("src=") && !html.contains("http") && !html.contains("url("))
        #expect(html == ReportMarket.report(table, evaluation, ranking: ranking).html())
        let words = page.text.split { $0 == " " || $0 == "\n" }.joined(separator: " ")
        #expect(words.contains("martlet evaluate --model ridge &amp; &lt;others&gt;"))
    }

    @Test("the numbers on the page are those of the evaluation, to the bit")
    func numbers() throws {
        let table = ReportMarket.table(symbols: 12, r2: 0.05, horizonBars: 5)
        let evaluation = try ReportMarket.evaluation(table)
        let report = ReportMarket.report(table, evaluation)
        let values = Set(try MarkupReader(report.html()).values)
        for model in evaluation.models {
            let card = model.scorecard
            let expected = [
                card.r2Return, card.mase, card.rmse, card.directionalAccuracy, card.directionalAccuracyLow,
                card.pinball,
                card.coverage80, card.r2Price, card.clarkWest?.pValue, card.clarkWestDrift?.pValue, card.holmP,
                card.dieboldMariano?.pValue,
            ]
            #expect(expected.compactMap(\.self).allSatisfy(values.contains), "\(model.kind)")
        }
        let rank = try #require(evaluation.models[2].scorecard.informationCoefficient?.rank)
        let ends = [rank.meanInterval?.lower, rank.meanInterval?.upper, rank.ratioInterval?.lower]
        #expect(([rank.mean, rank.ratio] + ends).compactMap(\.self).allSatisfy(values.contains))
    }

    @Test(
        "what is missing or degenerate makes a page without NaN",
        arguments: [
            (1, 0.0, 1, false, 3), (2, 0.0, 21, false, 2), (6, 0.0, 1, true, 1), (30, 0.0, 5, true, 2),
            (1, 0.0, 5, true, 1),
        ])
    func degenerate(symbols: Int, r2: Double, horizon: Int, missing: Bool, folds: Int) throws {
        let table = ReportMarket.table(
            bars: 420, symbols: symbols, r2: r2, horizonBars: horizon, missing: missing)
        let evaluation = try ReportMarket.evaluation(table, folds: folds)
        let page = try MarkupReader(ReportMarket.report(table, evaluation).html())
        for word in ["nan", "NaN", "inf ", "-inf", "nil", "Optional"] { #expect(!page.text.contains(word), "\(word)") }
        #expect(page.values.allSatisfy { $0.isFinite })
    }

    @Test("naive models alone, and forecasts that are all 0, make a page")
    func naiveOnly() throws {
        let table = ReportMarket.table(bars: 300, symbols: 1)
        let evaluation = try ReportMarket.evaluation(table, [.persistence])
        let report = ReportMarket.report(table, evaluation)
        #expect(report.findings.first == "Only naive forecasts were judged")
        _ = try MarkupReader(report.html())
    }

    @Test("it says no skill on random walks, skill where there is some, and what was stopped")
    func words() throws {
        let walk = ReportMarket.table(seed: 3, r2: 0)
        let none = ReportMarket.report(walk, try ReportMarket.evaluation(walk), stopped: (2, 3))
        #expect(none.findings.first?.hasPrefix("No skill found") == true)
        #expect(none.findings.dropFirst().first?.hasPrefix("Partial: stopped after 2 of 3 folds") == true)
        let market = ReportMarket.table(seed: 3, bars: 1200, r2: 0.03)
        let found = ReportMarket.report(market, try ReportMarket.evaluation(market))
        #expect(found.findings.first?.hasPrefix("Skill found: ridge saves ") == true)
        #expect(found.focus == 2 && !found.doubts.isEmpty)
        let leak = ReportMarket.table(seed: 3, r2: 0.3)
        let alarmed = ReportMarket.report(leak, try ReportMarket.evaluation(leak))
        #expect(alarmed.findings.first?.hasPrefix("Too good to be true: ridge.") == true)
        #expect(alarmed.findings.dropFirst().first?.contains("f0") == true)
        #expect(alarmed.html().contains("class=\"verdict alarm\""))
    }

    @Test("combinatorial cross-validation makes a page that says what it is not")
    func crossValidation() throws {
        let table = ReportMarket.table(bars: 400, symbols: 2, r2: 0.05)
        let evaluation = try ReportMarket.evaluation(table, folds: 4, scheme: .combinatorial(testGroups: 2))
        _ = try MarkupReader(ReportMarket.report(table, evaluation).html())
    }
}

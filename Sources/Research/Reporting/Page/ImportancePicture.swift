import Base
import Evaluation
import Forecasting

/// The picture of what a model uses.
enum ImportancePicture {
    private static let shown = 20

    static func section(_ report: EvaluationReport) -> ReportPage.Section {
        let isWithinTimes = report.best.forecasts.rows.target == .outperformanceOfUniverse
        return ReportPage.Section(
            id: "features", title: "What the model uses",
            introduction: "Each feature’s values changed places between "
                + (isWithinTimes ? "the symbols of one time" : "the test rows")
                + ". How much worse the model gets is what it gains by the feature; features that carry the same news hide "
                + "each other.",
            blocks: report.ranking.map { blocks($0, report) } ?? [])
    }

    private static func blocks(_ ranking: FeatureRanking, _ report: EvaluationReport) -> [ReportPage.Block] {
        let top = Array(ranking.entries.prefix(shown))
        guard !top.isEmpty else { return [] }
        let name = report.names[ranking.model]
        var table = ReportTable(
            "The \(top.count) features that \(name) would miss most, of \(ranking.entries.count)",
            [
                .init("Feature"),
                .init("Rise of the squared error", "As a share of it, in the mean of the permutations"),
                .init("Deviation", "Standard deviation between the permutations"),
            ])
        for entry in top {
            table.add([.text(entry.feature), .number(entry.rise, .percent(3)), .number(entry.deviation, .percent(3))])
        }
        let rises = ranking.entries.map { max(0, $0.rise) }
        let total = rises.reduce(0, +)
        let upward = Array(top.reversed().enumerated())
        let points = upward.map { ChartPoint(x: $0.element.rise, y: Double($0.offset)) }
        let spans = upward.map { place, entry in
            ChartSpan(at: Double(place), low: entry.rise - entry.deviation, high: entry.rise + entry.deviation)
        }
        let chart = Chart(
            title: "Permutation importance",
            summary: top.prefix(5).map(\.feature).joined(separator: ", ") + " carry most.",
            x: .numbers(
                "rise of the squared error", points.map(\.x) + spans.flatMap { [$0.low, $0.high] }, .percent(3),
                includesZero: true),
            y: .names("", upward.map(\.element.feature)),
            layers: [.lyingBars(points, width: 0.66, .first), .lyingIntervals(spans, .naive), .place(0)], isWide: true,
            height: 70 + 15 * Double(top.count))
        let share = total > 0 ? rises.prefix(5).reduce(0, +) / total : .nan
        return [
            .figure(
                chart,
                caption: "On \(NumberFormat.grouped(ranking.rows)) rows of \(ranking.folds) "
                    + "\(ranking.folds == 1 ? "test fold" : "test folds"); whiskers are one standard deviation "
                    + "between permutations. The five at the top make up \(NumberStyle.percent(0).text(share)) of all rises."
            ),
            .table(table),
        ]
    }
}

import Base
import Evaluation
import Glibc

/// Pictures of what a model leaves unexplained.
struct ResidualPictures {
    private let facts: ResidualFacts?
    private let horizon: Int

    init(_ model: EvaluatedModel, _ reading: ForecastReading, _ rows: OutOfSampleRows) {
        facts = ResidualFacts(reading, rows)
        horizon = rows.horizonBars
    }

    var section: ReportPage.Section {
        let blocks = facts.map { [histogram($0), quantiles($0), autocorrelation($0)] } ?? []
        return ReportPage.Section(
            id: "residuals", title: "Residuals",
            introduction: "What came less the median forecast, in units of the forecast’s scale σ·√h.", blocks: blocks)
    }

    private func histogram(_ facts: ResidualFacts) -> ReportPage.Block {
        let curve = stride(from: -5.0, through: 5, by: 0.1).map { x in
            let unit = (x - facts.mean) / facts.deviation
            return ChartPoint(x: x, y: exp(-unit * unit / 2) / (facts.deviation * (2 * Double.pi).squareRoot()))
        }
        let chart = Chart(
            title: "Histogram",
            summary: "Mean \(NumberStyle.decimals(3).text(facts.mean)), standard deviation "
                + "\(NumberStyle.decimals(3).text(facts.deviation)).",
            x: .fixed("standardised residual", -5...5, marks: [-4, -2, 0, 2, 4], .decimals(0)),
            y: .numbers("density", (facts.histogram + curve).map(\.y), .decimals(1), includesZero: true),
            layers: [.bars(facts.histogram, width: facts.binWidth * 0.92, .first), .line(curve, .second)],
            legend: [("residuals", .first, false), ("normal", .second, false)])
        return .figure(
            chart,
            caption: "Mean \(NumberStyle.decimals(3).text(facts.mean)), standard deviation "
                + "\(NumberStyle.decimals(3).text(facts.deviation)); a deviation of 1 says that the volatility fits. "
                + "The normal curve has the same two.")
    }

    private func quantiles(_ facts: ResidualFacts) -> ReportPage.Block {
        let points = facts.quantiles
        let ends = [points.first?.x ?? -3, points.last?.x ?? 3]
        let chart = Chart(
            title: "Quantiles against the normal distribution", summary: "Quantiles from 0.001 to 0.999.",
            x: .numbers("normal quantile", ends, .decimals(0)),
            y: .numbers("quantile of the residuals", points.map(\.y) + ends, .decimals(0)),
            layers: [
                .line(ends.map { ChartPoint(x: $0, y: facts.mean + facts.deviation * $0) }, .naive, isDashed: true),
                .dots(points, .first, radius: 2),
            ])
        return .figure(
            chart,
            caption:
                "Dots that leave the dashed line at the ends are fat tails, which is why the intervals are read off the "
                + "residuals themselves.")
    }

    private func autocorrelation(_ facts: ResidualFacts) -> ReportPage.Block {
        let points = facts.autocorrelation.enumerated().map { ChartPoint(x: Double($0.offset + 1), y: $0.element) }
        let expected = (1...max(1, points.count)).map { lag in
            ChartPoint(x: Double(lag), y: max(0, 1 - Double(lag) / Double(horizon)))
        }
        let bound = 1.96 / Double(max(1, facts.times)).squareRoot()
        var layers: [ChartLayer] = [
            .band([0.5, Double(points.count) + 0.5].map { ChartSpan(at: $0, low: -bound, high: bound) }, .naive),
            .bars(points, width: 0.5, .first), .level(0),
        ]
        if horizon > 1 { layers.append(.line(expected, .second)) }
        let last = Double(max(1, points.count))
        let marks = stride(from: 1, through: last, by: last > 12 ? 5 : 1).map { $0 }
        let chart = Chart(
            title: "Autocorrelation of each time’s mean residual",
            summary: points.prefix(5).map { NumberStyle.decimals(2).text($0.y) }.joined(separator: ", "),
            x: .fixed("lag, bars", 0.5...(last + 0.5), marks: marks, .count),
            y: .numbers("autocorrelation", points.map(\.y) + [-bound, bound], .decimals(1), includesZero: true),
            layers: layers,
            legend: [("residuals", .first, false)] + (horizon > 1 ? [("overlap alone", .second, false)] : [])
                + [("no correlation, 95 %", .naive, false)], isWide: true)
        return .figure(
            chart,
            caption: horizon > 1
                ? "Returns over \(horizon) bars share bars with their neighbours: by that alone they correlate as the line "
                    + "says. What is beyond it the model could still learn."
                : "What lies outside the grey band the model could still learn.")
    }
}

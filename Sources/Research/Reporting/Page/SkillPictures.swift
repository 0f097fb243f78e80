import Base
import Evaluation
import Forecasting
import Kernels

/// Pictures of how much is gained, when and where.
struct SkillPictures {
    private let report: EvaluationReport
    private let tones: [Tone] = [.first, .second, .third, .fourth]
    private var models: [EvaluatedModel] { report.evaluation.models }
    private var horizon: Int { report.evaluation.horizonBars }
    private var name: String { report.names[report.focus] }

    init(_ report: EvaluationReport) { self.report = report }

    /// The models that lines are drawn of, that in focus first, each with its tone.
    private var drawn: [(model: Int, tone: Tone)] {
        let others = models.indices.filter { $0 != report.focus && !models[$0].kind.isNaive }
            .sorted { (models[$0].scorecard.r2Return ?? -1) > (models[$1].scorecard.r2Return ?? -1) }
        return Array(zip([report.focus] + others, tones)).map { (model: $0.0, tone: $0.1) }
    }

    private var legend: [(text: String, tone: Tone, isDashed: Bool)] {
        drawn.map { (report.names[$0.model], $0.tone, false) }
    }

    var overTime: ReportPage.Section {
        let order = OrderOverTime(report.best)
        var blocks = [cumulative, byYear(isWide: order == nil)]
        if let order { blocks += [orderingByYear(order), ordering(order)] }
        blocks.append(learningCurve)
        return ReportPage.Section(
            id: "time", title: "Skill over time",
            introduction:
                "Skill that is real is there in most years; skill that is luck, or a leak, lies in a few days.",
            blocks: blocks)
    }

    private var cumulative: ReportPage.Block {
        let losses = drawn.map { LossesByTime(models[$0.model].forecasts) }
        let total = max(losses[0].naive.reduce(0, +), .leastNormalMagnitude)
        let days = losses[0].times.map(Axis.days)
        var layers: [ChartLayer] = []
        let band = noSkillBand(losses[0], total, days)
        layers.append(.band(band, .naive))
        layers.append(.level(0))
        var values = band.flatMap { [$0.low, $0.high] }
        for (own, (_, tone)) in zip(losses, drawn).reversed() {
            var sum = 0.0
            let points = zip(days, own.saved).map { day, saved in
                sum += saved / total
                return ChartPoint(x: day, y: sum)
            }
            values += points.map(\.y)
            layers.append(.line(ChartThinning.thinned(points, to: 700), tone))
        }
        let chart = Chart(
            title: "Squared error saved against persistence, added up",
            summary: "\(name) ends at \(NumberStyle.percent(2).text(losses[0].skill()?.value)) of persistence’s error.",
            x: .times("time of the forecast", losses[0].times, marks: 9),
            y: .numbers("share of all error", values, .percent(1), includesZero: true), layers: layers,
            legend: legend + [("where no skill stays, 95 %", .naive, false)], isWide: true)
        return .figure(
            chart,
            caption:
                "A line that rises steadily gains everywhere; the last point is the return R². The grey band is where "
                + "the sum of \(name)’s differences would be at each time, 95 times in 100, if their mean were 0.")
    }

    /// ± 1.96 standard errors of a sum of differences without a mean.
    private func noSkillBand(_ losses: LossesByTime, _ total: Double, _ days: [Double]) -> [ChartSpan] {
        guard let skill = losses.skill(), skill.low.isFinite else { return [] }
        let end = skill.high - skill.value
        let spans = days.enumerated().map { index, day in
            let width = end * (Double(index + 1) / Double(days.count)).squareRoot()
            return ChartSpan(at: day, low: -width, high: width)
        }
        return ChartThinning.thinned(spans, to: 120)
    }

    /// Return R² by year; wide where no picture stands beside it.
    private func byYear(isWide: Bool) -> ReportPage.Block {
        let losses = LossesByTime(report.best.forecasts)
        let years = losses.years.compactMap { year, range in losses.skill(range).map { (year, $0) } }
        var chart = bars(
            "Return R² by year", years.map { String($0.0) },
            years.enumerated().map { ($0.element.1.value, $0.element.1.low, $0.element.1.high) }, .percent(1),
            label: "return R²",
            summary: years.map { "\($0.0) \(NumberStyle.percent(2).text($0.1.value))" }.joined(separator: ", "))
        chart.isWide = isWide
        return .figure(
            chart,
            caption:
                "The share of persistence’s squared error that \(name) saved in each calendar year, with 95 % intervals."
        )
    }

    private func orderingByYear(_ order: OrderOverTime) -> ReportPage.Block {
        let years = order.byYear
        let chart = bars(
            "Rank IC by year", years.map { String($0.year) }, years.map { ($0.mean, $0.low, $0.high) },
            .decimals(2), label: "mean rank IC",
            summary: years.map { "\($0.year) \(NumberStyle.decimals(3).text($0.mean))" }.joined(separator: ", "))
        return .figure(
            chart, caption: "The mean of \(name)’s rank correlations with what came, with 95 % intervals.")
    }

    private func bars(
        _ title: String, _ names: [String], _ values: [(Double, Double, Double)], _ style: NumberStyle, label: String,
        summary: String
    ) -> Chart {
        Chart(
            title: title, summary: summary, x: .names("year", names),
            y: .numbers(label, values.flatMap { [$0.0, $0.1, $0.2] }, style, includesZero: true),
            layers: [
                .bars(
                    values.enumerated().map { ChartPoint(x: Double($0.offset), y: $0.element.0) }, width: 0.6, .first),
                .intervals(
                    values.enumerated().map {
                        ChartSpan(at: Double($0.offset), low: $0.element.1, high: $0.element.2)
                    }, .naive),
                .level(0),
            ])
    }

    private func ordering(_ order: OrderOverTime) -> ReportPage.Block {
        let days = order.times.map(Axis.days)
        let mean = Statistics.mean(order.rank)
        let window = RollingMean.window(days.count)
        let points = zip(days, order.rank).map { ChartPoint(x: $0, y: $1) }
        let means = zip(days, RollingMean.values(order.rank, window: window)).map { ChartPoint(x: $0, y: $1) }
        let chart = Chart(
            title: "Rank IC over time",
            summary: "The mean is \(NumberStyle.decimals(4).text(mean)).",
            x: .times("time of the forecast", order.times, marks: 9),
            y: .numbers("rank IC", order.rank, .decimals(1), includesZero: true),
            layers: [
                .dots(ChartThinning.thinned(points, to: 1500), .naive, radius: 1.3), .level(0),
                .level(mean), .line(ChartThinning.thinned(means, to: 700), .first),
            ],
            legend: [("each time", .naive, false), ("mean of \(window) times", .first, false)], isWide: true)
        return .figure(
            chart,
            caption:
                "How \(name)’s order of the symbols agrees with the order that came. One dot a time; the line is the mean "
                + "of the last \(window). Overlapping horizons make neighbours alike.")
    }

    private var learningCurve: ReportPage.Block {
        let splits = report.evaluation.splits
        let folds = report.best.forecasts.rows.folds
        let sizes = splits.map { Double($0.trainBlocks.reduce(0) { $0 + $1.count }) }
        let grows = sizes.count == folds && zip(sizes, sizes.dropFirst()).allSatisfy { $0 < $1 }
        let places = grows ? sizes : (0..<folds).map { Double($0 + 1) }
        var layers: [ChartLayer] = [.level(0)]
        var values: [Double] = []
        for (model, tone) in drawn.reversed() {
            let forecasts = models[model].forecasts
            let skills = (0..<folds).map { fold in
                let range = forecasts.rows.foldStarts[fold]..<forecasts.rows.foldStarts[fold + 1]
                return LossesByTime(forecasts, rows: range).skill()
            }
            let points = zip(places, skills).map { ChartPoint(x: $0, y: $1?.value ?? .nan) }
            values += points.map(\.y)
            if model == report.focus {
                let spans = zip(places, skills).map {
                    ChartSpan(at: $0, low: $1?.low ?? .nan, high: $1?.high ?? .nan)
                }
                values += spans.flatMap { [$0.low, $0.high] }
                layers.append(.intervals(spans, tone))
            }
            layers += [.line(points, tone), .dots(points, tone)]
        }
        let label = grows ? "rows learnt from" : "fold"
        let chart = Chart(
            title: grows ? "Learning curve" : "Return R² by fold", summary: "Return R² of each of \(folds) folds.",
            x: grows
                ? .numbers(label, places, .count) : .fixed(label, 0.5...(Double(folds) + 0.5), marks: places, .count),
            y: .numbers("return R²", values, .percent(1), includesZero: true), layers: layers, legend: legend,
            isWide: true)
        return .figure(
            chart,
            caption: grows
                ? "Each fold learns from more than the one before, and is scored on what comes after: a model that learns "
                    + "something rises to the right. What also changes is the time; \(name) has 95 % intervals."
                : "Each fold is scored on rows that its models were not fitted on; \(name) has 95 % intervals.")
    }

    var whereItLies: ReportPage.Section {
        var blocks: [ReportPage.Block] = []
        if let groups = outcomes { blocks.append(groups) }
        blocks.append(density)
        if report.best.forecasts.rows.symbols.count > 1 { blocks += bySymbol }
        return ReportPage.Section(id: "where", title: "Where it lies", introduction: "", blocks: blocks)
    }

    /// What came of the lowest tenth of the forecasts to the highest.
    private var outcomes: ReportPage.Block? {
        let found = ForecastGroups(report.best.forecasts)
        guard found.groups.count > 1 else { return nil }
        let groups = found.groups
        let places = groups.indices.map(Double.init)
        let chart = Chart(
            title: "What came, by tenth of the forecast",
            summary: "From \(NumberStyle.percent(2).text(groups.first?.meanOutcome)) in the lowest to "
                + "\(NumberStyle.percent(2).text(groups.last?.meanOutcome)) in the highest.",
            x: .names("tenth of the forecasts, lowest first", groups.indices.map { String($0 + 1) }),
            y: .numbers(
                "mean log return", groups.flatMap { [$0.low, $0.high, $0.meanForecast] }, .percent(1),
                includesZero: true),
            layers: [
                .bars(zip(places, groups).map { ChartPoint(x: $0, y: $1.meanOutcome) }, width: 0.6, .first),
                .intervals(zip(places, groups).map { ChartSpan(at: $0, low: $1.low, high: $1.high) }, .naive),
                .line(zip(places, groups).map { ChartPoint(x: $0, y: $1.meanForecast) }, .second), .level(0),
            ],
            legend: [("mean outcome, 95 %", .first, false), ("mean forecast", .second, false)])
        return .figure(
            chart,
            caption: (found.isCrossSectional ? "Symbols are put into tenths at each time. " : "")
                + "A model with skill has stairs from left to right; a line steeper than the stairs promises too much.")
    }

    private var density: ReportPage.Block {
        let forecasts = report.best.forecasts
        let density = ForecastDensity(forecasts.locations, forecasts.rows.actual)
        let chart = Chart(
            title: "Forecasts and outcomes", summary: "Density of all forecasts against what came.",
            x: density.x, y: density.y, layers: [.cells(density.cells), .level(0), .place(0)])
        return .figure(
            chart,
            caption:
                "All \(NumberFormat.grouped(forecasts.rows.count)) forecasts of \(name), darker where there are more "
                + "(square root of the count); the outer half percent on each side is left out. The scales differ: "
                + "returns move far more than can be foreseen.")
    }

    private var bySymbol: [ReportPage.Block] {
        let symbols = report.best.forecasts.rows.symbols
        let skills = zip(symbols, LossesByTime.bySymbol(report.best.forecasts))
            .compactMap { symbol, losses in losses.skill().map { (symbol, $0) } }
            .sorted { ($0.1.value, $1.0) < ($1.1.value, $0.0) }
        guard skills.count > 1 else { return [] }
        let first = skills.count > 16 ? 1.0 : 0
        let spans = skills.enumerated().map {
            ChartSpan(at: first + Double($0.offset), low: $0.element.1.low, high: $0.element.1.high)
        }
        let ends = spans.flatMap { [$0.low, $0.high] }.filter(\.isFinite).sorted()
        let shown = skills.count > 40 ? Array(ends[(ends.count / 100)..<(ends.count - ends.count / 100)]) : ends
        let positive = skills.count { $0.1.value > 0 }
        let clear = skills.count { $0.1.low > 0 }
        let chart = Chart(
            title: "Return R² by symbol", summary: "\(positive) of \(skills.count) symbols are above 0.",
            x: skills.count <= 16
                ? .names("symbol", skills.map(\.0.name))
                : .fixed(
                    "symbols, lowest first", 0.5...(Double(skills.count) + 0.5),
                    marks: [1, Double((skills.count + 1) / 2), Double(skills.count)], .count),
            y: .numbers(
                "return R²", shown + skills.map(\.1.value).filter { shown.isEmpty || $0 >= shown[0] }, .percent(1),
                includesZero: true),
            layers: [
                .intervals(spans, .naive), .level(0),
                .dots(
                    skills.enumerated().map { ChartPoint(x: first + Double($0.offset), y: $0.element.1.value) }, .first,
                    radius: skills.count > 100 ? 1.6 : 2.6),
            ], isWide: true)
        let figure = ReportPage.Block.figure(
            chart,
            caption:
                "\(positive) of \(skills.count) symbols are above 0, the 95 % intervals of \(clear) are so altogether; "
                + "by chance alone about \(NumberFormat.fixed(Double(skills.count) * 0.025, digits: 1)) would be. "
                + "The best symbols of many are the luckiest as well.")
        return skills.count > 16 ? [figure, .table(extremes(skills))] : [figure]
    }

    private func extremes(_ skills: [(Symbol, SkillEstimate)]) -> ReportTable {
        var table = ReportTable(
            "The five highest and the five lowest return R² by symbol",
            [.init("Symbol"), .init("Return R²"), .init("Forecasts")])
        for (symbol, skill) in skills.reversed().prefix(5) + skills.prefix(5).reversed() {
            table.add([
                .text(symbol.name), .interval(skill.value, low: skill.low, high: skill.high, .percent(2)),
                .number(Double(skill.rows), .count),
            ])
        }
        return table
    }
}

import Base
import Evaluation
import Scoring

/// Pictures of whether the distributions that were forecast hold what they promise.
struct CalibrationPictures {
    private let report: EvaluationReport
    private let reading: ForecastReading
    private let rows: OutOfSampleRows
    private var name: String { report.names[report.focus] }

    init(_ report: EvaluationReport, _ reading: ForecastReading, _ rows: OutOfSampleRows) {
        self.report = report
        self.reading = reading
        self.rows = rows
    }

    var section: ReportPage.Section {
        var blocks = [coverage, transforms]
        if let reliability { blocks.append(reliability) }
        blocks.append(byScale)
        blocks.append(overTime)
        return ReportPage.Section(
            id: "calibration", title: "Calibration",
            introduction: "Whether the distributions that \(name) forecast hold what they promise, skill or none.",
            blocks: blocks)
    }

    private var coverage: ReportPage.Block {
        let points = reading.coverage.map { ChartPoint(x: $0.promised, y: $0.realised) }
        let marks = [0, 0.2, 0.4, 0.6, 0.8, 1]
        let chart = Chart(
            title: "Coverage by level",
            summary: points.map { "\(NumberStyle.percent(0).text($0.x)): \(NumberStyle.percent(1).text($0.y))" }
                .joined(separator: ", "),
            x: .fixed("promised share inside", 0...1, marks: marks, .percent(0)),
            y: .fixed("share that was inside", 0...1, marks: marks, .percent(0)),
            layers: [
                .line([ChartPoint(x: 0, y: 0), ChartPoint(x: 1, y: 1)], .naive, isDashed: true), .line(points, .first),
                .dots(points, .first, radius: 3.2),
            ])
        return .figure(
            chart,
            caption:
                "On the dashed line a 50 % interval holds half of what comes, and so on. Below it the intervals are too "
                + "narrow, above it too wide.")
    }

    private var transforms: ReportPage.Block {
        let counts = reading.transformCounts
        let even = Double(max(1, reading.bins.count)) / 20
        let points = counts.enumerated().map {
            ChartPoint(x: (Double($0.offset) + 0.5) / 20, y: Double($0.element) / even)
        }
        let chart = Chart(
            title: "Probability integral transforms", summary: "Twenty bins; 1 in each would be calibrated.",
            x: .fixed(
                "where in the forecast distribution it came", 0...1, marks: [0, 0.25, 0.5, 0.75, 1], .decimals(2)),
            y: .numbers("against an even filling", points.map(\.y), .decimals(1), includesZero: true),
            layers: [.bars(points, width: 0.046, .first), .level(1)])
        return .figure(
            chart,
            caption:
                "Even bars are calibrated. High ends say that the distributions are too narrow, a hill that they are too "
                + "wide, a slope that they lean to one side.\(evenness)")
    }

    /// A test of the bars' being even; of one symbol only, for those of one time are not independent.
    private var evenness: String {
        let horizon = rows.horizonBars
        guard rows.symbols.count == 1, let test = reading.transforms(every: horizon)?.test else { return "" }
        let which = horizon == 1 ? "" : ", by every \(horizon)th forecast"
        let verdict =
            test.pValue < report.run.alpha ? "more uneven than chance explains" : "as even as chance leaves them"
        return " They are \(verdict) (χ² p \(NumberStyle.probability.text(test.pValue))\(which))."
    }

    private var reliability: ReportPage.Block? {
        let found = DirectionReliability(report.best.forecasts, reading.probabilitiesUp)
        guard found.groups.count > 1 else { return nil }
        let groups = found.groups
        let points = groups.map { ChartPoint(x: $0.meanForecast, y: $0.observedShare) }
        let spans = groups.map {
            ChartSpan(at: $0.meanForecast, low: $0.interval.lowerBound, high: $0.interval.upperBound)
        }
        let across = Axis.numbers("forecast probability of a rise", groups.map(\.meanForecast), .percent(1))
        let up = Axis.numbers("share that rose", spans.flatMap { [$0.low, $0.high] } + points.map(\.x), .percent(0))
        let ends = [
            max(across.domain.lowerBound, up.domain.lowerBound), min(across.domain.upperBound, up.domain.upperBound),
        ]
        let chart = Chart(
            title: "Reliability of the direction",
            summary: points.map {
                "\(NumberStyle.percent(1).text($0.x)): \(NumberStyle.percent(1).text($0.y))"
            }.joined(separator: ", "),
            x: across, y: up,
            layers: [
                .line(ends.map { ChartPoint(x: $0, y: $0) }, .naive, isDashed: true), .intervals(spans, .first),
                .dots(points, .first, radius: 3.2), .level(0.5),
            ])
        return .figure(
            chart,
            caption:
                "Forecasts in \(groups.count) groups of like size, by their probability of a rise. On the dashed line what "
                + "is called 55 % comes 55 times in 100. The intervals count each time once.")
    }

    /// Whether intervals hold as well when much is expected to move as when little is.
    private var byScale: ReportPage.Block {
        let scales = report.best.forecasts.scales
        let order = scales.indices.sorted { (scales[$0], $0) < (scales[$1], $1) }
        let groups = min(5, max(1, order.count / 20))
        let shares = (0..<groups).map { group -> Double in
            let members = order[(order.count * group / groups)..<(order.count * (group + 1) / groups)]
            return Double(members.count { reading.isCovered($0, tailBins: 2) }) / Double(max(1, members.count))
        }
        let chart = Chart(
            title: "Coverage of the 80 % interval by expected movement",
            summary: shares.map { NumberStyle.percent(1).text($0) }.joined(separator: ", "),
            x: .names("fifth of the forecast’s scale, calm to wild", shares.indices.map { String($0 + 1) }),
            y: .numbers("share inside", shares + [0.7, 0.9], .percent(0)),
            layers: [
                .level(0.8),
                .dots(shares.enumerated().map { ChartPoint(x: Double($0.offset), y: $0.element) }, .first, radius: 4),
                .line(shares.enumerated().map { ChartPoint(x: Double($0.offset), y: $0.element) }, .first),
            ])
        return .figure(
            chart,
            caption:
                "Level at 80 %, the intervals know how wide to be. A line that rises says that calm times move more than forecast "
                + "and wild ones less, one that falls the contrary.")
    }

    private var overTime: ReportPage.Block {
        let own = CoverageByTime(reading, rows)
        let window = RollingMean.window(own.times.count)
        let days = own.times.map(Axis.days)
        func line(_ coverage: CoverageByTime) -> [ChartPoint] {
            let means = RollingMean.values(coverage.shares, window: window, weights: coverage.counts)
            return ChartThinning.thinned(zip(days, means).map { ChartPoint(x: $0, y: $1) }, to: 700)
        }
        var layers: [ChartLayer] = [.level(0.8), .line(line(own), .first)]
        var values = line(own).map(\.y) + [0.8]
        var legend: [(text: String, tone: Tone, isDashed: Bool)] = [(name, .first, false)]
        if let adaptive = report.adaptive {
            let other = line(CoverageByTime(ForecastReading(adaptive), rows))
            layers.insert(.line(other, .second), at: 1)
            values += other.map(\.y)
            legend.append(("with adaptive intervals", .second, false))
        }
        let chart = Chart(
            title: "Realised coverage of the 80 % interval over time",
            summary: "Overall \(NumberStyle.percent(1).text(report.best.scorecard.coverage80)).",
            x: .times("time of the forecast", own.times, marks: 9),
            y: .numbers("share inside", values, .percent(0)), layers: layers, legend: legend, isWide: true)
        return .figure(
            chart,
            caption: "The share of the last \(window) times’ outcomes inside their intervals."
                + (report.adaptive == nil
                    ? "" : " Adaptive intervals (Gibbs and Candès, 2021) move their levels after every outcome."))
    }
}

/// The share of a time's outcomes inside their 80 % intervals.
struct CoverageByTime: Sendable {
    let times: [Instant]
    let shares: [Double]
    /// How many outcomes each time has.
    let counts: [Double]

    init(_ reading: ForecastReading, _ rows: OutOfSampleRows) {
        let starts = InformationCoefficientSeries.starts(of: rows.times)
        let ranges = zip(starts, starts.dropFirst()).filter { $0 < $1 }
        times = ranges.map { rows.times[$0.0] }
        counts = ranges.map { Double($0.1 - $0.0) }
        shares = ranges.map { start, end in
            Double((start..<end).count { reading.isCovered($0, tailBins: 2) }) / Double(end - start)
        }
    }
}

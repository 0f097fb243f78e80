import Base
import Scoring
import TestKit
import Testing

struct InformationCoefficientTests {
    let golden: ScoresGolden.Coefficients
    let bootstrap = StationaryBootstrap(meanBlock: 5, repetitions: 300, seed: 3)

    init() throws { golden = try Golden.load(ScoresGolden.self, "scores").coefficients }

    @Test("the series equals SciPy's correlations, without times of fewer than 3 names or equal forecasts")
    func series() {
        let series = InformationCoefficientSeries(
            forecasts: golden.forecasts, outcomes: golden.outcomes, starts: golden.starts)
        #expect(series.sections == golden.sections)
        #expect(Golden.largestError(series.pearson, golden.pearson) < 1e-13)
        #expect(Golden.largestError(series.rank, golden.rank) < 1e-13)
    }

    @Test("the summary equals numpy's and statsmodels' Newey–West t")
    func summary() throws {
        for test in golden.tests {
            let summary = try #require(
                InformationCoefficient(
                    series: golden.rank, horizonBars: test.horizon, lags: test.lags, bootstrap: bootstrap))
            let values = [
                summary.mean, summary.standardDeviation, summary.positiveShare, summary.test?.statistic ?? .nan,
                summary.test?.pValue ?? .nan, summary.ratio ?? .nan,
            ]
            let expected = [
                golden.mean, golden.deviation, golden.positive, test.t, test.p, golden.mean / golden.deviation,
            ]
            #expect(Golden.largestError(values, expected, floor: 0.001) < 1e-11)
            #expect(summary.times == golden.rank.count)
            let interval = try #require(summary.meanInterval)
            #expect(interval.contains(summary.mean) && interval.width > 0)
            #expect(try #require(summary.ratioInterval).contains(try #require(summary.ratio)))
        }
        let plain = InformationCoefficient(series: golden.rank, horizonBars: 5, bootstrap: bootstrap)
        #expect(
            plain?.test?.statistic
                == InformationCoefficient(
                    series: golden.rank, horizonBars: 5, lags: 8, bootstrap: bootstrap)?.test?.statistic)
    }

    @Test("ranks do not change under a rising transform, and turn sign under a falling one")
    func invariance() {
        let rank = { (transform: (Double) -> Double) in
            InformationCoefficientSeries(
                forecasts: golden.forecasts.map(transform), outcomes: golden.outcomes, starts: golden.starts
            ).rank
        }
        let plain = rank { $0 }
        #expect(rank { $0 * $0 * $0 + 2 * $0 } == plain)
        #expect(Golden.largestError(rank { -$0 }, plain.map { -$0 }) < 1e-14)
    }

    @Test("rows with NaN are left out, and the order of names does not matter")
    func missing() {
        let series = InformationCoefficientSeries(
            forecasts: [1, .nan, 3, 2, 5, 4, 1], outcomes: [2, 9, 4, 1, .nan, 1, 1], starts: [0, 4, 7])
        #expect(series.sections == [0])
        #expect(series.rank == [Correlation.spearman([3, 2, 1], [4, 1, 2]) ?? .nan])
    }

    @Test("times become starts")
    func starts() {
        let times = [3, 3, 5, 9, 9].map { Instant(nanoseconds: $0) }
        #expect(InformationCoefficientSeries.starts(of: times) == [0, 2, 3, 5])
        #expect(InformationCoefficientSeries.starts(of: []) == [0])
    }

    @Test("overlapping outcomes without skill pass a 5 % test about that often", arguments: [1, 5])
    func size(horizon: Int) {
        var passed = (newey: 0, overlap: 0)
        for seed in 1...400 {
            var source = NormalSource(seed: UInt64(seed))
            let shocks = source.next(250 + horizon)
            let series = (0..<250).map { start in shocks[start..<start + horizon].reduce(0, +) }
            let once = StationaryBootstrap(meanBlock: 1, repetitions: 1, seed: 1)
            let summary = InformationCoefficient(series: series, horizonBars: horizon, bootstrap: once)
            if let test = summary?.test, test.pValue < 0.05 { passed.newey += 1 }
            if let test = summary?.overlapTest, test.pValue < 0.05 { passed.overlap += 1 }
        }
        #expect((8...45).contains(passed.newey), "passed \(passed.newey) of 400")
        #expect((8...32).contains(passed.overlap), "passed \(passed.overlap) of 400")
    }

    @Test("what is not defined is nil")
    func degenerate() {
        #expect(InformationCoefficient(series: [0.1, 0.2], horizonBars: 1, bootstrap: bootstrap) == nil)
        #expect(InformationCoefficient(series: [0.1, .nan, 0.2], horizonBars: 1, bootstrap: bootstrap) == nil)
        #expect(InformationCoefficient(series: [0.1, 0.1, 0.2], horizonBars: 0, bootstrap: bootstrap) == nil)
        let flat = InformationCoefficient(series: [0.1, 0.1, 0.1], horizonBars: 1, bootstrap: bootstrap)
        #expect(
            flat?.ratio == nil && flat?.test == nil && flat?.overlapTest == nil && flat?.ratioInterval == nil
                && flat?.times == 3)
        #expect(Correlation.pearson([], []) == nil && Correlation.spearman([1, .nan], [1, 2]) == nil)
        #expect(Correlation.pearson([0.1, 0.1, 0.1], [1, 2, 3]) == nil)
        #expect(InformationCoefficientSeries(forecasts: [], outcomes: [], starts: [0]).sections.isEmpty)
        #expect(InformationCoefficientSeries(forecasts: [], outcomes: [], starts: []).sections.isEmpty)
    }
}
